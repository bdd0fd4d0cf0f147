"""JSON Lines, one object a line: the catalog's own record format, and what other programs write in its place.

The record format, of which only `title` is required:

    id           the source's own name for the entry; `arxiv:…`, `acl:…` and `doi:…` are understood as identifiers
    title, abstract, venue, booktitle, later_title, url, pdf        texts; `venue` may end in `, as "later title"`
    authors, keywords, categories                                   lists of texts
    date         the first submission: 2024-12-18, 2024-12 or 2024
    year         the year of publication, a number
    arxiv, acl, doi                                                 identifiers or their addresses

Other names for the same fields are in `_ALIASES`. A field that nobody knows is noted once for each file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import Any

from generator.model import Location, Origin, Problem, Record, Severity, Source
from generator.readers.lines import read_lines
from generator.text import acl, arxiv, clean, doi, iso_date, plain, safe_url

CODES = {
    "bad-json": "A line of a JSON Lines file is no JSON object; the line is left out.",
    "no-title": "A record has no title; it is left out.",
    "bad-field": "A field of a record holds what it cannot hold; the record is read without it.",
    "doubled-id": "Two records of one file have the same `id`.",
    "unknown-field": "A field of a record has a name that nobody knows; it is not used.",
}

_ALIASES = {
    "published": "date", "submitted": "date", "arxiv_id": "arxiv", "acl_id": "acl", "DOI": "doi", "URL": "url",
    "author": "authors", "journal": "venue", "tags": "keywords", "pdf_url": "pdf", "bibkey": "key", "id": "id",
}  # fmt: skip
_LATER_TITLE = re.compile(r",?\s+as\s+[\"“](?P<title>.+)[\"”]\s*$", re.DOTALL)
_YEAR = re.compile(r"(?<![\w.:-])(?:19|20)\d\d(?![\w:-])")
_HEADING = re.compile(r"abstract\s*[:.—–]\s*(?=\S)", re.IGNORECASE)
_AND = re.compile(r"\s*\\and\b\s*")


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
        return Problem(where, Severity.ERROR, "bad-json", f"a record is an object, and this is {_kind(entry)}", hint)
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
        field = _ALIASES.get(name, name)
        if (parse := _FIELDS.get(field)) is None:
            unknown.setdefault(name, where.line)
        elif value is not None and value != "":
            try:
                parsed = parse(value)
            except _FieldError as fault:
                wrong.append((name, fault.fact, fault.hint))
            else:
                fields[field] = fields.get(field) or parsed
    if not fields.get("title"):
        return None, _no_title(where, wrong)
    return _completed(fields, where), _bad_fields(wrong, where, line)


def _completed(fields: dict[str, Any], where: Location) -> Record:
    """The record, with the identifiers that its id and address hold and the later title that its venue holds."""
    key = fields.pop("id", "")
    fields["key"] = key or fields.get("key", "")
    said = [*(fields.get(name, "") for name in _IDENTIFIERS), key, fields.get("url", "")]
    for name, parse in _IDENTIFIERS.items():
        fields[name] = next(filter(None, map(parse, [fields.get(name, ""), *said])), "")
    venue = fields.get("venue", "")
    if later := _LATER_TITLE.search(venue):
        venue = venue[: later.start()].rstrip(" ,")
        fields["later_title"] = fields.get("later_title") or later["title"].strip()
    fields["venue"] = "" if venue.lower() in ("arxiv", "arxiv.org", "corr") else venue
    if not fields.get("year") and (year := _YEAR.search(fields["venue"])):
        fields["year"] = int(year[0])
    return Record(where=where, origin=Origin.BIBLIOGRAPHY, **fields)


class _FieldError(Exception):
    """A value that its field cannot hold; never leaves this module."""

    def __init__(self, fact: str, hint: str) -> None:
        super().__init__(fact)
        self.fact, self.hint = fact, hint


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _FieldError(f"is {_kind(value)}, not a text", 'a text stands in quotes: "…"')
    return plain(value)


def _abstract(value: object) -> str:
    if not isinstance(value, str):
        raise _FieldError(f"is {_kind(value)}, not a text", 'a text stands in quotes: "…"')
    text = plain(value, paragraphs=True)
    heading = _HEADING.match(text)
    return text[heading.end() :] if heading else text


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _FieldError("is not a list of texts", 'write ["…", "…"]')
    return tuple(filter(None, map(plain, value)))


def _names(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        value = [item.get("name") if isinstance(item, dict) else item for item in value]
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _FieldError("is not a list of names", 'write ["Given Family", "Given Family"]')
    names = (part for item in value for part in (_AND.split(item) if "\\and" in item else (item,)))
    return tuple(filter(None, map(plain, names)))


def _date(value: object) -> str:
    date = iso_date(value) if isinstance(value, str) else iso_date(str(value)) if type(value) is int else ""
    if not date:
        raise _FieldError(f"cannot be: {_shown(value)}", "write 2024-12-18, 2024-12 or 2024, as text in quotes")
    return date


def _year(value: object) -> int:
    number = int(value) if isinstance(value, str) and re.fullmatch(r"[0-9]{4}", value) else value
    if type(number) is not int or not 1000 <= number <= 2999:
        raise _FieldError(f"cannot be: {_shown(value)}", "write a year of four digits, such as 2024")
    return number


def _address(value: object) -> str:
    address = safe_url(value) if isinstance(value, str) else ""
    if not address:
        raise _FieldError(f"is no address to link to: {_shown(value)}", "write one that starts with https://")
    return address


def _identifier(value: object) -> str:
    if not isinstance(value, str) or not any(parse(value) for parse in _IDENTIFIERS.values()):
        raise _FieldError(
            f"is no identifier: {_shown(value)}",
            "an arXiv id looks like 2412.13746, an ACL id like 2023.acl-long.908, a DOI like 10.1000/182",
        )
    return value


_IDENTIFIERS: dict[str, Callable[[str], str]] = {"arxiv": arxiv, "acl": acl, "doi": doi}
_FIELDS: dict[str, Callable[[object], Any]] = {
    "title": _text, "abstract": _abstract, "authors": _names, "date": _date, "year": _year, "venue": _text,
    "booktitle": _text, "url": _address, "pdf": _address, "later_title": _text, "keywords": _texts,
    "categories": _texts, "arxiv": _identifier, "acl": _identifier, "doi": _identifier, "id": _text, "key": _text,
}  # fmt: skip


def _kind(value: object) -> str:
    """A JSON value in a reader's words."""
    kinds = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "nothing"}
    return kinds.get(type(value), "a number")


def _shown(value: object) -> str:
    text = clean(value) if isinstance(value, str) else _kind(value) if isinstance(value, list | dict) else str(value)
    return f"“{text[:60]}…”" if len(text) > 61 else f"“{text}”"


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
    message = f"the id '{_shown(record.key)[1:-1]}' stands in line {first} already"
    hint = "give each paper an id of its own, or delete one of the two lines"
    return Problem(record.where, Severity.WARNING, "doubled-id", message, hint)


def _unknown_field(where: Location, name: str) -> Problem:
    known = ", ".join(sorted(set(_FIELDS) - {"key"}))
    message = f"the field '{_shown(name)[1:-1]}' is not known; it is not used, here and below"
    near = get_close_matches(name, (*_FIELDS, *_ALIASES), 1)
    hint = f"did you mean '{near[0]}'? " if near else ""
    return Problem(where, Severity.NOTE, "unknown-field", message, f"{hint}the fields are: {known}")
