"""JSON Lines, one object a line: the catalog's own record format, and what other programs write in its place.

The record format, of which only `title` is required:

    id           the source's own name for the entry; `arxiv:…`, `acl:…` and `doi:…` are understood as identifiers
    title, abstract, venue, booktitle, later_title, url, pdf        texts; `venue` may end in `, as "later title"`
    authors, editors                                                lists of texts, or of objects with the parts
    keywords, categories                                            lists of texts
    date         the first submission: 2024-12-18, 2024-12 or 2024
    year         the year of publication, a number
    arxiv, acl, doi                                                 identifiers or their addresses

A line of CSL-JSON, as doi.org answers, is read as such.
Other names for the same fields are in `aliases.ALIASES`; `own` has what else the catalog writes. A field that nobody
knows is noted once for each file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from generator.model import Location, Problem, Record, Severity, Source
from generator.readers import csl
from generator.readers.doubled import as_object
from generator.readers.entries import Entries
from generator.readers.fields import kind
from generator.readers.lines import ending, head, read_lines
from generator.readers.own import taken

CARDS = (".yml", ".yaml")
"""Endings of what a person writes, in which a line of JSON is YAML."""

_DECODER = json.JSONDecoder(object_pairs_hook=as_object)
_OTHER = re.compile(r"\[|\{\s*$|[@<%]")
CODES = {
    "bad-json": "A line of a JSON Lines file is no JSON object; the line is left out.",
}


def accepts(source: Source) -> bool:
    """By a first line that is one whole JSON object, or by name where it is nothing else that begins so."""
    first, *rest = head(source).split("\n", 1)
    if first.startswith('{"') and first.rstrip().endswith("}"):
        is_alone = not any(map(str.strip, rest))  # then it is JSON as any other, by the name of that
        return ending(source) not in (*CARDS, *((".json",) if is_alone else ()))
    return ending(source) in (".jsonl", ".ndjson") and not _OTHER.match(first)


def read(source: Source) -> Iterator[Record | Problem]:
    """A record for each good line, one problem for each line with something wrong."""
    lines, problems = read_lines(source)
    yield from problems
    entries, of_others = Entries(source.name), Entries(source.name, loose=True)
    for number, line in enumerate(lines, 1):
        if not line or line.isspace():
            continue
        where = Location(source.name, number)
        entry = _parse(line, where)
        if isinstance(entry, Problem):
            yield entry
        else:
            left, known = taken(entry, where)
            if csl.is_item(left):
                yield from of_others.read(csl.said(left), where, line, **known)
            else:
                yield from entries.read(left, where, line, **known)
    yield from entries.rest()
    yield from of_others.rest()


def _parse(line: str, where: Location) -> dict[str, Any] | Problem:
    hint = 'write one object in one line, such as {"title": "…", "authors": ["…"], "arxiv": "2412.13746"}'
    try:
        entry = _DECODER.decode(line)
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
