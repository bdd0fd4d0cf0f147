"""JSON Lines, one object a line: the catalog's own record format, and what other programs write in its place.

The record format, of which only `title` is required:

    id           the source's own name for the entry; `arxiv:…`, `acl:…` and `doi:…` are understood as identifiers
    title, abstract, venue, booktitle, later_title, url, pdf        texts; `venue` may end in `, as "later title"`
    authors, keywords, categories                                   lists of texts
    date         the first submission: 2024-12-18, 2024-12 or 2024
    year         the year of publication, a number
    arxiv, acl, doi                                                 identifiers or their addresses

Other names for the same fields are in `fields.ALIASES`. A field that nobody knows is noted once for each file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from generator.model import Location, Origin, Problem, Record, Severity, Source
from generator.readers.fields import ALIASES, FIELDS, FieldError, completed, kind, shown
from generator.readers.lines import read_lines

CODES = {
    "bad-json": "A line of a JSON Lines file is no JSON object; the line is left out.",
    "no-title": "A record has no title; it is left out.",
    "bad-field": "A field of a record holds what it cannot hold; the record is read without it.",
    "doubled-id": "Two records of one file have the same `id`.",
    "unknown-field": "A field of a record has a name that nobody knows; it is not used.",
}

_YEAR = re.compile(r"(?<![\w.:-])(?:19|20)\d\d(?![\w:-])")


def accepts(source: Source) -> bool:
    """By name, or by a first line that is one whole JSON object."""
    if source.name.lower().endswith((".jsonl", ".ndjson")):
        return True
    first = source.data[:100_000].removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0].rstrip()
    return first.startswith(b'{"') and first.endswith(b"}")


def read(source: Source) -> Iterator[Record | Problem]:
    """A record for each good line, one problem for each line with something wrong."""
    lines, problems = read_lines(source)
    yield from problems
    keys: dict[str, int] = {}
    unknown: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if not line or line.isspace():
            continue
        where = Location(source.name, number)
        entry = _parse(line, where)
        if isinstance(entry, Problem):
            yield entry
            continue
        record, problem = _record(entry, where, line, unknown)
        if problem:
            yield problem
        if record:
            if record.key and (first := keys.setdefault(record.key, number)) != number:
                yield _doubled(record, first)
            yield record
    yield from (_unknown_field(Location(source.name, number), name) for name, number in unknown.items())


def _parse(line: str, where: Location) -> dict[str, Any] | Problem:
    hint = 'write one object in one line, such as {"title": "…", "authors": ["…"], "arxiv": "2412.13746"}'
    try:
        entry = json.loads(line)
    except json.JSONDecodeError as error:
        place = Location(where.file, where.line, error.colno)
        return Problem(place, Severity.ERROR, "bad-json", f"not JSON from here on: {_reason(error)}", hint)
    except (ValueError, RecursionError):
        return Problem(where, Severity.ERROR, "bad-json", "a number too long or brackets too deep", hint)
    if not isinstance(entry, dict):
        return Problem(where, Severity.ERROR, "bad-json", f"a record is an object, and this is {kind(entry)}", hint)
    return entry


def _reason(error: json.JSONDecodeError) -> str:
    return error.msg[:1].lower() + error.msg[1:]


def _record(
    entry: dict[str, Any], where: Location, line: str, unknown: dict[str, int]
) -> tuple[Record | None, Problem | None]:
    """The record of one object with every field that can be used, and all that is wrong with it as one problem."""
    fields: dict[str, Any] = {}
    wrong: list[tuple[str, str, str]] = []
    for name, value in entry.items():
        field = ALIASES.get(name, name)
        if (parse := FIELDS.get(field)) is None:
            unknown.setdefault(name, where.line)
        elif value is not None and value != "":
            try:
                parsed = parse(value)
            except FieldError as fault:
                wrong.append((name, fault.fact, fault.hint))
            else:
                fields[field] = fields.get(field) or parsed
    if not fields.get("title"):
        return None, _no_title(where, wrong)
    return _completed(fields, where), _bad_fields(wrong, where, line)


def _completed(fields: dict[str, Any], where: Location) -> Record:
    """The record with what follows from its fields: identifiers, the later title, the year of its venue."""
    key = fields.pop("id", "")
    fields = {**completed(fields, key), "key": key or fields.get("key", "")}
    if not fields.get("year") and (year := _YEAR.search(fields["venue"])):
        fields["year"] = int(year[0])
    return Record(where=where, origin=Origin.BIBLIOGRAPHY, **fields)


def _no_title(where: Location, wrong: list[tuple[str, str, str]]) -> Problem:
    fact = next((f"its 'title' {fact}" for name, fact, _ in wrong if name == "title"), "it has no title")
    hint = 'write "title": "…"; it is the only field that a record cannot do without'
    return Problem(where, Severity.ERROR, "no-title", f"the record is left out: {fact}", hint)


def _bad_fields(wrong: list[tuple[str, str, str]], where: Location, line: str) -> Problem | None:
    """One problem for a line, at its first wrong field."""
    if not wrong:
        return None
    name, _, hint = wrong[0]
    place = Location(where.file, where.line, max(line.find(f'"{name}"'), 0) + 1)
    facts = "; ".join(f"'{name}' {fact}" for name, fact, _ in wrong)
    message = f"{facts}; the record is read without {'it' if len(wrong) == 1 else 'them'}"
    return Problem(place, Severity.WARNING, "bad-field", message, hint, width=len(name) + 2)


def _doubled(record: Record, first: int) -> Problem:
    message = f"the id '{shown(record.key)[1:-1]}' stands in line {first} already"
    hint = "give each paper an id of its own, or delete one of the two lines"
    return Problem(record.where, Severity.WARNING, "doubled-id", message, hint)


def _unknown_field(where: Location, name: str) -> Problem:
    known = ", ".join(sorted(set(FIELDS) - {"key"}))
    message = f"the field '{shown(name)[1:-1]}' is not known; it is not used, here and below"
    near = get_close_matches(name, (*FIELDS, *ALIASES), 1)
    hint = f"did you mean '{near[0]}'? " if near else ""
    return Problem(where, Severity.NOTE, "unknown-field", message, f"{hint}the fields are: {known}")
