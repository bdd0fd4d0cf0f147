"""Papers as RIS, the form that EndNote, Mendeley, Zotero and most libraries read.

Tags and types are those of the specification of 2011 (Research Information Systems): `TY` first, `ER` last, each tag
with two spaces, a hyphen and a space, and every line ended by a carriage return and a line feed. Editors stand in `ED`,
the one tag that means them for every type.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from generator.citation import OTHERS, THESES, Citation, first_and_last, is_part, is_preprint, name_of, safe_address
from generator.citation.signs import flat
from generator.exporters.further import Read, day, in_tex, is_dated, kept, told
from generator.model import Paper
from generator.text import iso_date

_TYPES: Final = {
    "article": "JOUR", "inproceedings": "CONF", "misc": "GEN", "book": "BOOK", "incollection": "CHAP", "inbook": "CHAP",
    "proceedings": "SER", "phdthesis": "THES", "mastersthesis": "THES", "techreport": "RPRT", "manual": "BOOK",
    "booklet": "PAMP", "unpublished": "UNPB", "online": "ELEC", "dataset": "DATA", "software": "COMP", "patent": "PAT",
}  # fmt: skip
_WITHOUT_TYPE: Final = frozenset({"manual", "booklet", "inbook"})
"""Kinds for which RIS has none of their own."""
_NAMES: Final = {"date": "submitted"}
_OWN: Final = {
    "access_date": "Y2", "author_address": "AD", "call_number": "CN", "caption": "CA", "custom2": "C2", "custom4": "C4",
    "custom5": "C5", "custom6": "C6", "custom8": "C8", "database_provider": "DP", "edition": "ET", "issn": "SN",
    "label": "LB", "language": "LA", "name_of_database": "DB", "notes": "N1", "number_of_volumes": "NV",
    "original_publication": "OP", "place_published": "CY", "reprint_edition": "RP", "research_notes": "RN",
    "reviewed_item": "RI", "section": "SE", "short_title": "ST", "tertiary_title": "T3", "translated_title": "TT",
    "type_of_work": "M3",
}  # fmt: skip
"""Tags that have no place in the catalog, by the names under which a record has them."""
_ISBN = re.compile(r"(?:97[89]-?)?(?:\d-?){9}[\dX]", re.ASCII)
_TAG = re.compile(r"[A-Z][A-Z0-9] {0,3}-", re.IGNORECASE)
_PREPRINT: Final = "UNPB"
_BOOKS: Final = frozenset({"BOOK", "SER", "THES", "RPRT"})


def entry(
    cited: Citation,
    abstract: str = "",
    keywords: Sequence[str] = (),
    more: Sequence[tuple[str, str]] = (),
) -> str:
    """One record. A preprint is `UNPB`, unpublished, of arXiv; its day is told, else the year alone."""
    preprint, part = is_preprint(cited), is_part(cited)
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
        *more,
        ("AB", _paragraphs(abstract)),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value) + "ER  - \r\n"


def further(paper: Paper, cited: Citation) -> list[tuple[str, str]]:
    """What stands in a file beyond the citation: fields of a source, and in `M2` by the names of the record format."""
    place = cited.place if is_part(cited) else ""
    found = told(paper, cited, Read(place, "", place))
    if cited.kind in _WITHOUT_TYPE:
        found["entry_type"] = cited.kind
    if is_dated(paper, cited):
        del found["date"]
    if cited.isbn and not _ISBN.fullmatch(cited.isbn):
        found["isbn"] = cited.isbn  # else a number of a series
    url = str(found.get("url", cited.url))
    if url and (url == paper.pdf or cited.url.lower().endswith(".pdf") or "/pdf/" in cited.url):
        found |= {"url": url} | ({"pdf": paper.pdf} if paper.pdf else {})  # an address that looks like that of a PDF
    lines = [("L1", safe_address(paper.pdf))] if paper.pdf else []
    if paper.extra:
        fields = kept(paper, _OWN) | {"DA": day(paper, cited).replace("-", "/")}
        lines += [
            (tag, _date(text) if tag == "Y2" else flat(text)) for tag, text in fields.items() if _is_free(tag, cited)
        ]
    return lines + [
        ("M2", f"{_NAMES.get(name, name)}: {_in_line(value)}") for name, value in in_tex(found, cited).items()
    ]


def _is_free(tag: str, cited: Citation) -> bool:
    """May a field stand in a tag? Of a part without a volume the reader takes the title of a series for its volume."""
    has = {
        "DA": cited.date,
        "SN": cited.isbn,
        "N1": cited.note,
        "M3": THESES.get(cited.kind),
        "T3": "" if cited.place or _TYPES[cited.kind] in _BOOKS else "none",
    }
    return not has.get(tag)


def _in_line(value: str | tuple[str, ...]) -> str:
    return flat(value) if isinstance(value, str) else "; ".join(f"{{{one}}}" if ";" in one else one for one in value)


def _date(text: str) -> str:
    return iso_date(text).replace("-", "/") or flat(text)


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
