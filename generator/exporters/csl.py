"""Papers as CSL-JSON, which Pandoc, citeproc and Zotero read: the input schema of Citation Style Language 1.0.2."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from generator.citation import Citation, name_of

_TYPES: Final = {"article": "article-journal", "inproceedings": "paper-conference"}
_json: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def entry(cited: Citation) -> str:
    """One item, each field on a line of its own. `article` is what the schema calls a preprint."""
    is_preprint = cited.kind == "misc" and cited.arxiv and not cited.place
    item = {
        "id": cited.key,
        "type": _TYPES.get(cited.kind) or ("article" if is_preprint else "document"),
        "title": cited.title.replace("\t", ""),
        "author": [_author(name) for name in cited.authors],
        "container-title": "" if cited.kind == "misc" else cited.place,
        "publisher": "arXiv" if is_preprint else cited.place if cited.kind == "misc" else "",
        "volume": cited.volume,
        "issue": cited.number,
        "page": cited.pages,
        "number": f"arXiv:{cited.arxiv}" if is_preprint else "",
        "issued": _issued(cited.date or cited.year),
        "DOI": cited.doi,
        "URL": cited.url,
        "note": cited.note,
    }
    lines = (f'  "{name}": {_json(value)}' for name, value in item.items() if value)
    return "{\n" + ",\n".join(lines) + "\n}"


def whole(entries: Sequence[str]) -> str:
    """A file of items: one list."""
    return "[\n" + ",\n".join(entries) + "\n]\n" if entries else "[]\n"


def _author(written: str) -> dict[str, str]:
    name = name_of(written)
    if name.literal:
        return {"literal": name.literal}
    return {"family": name.family, "given": name.given} | ({"suffix": name.suffix} if name.suffix else {})


def _issued(date: str) -> dict[str, list[list[int]]]:
    return {"date-parts": [[int(part) for part in date.split("-")]]} if date else {}
