"""The ACL Anthology's own files: a collection of volumes, each with its papers.

The elements: `data/xml/schema.rnc` of the Anthology's repository. A paper's id is made of those of its collection, of
its volume and its own: `2023.acl-long.1`, and in collections older than 2020 `P19-1001`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from xml.etree.ElementTree import Element

from generator.dates import written_date
from generator.model import Location, Name, PaperStatus, Problem, Record, Source, Standing
from generator.readers.answers import in_parts
from generator.readers.entries import Entries, as_text
from generator.readers.lines import head
from generator.readers.xml_entries import Entry, entries
from generator.text import acl, clean, iso_date, plain

_ROOT = re.compile(r"<(?:collection|volume)\s[^>]*\bid=")
_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", re.ASCII)
_OLD = re.compile(r"[A-Z]\d\d")
_BIG_VOLUMES = ("W", "C69", "D19-5", "D19-6")
"""Collections of many small volumes, whose ids have two digits for the volume and two for the paper."""

_SHARED = {
    "booktitle": "booktitle", "journal-title": "venue", "year": "year", "publisher": "publisher", "isbn": "isbn",
    "journal-volume": "volume", "journal-issue": "number",
}  # fmt: skip
_OWN = {"doi": "doi", "bibkey": "key", "pages": "pages"}
_TAKEN = ("title", "abstract", "author", "editor", "url", *_OWN)
_BREAKS = ("br", "p", "par")


def accepts(source: Source) -> bool:
    """By the root element and what it is for."""
    text = head(source)
    return text.startswith("<") and _ROOT.search(text) is not None and ("<paper" in text or "<meta" in text)


def read(source: Source) -> Iterator[Record | Problem]:
    """A record for each paper; the front matter of a volume is none."""
    known = Entries(source.name)
    volume: _Volume = ({}, ())
    for found in entries(source, frozenset({"meta", "paper"})):
        if isinstance(found, Problem):
            yield found
        elif found.element.tag == "meta":
            volume = _volume(found)
        elif not _is_front_matter(found):
            yield from _record(known, found, volume)
    yield from known.rest()


_Volume = tuple[Mapping[str, object], tuple[tuple[str, str], ...]]
"""What the papers of a volume share: fields of theirs, and what the catalog has no place for."""


def _volume(meta: Entry) -> _Volume:
    said: dict[str, object] = {own: flat(meta.element.find(tag)) for tag, own in _SHARED.items()}
    is_journal = bool(said["venue"]) or meta.around.get("volume", {}).get("type") == "journal"
    said["venue"] = said["venue"] or _short(meta.element)
    said["entry_type"] = "article" if is_journal else "inproceedings"
    said["issued"] = written_date(f"{_text(meta.element, 'month')} {_text(meta.element, 'year')}")[0]
    said["editors"] = tuple(map(_name, meta.element.findall("editor")))
    address = _text(meta.element, "address")
    return said, (("address", address),) if address else ()


def _short(meta: Element) -> str:
    """The venue by the Anthology's short names for it: `ACL`, `LREC/COLING`."""
    names = [plain(venue.text or "") for venue in meta.findall("venue")]
    known = [name for name in names if name != "ws"] or names
    return "/".join("Findings" if name == "findings" else name.upper() for name in known if name)


def _is_front_matter(paper: Entry) -> bool:
    """Older files number it as the paper 0 of its volume."""
    return set(paper.element.get("id", "")[-3:]) == {"0"} and paper.element.find("author") is None


def _record(known: Entries, paper: Entry, volume: _Volume) -> Iterator[Record | Problem]:
    element = paper.element
    shared, beside = volume
    anthology = acl(_text(element, "url")) or _anthology_id(paper)
    address = _text(element, "url")
    said = {
        **shared, "title": flat(element.find("title")), "abstract": flat(element.find("abstract")), "acl": anthology,
        "authors": [_name(author) for author in element.findall("author")],
        "pdf": f"https://aclanthology.org/{anthology}.pdf" if address and acl(address) else "",
        "url": "" if acl(address) or "://" not in address else address,
        **{own: _text(element, tag) for tag, own in _OWN.items()},
    }  # fmt: skip
    extra = beside + tuple(
        (child.tag, text) for child in element if child.tag not in _TAKEN and (text := _aside(child))
    )
    variants = [str(_name(one)) for author in element.findall("author") for one in author.findall("variant")]
    people = {
        "author_variants": variants,
        "affiliation": [flat(place) for place in element.findall("author/affiliation")],
        "editor": [str(_name(editor)) for editor in element.findall("editor")],
    }
    extra += tuple((name, as_text("; ".join(dict.fromkeys(told)))) for name, told in people.items() if told)
    yield from known.read(said, paper.where, extra=extra, standing=_standing(element, paper.where))


def _anthology_id(paper: Entry) -> str:
    """The id from the numbers of a paper, its volume and its collection; '' where one of them is none."""
    number, volume = paper.element.get("id", ""), paper.around.get("volume", {}).get("id", "")
    collection = paper.around.get("collection", {}).get("id", "")
    if _OLD.fullmatch(volume) and not collection:
        return acl(f"{volume}-{number.zfill(4)}")
    if not _OLD.fullmatch(collection):
        return acl(f"{collection}-{volume}.{number}")
    is_big = f"{collection}-{volume}".startswith(_BIG_VOLUMES)
    return acl(
        f"{collection}-{volume.zfill(2)}{number.zfill(2)}" if is_big else f"{collection}-{volume}{number.zfill(3)}"
    )


def _name(author: Element) -> Name:
    name, orcid = in_parts(_text(author, "first"), _text(author, "last")), author.get("orcid", "")
    return replace(name, orcid=orcid) if _ORCID.fullmatch(orcid) and str(name) else name


def _standing(element: Element, where: Location) -> Standing | None:
    for tag, status in (("retracted", PaperStatus.RETRACTED), ("removed", PaperStatus.WITHDRAWN)):
        if (found := element.find(tag)) is not None:
            return Standing(status, where, iso_date(found.get("date", "")))
    return None


def _aside(element: Element) -> str:
    """An element that the catalog has no place for: its text, or else its attributes."""
    return as_text(flat(element) or " ".join(element.attrib.values()))


def _text(element: Element, tag: str) -> str:
    return clean(element.findtext(tag) or "")


def flat(element: Element | None) -> str:
    """The text of an element without its markup; what is mathematics stands between dollars."""
    return "" if element is None else "".join(_pieces(element)).strip()


def _pieces(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        inner = "".join(_pieces(child))
        yield f"${inner.strip(' $')}$" if child.tag == "tex-math" and inner.strip(" $") else inner
        yield "\n\n" if child.tag in _BREAKS else ""
        yield child.tail or ""
