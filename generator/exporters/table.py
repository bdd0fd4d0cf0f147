"""Papers as a table, for spreadsheets: CSV as RFC 4180 has it, in UTF-8, one row for each paper.

The columns have the names of the record format; people and words are divided by semicolons. A name with a comma is in
parts, one in braces is that of a group; any other is as a person reads it, and a group beside names in parts. ORCIDs
stand as Web of Science has them, `Toy, Nora/0000-0002-1825-0097`. Columns of the catalog's own begin with `catalog_`.
A cell that a spreadsheet would take for a formula has an apostrophe before it, as OWASP's page on CSV injection says; a
reader takes off one where `GUARDED` fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from generator.as_latex import meaning_itself
from generator.exporters.taken import Taken
from generator.model import Name, Paper
from generator.names import is_braced, parts
from generator.people import OTHERS

GUARDED = re.compile(r"'*[=+\-@\t\r]")
"""What a cell begins with that gets one more apostrophe."""
COLUMNS: Final = (
    "key", "title", "authors", "editors", "date", "year", "entry_type", "venue", "booktitle", "volume", "number",
    "pages", "publisher", "isbn", "arxiv", "acl", "doi", "url", "pdf", "later_title", "keywords", "categories",
    "abstract", "orcids", "catalog_status", "catalog_tags", "catalog_address", "catalog_citation_key",
)  # fmt: skip
_DIVIDING = re.compile(r"[^\w\s.'’()/&-]")
_AS_THEY_ARE: Final = ("date", "entry_type", "arxiv", "acl", "doi", "url", "pdf")
_TEXTS: Final = ("title", "venue", "booktitle", "volume", "number", "pages", "publisher", "isbn", "later_title")
_LISTS: Final = ("keywords", "categories")


def entry(taken: Taken) -> str:
    """One row, with its line end."""
    paper = taken.entry.paper
    cells = {name: known for name in _AS_THEY_ARE if (known := getattr(paper, name))}
    cells |= {name: meaning_itself(known) for name in _TEXTS if (known := getattr(paper, name))}
    cells |= {name: "; ".join(map(_word, known)) for name in _LISTS if (known := getattr(paper, name))}
    people = [] if paper.edited else list(_people(paper))
    cells |= {
        "key": taken.own_key,
        "authors": "; ".join(people),
        "orcids": "; ".join(_orcids(people, paper.names)),
        "editors": "; ".join(_editors(paper)),
        "year": str(paper.year or ""),
        "abstract": meaning_itself(taken.abstract),
        "catalog_status": paper.status,
        "catalog_tags": "; ".join(one.tag for one in taken.entry.taggings),
        "catalog_address": taken.site + taken.address,
        "catalog_citation_key": taken.entry.key,
    }
    return _row([cells.get(name) for name in COLUMNS])


def whole(entries: Iterable[str]) -> Iterator[str]:
    """The row of names, and all others."""
    yield _row(COLUMNS)
    yield from entries


def _row(cells: Iterable[str | None]) -> str:
    return ",".join([_cell(text) if text else "" for text in cells]) + "\r\n"


def _cell(text: str) -> str:
    safe = f"'{text}" if text[0] in "'=+-@\t\r" and GUARDED.match(text) else text
    is_quoted = "," in safe or ";" in safe or '"' in safe or "\n" in safe or "\r" in safe or safe != safe.strip()
    return '"' + safe.replace('"', '""') + '"' if is_quoted else safe


def _people(paper: Paper) -> Iterator[str]:
    """The authors, so that each comes back in the parts that are known of it."""
    if not paper.names:
        yield from map(_as_read, paper.authors)
    yield from _in_parts(paper.names)
    if paper.et_al:
        yield "et al."


def _editors(paper: Paper) -> Iterator[str]:
    named = [name for name in paper.editors if name != OTHERS]
    yield from _in_parts(named)
    if len(named) < len(paper.editors):
        yield str(OTHERS)


def _in_parts(names: Sequence[Name]) -> Iterator[str]:
    are_told = any(name.family or name.given for name in names)
    for name in names:
        yield _person(name) if name.family or name.given else _group(str(name), is_told=are_told)


def _orcids(people: Sequence[str], names: Sequence[Name]) -> Iterator[str]:
    """The ORCIDs with the names as written; of two that are written alike both stand here, for they go by the order."""
    having = {written for written, name in zip(people, names, strict=False) if name.orcid}
    yield from (f"{written}/{name.orcid}" for written, name in zip(people, names, strict=False) if written in having)


def _person(name: Name) -> str:
    """`van Toy, Jr., Nora`; the comma tells that these are parts, also where there is one alone."""
    family = " ".join(filter(None, (_together(name.particle), _family(name.family))))
    suffix = f" {_together(name.suffix)}," if name.suffix else ""
    return f"{family},{suffix} {_together(name.given)}".rstrip()


def _family(text: str) -> str:
    """A family name, in braces where its first words would be taken for a particle."""
    written = meaning_itself(text, balanced=True)
    return f"{{{written}}}" if parts(f"{written}, x").particle else _together(text)


def _together(text: str) -> str:
    """A part of a name, in braces where a sign in it would divide it."""
    written = meaning_itself(text, balanced=True)
    return f"{{{written}}}" if _DIVIDING.search(written) else written


def _group(text: str, *, is_told: bool) -> str:
    """A name as a whole; the names in parts beside it tell that it is one."""
    written = meaning_itself(text, balanced=True)
    return written if is_told and not _DIVIDING.search(written) else f"{{{written}}}"


def _as_read(text: str) -> str:
    """A name that nobody takes apart, in two pairs of braces where its signs would."""
    written = meaning_itself(text, balanced=True)
    return f"{{{{{written}}}}}" if _DIVIDING.search(written) else written


def _word(text: str) -> str:
    written = meaning_itself(text, balanced=True)
    return f"{{{written}}}" if ";" in written or is_braced(written) else written
