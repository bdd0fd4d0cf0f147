"""Papers as CSL-JSON, which Pandoc, citeproc and Zotero read: the input schema of Citation Style Language 1.0.2."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from generator.citation import THESES, Citation, is_preprint, name_of

_TYPES: Final = {
    "article": "article-journal", "inproceedings": "paper-conference", "book": "book", "incollection": "chapter",
    "inbook": "chapter", "proceedings": "book", "phdthesis": "thesis", "mastersthesis": "thesis",
    "techreport": "report", "manual": "book", "booklet": "pamphlet", "unpublished": "manuscript", "online": "webpage",
    "dataset": "dataset", "software": "software", "patent": "patent",
}  # fmt: skip
_NUMBERED: Final = frozenset({"techreport", "patent", "manual"})
"""Kinds whose number is their own, and no issue of a journal."""
_json: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def entry(cited: Citation, abstract: str = "", keywords: Sequence[str] = ()) -> str:
    """One item, each field on a line of its own. `article` is what the schema calls a preprint."""
    preprint, part = is_preprint(cited), cited.kind != "misc" or bool(cited.publisher)
    item = {
        "id": cited.key,
        "type": "article" if preprint else _TYPES.get(cited.kind, "document"),
        "title": cited.title.replace("\t", ""),
        "author": [_author(name) for name in cited.authors],
        "container-title": cited.place if part else "",
        "genre": THESES.get(cited.kind, ""),
        "publisher": cited.publisher or ("arXiv" if preprint else "" if part else cited.place),
        "volume": cited.volume,
        "issue": "" if cited.kind in _NUMBERED else cited.number,
        "page": cited.pages,
        "number": f"arXiv:{cited.arxiv}" if preprint else cited.number if cited.kind in _NUMBERED else "",
        "issued": _issued(cited.date or cited.year),
        "ISBN": cited.isbn,
        "DOI": cited.doi,
        "URL": cited.url,
        "note": cited.note,
        "custom": {"arxiv": cited.arxiv} if cited.arxiv and not preprint else {},
        "keyword": ", ".join(keywords),
        "abstract": abstract,
    }
    lines = (f'  "{name}": {_json(value)}' for name, value in item.items() if value)
    return "{\n" + ",\n".join(lines) + "\n}"


def whole(entries: Iterable[str]) -> Iterator[str]:
    """A file of items: one list."""
    before = "[\n"
    for one in entries:
        yield before + one
        before = ",\n"
    yield "[]\n" if before.startswith("[") else "\n]\n"


def _author(written: str) -> dict[str, str]:
    name = name_of(written)
    if name.literal:
        return {"literal": name.literal}
    parts = {"non-dropping-particle": name.particle, "suffix": name.suffix}
    return {part: text for part, text in ({"family": name.family, "given": name.given} | parts).items() if text}


def _issued(date: str) -> dict[str, list[list[int]]]:
    return {"date-parts": [[int(part) for part in date.split("-")]]} if date else {}
