"""Papers as CSL-JSON, which Pandoc, citeproc and Zotero read: the input schema of Citation Style Language 1.0.2."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from generator.citation import OTHERS, THESES, Citation, is_preprint, name_of

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
    """One item in JSON, each field on a line of its own. `article` is what the schema calls a preprint."""
    preprint, part = is_preprint(cited), cited.kind != "misc" or bool(cited.publisher)
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
    return "{\n" + ",\n".join([f'  "{name}": {value}' for name, value in known.items() if value]) + "\n}"


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
