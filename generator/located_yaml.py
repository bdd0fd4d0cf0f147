"""YAML to values that know their line. Nothing is guessed: each scalar stays the text that was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from generator.model import Location, Problem, Source
from generator.problems import error

LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 20
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RARE_LINE_ENDS = str.maketrans("\x85\u2028\u2029", "   ")
_VALUE = re.compile(r"\s*(?:- +)*(?:[\w-]+: +)?(?:- +)*(?P<value>.*)")
_INDENT_WITH_TAB = re.compile(r" *\t")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as written; `plain` is one without quotes. A key without a value has a plain empty one."""

    where: Location
    value: str
    plain: bool = True
    width: int = 1


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    where: Location
    items: tuple[Node, ...]
    width: int = 1


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values, in the order written; no key is there twice."""

    where: Location
    pairs: tuple[tuple[Scalar, Node], ...]
    width: int = 1

    def get(self, name: str) -> Node | None:
        """The value of a key."""
        return next((value for key, value in self.pairs if key.value == name), None)

    def text(self, name: str) -> str:
        """The value of a key where it is a text, else an empty one."""
        value = self.get(name)
        return value.value if isinstance(value, Scalar) else ""


Node = Scalar | Sequence | Mapping


def is_empty(node: Node | None) -> bool:
    """Is there no value: a missing key, or a key with nothing behind it?"""
    return node is None or (isinstance(node, Scalar) and node.plain and not node.value)


def kind(node: Node) -> str:
    """What a node is, in the words of a message."""
    if is_empty(node):
        return "nothing"
    return {Scalar: "a text", Sequence: "a list", Mapping: "a mapping"}[type(node)]


def read(source: Source) -> tuple[Node | None, tuple[Problem, ...]]:
    """Read a YAML file: its root, or None where it is empty or cannot be read, and everything that is wrong with it."""
    try:
        text = source.data.decode("utf-8-sig").translate(_RARE_LINE_ENDS)
    except UnicodeDecodeError as wrong:
        line = source.data.count(b"\n", 0, wrong.start) + 1
        hint = "save it in the encoding UTF-8"
        return None, (error(Location(source.name, line), "not-utf-8", "the file is not UTF-8 here", hint),)
    if unprintable := _UNPRINTABLE.search(text):
        where = _location(source.name, text, unprintable.start())
        message = f"the character U+{ord(unprintable.group()):04X} cannot stand in YAML"
        return None, (error(where, "yaml-character", message, "take it out"),)
    composer = _Composer(source.name, text)
    return composer.root(), tuple(composer.problems)


def _location(name: str, text: str, at: int) -> Location:
    return Location(name, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


class _StopError(Exception):
    """The file cannot be read any further; the problem is already told."""


class _Composer:
    """Builds nodes from PyYAML's events, because its own nodes follow references and keep the last of two keys."""

    def __init__(self, name: str, text: str) -> None:
        self.problems: list[Problem] = []
        self._name = name
        self._text = text
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=LOADER)

    def root(self) -> Node | None:
        try:
            return self._document()
        except yaml.MarkedYAMLError as wrong:
            self.problems.append(_syntax_problem(self._name, self._text, wrong))
        except _StopError:
            pass
        return None

    def _document(self) -> Node | None:
        found = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if found is not None:
                    self._say(event, "yaml-documents", "`---` begins a second document", "put all of it into one")
                    raise _StopError
                found = self._node(next(self._events), 0)
        return None if is_empty(found) else found

    def _node(self, event: yaml.Event, depth: int) -> Node:
        if depth > DEEPEST:
            self._say(event, "yaml-deep", f"lists stand in each other more than {DEEPEST} deep", "write it flat")
            raise _StopError
        self._refuse_references(event)
        where = self._where(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(where, tuple(self._items(depth)))
        if isinstance(event, yaml.MappingStartEvent):
            return Mapping(where, tuple(self._pairs(depth)))
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(where, event.value, not event.style, _width(event))
        return Scalar(where, f"*{getattr(event, 'anchor', '')}", plain=False, width=_width(event))

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            yield self._node(event, depth + 1)

    def _pairs(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        lines: dict[str, int] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar):
                hint = 'put it in quotes if it is meant as text: "[a]"'
                self._say(event, "yaml-key", f"{kind(key)} cannot be a key", hint)
            elif key.value in lines:
                hint = f"keep one, and put everything into it; the first is in line {lines[key.value]}"
                self._say(event, "yaml-duplicate-key", f"the key '{key.value}' is given twice", hint)
            else:
                lines[key.value] = key.where.line
                yield key, value

    def _refuse_references(self, event: yaml.Event) -> None:
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent):
            self._say(event, "yaml-alias", f"`*{anchor}` without quotes refers to another place", f'write "*{anchor}"')
        elif anchor is not None:
            hint = f"put the whole text in quotes if `&{anchor}` is part of it"
            self._say(event, "yaml-anchor", f"`&{anchor}` without quotes names a place to refer to", hint)
        elif tag is not None:
            hint = "put the whole text in quotes if `!` is part of it"
            self._say(event, "yaml-tag", "a text that begins with `!` without quotes is a type", hint)

    def _where(self, event: yaml.Event) -> Location:
        mark = event.start_mark
        return Location(self._name, mark.line + 1, mark.column + 1) if mark else Location(self._name)

    def _say(self, event: yaml.Event, code: str, message: str, hint: str) -> None:
        self.problems.append(error(self._where(event), code, message, hint, _width(event)))


def quoted(text: str) -> str:
    """A text in the quotes in which YAML changes nothing."""
    text = text.replace("'", "''")
    return f"'{text[:60]}'"


def _width(event: yaml.Event) -> int:
    start, end = event.start_mark, event.end_mark
    return max(1, end.column - start.column) if start and end and start.line == end.line else 1


def _syntax_problem(name: str, text: str, wrong: yaml.MarkedYAMLError) -> Problem:
    """PyYAML's complaint in a reader's words; the place is where the unfinished thing begins, if there is one."""
    unfinished = any(word in (wrong.context or "") for word in ("flow", "quoted", "simple key"))
    mark = (wrong.context_mark if unfinished else None) or wrong.problem_mark or wrong.context_mark
    row, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.splitlines()
    if row >= len(lines):
        row, column = max(0, len(lines) - 1), 0
    line = lines[row] if lines else ""
    code, message, hint = _explain(line, column, wrong)
    return error(Location(name, row + 1, column + 1), code, message, hint)


def _explain(line: str, column: int, wrong: yaml.MarkedYAMLError) -> tuple[str, str, str]:
    if _INDENT_WITH_TAB.match(line):
        return "yaml-tab", "a tab stands at the beginning of the line", "YAML is indented by spaces only"
    context, problem = wrong.context or "", wrong.problem or "it makes no sense"
    found = _VALUE.match(line)
    value = found.group("value") if found and column >= found.start("value") else ""
    first = value[:1]
    if "escape" in problem:
        return "yaml-escape", "a backslash in double quotes begins an escape", "put the text in single quotes: '…'"
    if "quoted" in context:
        return "yaml-quote", "a text in quotes does not end", "write the closing quote; inside '…' an apostrophe is ''"
    if first and first in "*&!%@`|>?":
        hint = f"put the text in quotes: {quoted(value)}"
        return "yaml-quote", f"a text that begins with `{first}` must stand in quotes", hint
    if first and first in "[{\"'" and "flow" not in context:
        hint = f"put all of it in quotes, such as {quoted(value)}" if first in "[{" else "put quotes around all of it"
        return "yaml-quote", f"more text follows behind what `{first}` began", hint
    if "flow" in context:
        close = "}" if "mapping" in context else "]"
        return "yaml-bracket", "a bracket is not closed, or a comma is missing", f"write `{close}` at the end"
    if "mapping values" in problem:
        hint = "put a text that has a colon and a space in it in quotes, and give each key a line of its own"
        return "yaml-colon", "a second colon in one line", hint
    if "simple key" in context:
        return "yaml-colon", "this is neither a key with a colon nor part of a list", "write `key: value` or `- text`"
    hint = "compare the indentation of this line and the one above it"
    return "yaml-syntax", f"the file makes no sense from here on ({problem})", hint
