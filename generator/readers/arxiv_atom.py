"""Answers of arXiv's API: an Atom feed whose entries are papers.

The elements: info.arxiv.org/help/api/user-manual.html, section 3.3. A mistake in a query is answered by an entry, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from generator.model import Location, Problem, Record, Severity, Source
from generator.readers import withdrawn
from generator.readers.entries import Entries, as_text
from generator.readers.fields import MORE_ADDRESSES
from generator.readers.lines import head
from generator.readers.xml_entries import Entry, entries
from generator.text import arxiv, clean, doi

CODES = {
    "arxiv-error": "arXiv's answer is the message of a mistake in the question, and no paper.",
}
_ASIDE = {"comment": "comment", "journal_ref": "journal_ref"}
_TAKEN = frozenset({
    "id", "title", "summary", "published", "updated", "author", "link", "doi", "category", "primary_category", *_ASIDE,
})  # fmt: skip
_ROOT = re.compile(r"<(?:\w+:)?(?:feed|entry)\b[^>]*\"http://www\.w3\.org/2005/Atom\"")
_VERSION = re.compile(r"v(\d{1,3})/?$")


def accepts(source: Source) -> bool:
    """An Atom feed that speaks of arXiv."""
    text = head(source)
    return text.startswith("<") and "arxiv.org" in text and _ROOT.search(text) is not None


def read(source: Source) -> Iterator[Record | Problem]:
    """A record for each paper, and a problem for each entry that is none."""
    known = Entries(source.name)
    for found in entries(source, frozenset({"entry"})):
        if isinstance(found, Problem):
            yield found
        elif "/api/errors" in _text(found.element, "id"):
            yield _error(found)
        else:
            yield from _record(known, found.element, found.where)
    yield from known.rest()


def _record(known: Entries, entry: Element, where: Location) -> Iterator[Record | Problem]:
    links = {link.get("title", link.get("rel", "")): link.get("href", "") for link in entry.findall("link")}
    address, abstract, comment = _text(entry, "id"), _text(entry, "summary"), _text(entry, "comment")
    written = _text(entry, "doi") or links.get("doi", "")
    version = _VERSION.search(address)
    said = {
        "title": _text(entry, "title"), "abstract": abstract, "arxiv": address, "date": _text(entry, "published"),
        "authors": [clean(_text(author, "name")) for author in entry.findall("author")],
        "categories": _categories(entry), "doi": written if doi(written) else "",
        "pdf": links.get("pdf", ""), "url": "" if arxiv(address) else address,
    }  # fmt: skip
    yield from known.read(
        said, where, extra=_aside(entry, written), version=int(version[1]) if version else 0,
        standing=withdrawn.standing(where, abstract, comment),
    )  # fmt: skip


def _text(entry: Element, name: str) -> str:
    return _once(entry.findtext(name) or "")


def _once(text: str) -> str:
    """The text, encoded only once: some were put into arXiv's pages as if their UTF-8 were Latin-1."""
    try:
        return text.encode("latin-1").decode().strip()
    except ValueError:
        return text.strip()


def _categories(entry: Element) -> list[str]:
    """The classes of the paper, its primary one first."""
    found = [*entry.findall("primary_category"), *entry.findall("category")]
    return list(dict.fromkeys(filter(None, (one.get("term", "") for one in found))))


def _aside(entry: Element, written: str) -> tuple[tuple[str, str], ...]:
    """What the catalog has no place for; a DOI that is none stands there as it was written."""
    said = [(own, _text(entry, name)) for name, own in _ASIDE.items()]
    places = (clean(_once(place.text or "")) for place in entry.findall("author/affiliation"))
    said.append(("affiliation", "; ".join(dict.fromkeys(filter(None, places)))))
    said.append(("doi", "" if doi(written) else written))
    said += [("doi (more)", _once(other.text or "")) for other in entry.findall("doi")[1:]]
    said += [(one.tag, _words(one)) for one in entry if one.tag not in _TAKEN]
    said += [*_links(entry, doi(written)).items()]
    if (updated := _text(entry, "updated")) != _text(entry, "published"):
        said.append(("updated", updated))
    return tuple((name, as_text(text)) for name, text in said if text)


def _links(entry: Element, taken: str) -> dict[str, str]:
    """The links that lead neither to the paper itself nor to the DOI that is taken, by their titles."""
    found: dict[str, list[str]] = {}
    number = arxiv(_text(entry, "id"))
    for link in entry.findall("link"):
        title, address = link.get("title", ""), link.get("href", "")
        is_told = (
            title == "pdf" or (number and arxiv(address) == number) or (taken and doi(address).lower() == taken.lower())
        )
        if address and not is_told:
            found.setdefault(f"{clean(title)[:60]} link" if title else MORE_ADDRESSES, []).append(address)
    return {name: "; ".join(dict.fromkeys(addresses)) for name, addresses in found.items()}


def _words(element: Element) -> str:
    """The text of an element and all in it, or else its attributes."""
    return clean(_once(" ".join(element.itertext()))) or " ".join(element.attrib.values())


def _error(entry: Entry) -> Problem:
    message = f"arXiv answered with an error: {clean(_text(entry.element, 'summary'))[:200]}"
    hint = "correct the question and fetch the answer again, or delete the file"
    return Problem(entry.where, Severity.ERROR, "arxiv-error", message, hint)
