"""PyYAML's events to nodes. Its own nodes follow references, keep the last of two keys and guess types."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

import yaml

from generator.located_yaml.lines import Lines
from generator.located_yaml.nodes import Mapping, Node, Scalar, Sequence, is_empty, kind, needs_quotes, quoted
from generator.model import Location, Problem
from generator.problems import error

LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 20
_GLUED_COMMENT = re.compile(r"\s+#[^\s#]")
_THREE_DIGITS = re.compile(r"\d{3}(?!\d)")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_PARAGRAPH = re.compile(r"(?:\\n){2,}")
_FINE_ESCAPES = '"\\/ \nxuU0_'  # the last two look like nothing that a person writes
_OPENING, _CLOSING = "“„«‘‚‹", "”“»’‘›"


def compose(lines: Lines, first: int, last: int, column: int = 0) -> tuple[Node | None, list[Problem]]:
    """The node that stands in these rows from a column on, and what is wrong with it.

    Raises yaml.MarkedYAMLError where it is no YAML.
    """
    composer = _Composer(lines, first, last, column)
    return composer.root(), composer.problems


def twice(key: Scalar, line: int) -> Problem:
    """The problem of a key that is there already."""
    hint = f"keep one, and put everything into it; the first is in line {line}"
    return error(key.where, "yaml-duplicate-key", f"the key '{key.value}' is given twice", hint, key.width)


class _StopError(Exception):
    """No more is read; the problem is already told."""


class _Composer:
    def __init__(self, lines: Lines, first: int, last: int, column: int) -> None:
        self.problems: list[Problem] = []
        self._lines = lines
        self._first = first
        rows = lines.rows[first:last]
        text = "\n".join([" " * column + rows[0][column:], *rows[1:], ""]) if rows else ""
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=LOADER)
        self._has_comments, self._has_escapes = " #" in text, "\\" in text

    def root(self) -> Node | None:
        found: list[Node] = []
        with suppress(_StopError):
            self._documents(found)
        return None if not found or is_empty(found[0]) else found[0]

    def _documents(self, found: list[Node]) -> None:
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if found:
                    self._say(event, "yaml-documents", "`---` begins a second document", "put all of it into one")
                    raise _StopError
                found.append(self._node(next(self._events), 0))

    def _node(self, event: yaml.Event, depth: int) -> Node:
        if depth > DEEPEST:
            self._say(event, "yaml-deep", f"lists stand in each other more than {DEEPEST} deep", "write it flat")
            raise _StopError
        self._refuse_references(event)
        where = self._where(event)
        if isinstance(event, yaml.SequenceStartEvent):
            is_flow = bool(event.flow_style)
            return Sequence(where, tuple(self._items(depth, is_flow=is_flow)), flow=is_flow)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(event, depth)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, where)
        return Scalar(where, f"*{getattr(event, 'anchor', '')}", plain=False, width=_width(event))

    def _mapping(self, event: yaml.MappingStartEvent, depth: int) -> Node:
        where, told, question = self._where(event), len(self.problems), self._question(event)
        pairs = tuple(self._pairs(depth))
        if question:
            self._say(event, "yaml-quote", needs_quotes("?"), f"write {quoted(question)}")
        if question and len(pairs) == 1 and is_empty(pairs[0][1]):
            return Scalar(where, question, plain=False, width=len(question))
        return Mapping(where, pairs, whole=all(problem.code != "yaml-merge" for problem in self.problems[told:]))

    def _scalar(self, event: yaml.ScalarEvent, where: Location) -> Scalar:
        value = event.value
        if not value and (event.anchor or event.tag):
            return Scalar(where, self._item_text(event), plain=False)  # `!kite`, which nothing follows
        if not event.style:
            self._look_at_plain(event)
        elif event.style == '"' and self._has_escapes:
            value = self._escaped(event)
        return Scalar(where, value, not event.style, _width(event))

    def _items(self, depth: int, *, is_flow: bool) -> Iterator[Node]:
        before: Node | None = None
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            item = self._node(event, depth + 1)
            if is_flow and before and (whole := self._split_number(before, item)):
                item = whole
            elif before:
                yield before
            before = item
        if before:
            yield before

    def _pairs(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        lines: dict[str, int] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            told = len(self.problems)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar):
                hint = 'put it in quotes if it is meant as text: "[a]"'
                self._say(event, "yaml-key", f"{kind(key)} cannot be a key", hint)
            elif key.plain and key.value == "<<":
                del self.problems[told:]
                hint = "write out here what you want to have from there"
                self._say(event, "yaml-merge", "`<<` would take keys from another place, and no file here can", hint)
            elif key.value in lines:
                self.problems.append(twice(key, lines[key.value]))
            else:
                lines[key.value] = key.where.line
                yield key, value

    def _refuse_references(self, event: yaml.Event) -> None:
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent):
            self._say(event, "yaml-alias", f"`*{anchor}` without quotes refers to another place", f'write "*{anchor}"')
        elif anchor is not None:
            hint = f"{self._in_quotes(event)} if `&{anchor}` is part of it, and else take it out"
            self._say(event, "yaml-anchor", f"`&{anchor}` without quotes names a place to refer to", hint)
        elif tag is not None:
            hint = f"{self._in_quotes(event)} if `!` is part of it, and else take it out"
            self._say(event, "yaml-tag", "`!` without quotes begins a command of YAML, not a text", hint)

    def _in_quotes(self, event: yaml.Event) -> str:
        text = self._item_text(event)
        return f"write {quoted(text)}" if text else "put the whole text in quotes"

    def _question(self, event: yaml.Event) -> str:
        """The text that begins with a `?`, which makes it a key."""
        text = self._item_text(event)
        return text if text.startswith("?") else ""

    def _item_text(self, event: yaml.Event) -> str:
        """What stands in the row from here on to the end of the item; '' where that is more than a text."""
        row, column = self._start(event)
        text = re.split(r"[,\]}]|\s#", self._lines.rows[row][column:])[0].strip()
        return "" if "[" in text or "{" in text else text

    def _split_number(self, one: Node, other: Node) -> Scalar | None:
        """`10,000` in brackets is two items; the one that was meant."""
        if not (isinstance(one, Scalar) and isinstance(other, Scalar) and one.plain and other.plain):
            return None
        behind = Location(one.where.file, one.where.line, one.where.column + one.width + 1)
        if not (one.value[-1:].isdigit() and _THREE_DIGITS.match(other.value) and other.where == behind):
            return None
        text = f"{one.value},{other.value}"
        message = f"the comma splits '{text}' in two"
        self.problems.append(error(one.where, "yaml-comma", message, f"write {quoted(text)}", len(text)))
        return Scalar(one.where, text, plain=False, width=len(text))

    def _look_at_plain(self, event: yaml.ScalarEvent) -> None:
        """What a text without quotes has become, although it was perhaps not meant."""
        row, column = self._end(event)
        start, _ = self._start(event)
        rest = self._lines.rows[row][column:] if self._has_comments else ""
        if event.value and (found := _GLUED_COMMENT.match(rest)):
            hint = f"write {quoted(event.value + rest)} if it is part of the text, and a space behind `#` if it is not"
            where = self._lines.where(row, column + found.end() - 2)
            self.problems.append(error(where, "yaml-comment", "` #` ends the text: the rest is read as a remark", hint))
        for number in range(start + 1, row + 1):
            if (text := self._lines.rows[number].lstrip()).startswith("-"):
                where = self._lines.where(number, len(self._lines.rows[number]) - len(text))
                hint = "give it as many spaces as the items beside it, and one space behind `-`"
                self.problems.append(error(where, "yaml-indent", "this `-` begins no item of the list", hint))
        self._refuse_typographic(event)

    def _refuse_typographic(self, event: yaml.ScalarEvent) -> None:
        text = event.value
        opens, closes = text[:1] and text[0] in _OPENING, text[-1:] and text[-1] in _CLOSING
        inside = any(sign in _OPENING + _CLOSING for sign in text[1:-1] if sign not in "’‘")
        if opens and not inside:
            hint = f"write {quoted(text.strip(_OPENING + _CLOSING))}" if closes else 'write straight quotes: "…"'
            message = f"`{text[0]}` is no quotation mark of YAML"
            self._say(event, "yaml-quote", message, hint)

    def _escaped(self, event: yaml.ScalarEvent) -> str:
        """The text of double quotes; as it is written, where an escape in it was hardly meant as one."""
        (row, column), (last, end) = self._start(event), self._end(event)
        rows = self._lines.rows[row : last + 1]
        raw = rows[0][column + 1 : end - 1] if row == last else "\n".join([rows[0][column + 1 :], *rows[1:]])
        wrong = next((found for found in _ESCAPE.findall(_PARAGRAPH.sub(" ", raw)) if found not in _FINE_ESCAPES), None)
        if wrong is None:
            return event.value
        hint = f"write it in single quotes: {quoted(raw)}"
        self._say(event, "yaml-escape", f"`\\{wrong}` in double quotes is not read as it is written", hint)
        return " ".join(raw.split())

    def _start(self, event: yaml.Event) -> tuple[int, int]:
        mark = event.start_mark
        return (mark.line + self._first, mark.column) if mark else (self._first, 0)

    def _end(self, event: yaml.Event) -> tuple[int, int]:
        mark = event.end_mark
        row = min(mark.line + self._first, len(self._lines.rows) - 1) if mark else self._first
        return row, mark.column if mark else 0

    def _where(self, event: yaml.Event) -> Location:
        return self._lines.where(*self._start(event))

    def _say(self, event: yaml.Event, code: str, message: str, hint: str) -> None:
        self.problems.append(error(self._where(event), code, message, hint, _width(event)))


def _width(event: yaml.Event) -> int:
    start, end = event.start_mark, event.end_mark
    return max(1, end.column - start.column) if start and end and start.line == end.line else 1
