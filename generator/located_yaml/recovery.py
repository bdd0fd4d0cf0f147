"""What can be read of a file that is no YAML as a whole: it is cut where its indentation says, down to the fault.

Each part is read on its own. One that is well-formed is as good as in a sound file; one that is not is cut again,
and what cannot be cut is told and left out, so that all faults of a file show at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

import yaml

from generator.located_yaml.composer import DEEPEST, compose, twice
from generator.located_yaml.diagnosis import KEY, crowded, diagnose, stray
from generator.located_yaml.lines import Lines
from generator.located_yaml.nodes import Mapping, Node, Scalar, Sequence
from generator.model import Problem, Severity
from generator.problems import error

MOST_STRAYS = 50
_ITEM = re.compile(r"-(?:\s+|$)")
_NAME = re.compile(r"[A-Za-z][\w-]*\s*")
_DOCUMENT = re.compile(r"(?:---|\.\.\.)(?:\s|$)")


class _Part(NamedTuple):
    """Some rows, read from a column on."""

    first: int
    last: int
    column: int


def recover(
    lines: Lines, first: int = 0, last: int | None = None, *, keep: bool = False
) -> tuple[Node | None, list[Problem]]:
    """What can be read of these rows, and everything that cannot be; with `keep`, a value that is no YAML is a text."""
    recovery = _Recovery(lines, keep=keep)
    return recovery.root(first, len(lines.rows) if last is None else last), recovery.problems


class _Recovery:
    def __init__(self, lines: Lines, *, keep: bool) -> None:
        self.problems: list[Problem] = []
        self._keep = keep
        self._strays = 0
        self._opened: list[int] = []
        self._lines = lines
        self._rows = lines.rows

    def root(self, first: int, last: int) -> Node | None:
        """The node of all these rows."""
        part = self._begin(_Part(first, self._without_documents(first, last), 0))
        self._opened = [0, *accumulate(map(_brackets, self._rows))]
        return self._cut(part, 0) if self._can_be_cut(part) else self.node(part, 0)

    def _without_documents(self, first: int, last: int) -> int:
        """Where the first document ends; its own beginning is made an empty row."""
        begun = False
        for number, row in enumerate(self._rows[first:last], first):
            if _DOCUMENT.match(row) and begun:
                where = self._lines.where(number, 0)
                message, hint = "`---` begins a second document", "put all of it into one"
                self.problems.append(error(where, "yaml-documents", message, hint, 3))
                return number
            if _DOCUMENT.match(row) or (row.startswith("%") and not begun):
                self._rows[number] = ""
            begun = begun or _has_text(self._rows[number])
        return last

    def node(self, part: _Part, depth: int) -> Node | None:
        """The node of a part, as far as it can be read."""
        part = self._begin(part)
        try:
            found, problems = compose(self._lines, *part)
        except yaml.MarkedYAMLError as wrong:
            if depth <= DEEPEST and self._can_be_cut(part):
                return self._cut(part, depth)
            return self._give_up(part, wrong)
        self.problems += problems
        return found

    def _begin(self, part: _Part) -> _Part:
        """The same without empty rows and remarks before its text."""
        first, last, column = part
        while first < last - 1 and not _has_text(self._rows[first][column:]):
            first, column = first + 1, 0
        row = self._rows[first]
        return _Part(first, last, column + len(row[column:]) - len(row[column:].lstrip()))

    def _can_be_cut(self, part: _Part) -> bool:
        row = self._rows[part.first]
        return bool(_ITEM.match(row, part.column) or KEY.match(row, part.column))

    def _cut(self, part: _Part, depth: int) -> Node:
        is_list = bool(_ITEM.match(self._rows[part.first], part.column))
        where = self._lines.where(part.first, part.column)
        parts = list(self._parts(part, is_list=is_list))
        if is_list:
            items = [item for one in parts for item in (self._items(one, depth) if one else [None])]
            kept = tuple(item for item in items if item is not None)
            return Sequence(where, kept, whole=len(kept) == len(items))
        pairs = [pair for one in parts for pair in (self._pairs(one, depth) if one else [None])]
        return Mapping(where, self._unique(pairs), whole=not any(pair is None or pair[1] is None for pair in pairs))

    def _parts(self, part: _Part, *, is_list: bool) -> Iterator[_Part | None]:
        """The items of a list or the keys of a mapping; None for a row that is neither, with what stands below it."""
        begin, indent, is_stray = part.first, part.column, False
        for number in range(part.first + 1, part.last):
            row = self._rows[number]
            place = len(row) - len(row.lstrip())
            if not _has_text(row) or place > indent:
                continue
            starts = place == indent and bool((_ITEM if is_list else KEY).match(row, place))
            if place == indent and not is_list and not self._is_open(begin, number) and self._lacks_colon(number):
                self._tell_stray(number, place, indent)
                self._rows[number], starts = f"{row}:", True
            if not starts and (self._is_open(begin, number) or (place == indent and _ITEM.match(row, place))):
                continue
            yield None if is_stray else _Part(begin, number, indent)
            begin, is_stray = number, not starts
            if is_stray:
                self._tell_stray(number, place, indent)
        yield None if is_stray else _Part(begin, part.last, indent)

    def _tell_stray(self, number: int, place: int, indent: int) -> None:
        """Tell a row that belongs to nothing; a file that has very many of them is something else."""
        self._strays += 1
        if self._strays <= MOST_STRAYS:
            self.problems.append(stray(self._lines, number, place, indent))

    def _lacks_colon(self, number: int) -> bool:
        """Is this row a key but for its colon: one word, and something deeper below it?"""
        row = self._rows[number]
        below = next(filter(_has_text, map(self._rows.__getitem__, range(number + 1, len(self._rows)))), "")
        place = len(row) - len(row.lstrip())
        return bool(_NAME.fullmatch(row, place)) and len(below) - len(below.lstrip()) > place

    def _is_open(self, first: int, last: int) -> bool:
        """Do these rows open a bracket more than they close?"""
        return self._opened[last] > self._opened[first]

    def _items(self, part: _Part, depth: int) -> list[Node | None]:
        """The one item of a part; None where it cannot be read."""
        dash = _ITEM.match(self._rows[part.first], part.column)
        return [self.node(part._replace(column=dash.end() if dash else part.column), depth + 1)]

    def _pairs(self, part: _Part, depth: int) -> list[tuple[Scalar, Node | None]]:
        """The one key of a part with its value; None for a value that cannot be read."""
        try:
            found, problems = compose(self._lines, *part)
        except yaml.MarkedYAMLError:
            found, problems = None, []
        if isinstance(found, Mapping):
            self.problems += problems
            return list(found.pairs)
        row = self._rows[part.first]
        colon = KEY.match(row, part.column)
        assert colon  # a part begins with one
        name = colon["name"]
        where = self._lines.where(part.first, part.column)
        key = Scalar(where, name.strip("\"'"), name[0] not in "\"'", len(name))
        if second := crowded(self._lines, part.first, colon.end()):
            self.problems += self._softened([second])
            return [(key, self._text(part._replace(column=colon.end())) if self._keep else None)]
        return [(key, self.node(part._replace(column=colon.end()), depth + 1))]

    def _unique(self, pairs: list[tuple[Scalar, Node | None] | None]) -> tuple[tuple[Scalar, Node], ...]:
        """The pairs, each key once; a value that cannot be read is an empty one."""
        kept: dict[str, tuple[Scalar, Node]] = {}
        for key, value in filter(None, pairs):
            if key.value in kept:
                self.problems.append(twice(key, kept[key.value][0].where.line))
            else:
                kept[key.value] = (key, Scalar(key.where, "") if value is None else value)
        return tuple(kept.values())

    def _give_up(self, part: _Part, wrong: yaml.MarkedYAMLError) -> Node | None:
        """Tell what is wrong with a part that cannot be cut; what it was meant to be is known by its bracket."""
        found = diagnose(self._lines, part.first, part.last, part.column, wrong)
        self.problems += self._softened(found)
        if self._keep:
            return self._text(part)
        where, sign = self._lines.where(part.first, part.column), self._rows[part.first][part.column : part.column + 1]
        if sign == "{":
            return Mapping(where, (), whole=False)
        return Sequence(where, (), whole=False) if sign == "[" else None

    def _softened(self, problems: Iterable[Problem]) -> list[Problem]:
        """The problems, as warnings where the text is kept all the same."""
        return [replace(one, severity=Severity.WARNING) if self._keep else one for one in problems]

    def _text(self, part: _Part) -> Scalar:
        """The rows as one text, as they are written; without quotes that stand around all of it."""
        rows = (self._rows[part.first][part.column :], *self._rows[part.first + 1 : part.last])
        text = " ".join(filter(None, (row.strip() for row in rows if _has_text(row))))
        if text[:1] in ("'", '"') and text[-1:] == text[:1] and len(text) > 1:
            text = text[1:-1]
        if (text[:1], "]" in text) == ("[", False):
            text = text[1:].lstrip()
        return Scalar(self._lines.where(part.first, part.column), text, plain=False)


def _brackets(row: str) -> int:
    return row.count("[") + row.count("{") - row.count("]") - row.count("}")


def _has_text(row: str) -> bool:
    text = row.lstrip()
    return bool(text) and not text.startswith("#")
