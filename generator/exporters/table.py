"""Papers as a table, for spreadsheets: CSV as RFC 4180 has it, in UTF-8, one row for each paper.

The columns have the names of the record format; people and words are divided by semicolons. Columns of the catalog's
own begin with `catalog_`. A cell that a spreadsheet would take for a formula has an apostrophe before it, as OWASP's
page on CSV injection says; a reader takes off one where `GUARDED` fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from generator.as_latex import meaning_itself
from generator.exporters.taken import Taken
from generator.model import Name, Paper

GUARDED = re.compile(r"'*[=+\-@\t\r]")
"""What a cell begins with that gets one more apostrophe."""
COLUMNS: Final = (
    "key", "title", "authors", "date", "year", "entry_type", "venue", "booktitle", "volume", "number", "pages",
    "publisher", "isbn", "arxiv", "acl", "doi", "url", "pdf", "later_title", "keywords", "categories", "abstract",
    "catalog_status", "catalog_tags", "catalog_address", "catalog_citation_key",
)  # fmt: skip
_DIVIDING = re.compile(r"[^\w\s.'’-]")
_AND = re.compile(r"\band\b", re.IGNORECASE)
_AS_THEY_ARE: Final = ("date", "entry_type", "arxiv", "acl", "doi", "url", "pdf")
_TEXTS: Final = ("title", "venue", "booktitle", "volume", "number", "pages", "publisher", "isbn", "later_title")
_LISTS: Final = ("keywords", "categories")


def entry(taken: Taken) -> str:
    """One row, with its line end."""
    paper = taken.entry.paper
    cells = {name: known for name in _AS_THEY_ARE if (known := getattr(paper, name))}
    cells |= {name: meaning_itself(known) for name in _TEXTS if (known := getattr(paper, name))}
    cells |= {name: "; ".join(map(_word, known)) for name in _LISTS if (known := getattr(paper, name))}
    cells |= {
        "key": taken.own_key,
        "authors": "; ".join(_people(paper)),
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
    """The authors: those with known parts as `van Toy, Jr., Nora`, groups in braces where signs would divide them."""
    if not paper.names:
        yield from map(_together, paper.authors)
    for name in paper.names:
        is_divided = name.family and name.given and "," not in str(replace(name, suffix=""))
        yield _person(name) if is_divided else _together(str(name))
    if paper.et_al:
        yield "et al."


def _person(name: Name) -> str:
    family = " ".join(filter(None, (name.particle, name.family)))
    return ", ".join(_together(part) for part in (family, name.suffix, name.given) if part)


def _together(text: str) -> str:
    """A name, or a part of one, in braces where it would be divided."""
    written = meaning_itself(text, balanced=True)
    is_divided = _DIVIDING.search(written) or ("and" in written.lower() and _AND.search(written))
    return f"{{{written}}}" if is_divided else written


def _word(text: str) -> str:
    written = meaning_itself(text, balanced=True)
    return f"{{{written}}}" if ";" in written else written
