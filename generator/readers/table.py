"""CSV and TSV with a header, as spreadsheets, Scopus, Zotero, Web of Science and data sets have them.

A row is a paper; what a column holds, its name tells (`aliases.py`). A note says what each was read as.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from rispy.config import WOK_TAG_KEY_MAPPING

from generator.beside import label_of
from generator.model import Location, Name, Problem, Record, Severity, Source
from generator.names import commas, is_braced, parsed, semicolons
from generator.readers import loose
from generator.readers.aliases import field_of, folded
from generator.readers.authors import Person
from generator.readers.beyond import identified
from generator.readers.entries import Entries
from generator.readers.fields import shown
from generator.readers.jsonl import CARDS
from generator.readers.lines import ending, head, read_text
from generator.text import plain

CODES = {
    "no-header": "A table of papers has no header, or none with a column for titles.",
    "row-cells": "A row of a table has more cells or fewer than its header, or a quote ends at the wrong place.",
    "columns": "What the columns of a table were read as.",
}
_ENDINGS = (".csv", ".tsv", ".tab")
_DELIMITERS = ",;\t|"
_SEP = re.compile(r"sep=(?P<sign>.)\s*\n", re.IGNORECASE)
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
"""A cell that no spreadsheet is to take for a formula; our own tables have these."""
_EMPTY = frozenset({"n/a", "na", "nan", "null", "none", "-", "–", "—", "#n/a", "[]", "nil"})
_OURS = "catalog_"
_BEHIND_QUOTE = re.compile(r'"\s+(?=[,;\t|]|$)')
_PEOPLE = ("authors", "editors")
_LISTS = ("keywords", "categories")
_MOST_TRIES = 100
_MOST_NAMED = 40
_NAMES_OF_WOS = {
    "document_title": "title", "author_full_name": "author full names", "beginning_page": "page start",
    "ending_page": "page end", "publication_date": "publication day",
}  # fmt: skip


class _Quotes(Enum):
    """Whether the quotes of a row end where its cells do."""

    GOOD = ""
    STRAY = "a quote in this row does not end where its cell ends; is what it holds in the right cells?"
    OPEN = "a quote in this row does not end; the row is read as one line"


@dataclass(frozen=True, slots=True)
class _Table:
    """A table as it is written: its delimiter, the number of lines above its text, and the text."""

    delimiter: str
    above: int
    text: str


def accepts(source: Source) -> bool:
    """By name."""
    return ending(source) in _ENDINGS


def is_table(source: Source) -> bool:
    """By content: a first row with a title and two other columns that we know, or with nothing but such columns."""
    start = head(source)
    if start[:1] in ("{", "[", "<", "@", "%") or ending(source) in CARDS:
        return False
    table = _table(start.replace("\r", "\n"))
    first = table.text.partition("\n")[0][:10_000]
    cells = next(csv.reader([first], delimiter=table.delimiter), [])
    known = {field_of(name) for name in _names(cells)} - {""}
    return "title" in known and (len(known) > 2 or len(known) == len(cells) == 2)


def read(source: Source) -> Iterator[Record | Problem]:
    """A record for each row, one problem for each with something wrong, and a note on the columns."""
    text, problems = read_text(source)
    yield from problems
    if not text:
        return
    rows = _rows(_table(text))
    line, header = next(((line, row) for line, row, _ in rows if any(row)), (1, []))
    names = _names(header)
    if not any(map(_is_title, names)):
        yield _no_header(Location(source.name, line), header)
        return
    entries = Entries(source.name, loose=not _is_ours(names))
    yield _columns(Location(source.name, line), names)
    for line, row, quotes in rows:
        where = Location(source.name, line)
        if not any(row):
            continue
        if quotes is not _Quotes.GOOD or len(row) < len(names) or any(row[len(names) :]):
            yield _wrong_cells(where, row, names, quotes)
        yield from _of_row(row, names, entries, where)
    yield from entries.rest()


def _table(text: str) -> _Table:
    """The table in a text: Excel may write its delimiter in a first line; else the header tells it."""
    text = text.lstrip("\ufeff")
    if said := _SEP.match(text):
        return _Table(said["sign"], 1, text[said.end() :])
    first = next((line for line in text[:100_000].split("\n") if line.strip()), "")
    outside = re.sub(r'"[^"]*"', "", first[:10_000])
    return _Table(max(_DELIMITERS, key=lambda sign: (outside.count(sign), -_DELIMITERS.index(sign))), 0, text)


def _rows(table: _Table) -> Iterator[tuple[int, list[str], _Quotes]]:
    """Each row with the line that it begins in, and whether its quotes end.

    A row of several lines with another number of cells than the first row has a quote that does not end: it is one line
    then, and the next begins the next row. So it is where the quote ends in a row below it.
    """
    csv.field_size_limit(max(csv.field_size_limit(), len(table.text) + 1))
    lines = table.text.split("\n")
    at, width, tries = 0, 0, 0
    while at < len(lines):
        for first, last, row in _written(lines, at, table.delimiter):
            width, at = width or len(row), last
            is_long = last - first > 1 and tries < _MOST_TRIES
            if is_long and (len(row) != width or _is_swallowed(lines[first:last], table.delimiter, width)):
                at, tries = first + 1, tries + 1
                cells = [cell.strip(' "') for cell in lines[first].split(table.delimiter)]
                yield table.above + first + 1, cells, _Quotes.OPEN
                break
            quotes = _Quotes.STRAY if _is_stray(lines[first:last], table.delimiter) else _Quotes.GOOD
            yield table.above + first + 1, [cell.strip() for cell in row], quotes


def _is_stray(lines: list[str], delimiter: str) -> bool:
    """Does a quote in these lines end before its cell does, or not at all? Spaces behind a quote are nothing."""
    if not any('"' in line for line in lines):
        return False
    rest = [_BEHIND_QUOTE.sub('"', line) + "\n" for line in lines]
    try:
        for _ in csv.reader(rest, delimiter=delimiter, skipinitialspace=True, strict=True):
            pass
    except csv.Error:
        return True
    return False


def _is_swallowed(lines: list[str], delimiter: str, width: int) -> bool:
    """Does a quote in the first of these lines end in a row below it? Then both have all cells of a row."""
    if lines[0].count(delimiter) + 1 < width or _is_stray(lines[1:2], delimiter) or not _is_stray(lines, delimiter):
        return False
    return [len(row) for row in csv.reader(lines[1:2], delimiter=delimiter, skipinitialspace=True)] == [width]


def _written(lines: list[str], at: int, delimiter: str) -> Iterator[tuple[int, int, list[str]]]:
    """The rows from a line on: the first line of each, the one behind its last, and its cells as they are written."""
    rest = (f"{lines[number]}\n" for number in range(at, len(lines)))
    reader = csv.reader(rest, delimiter=delimiter, skipinitialspace=True)
    before = 0
    for row in reader:
        yield at + before, at + reader.line_num, row
        before = reader.line_num


def _names(header: Sequence[str]) -> list[str]:
    """A name for each column: one without gets its number, one that is there twice too."""
    is_wos = {"PT", "AU", "TI"} <= {*header}
    names: dict[str, None] = {}
    for number, cell in enumerate(header, 1):
        name = " ".join(cell.split())[:100]
        if is_wos and (tag := WOK_TAG_KEY_MAPPING.get(name)):
            name = _NAMES_OF_WOS.get(tag, tag)
        name = name or f"column {number}"
        while name in names:
            name = f"{name} {number}"
        names[name] = None
    return list(names)


def _is_title(name: str) -> bool:
    return field_of(name) == "title" or folded(name) in ("paper", "name", "article")


def _of_row(row: list[str], names: list[str], entries: Entries, where: Location) -> Iterator[Record | Problem]:
    is_ours = not entries.loose
    said = ((name, cell) for name, cell in zip(names, row, strict=False) if not name.startswith(_OURS))
    cells = {name: _cell(cell, name, is_ours=is_ours) for name, cell in said}
    if is_ours:
        yield from entries.read(_as_meant(cells), where)
        return
    cells |= {f"column {number}": cell for number, cell in enumerate(row, 1) if number > len(names) and cell}
    if full := next((name for name in cells if folded(name) == "authorfullnames" and cells[name]), ""):
        cells = {full: cells[full], **cells}  # Scopus has initials in another column
    yield from entries.read(loose.said(cells), where)


def _as_meant(cells: dict[str, str | None]) -> dict[str, object]:
    """The cells of a row of our own, in which nothing is to be guessed."""
    names = (*_PEOPLE, *_LISTS, "orcids")
    listed = {name: [one for one in semicolons(cells.get(name) or "") if one] for name in names}
    people, editors, orcids = (listed.pop(name) for name in (*_PEOPLE, "orcids"))
    named, others = identified([(one, _person(one)) for one in people], orcids)
    whole = {name: [one[1:-1] if is_braced(one) else one for one in words] for name, words in listed.items()}
    in_parts = (one if isinstance(one, Name) else Name(literal=plain(one)) for one in map(_person, editors))
    return {**cells, **whole, "authors": named, "editors": tuple(in_parts), "orcids": "; ".join(others)}


def _person(text: str) -> Person:
    """An author of our own: a comma tells parts, a pair of braces a group; two pairs hold together what is neither."""
    if is_braced(text):
        inner = text[1:-1]
        return inner[1:-1] if is_braced(inner) else parsed(text)
    return parsed(text) if len(commas(text)) > 1 else text


def _is_ours(names: Sequence[str]) -> bool:
    """Did this program write the table? Then nothing in it is to be guessed."""
    return any(name.startswith(_OURS) for name in names)


def _cell(text: str, name: str, *, is_ours: bool) -> str | None:
    if _GUARDED.match(text):
        text = text[1:]
    if is_ours:
        return text
    return None if text.lower() in _EMPTY and not _is_title(name) else text


def _columns(where: Location, names: list[str]) -> Problem:
    known = {name: _read_as(name, names) for name in names}
    read = ", ".join(f"{shown(name)} as {field}" for name, field in known.items() if field)
    ours = ("orcids",) if _is_ours(names) else ()
    rest = [name for name, field in known.items() if not field and name not in ours and not name.startswith(_OURS)]
    links = [name for name in rest if label_of(name)]
    left = [name for name in rest if name not in links]
    kept = "".join(
        f"; {what}: {', '.join(map(shown, some[:_MOST_NAMED]))}"
        for what, some in (("their addresses are shown as links", links), ("kept as they are", left))
        if some
    )
    hint = "rename a column to what it is, such as `Title`, `Authors`, `Year`, `Venue`, `DOI`, `URL`"
    return Problem(where, Severity.NOTE, "columns", f"the columns were read: {read}{kept}", hint)


def _read_as(name: str, names: Sequence[str]) -> str:
    """The field that a column is read as, '' for none."""
    field = field_of(name) or ("pages" if loose.is_page(name) else loose.else_field(name, map(field_of, names)))
    is_title = _is_title(name) and "title" not in map(field_of, names)
    return field or ("title" if is_title else "")


def _no_header(where: Location, header: Sequence[str]) -> Problem:
    first = ", ".join(map(shown, header[:5]))
    message = f"the first row names no column for titles: {first}" if header else "the table has no row"
    hint = "write the names of the columns into the first row, such as `Title,Authors,Year,Venue,DOI,URL`"
    return Problem(where, Severity.ERROR, "no-header", message, hint)


def _wrong_cells(where: Location, row: list[str], names: list[str], quotes: _Quotes) -> Problem:
    message = quotes.value
    if quotes is not _Quotes.OPEN and (len(row) < len(names) or any(row[len(names) :])):
        message = f"the row has {len(row)} cells, and the header {len(names)}"
    hint = "put a text with the delimiter in it in double quotes, and write a double quote in it twice"
    return Problem(where, Severity.WARNING, "row-cells", message, hint)
