"""Papers as CSL-JSON, which Pandoc, citeproc and Zotero read: the input schema of Citation Style Language 1.0.2."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from generator.citation import IN_A_VOLUME, OTHERS, THESES, Citation, is_part, is_preprint, name_of
from generator.exporters.further import NOTHING, Read, day, in_tex, is_dated, kept, told
from generator.model import Paper
from generator.text import iso_date

_TYPES: Final = {
    "article": "article-journal", "inproceedings": "paper-conference", "book": "book", "incollection": "chapter",
    "inbook": "chapter", "proceedings": "book", "phdthesis": "thesis", "mastersthesis": "thesis",
    "techreport": "report", "manual": "book", "booklet": "pamphlet", "unpublished": "manuscript", "online": "webpage",
    "dataset": "dataset", "software": "software", "patent": "patent",
}  # fmt: skip
_NUMBERED: Final = frozenset({"techreport", "patent", "manual"})
"""Kinds whose number is their own, and no issue of a journal."""
_GOING_BEFORE: Final = ("custom", "issued")
_WITHOUT_TYPE: Final = frozenset({"proceedings", "manual", "booklet", "inbook"})
"""Kinds for which CSL has none of their own."""
_DATES: Final = frozenset({"accessed", "available-date", "event-date", "original-date"})
_OWN: Final = {name: name for name in (
    *_DATES, "annote", "archive", "archive-place", "archive_location", "call-number", "chapter-number",
    "collection-number", "collection-title", "container-title-short", "dimensions", "division", "edition",
    "event-place", "event-title", "ISSN", "jurisdiction", "language", "medium", "note", "number-of-pages",
    "number-of-volumes", "original-publisher", "original-publisher-place", "original-title", "part-number",
    "PMCID", "PMID", "publisher-place", "reviewed-title", "scale", "section", "source", "status", "supplement-number",
    "title-short", "version", "volume-title",
)}  # fmt: skip
"""Variables of CSL that have no place in the catalog, but for people."""
_json: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def entry(cited: Citation, abstract: str = "", keywords: Sequence[str] = (), more: Mapping[str, str] = NOTHING) -> str:
    """One item in JSON, each field on a line of its own. `article` is what the schema calls a preprint."""
    preprint, part = is_preprint(cited), is_part(cited)
    known = {
        "id": _text(cited.key),
        "type": _text("article" if preprint else _TYPES.get(cited.kind, "document")),
        "title": _text(cited.title.replace("\t", "")),
        "author": _people(cited.authors),
        "editor": _people(cited.editors),
        "container-title": _text(cited.place) if part else "",
        "genre": _text(THESES.get(cited.kind, "")),
        "publisher": _text(cited.publisher or ("arXiv" if preprint else "" if part else cited.place)),
        "volume": _text(cited.volume),
        "issue": "" if cited.kind in _NUMBERED else _text(cited.number),
        "page": _text(cited.pages),
        "number": _text(f"arXiv:{cited.arxiv}" if preprint else cited.number if cited.kind in _NUMBERED else ""),
        "issued": _issued(cited.date or cited.year),
        "ISBN": _text(cited.isbn),
        "DOI": _text(cited.doi),
        "URL": _text(cited.url),
        "note": _text(cited.note),
        "custom": _json({"arxiv": cited.arxiv}) if cited.arxiv and not preprint else "",
        "keyword": _text(_listed(keywords)),
        "abstract": _text(abstract),
    }
    known |= {name: value for name, value in more.items() if name in _GOING_BEFORE or not known.get(name)}
    return "{\n" + ",\n".join([f'  "{name}": {value}' for name, value in known.items() if value]) + "\n}"


def further(paper: Paper, cited: Citation) -> dict[str, str]:
    """What stands in a file beyond the citation: fields of CSL, and in `custom` by the names of the record format."""
    part, is_volume = is_part(cited), cited.kind in IN_A_VOLUME and cited.kind != "article"
    place = cited.place if part else ""
    found = told(paper, cited, Read(place, place if is_volume else "", place))
    if cited.kind in _WITHOUT_TYPE:
        found["entry_type"] = cited.kind
    if paper.pdf:
        found["pdf"] = paper.pdf
    fields = {name: _kept(name, text) for name, text in kept(paper, _OWN).items()} if paper.extra else {}
    if paper.extra and (issued := day(paper, cited)):
        fields["issued"] = _issued(issued)
    if date := found.pop("date", ""):
        fields["submitted"] = "" if is_dated(paper, cited) else _issued(str(date))
    if is_volume and (venue := found.pop("venue", "")):
        fields["event-title"] = _json(venue)
    if found := in_tex(found, cited):
        arxiv = {"arxiv": cited.arxiv} if cited.arxiv and not is_preprint(cited) else {}
        fields["custom"] = _json(arxiv | found)
    return fields


def _kept(name: str, text: str) -> str:
    """A field of a source; a date in its parts."""
    if name not in _DATES:
        return _json(text)
    if text[:1] == "{":  # as the reader keeps what is no text
        try:
            return _json(json.loads(text))
        except ValueError:
            return ""
    return _issued(iso_date(text))


def whole(entries: Iterable[str]) -> Iterator[str]:
    """A file of items: one list."""
    before = "[\n"
    for one in entries:
        yield before + one
        before = ",\n"
    yield "[]\n" if before.startswith("[") else "\n]\n"


def _text(text: str) -> str:
    return _json(text) if text else ""


def _listed(keywords: Sequence[str]) -> str:
    """Keywords with commas between them, with semicolons where one has a sign in it that divides others."""
    if not any(sign in word for word in keywords for sign in ",;|"):
        return ", ".join(keywords)
    words = [f"{{{word}}}" if ";" in word else word for word in keywords]
    return "; ".join(words) + (";" if len(words) == 1 else "")


def _people(names: Sequence[str]) -> str:
    return f"[{','.join(map(_author, names))}]" if names else ""


def _author(written: str) -> str:
    if written == OTHERS:  # as Pandoc has it
        return '{"literal":"others"}'
    name = name_of(written)
    if name.literal:
        return f'{{"literal":{_json(name.literal)}}}'
    given = f',"given":{_json(name.given)}' if name.given else ""
    particle = f',"non-dropping-particle":{_json(name.particle)}' if name.particle else ""
    suffix = f',"suffix":{_json(name.suffix)}' if name.suffix else ""
    return f'{{"family":{_json(name.family)}{given}{particle}{suffix}}}'


@lru_cache(maxsize=4096)
def _issued(date: str) -> str:
    return _json({"date-parts": [[int(part) for part in date.split("-")]]}) if date else ""
