"""JSON with papers: CSL-JSON of Zotero, Pandoc, Mendeley and Crossref, and lists of records under any common names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.model import Location, Problem, Record, Severity, Source
from generator.readers import csl, loose
from generator.readers.entries import Entries
from generator.readers.fields import kind
from generator.readers.json_items import Item, items
from generator.readers.lines import head, read_text
from generator.readers.own import taken

CODES = {
    "bad-json-entry": "An entry of a JSON file cannot be read; it is left out.",
}


def accepts(source: Source) -> bool:
    """By content: the beginning of a list of objects, or of an object."""
    start = head(source)
    return start.startswith("{") or (start.startswith("[") and start[1:].lstrip()[:1] in ("{", "]"))


def read(source: Source) -> Iterator[Record | Problem]:
    """A record for each good entry, and one problem for each with something wrong."""
    text, problems = read_text(source)
    yield from problems
    entries = Entries(source.name, loose=True)
    line, counted = 1, 0
    for item in items(text):
        line, counted = line + text.count("\n", counted, item.start), item.start
        where = Location(source.name, line, _column(text, item.start))
        if item.fault or not isinstance(item.value, dict):
            yield _bad(source.name, text, item, where)
            continue
        entry, known = taken(_flat(item.value), where)
        fields = csl.said(entry) if csl.is_item(entry) else loose.said(entry)
        yield from entries.read(fields, where, **known)
    yield from entries.rest()


def _flat(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """The fields of an entry as Zotero's own format wraps them."""
    data = entry.get("data")
    return data if isinstance(data, dict) and "itemType" in data else entry


def _column(text: str, at: int) -> int:
    return at - text.rfind("\n", 0, at)


def _bad(file: str, text: str, item: Item, where: Location) -> Problem:
    hint = 'an entry is an object, such as {"title": "…", "author": [{"family": "…", "given": "…"}]}'
    if not item.fault:
        message = f"an entry is an object, and this is {kind(item.value)}"
        return Problem(where, Severity.ERROR, "bad-json-entry", message, hint)
    place = Location(file, where.line + text.count("\n", item.start, item.at), _column(text, item.at))
    message = f"the entry that begins in line {where.line} is left out: {item.fault}"
    return Problem(place, Severity.ERROR, "bad-json-entry", message, hint)
