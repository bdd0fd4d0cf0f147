"""The entries of an XML file with their lines, by expat alone: no entity is expanded and nothing else is fetched.

A file that is not well-formed at some place loses the entry there; the next one is read on its own. What stands around
an entry is told by the attributes of the elements that it stands in. All of it takes linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat
from xml.sax.saxutils import escape

from generator.model import Location, Problem, Severity, Source
from generator.readers.lines import read_text

CODES = {
    "bad-xml": "An XML file is not well-formed somewhere; the entry there is left out.",
    "xml-entity": "An XML file declares entities of its own; it is not read.",
}
MOST_BROKEN = 100
"""Places that are not well-formed, after which the rest of a file is not read."""

_MOST_DEEP = 60
"""Elements inside of one another that are looked at, in an entry and around it."""
_CHUNK = 1 << 16
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]{1,30};")


@dataclass(frozen=True, slots=True)
class Entry:
    """An element that was asked for, its place, and the attributes of each element around it by that one's name."""

    element: Element
    where: Location
    around: Mapping[str, Mapping[str, str]]


class _EntityError(Exception):
    """The file declares an entity; never leaves this module."""


@dataclass(slots=True)
class _Builder:
    """What expat tells, put together to the elements that were asked for.

    `above` are the lines before its text, `left` how much further right than in the file its first line begins.
    """

    file: str
    wanted: frozenset[str]
    above: int
    left: int
    stack: list[tuple[str, dict[str, str]]]
    parser: Any = field(default_factory=lambda: expat.ParserCreate("utf-8"))
    depth: int = 0
    tree: TreeBuilder = field(default_factory=TreeBuilder)
    where: Location | None = None
    done: list[Entry] = field(default_factory=list)

    def listen(self) -> None:
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.EntityDeclHandler = self.entity

    def at(self, line: int, column: int) -> Location:
        """A place in the file, by expat's line from 1 and column from 0."""
        column -= self.left if line == 1 else 0
        return Location(self.file, max(line, 1) + self.above, max(column, 0) + 1)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if not self.depth and local not in self.wanted:
            self.stack.append((name, attributes))
            return
        if not self.depth:
            self.where = self.at(self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber)
        self.depth += 1
        if self.depth <= _MOST_DEEP:
            self.tree.start(local, attributes)

    def end(self, name: str) -> None:
        if not self.depth:
            self.stack.pop()
            return
        if self.depth <= _MOST_DEEP:
            self.tree.end(_local(name))
        self.depth -= 1
        if not self.depth and self.where:
            around = {_local(one): said for one, said in self.stack[-_MOST_DEEP:]}
            self.done.append(Entry(self.tree.close(), self.where, around))
            self.tree = TreeBuilder()

    def text(self, data: str) -> None:
        if self.depth:
            self.tree.data(data)

    def entity(self, *_: object) -> None:
        raise _EntityError


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def entries(source: Source, wanted: frozenset[str]) -> Iterator[Entry | Problem]:
    """Each element of these names; and a problem for each place at which the file is not XML."""
    text, problems = read_text(source)
    yield from problems
    data = _NAMED.sub(_named, _CONTROL.sub(" ", _DECLARATION.sub(_blank, text, 1))).encode()
    again = re.compile(rb"<(?:[\w.-]+:)?(?:%s)[\s>]" % "|".join(sorted(wanted)).encode())
    at, broken = 0, 0
    stack: list[tuple[str, dict[str, str]]] = []
    while at < len(data) and broken < MOST_BROKEN:
        before = "".join(f"<{name}>" for name, _ in stack).encode()
        left = len(before) - (at - data.rfind(b"\n", 0, at) - 1)
        builder = _Builder(source.name, wanted, data.count(b"\n", 0, at), left, stack)
        builder.parser.Parse(before, False)
        builder.listen()
        try:
            yield from _parsed(builder, data, at)
            return
        except _EntityError:
            yield _entity(builder)
            return
        except expat.ExpatError as error:
            yield _bad(builder, error)
        broken += 1
        place = at + builder.parser.ErrorByteIndex - len(before)
        found = again.search(data, max(place, at + 1))
        at, stack = found.start() if found else len(data), builder.stack


def _parsed(builder: _Builder, data: bytes, at: int) -> Iterator[Entry]:
    """The entries from a place on. Raises ExpatError where the file is not well-formed, after those before."""
    for begin in range(at, len(data), _CHUNK):
        try:
            builder.parser.Parse(data[begin : begin + _CHUNK], begin + _CHUNK >= len(data))
        finally:
            done, builder.done = builder.done, []
            yield from done


def _blank(found: re.Match[str]) -> str:
    """As many lines, and no name of an encoding in which the text no longer is."""
    return "\n" * found[0].count("\n")


def _named(found: re.Match[str]) -> str:
    """The letter of a name that HTML has and XML has not."""
    return escape(unescape(found[0])) if unescape(found[0]) != found[0] else found[0]


def _bad(builder: _Builder, error: expat.ExpatError) -> Problem:
    where = builder.at(error.lineno, error.offset)
    fact = expat.errors.messages.get(error.code, "not well-formed")
    lost = (
        f"; the entry that begins in line {builder.where.line} is left out" if builder.depth and builder.where else ""
    )
    hint = "fetch the file again, or mend it here: each `<` needs its `>`, each opened element its end"
    return Problem(where, Severity.ERROR, "bad-xml", f"this is not XML: {fact}{lost}", hint)


def _entity(builder: _Builder) -> Problem:
    hint = "take the declarations of entities (`<!ENTITY …>`) out, and write the letters themselves"
    where = builder.at(builder.parser.CurrentLineNumber, builder.parser.CurrentColumnNumber)
    return Problem(where, Severity.ERROR, "xml-entity", "the file declares entities of its own; it is not read", hint)
