"""JSON with papers: CSL-JSON of Zotero, Pandoc, Mendeley and Crossref, and lists of records under any common names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.model import Problem, Record, Source
from generator.readers import csl, loose
from generator.readers.entries import Entries
from generator.readers.json_items import objects
from generator.readers.jsonl import CARDS
from generator.readers.lines import ending, head
from generator.readers.own import taken

_TEMPLATE = ("{%", "{{", "{#")
"""How templates of pages begin, which would be an error in each line."""


def accepts(source: Source) -> bool:
    """By content: the beginning of a list of objects, or of an object."""
    start = head(source)
    if ending(source) in CARDS or start.startswith(_TEMPLATE):
        return False
    return start.startswith("{") or (start.startswith("[") and start[1:].lstrip()[:1] in ("{", "]"))


def read(source: Source) -> Iterator[Record | Problem]:
    """A record for each good entry, and one problem for each with something wrong."""
    entries = Entries(source.name, loose=True)
    for found in objects(source):
        if isinstance(found, Problem):
            yield found
            continue
        entry, where = found
        left, known = taken(_flat(entry), where)
        fields = csl.said(left) if csl.is_item(left) else loose.said(left)
        loose.put_year(fields, str(left.get("section", "")).split(" / "))
        yield from entries.read(fields, where, **known)
    yield from entries.rest()


def _flat(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """The fields of an entry as Zotero's own format wraps them."""
    data = entry.get("data")
    return data if isinstance(data, dict) and "itemType" in data else entry
