"""Papers as RIS, the form that EndNote, Mendeley, Zotero and most libraries read.

Tags and types are those of the specification of 2011 (Research Information Systems): `TY` first, `ER` last, each tag
with two spaces, a hyphen and a space, and every line ended by a carriage return and a line feed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from generator.citation import Citation, first_and_last, name_of

_TYPES: Final = {"article": "JOUR", "inproceedings": "CONF", "misc": "GEN"}
_PREPRINT: Final = "UNPB"


def entry(cited: Citation) -> str:
    """One record. A preprint is `UNPB`, unpublished, of arXiv; its day is told, else the year alone."""
    is_preprint = cited.kind == "misc" and cited.arxiv and not cited.place
    first, last = first_and_last(cited.pages)
    lines = [
        ("TY", _PREPRINT if is_preprint else _TYPES[cited.kind]),
        ("ID", cited.key),
        *(("AU", _author(name)) for name in cited.authors),
        ("TI", cited.title.replace("\t", "")),
        ("T2", "" if cited.kind == "misc" else cited.place),
        ("VL", cited.volume),
        ("IS", cited.number),
        ("SP", first),
        ("EP", last),
        ("PB", "arXiv" if is_preprint else cited.place if cited.kind == "misc" else ""),
        ("PY", cited.year),
        ("DA", cited.date.replace("-", "/")),
        ("DO", cited.doi),
        ("AN", f"arXiv:{cited.arxiv}" if cited.arxiv else ""),
        ("UR", cited.url),
        ("N1", cited.note),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value) + "ER  - \r\n"


def whole(entries: Sequence[str]) -> str:
    """A file of records, with an empty line between each two."""
    return "\r\n".join(entries)


def _author(written: str) -> str:
    """`Family, Given, Suffix`; the name of a group as it is."""
    name = name_of(written)
    return name.literal or ", ".join(filter(None, (name.family, name.given, name.suffix)))
