"""JSON as programs answer with it: what stands at a place of an entry, whatever kind of value is really there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from generator.model import Location, Name, Problem, Record, Source
from generator.readers.entries import Entries, as_text
from generator.readers.json_items import objects
from generator.text import plain

_PARTICLE = re.compile(r"(?:[^\W\d_A-ZÀ-ÖØ-Þ][^\s\dA-ZÀ-ÖØ-Þ]*\s+)+(?=\S)")

Entry = Mapping[str, Any]
Said = tuple[dict[str, object], dict[str, Any]]
"""The fields of an entry by the names of the record format, and those of `Record` in their final form."""


def records(source: Source, said: Callable[[Entry, Location], Said]) -> Iterator[Record | Problem]:
    """A record for each entry of a file, and a problem for each that is none."""
    entries = Entries(source.name, loose=True)
    for found in objects(source):
        if isinstance(found, Problem):
            yield found
        else:
            fields, known = said(*found)
            yield from entries.read(fields, found[1], **known)
    yield from entries.rest()


def at(entry: object, *path: str) -> Any:
    """What stands at the end of a path of keys; nothing where the path ends before."""
    for key in path:
        entry = entry.get(key) if isinstance(entry, Mapping) else None
    return entry


def text_at(entry: object, *path: str) -> str:
    """A text, or a number as one; '' for anything else."""
    value = at(entry, *path)
    return value if isinstance(value, str) else str(value) if type(value) is int and abs(value) < 10**30 else ""


def list_at(entry: object, *path: str) -> list[Any]:
    """A list, empty for anything else."""
    value = at(entry, *path)
    return value if isinstance(value, list) else []


def texts_at(entry: object, key: str, *inside: str) -> list[str]:
    """The texts in a list, or those at a path in each of its objects."""
    return [text for item in list_at(entry, key) if (text := text_at(item, *inside))]


def aside(entry: Entry, names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Fields that the catalog has no place for, by its names for them."""
    found = ((name, entry.get(key)) for key, name in names.items())
    return tuple((name, as_text(value)) for name, value in found if value not in (None, "", [], {}))


def without(entry: Entry, *names: str) -> dict[str, object]:
    """The fields of an entry that a reader has not taken."""
    return {name: value for name, value in entry.items() if name not in names}


def in_parts(given: str, family: str, suffix: str = "") -> Name:
    """The name of a person from its parts; without a given name it is that of a group, or of a person with one name.

    Small words before the family name are its particle.
    """
    given, family, suffix = plain(given), plain(family), plain(suffix)
    if not (given and family):
        return Name(literal=" ".join(filter(None, (given, family, suffix))))
    found = _PARTICLE.match(family)
    particle = found[0] if found else ""
    return Name(given, particle.strip(), family[len(particle) :], suffix)
