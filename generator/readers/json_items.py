"""The entries of a JSON file with their places: of a list, below a key, one alone, or one behind the other.

The library gives no places and stops at the first fault, so each entry is decoded on its own. Behind a broken one,
reading goes on where the next begins as the first did: on a line of its own with the same indentation, or behind `},`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from generator.model import Location, Problem, Severity, Source
from generator.readers.doubled import as_object
from generator.readers.fields import kind
from generator.readers.lines import head, read_text

CODES = {
    "bad-json-entry": "An entry of a JSON file cannot be read; it is left out.",
}
LISTS = (
    "items",
    "references",
    "papers",
    "publications",
    "entries",
    "records",
    "results",
    "data",
    "works",
    "bibliography",
    "notes",
)
_GAP = re.compile(r"[\s,\ufeff]*")
_LIST_BELOW = re.compile(rf'"(?:{"|".join(LISTS)})"\s*:\s*\[')
_BEGIN = re.compile(r'(?:\[\s*)?\{\s*["}]|\[\s*\]')
_KEY = re.compile(r'"([^"\\\n]{1,60})"\s*:')
_PART = re.compile(r'"(?:[^"\\\n]++|\\.)*+"?|[{}\[\]]')  # a string without an end ends with its line
_MOST_TRIES = 64
_WIDEST_INDENT = 200
_DEEPEST = 5
_MOST_PLACES = 8


def _nothing(_: str) -> None:
    """NaN and Infinity, which are no JSON."""


_DECODER = json.JSONDecoder(parse_constant=_nothing, object_pairs_hook=as_object)


@dataclass(frozen=True, slots=True)
class Item:
    """An entry: where it begins in the text, and its value; or, in `fault`, why there is none, and where."""

    start: int
    value: Any = None
    fault: str = ""
    at: int = 0


def keys(source: Source) -> frozenset[str]:
    """The keys at the beginning of a JSON file, of all its objects as far as a first look goes; none of another."""
    text = head(source)
    return frozenset(_KEY.findall(text)) if _BEGIN.match(text) else frozenset()


def objects(source: Source) -> Iterator[tuple[dict[str, Any], Location] | Problem]:
    """Each entry that is an object, with the place at which it begins; and a problem for whatever is none."""
    text, problems = read_text(source)
    yield from problems
    line = begin = counted = 0
    for item in items(text):
        if breaks := text.count("\n", counted, item.start):
            line, begin = line + breaks, text.rindex("\n", counted, item.start) + 1
        counted = item.start
        where = Location(source.name, line + 1, item.start - begin + 1)
        whole = not item.fault and isinstance(item.value, dict)
        yield (item.value, where) if whole else _bad(text, item, where)


def _bad(text: str, item: Item, where: Location) -> Problem:
    hint = 'an entry is an object, such as {"title": "…", "author": [{"family": "…", "given": "…"}]}'
    if not item.fault:
        message = f"an entry is an object, and this is {kind(item.value)}"
        return Problem(where, Severity.ERROR, "bad-json-entry", message, hint)
    above = text.count("\n", item.start, item.at)
    column = item.at - text.rindex("\n", item.start, item.at) if above else where.column + item.at - item.start
    message = f"the entry that begins in line {where.line} is left out: {item.fault}"
    return Problem(Location(where.file, where.line + above, column), Severity.ERROR, "bad-json-entry", message, hint)


def items(text: str) -> Iterator[Item]:
    """The entries of a file in their order."""
    start = _after_gap(text, 0)
    if text.startswith("[", start):
        end = yield from _elements(text, start + 1)
        if (rest := _after_gap(text, end + 1)) < len(text):
            yield Item(rest, fault="more text stands behind the end of the list; it is not read", at=rest)
        return
    first = _decoded(text, start)
    if isinstance(first.value, dict) and not first.fault:
        yield from _of_object(text, first)
        yield from _elements(text, first.at, is_list=False)
    elif below := _LIST_BELOW.search(text, start, start + 100_000):
        yield from _elements(text, below.end())
    else:
        yield from _elements(text, start, is_list=False)


def _after_gap(text: str, start: int) -> int:
    found = _GAP.match(text, start)
    return found.end() if found else start


def _elements(text: str, start: int, *, is_list: bool = True) -> Generator[Item, None, int]:
    """The values of a list from behind its bracket on, to the end of the list, whose place is given back."""
    start, tries, fault = _after_gap(text, start), 0, ""
    while start < len(text) and text[start] not in "]}":
        item = _decoded(text, start)
        fault = item.fault
        tries += bool(fault)
        end = item.at if not fault else _next(text, start) if tries < _MOST_TRIES else len(text)
        yield replace(item, at=start) if fault and item.at >= end < len(text) else item
        if tries == _MOST_TRIES and fault:
            yield Item(start, fault="too much is broken here; the rest is not read", at=start)
            return len(text)
        start = _after_gap(text, end)
    if is_list and start >= len(text) and not fault:
        yield Item(len(text), fault="the list has no end; the file was cut off", at=len(text))
    return start


def _next(text: str, start: int) -> int:
    """Where the entry behind a broken one begins."""
    line = text.rfind("\n", max(start - _WIDEST_INDENT, 0), start)
    before = text[line + 1 : start].replace("[", "") if line >= 0 or start < _WIDEST_INDENT else "?"
    if not before.strip() and text.find("\n", start) >= 0:
        on_line = text.find(f"\n{before}{{", start)
        return on_line + 1 if on_line >= 0 else len(text)
    depth = 0
    for part in _PART.finditer(text, start):
        depth += (part[0] in "{[") - (part[0] in "}]")
        if depth <= 0:
            return part.end()
    return len(text)


def _decoded(text: str, start: int) -> Item:
    """One value; `at` is the place behind it."""
    try:
        value, end = _DECODER.raw_decode(text, start)
    except json.JSONDecodeError as error:
        return Item(start, fault=f"not JSON from here on: {error.msg[:1].lower()}{error.msg[1:]}", at=error.pos)
    except (ValueError, RecursionError):
        return Item(start, fault="a number too long or brackets too deep", at=start)
    return Item(start, value, at=end)


def _of_object(text: str, whole: Item) -> Iterator[Item]:
    """The entries that one object holds, or itself."""
    value, start = whole.value, whole.start
    if isinstance(value.get("message"), dict):
        value = value["message"]
    name = next((name for name in LISTS if isinstance(value.get(name), list) and "title" not in value), "")
    if name and (below := re.compile(rf'"{name}"\s*:\s*\[').search(text, start, whole.at)):
        yield from _elements(text, below.end())
    elif value and "title" not in value and all(_has_title(one) for one in value.values()):
        yield from _by_key(text, start, value, [])
    elif "title" not in value and _holds_papers(value):
        yield from _of_groups(text, start, value, (), [])
    elif value:
        yield Item(start, value)


def _of_groups(
    text: str, start: int, value: dict[str, Any], path: tuple[str, ...], missed: list[str]
) -> Iterator[Item]:
    """The entries below the keys of groups, each with the keys above it as its section; what holds none is passed.

    `missed` are the keys that were not found in the text.
    """
    found: Iterator[Item]
    for key, one in value.items():
        if not _holds_papers(one):
            continue
        at, inside = _place(text, key, one, start) if len(missed) < _MOST_TRIES else -1, (*path, key)
        missed += [key] if at < 0 else []
        start = max(at, start)
        if isinstance(one, list):
            found = _elements(text, at + 1) if at >= 0 else (Item(start, entry) for entry in one)
        elif all(map(_has_title, one.values())):
            found = _by_key(text, start, one, missed)
        else:
            found = _of_groups(text, start, one, inside, missed)
        section = {"section": " / ".join(inside)}  # a group within has said its own
        for item in found:
            start = max(start, item.start)
            is_whole = isinstance(item.value, dict) and not item.fault
            yield replace(item, value={**section, **item.value}) if is_whole else item


def _place(text: str, key: str, value: object, start: int) -> int:
    """Where the value of a key begins, -1 where it is not found: the same key may stand elsewhere, too."""
    signs = re.compile(f"(?:{re.escape(json.dumps(key))}|{re.escape(json.dumps(key, ensure_ascii=False))})\\s*:\\s*")
    places = (found.end() for found in islice(signs.finditer(text, start), _MOST_PLACES))
    return next((at for at in places if _decoded(text, at).value == value), -1)


def _holds_papers(value: object, depth: int = 0) -> bool:
    """Is it a list of entries with titles, or an object in which such a list or such entries stand?"""
    if isinstance(value, list):
        return any(map(_has_title, value))
    if not isinstance(value, dict) or not value or "title" in value or depth > _DEEPEST:
        return False
    inner = value.values()
    return all(map(_has_title, inner)) or any(_holds_papers(one, depth + 1) for one in inner)


def _by_key(text: str, start: int, value: dict[str, Any], missed: list[str]) -> Iterator[Item]:
    """Entries below keys of their own; a key that is written with escapes is not found, and many are not looked for."""
    for key, one in value.items():
        at = text.find(f'"{key}"', start) if len(missed) < _MOST_TRIES else -1
        missed += [key] if at < 0 else []
        start = max(at, start)
        yield Item(start, {"key": key, **one})


def _has_title(value: object) -> bool:
    return isinstance(value, dict) and "title" in value
