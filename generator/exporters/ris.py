"""Papers as RIS, the form that EndNote, Mendeley, Zotero and most libraries read.

Tags and types are those of the specification of 2011 (Research Information Systems): `TY` first, `ER` last, each tag
with two spaces, a hyphen and a space, and every line ended by a carriage return and a line feed. Editors stand in `ED`,
the one tag that means them for every type.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from generator.citation import OTHERS, THESES, Citation, first_and_last, is_preprint, name_of
from generator.citation.signs import flat

_TYPES: Final = {
    "article": "JOUR", "inproceedings": "CONF", "misc": "GEN", "book": "BOOK", "incollection": "CHAP", "inbook": "CHAP",
    "proceedings": "SER", "phdthesis": "THES", "mastersthesis": "THES", "techreport": "RPRT", "manual": "BOOK",
    "booklet": "PAMP", "unpublished": "UNPB", "online": "ELEC", "dataset": "DATA", "software": "COMP", "patent": "PAT",
}  # fmt: skip
_TAG = re.compile(r"[A-Z][A-Z0-9] {0,3}-", re.IGNORECASE)
_PREPRINT: Final = "UNPB"


def entry(cited: Citation, abstract: str = "", keywords: Sequence[str] = ()) -> str:
    """One record. A preprint is `UNPB`, unpublished, of arXiv; its day is told, else the year alone."""
    preprint, part = is_preprint(cited), cited.kind != "misc" or bool(cited.publisher)
    first, last = first_and_last(cited.pages)
    lines = [
        ("TY", _PREPRINT if preprint else _TYPES[cited.kind]),
        ("ID", cited.key),
        *(("AU", _author(name)) for name in cited.authors),
        *(("ED", _author(name)) for name in cited.editors),
        ("TI", cited.title.replace("\t", "")),
        ("T2", cited.place if part else ""),
        ("M3", THESES.get(cited.kind, "")),
        ("VL", cited.volume),
        ("IS", cited.number),
        ("SP", first),
        ("EP", last),
        ("PB", cited.publisher or ("arXiv" if preprint else "" if part else cited.place)),
        ("PY", cited.year),
        ("DA", cited.date.replace("-", "/")),
        ("SN", cited.isbn),
        ("DO", cited.doi),
        ("AN", f"arXiv:{cited.arxiv}" if cited.arxiv else ""),
        ("UR", cited.url),
        ("N1", cited.note),
        *(("KW", f"{{{flat(word)}}}" if ";" in word else flat(word)) for word in keywords),
        ("AB", _paragraphs(abstract)),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value) + "ER  - \r\n"


def whole(entries: Iterable[str]) -> Iterator[str]:
    """A file of records, with an empty line between each two."""
    for number, one in enumerate(entries):
        yield f"\r\n{one}" if number else one


def _paragraphs(text: str) -> str:
    """A text with empty lines between its paragraphs, but for one that begins like a tag."""
    found = ""
    for piece in filter(None, map(flat, text.split("\n\n"))):
        found += ((" " if _TAG.match(piece) else "\r\n\r\n") if found else "") + piece
    return found


def _author(written: str) -> str:
    """`van Family, Given, Suffix`.

    EndNote knows a name as whole by a comma behind it, or by its own comma written twice.
    """
    if written == OTHERS:
        return "et al."
    name = name_of(written)
    if name.literal:
        return _whole(name.literal)
    family = f"{name.particle} {name.family}" if name.particle else name.family
    if not (name.given or name.suffix):
        return _whole(family)
    return ", ".join((family, name.given, name.suffix) if name.suffix else (family, name.given))


def _whole(name: str) -> str:
    return name.replace(",", ",,", 1) if "," in name else f"{name}," if " " in name else name
