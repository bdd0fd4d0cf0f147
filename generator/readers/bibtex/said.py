"""What the fields of BibTeX and BibLaTeX say of a paper, by the names of a record's fields.

BibLaTeX's names and those that Zotero, JabRef, Mendeley, DBLP, ADS, Semantic Scholar and Google Scholar write are side
by side. What the catalog has no place for stays, under its own name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape

from generator import names
from generator.latex import ungrouped
from generator.macros import JOURNALS
from generator.model import Name
from generator.readers import beyond
from generator.readers.bibtex import dates, preprints
from generator.readers.bibtex.authors import authors_of
from generator.readers.bibtex.blocks import Found
from generator.readers.bibtex.links import address, doi_in, more_addresses, without_tex
from generator.readers.fields import MORE_ADDRESSES, is_more
from generator.text import acl, clean, iso_date, plain, title_key
from generator.untagged import untagged

TYPES = {
    "conference": "inproceedings", "electronic": "online", "www": "online", "webpage": "online", "report": "techreport",
    "journal": "article", "periodical": "periodical", "masterthesis": "mastersthesis", "phd": "phdthesis",
}  # fmt: skip
NO_PAPERS = frozenset({"xdata", "set", "control", "ieeetranbstctl", "settings", "string", "bibnote", "revtex-control"})
"""Entries that hold something for others, or for a style."""
_ONLY_BIBLATEX = ("online", "dataset", "software", "patent")
_IN_JOURNALS = frozenset({"article", "periodical", "suppperiodical", "review"})
_IN_BOOKS = frozenset({"inproceedings", "incollection", "inbook", "bookinbook", "suppbook", "inreference"})
_THESIS = re.compile(r"master|m\.?\s?sc|\bma\b|bachelor|mathesis|bathesis", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_AND = re.compile(r"[,;]|\\sep\b")
_NUMBERED = re.compile(r"\\?&\\?#(\d{2,6});")
_ANGLE = re.compile(r"\{\\text(?:less|greater)\}|\\text(?:less|greater)(?:\{\}|(?![A-Za-z])\s?)|&[lg]t;")
"""How Mendeley and ACM write the tags of HTML."""
_VERBATIM = re.compile(r"file|pdf|local-?(?:url|file)|bdsk-.*|verb[abc]|ur[ln][a-z]?", re.IGNORECASE)
"""Fields without LaTeX in them, by BibLaTeX's manual and by the programs that write them: paths have backslashes."""
_PUBLISHERS = ("publisher", "school", "institution", "organization")
_KEYWORDS = ("keywords", "keyword", "mendeley-tags", "author_keywords")
_AS_WRITTEN = re.compile(
    rf"authors?|editor|{'|'.join(_KEYWORDS)}|orcids|eprintclasses|{_VERBATIM.pattern}", re.IGNORECASE
)
"""Those, names and keywords, in which braces mean something."""
_LINKS = ("url", "ee", "link", "html")
"""Fields that hold nothing but the address of the paper; the last is that of Jekyll's theme al-folio."""
_ENDS_SENTENCE = (":", "?", "!", ".")


@dataclass(slots=True)
class Said:
    """The fields of an entry: those that a record has, its names, and what it has no place for."""

    fields: dict[str, object] = field(default_factory=dict)
    names: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    extra: list[tuple[str, str]] = field(default_factory=list)


def said(entry: Found) -> Said:
    """What an entry says of a paper."""
    left = {name: text if _AS_WRITTEN.fullmatch(name) else ungrouped(text) for name, text in entry.fields.items()}
    if "abstract" not in left and (note := left.pop("abstractnote", "")):
        left["abstract"] = note  # of Open Journal Systems
    for name in ("title", "abstract"):
        text = left.get(name, "")
        if "\\text" in text or "&" in text:
            text = _NUMBERED.sub(lambda sign: unescape(f"&#{sign[1]};"), text)
            left[name] = _ANGLE.sub(lambda sign: "<" if "l" in sign[0] else ">", text)
    found = Said()
    preprint = preprints.taken(left)
    kind = _kind(entry.type, left)
    _titles(found, left)
    found.names = _names(left)
    found.editors = authors_of(left.get("editor", ""))
    if found.editors:
        del left["editor"]
    _place(found, left, kind)
    found.fields["entry_type"] = kind
    found.fields["keywords"] = _keywords(left)
    _links(found, left)
    impossible = preprint.pop("impossible", "")
    found.fields |= {name: value for name, value in preprint.items() if value}
    if classes := _listed(left.pop("eprintclasses", "")):
        found.fields["categories"] = classes
    _dates(found, left)
    for name in ("abstract", "volume", "pages", "isbn"):
        found.fields[name] = left.pop(name, "")
    found.fields["number"] = left.pop("number", "") or left.pop("issue", "")
    found.extra += _rest(entry, left)
    found.fields |= {"arxiv": impossible} if impossible else {}
    return found


def _kind(written: str, left: dict[str, str]) -> str:
    kind = TYPES.get(written, written)
    if kind == "thesis":
        kind = "mastersthesis" if _THESIS.search(left.get("type", "")) else "phdthesis"
    if kind == "misc" and left.get("entrysubtype") in _ONLY_BIBLATEX:
        return left.pop("entrysubtype")
    return kind if kind.isalpha() and kind.isascii() and len(kind) < 40 else "misc"


def _titles(found: Said, left: dict[str, str]) -> None:
    """The title, and the later one: a published paper is cited by that, with its first title beside it."""
    title, first, later = _title(left), left.pop("firsttitle", ""), left.pop("latertitle", "")
    found.fields |= {"title": first or title} | ({"later_title": title if first else later} if first or later else {})


def _names(left: dict[str, str]) -> tuple[Name, ...]:
    """The authors, with their ORCIDs where the entry tells them."""
    people = authors_of(left.pop("author", "") or left.pop("authors", ""))
    if told := [plain(one) for one in _listed(left.get("orcids", ""))]:
        named, others = beyond.identified([(str(one), one) for one in people], told)
        left["orcids"] = "; ".join(others)
        return tuple(one for one in named if isinstance(one, Name))
    return people


def _title(left: dict[str, str]) -> str:
    """The title with its subtitle; of a volume or an event without one, what it is called."""
    name = next((one for one in ("title", "booktitle", "maintitle", "eventtitle", "shorttitle") if left.get(one)), "")
    title = left.pop(name, "").strip()
    subtitle = left.pop("subtitle", "").strip() if name == "title" else ""
    if not subtitle:
        return title
    return f"{title} {subtitle}" if title.endswith(_ENDS_SENTENCE) else f"{title}: {subtitle}"


def _place(found: Said, left: dict[str, str], kind: str) -> None:
    """The journal or the volume, and who published it."""
    journal = left.pop("journaltitle", "") or left.pop("journal", "")
    journal = JOURNALS.get(journal.strip("{}\\ "), journal) if journal[:1] in "{\\" else journal
    short = left.pop("shortjournal", "") or left.pop("journalabbreviation", "")
    if subtitle := left.pop("journalsubtitle", ""):
        journal = f"{journal}: {subtitle}"
    book, event = left.pop("booktitle", ""), left.pop("eventtitle", "")
    if subtitle := left.pop("booksubtitle", ""):
        book = f"{book}: {subtitle}"
    if book and kind not in _IN_BOOKS and title_key(book) == title_key(str(found.fields["title"])):
        book = ""  # a volume that is itself the work
    if kind in _IN_JOURNALS and journal and book:
        left["booktitle"], book = book, ""  # a citation would take the volume for the journal
    if kind in _IN_JOURNALS and journal and event:
        found.fields |= {"venue": event, "booktitle": journal}
    elif kind in _IN_JOURNALS or not book:
        is_venue = event and _forget(left, event)
        found.fields |= {"venue": event if is_venue else journal or short, "booktitle": book}
        left |= {"eventtitle": event} if event and not is_venue else {}
    else:
        found.fields |= {"venue": event or book, "booktitle": book}
        left |= {"journaltitle" if left.get("journal") else "journal": journal} if journal else {}
        if kind not in _IN_BOOKS:
            _forget(left, book)
    left |= {"shortjournal": short} if short and journal else {}
    for name in _PUBLISHERS:
        if not found.fields.get("publisher"):
            found.fields["publisher"] = left.pop(name, "")


def _forget(left: dict[str, str], place: str) -> bool:
    """Take out what only repeats the venue or the volume, as in our own files, and whether it was there."""
    name = next((name for name in ("howpublished", *_PUBLISHERS[1:]) if left.get(name) == place), "")
    return left.pop(name, "") != ""


def _listed(text: str, divided: Callable[[str], list[str]] = names.keywords) -> list[str]:
    found = (ungrouped(_without_braces(word)) for word in divided(_without_braces(text)))
    return list(filter(None, found))


def _keywords(left: dict[str, str]) -> list[str]:
    divided = _SPACE.split if "interhash" in left else _in_lines  # BibSonomy's words have no spaces in them
    words = (word for name in _KEYWORDS for word in _listed(left.pop(name, ""), divided))
    return list(dict.fromkeys(filter(None, (" ".join(word.strip(" ,;").split()) for word in words))))


def _in_lines(text: str) -> list[str]:
    """Keywords between their signs; a line ends one only where there is no other sign."""
    return names.keywords(_SPACE.sub(" ", text) if _AND.search(text) else text)


def _without_braces(text: str) -> str:
    return text[1:-1] if names.is_braced(text) else text


def _links(found: Said, left: dict[str, str]) -> None:
    """The DOI, wherever it stands, and the address; only what is taken whole leaves its field."""
    doi = doi_in(left.get("doi", ""))
    if doi:
        text = left.pop("doi")
        found.extra += [("doi", clean(text))] if is_more(without_tex(text), "doi") else []
    for name in (*_LINKS, "adsurl", "note", "howpublished", "eprint", "bdsk-url-1", "bdsk-url-2"):
        text = left.get(name, "")
        doi = doi or doi_in(text)
        if not found.fields.get("url") and (link := address(text, is_link=name in _LINKS)):
            found.fields["url"] = link
            if name in _LINKS:
                del left[name]
                more = more_addresses(text)
                found.extra += [(MORE_ADDRESSES, more)] if more else []
    found.fields["doi"] = doi
    if page := address(left.get("weburl", "")):
        found.fields |= {"acl": acl(str(found.fields.get("url", ""))), "url": page}
        del left["weburl"]
    if pdf := address(left.get("pdf", "")):
        found.fields["pdf"] = pdf
        del left["pdf"]


def _dates(found: Said, left: dict[str, str]) -> None:
    """The year in which a paper came out, and the day of its first submission, as far as they are told.

    The date of a preprint that came out nowhere else is that of its submission.
    """
    told, submitted = dates.told(left), iso_date(left.get("submitted", ""))
    is_preprint = found.fields.get("arxiv") and not (found.fields.get("venue") or found.fields.get("booktitle"))
    fitting = dates.fitting(str(found.fields["arxiv"]), told.date) if is_preprint and not submitted else ""
    if submitted:
        del left["submitted"]
    is_same = told.date in (submitted, submitted[:4]) if is_preprint else False
    if date := submitted or fitting:
        found.fields["date"] = date
    if told.date and not (fitting or is_same):
        found.fields["year"] = int(told.date[:4])
    found.extra += [] if date and date == told.date else told.parts


def _rest(entry: Found, left: dict[str, str]) -> Iterator[tuple[str, str]]:
    """What has no place, as text, under its own name."""
    for name, text in (*left.items(), *entry.more):
        if told := clean(text) if _VERBATIM.fullmatch(name) else plain(untagged(text)):
            yield name, told
