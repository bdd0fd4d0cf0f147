"""The entries of a source, whatever its format: a record of each, and one problem for all that is wrong with one.

A reader of a format gives what an entry says by the names of `fields.FIELDS` or `aliases.ALIASES`. What has any other
name is kept as the record's `extra`, counted, and told once for each name when the source is at its end.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import islice
from typing import Any, NamedTuple

from generator.beside import holds_link
from generator.dates import written_date
from generator.model import Location, Origin, Problem, Record, Severity
from generator.readers.aliases import NAMES, field_of, folded, is_abroad
from generator.readers.author_details import details
from generator.readers.authors import affiliations
from generator.readers.completion import completed
from generator.readers.fields import (
    FIELDS,
    IDENTIFIERS,
    LINK_LABEL,
    LOOSE,
    MORE_ADDRESSES,
    ElsewhereError,
    FieldError,
    further_addresses,
    is_more,
    shown,
)
from generator.text import clean

CODES = {
    "no-title": "A record has no title; it is left out.",
    "bad-field": "A field of a record holds what it cannot hold; the record is read without it.",
    "doubled-id": "Two records of one file have the same `id`.",
    "unknown-field": "A field of a record has a name that nobody knows; it is kept as it is, and shown nowhere.",
}
LONGEST_EXTRA = 10_000
"""Signs of a field that the catalog has no place for; more are cut off."""

MOST_UNKNOWN = 60
"""Names of unknown fields of a source that are told one by one."""
_ALIKE = 0.75
"""How like a known name another must be to be taken for a slip: many fields are meant for other programs."""

_NO_SLIPS = frozenset(map(folded, (
    "issn", "issns", "eid", "uid", "pid", "cited by", "citation", "citations", "citation count", "place published",
    "publisher place", "publisher city", "conference date", "conference place", "conference code", "article number",
    "author ids", "author(s) id", "document id", "issue title", "open access", "publication stage", "series title",
    "short title",
)))  # fmt: skip
"""Fields of other programs that are no slips, though a name of ours is like theirs."""
_OF_READERS = frozenset({"section", "body", MORE_ADDRESSES, LINK_LABEL})
"""What the readers themselves keep under a name that no source has written."""
_LISTS = frozenset({"keywords", "categories"})
_ADDRESSES = frozenset({"url", "pdf"})
_TEXTS = frozenset({"title", "venue", "booktitle", "publisher", "isbn"})


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a field of an entry: its name in the source, the fact, and what to write instead."""

    name: str
    fact: str
    hint: str
    is_kept: bool = False


class _Found(NamedTuple):
    """What an entry says: the values of known fields, the texts of all others, and what is wrong."""

    fields: dict[str, Any]
    extra: list[tuple[str, str]]
    faults: list[Fault]


@dataclass(slots=True)
class Entries:
    """The entries of one source so far: the first place and the number of each unknown field, and of each key.

    `loose` reads fields as strangers write them (`fields.LOOSE`), and keeps what a field cannot hold in `extra`.
    """

    file: str
    origin: Origin = Origin.BIBLIOGRAPHY
    loose: bool = False
    _unknown: dict[str, list[int]] = field(default_factory=dict)
    _keys: dict[str, int] = field(default_factory=dict)
    _doubled: dict[str, list[Location]] = field(default_factory=dict)

    def read(
        self,
        said: Mapping[str, object],
        where: Location,
        text: str = "",
        places: Mapping[str, Location] | None = None,
        **known: Any,
    ) -> Iterator[Record | Problem]:
        """The record of one entry, and a problem if anything is wrong with it.

        `said` are its fields by their names in the source, `known` those of `Record` in their final form. `text` is
        the line of the place, in which a wrong field is looked for to point at it, and `places` are those of fields
        where the source knows them.
        """
        fields, extra, faults = self._parsed(said, where.line)
        if not fields.get("title"):
            yield _no_title(where, faults, Severity.WARNING if self.loose else Severity.ERROR)
            return
        if faults:
            yield _bad_fields(faults, where, text, places or {})
        record = self._record(fields, where, extra, known)
        if record.key and self._keys.setdefault(record.key, where.line) != where.line:
            self._doubled.setdefault(record.key, []).append(where)
        yield record

    def _parsed(self, said: Mapping[str, object], line: int) -> _Found:
        """The values of the known fields, the texts of all others, and what is wrong.

        Of two values of one field the first counts; the other is kept as it is, so that nothing is lost.
        """
        found = _Found({}, [], [])
        for name, value in said.items():
            if value or _is_something(value):
                self._take(name, value, line, found)
        return found

    def _take(self, name: str, value: object, line: int, found: _Found) -> None:
        """Put one field where it belongs."""
        parsers = LOOSE if self.loose else FIELDS
        own = name if name in parsers else field_of(name) if self.loose or not is_abroad(name) else ""
        try:
            parsed = parsers.get(own, _taken_nowhere)(value)
        except ElsewhereError:
            kept = _kept(name, value)
            if name not in _OF_READERS and not holds_link(*kept):
                self._unknown.setdefault(name, [line, 0])[1] += 1
            found.extra.append(kept)
            return
        except FieldError as fault:
            found.faults.append(Fault(name, fault.fact, fault.hint, is_kept=bool(fault.kept)))
            found.extra.extend([_kept(name, value)] if self.loose else [])
            parsed = fault.kept
        if own == "authors" and self.loose and (affiliated := affiliations(value)):
            found.extra.append(("affiliations", clean(affiliated)[:LONGEST_EXTRA]))
        if own == "authors":
            found.extra.extend((name, as_text(text)) for name, text in details(value))
        if own == "year" and self.loose and len(day := written_date(str(value))[0]) > len("2024"):
            found.fields.setdefault("issued", day)
        if own in _LISTS and own in found.fields:
            found.fields[own] = tuple(dict.fromkeys((*found.fields[own], *(parsed or ()))))
        elif parsed and found.fields.setdefault(own, parsed) != parsed:
            found.extra.append(_kept(name, value))
        elif parsed and (self.loose or own in IDENTIFIERS):
            found.extra.extend(_further(name, own, value))

    def _record(
        self, fields: dict[str, Any], where: Location, extra: list[tuple[str, str]], known: dict[str, Any]
    ) -> Record:
        """The record with what follows from its fields together."""
        key, issued = fields.pop("id", ""), fields.get("issued", "")
        if key and (other := fields.get("key", key)) != key:
            extra = [*extra, ("key", other)]
        fields = {**completed(fields, key), "key": key or fields.get("key", "")}
        if len(issued) > len("2024") and fields.get("date") != issued:
            extra = [*extra, ("issued", issued)]
        kept = tuple(sorted({*extra, *known.pop("extra", ())}))
        return Record(where=where, origin=self.origin, **{**fields, "extra": kept, **known})

    def rest(self) -> Iterator[Problem]:
        """What is to be told at the end of a source: each key of several entries, each field that nobody knows."""
        for key, places in self._doubled.items():
            yield _doubled(key, self._keys[key], places)
        for name, (line, count) in islice(self._unknown.items(), MOST_UNKNOWN):
            yield _unknown_field(Location(self.file, line), name, count)
        if len(self._unknown) > MOST_UNKNOWN:
            name, (line, _) = next(islice(self._unknown.items(), MOST_UNKNOWN, None))
            yield _unknown_fields(Location(self.file, line), name, len(self._unknown) - MOST_UNKNOWN)


def _is_something(value: object) -> bool:
    """Whether a value that is false says something all the same, as 0 does."""
    return value is not None and value not in ("", [], {})


def _taken_nowhere(value: object) -> Any:
    raise ElsewhereError


def as_text(value: object) -> str:
    """Any value as one line of text: a text as it is, everything else as JSON."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return clean(text)[:LONGEST_EXTRA]


def _no_title(where: Location, faults: list[Fault], severity: Severity) -> Problem:
    """An entry that is left out: nobody can mend what another program wrote, so the others are not held up by it."""
    fact = next((f"its 'title' {fault.fact}" for fault in faults if fault.name == "title"), "it has no title")
    hint = "give it a title; it is the only field that a record cannot do without"
    return Problem(where, severity, "no-title", f"the record is left out: {fact}", hint)


def _bad_fields(faults: list[Fault], where: Location, text: str, places: Mapping[str, Location]) -> Problem:
    """One problem for an entry, at its first wrong field."""
    first = faults[0]
    column = max(text.find(f'"{first.name}"'), 0) + where.column
    place = places.get(first.name) or Location(where.file, where.line, column)
    facts = "; ".join(f"'{shown(fault.name)[1:-1]}' {fault.fact}" for fault in faults)
    lost = sum(not fault.is_kept for fault in faults)
    without = f"; the record is read without {'it' if lost == 1 else 'them'}" if lost else ""
    width = min(len(first.name), 60) + 2
    return Problem(place, Severity.WARNING, "bad-field", facts + without, first.hint, width=width)


def _doubled(key: str, first: int, places: list[Location]) -> Problem:
    """One problem for each key, at its second entry, however many have it."""
    message = f"the id '{shown(key)[1:-1]}' stands in line {first} already"
    more = len(places) - 1
    message += f", and {more:,} more {'entry has' if more == 1 else 'entries have'} it" if more else ""
    hint = "give each paper an id of its own, or delete one of the two"
    return Problem(places[0], Severity.WARNING, "doubled-id", message, hint)


def _kept(name: str, value: object) -> tuple[str, str]:
    return clean(name)[:100], as_text(value)


def _further(name: str, own: str, value: object) -> Iterator[tuple[str, str]]:
    """What a value holds beyond what its field takes of it: more addresses, and the other texts of a list."""
    if own in _ADDRESSES and isinstance(value, str) and (more := further_addresses(value)):
        yield MORE_ADDRESSES, more
    elif _is_cut(own, value):
        yield _kept(name, value)
    elif own in _TEXTS and isinstance(value, list):
        yield from (_kept(name, one) for one in value[1:] if one and one != value[0])


def _is_cut(own: str, value: object) -> bool:
    """Whether a field takes but a part of an identifier's text, or of an object."""
    if own in IDENTIFIERS:
        return isinstance(value, str) and is_more(value, own)
    return own in _TEXTS and isinstance(value, Mapping) and len(value) > 1


def _unknown_field(where: Location, name: str, count: int) -> Problem:
    entries = "1 record has it" if count == 1 else f"{count:,} records have it"
    is_known = field_of(name) and not is_abroad(name)
    fact = "holds what is no use here" if is_known else "is not known"
    message = f"the field '{shown(name)[1:-1]}' {fact}; it is kept as it is, and shown nowhere; {entries}"
    near = [] if is_known or folded(name) in _NO_SLIPS else get_close_matches(name[:60].lower(), NAMES, 1, _ALIKE)
    hint = f"did you mean '{near[0]}'? " if near else ""
    return Problem(where, Severity.NOTE, "unknown-field", message, f"{hint}what is meant for other programs can stay")


def _unknown_fields(where: Location, name: str, count: int) -> Problem:
    message = f"{count:,} more fields are not known, such as '{shown(name)[1:-1]}'; they are kept as they are"
    hint = f"is each a field, and not the name of an entry? the first {MOST_UNKNOWN} are told one by one"
    return Problem(where, Severity.NOTE, "unknown-field", message, hint)
