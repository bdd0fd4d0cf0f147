"""The items of a JSON file, each with its place: an array, an object that holds one, JSON Lines, or objects in a row.

A broken item is one problem; the next one is looked for at the next line that begins like it, or, in a file of one
line, where its brackets close. A file that was cut off gives the items before. All of it takes linear time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.model import Location, Problem, Severity, Source
from generator.readers.lines import head

CODES = {
    "bad-json": "An entry of a JSON file is no JSON object; it is left out.",
}
MOST_BROKEN = 1000
"""Broken items after which the rest of a file is not read: it is likely to be no JSON at all."""

Entry = dict[str, Any]
_BEGIN = re.compile(r'(?:\[\s*)?\{\s*["}]|\[\s*\]')
_GAP = re.compile(r"[\s,]*")
_SPACE = re.compile(r"\s*")
_NAME = re.compile(r'[\s,]*+"([^"\\\n]*+)"\s*+:\s*+')
_PART = re.compile(r'"(?:[^"\\\n]++|\\.)*+"?|[{}\[\]]')  # a string without an end ends with its line
_KEY = re.compile(r'"([^"\\\n]{1,60})"\s*:')
_HINT = 'an entry is an object, such as {"title": "…", "authors": ["…"]}'


def is_json(source: Source) -> bool:
    """Does it begin as an object, or as an array of objects?"""
    return _BEGIN.match(head(source)) is not None


def keys(source: Source) -> frozenset[str]:
    """The keys at the beginning of a JSON file, of all its objects as far as a first look goes; none of another."""
    text = head(source)
    return frozenset(_KEY.findall(text)) if _BEGIN.match(text) else frozenset()


def items(text: str, file: str, inside: tuple[str, ...] = ()) -> Iterator[tuple[Entry, Location] | Problem]:
    """Each object with the place at which it begins, and a problem for each one that is broken.

    `inside` are the keys of an object whose array holds the items, such as `results`; a file of another shape is read
    as it is.
    """
    places = _Places(text, file)
    at, in_array = _start(text, inside)
    broken = 0
    while (at := _skip(_GAP, text, at)) < len(text) and not (in_array and text[at] == "]"):
        try:
            value, end = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            end = _next(text, at)
            found: tuple[Entry, Location] | Problem = _broken(places, at, end, error)
        else:
            found = (value, places.at(at)) if isinstance(value, dict) else _no_object(places, at)
        yield found
        broken += isinstance(found, Problem)
        if broken > MOST_BROKEN:
            yield _given_up(places, end)
            return
        at = end
    if in_array and at >= len(text) and not broken:
        yield _cut_off(places, at)


def _nothing(_: str) -> None:
    """NaN and Infinity, which are no JSON."""


_DECODER = json.JSONDecoder(parse_constant=_nothing)


@dataclass(slots=True)
class _Places:
    """The line and column of places in a text, each found from the one before it."""

    text: str
    file: str
    _at: int = 0
    _line: int = 1
    _begin: int = 0

    def at(self, place: int) -> Location:
        if breaks := self.text.count("\n", self._at, place):
            self._line += breaks
            self._begin = self.text.rindex("\n", self._at, place) + 1
        self._at = place
        return Location(self.file, self._line, place - self._begin + 1)


def _skip(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _start(text: str, inside: tuple[str, ...]) -> tuple[int, bool]:
    """Where the first item is, and whether it stands in an array."""
    at = _skip(_SPACE, text, 0)
    if text[at : at + 1] == "[":
        return at + 1, True
    place = _array_in(text, at + 1, inside) if inside and text[at : at + 1] == "{" else -1
    return (place, True) if place >= 0 else (at, False)


def _array_in(text: str, at: int, inside: tuple[str, ...]) -> int:
    """Where the array under one of these keys of an object begins; -1 where there is none."""
    while key := _NAME.match(text, at):
        at = key.end()
        if key[1] in inside and text[at : at + 1] == "[":
            return at + 1
        try:
            at = _DECODER.raw_decode(text, at)[1]
        except (ValueError, RecursionError):
            return -1
    return -1


def _next(text: str, at: int) -> int:
    """Where the item behind a broken one may begin."""
    begin = text.rfind("\n", max(at - 100, 0), at)
    indent = text[begin + 1 : at] if begin >= 0 or at < 100 else "?"
    if not indent.strip() and text.find("\n", at) >= 0:
        found = re.compile(rf"\n{re.escape(indent)}(?=[^\s}}\],])").search(text, at)
        return found.end() if found else len(text)
    depth = 0
    for part in _PART.finditer(text, at):
        depth += (part[0] in "{[") - (part[0] in "}]")
        if depth <= 0:
            return part.end()
    return len(text)


def _broken(places: _Places, at: int, end: int, error: Exception) -> Problem:
    """The problem of an item that is no JSON, at the place of the mistake if that is inside of it."""
    if not isinstance(error, json.JSONDecodeError):
        return _bad(places.at(at), "a number too long or brackets too deep")
    reason = error.msg[:1].lower() + error.msg[1:]
    if error.pos >= end and end < len(places.text):
        return _bad(places.at(at), f"this entry is not whole: {reason}")
    return _bad(places.at(max(at, error.pos)), f"not JSON from here on: {reason}")


def _no_object(places: _Places, at: int) -> Problem:
    return _bad(places.at(at), "an entry is an object, and this is none")


def _given_up(places: _Places, at: int) -> Problem:
    return _bad(places.at(at), f"more than {MOST_BROKEN:,} entries are broken; the rest of the file is not read")


def _cut_off(places: _Places, at: int) -> Problem:
    return _bad(places.at(at), "the file ends in the middle of its list; what stands before was read")


def _bad(where: Location, message: str) -> Problem:
    return Problem(where, Severity.ERROR, "bad-json", message, _HINT)
