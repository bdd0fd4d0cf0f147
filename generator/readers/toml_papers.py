"""A TOML file with the papers of another catalog, as Zola and Hugo keep them: what YAML of the same shape says.

The library gives no places and stops at the first fault, so the file is read in parts, each from a header to the next.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.located_yaml import Mapping, Node, Scalar, Sequence
from generator.model import Location, Problem, Record, Severity, Source
from generator.readers import yaml_papers
from generator.readers.lines import ending, read_text

CODES = {
    "bad-toml": "A part of a TOML file cannot be read; it is left out.",
}
_HEADER = re.compile(r"""\[{1,2}(?P<name>(?:"[^"]*"|'[^']*'|[\w.\s-])+)\]{1,2}\s*(?:#.*)?""")
_AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")
_MOST_JOINED = 8
"""So many lines that look like headers may stand in one text of several lines."""


@dataclass(frozen=True, slots=True)
class _Part:
    """The lines of a file from a header on, `above` of which stand before them."""

    above: int
    text: str
    name: str = ""


def accepts(source: Source) -> bool:
    """By name."""
    return ending(source) == ".toml"


def read(source: Source) -> Iterator[Record | Problem]:
    """The records of all papers in the file, and what is wrong."""
    text, problems = read_text(source)
    yield from problems
    roots: list[Mapping] = []
    for found in _roots(_parts(text), source.name):
        if isinstance(found, Problem):
            yield found
        else:
            roots.append(found)
    root = _together(Location(source.name), roots)
    if not root.pairs:
        return
    is_one = yaml_papers.is_paper(root) and not yaml_papers.has_papers(root)
    yield from yaml_papers.read([Sequence(root.where, (root,)) if is_one else root], source.name)


def _parts(text: str) -> list[_Part]:
    """The file in parts; a header of what belongs to the table above it, as `[paper.links]` does, begins none."""
    lines = text.split("\n")
    starts, name = [(0, "")], ""
    for number, line in enumerate(lines):
        found = _HEADER.fullmatch(line.strip()) if line.lstrip()[:1] == "[" else None
        if found and not (name and found["name"].strip().startswith(f"{name}.")):
            name = found["name"].strip()
            starts.append((number, name))
    ends = [*(number for number, _ in starts[1:]), len(lines)]
    return [_Part(at, "\n".join(lines[at:end]), name) for (at, name), end in zip(starts, ends, strict=True)]


def _roots(parts: list[_Part], file: str) -> Iterator[Mapping | Problem]:
    """What each part says; one that cannot be read may have ended within a text, and the next ones belong to it."""
    at = 0
    while at < len(parts):
        first, fault = parts[at], None
        for end in range(at + 1, min(at + _MOST_JOINED, len(parts)) + 1):
            if end > at + 1 and (following := parts[end : end + 1]) and following[0].name.startswith(f"{first.name}."):
                continue
            try:
                value = tomllib.loads("\n".join(part.text for part in parts[at:end]))
                root = _mapping(value, Location(file, _line(first)))
            except (ValueError, RecursionError) as wrong:
                fault = fault or wrong
                continue
            yield root
            at = end
            break
        else:
            yield _bad(first, fault, file)
            at += 1


def _line(part: _Part) -> int:
    """The line in which the text of a part begins."""
    return part.above + 1 + len(part.text) - len(part.text.lstrip("\n"))


def _bad(part: _Part, fault: Exception | None, file: str) -> Problem:
    found = _AT_LINE.search(str(fault))
    line, column = (int(found[1]), int(found[2])) if found and found[1] else (part.text.rstrip().count("\n") + 1, 1)
    fact = _AT_LINE.sub("", str(fault))
    fact = "a text does not end in its line" if fact == r"Illegal character '\n'" else fact[:1].lower() + fact[1:]
    fact = "what stands in it is too deep" if isinstance(fault, RecursionError) else fact
    message = f"the part that begins in line {_line(part)} is left out: {fact}"
    hint = 'write `title = "…"` in a line of its own, and one header such as `[[papers]]` for each paper'
    return Problem(Location(file, part.above + line, column), Severity.ERROR, "bad-toml", message, hint)


def _mapping(value: dict[str, Any], where: Location) -> Mapping:
    return Mapping(where, tuple((Scalar(where, key), _node(one, where)) for key, one in value.items()))


def _node(value: object, where: Location) -> Node:
    if isinstance(value, dict):
        return _mapping(value, where)
    if isinstance(value, list):
        return Sequence(where, tuple(_node(one, where) for one in value))
    if isinstance(value, bool):
        return Scalar(where, str(value).lower())
    return Scalar(where, value.isoformat() if hasattr(value, "isoformat") else str(value), plain=False)


@dataclass(slots=True)
class _Same:
    """The values of one name in several parts; `texts` are the names of the texts in them."""

    key: Scalar
    values: list[Node]
    texts: set[str]

    def takes(self, value: Node) -> bool:
        """May a further value be put to these? Two tables in which one text has two values are two things."""
        if isinstance(self.values[0], Mapping) and isinstance(value, Mapping):
            return not any(key.value in self.texts for key, _ in value.pairs)
        return isinstance(self.values[0], Sequence) and isinstance(value, Sequence)

    def add(self, value: Node) -> None:
        self.values.append(value)
        if isinstance(value, Mapping):
            self.texts.update(key.value for key, one in value.pairs if isinstance(one, Scalar))

    @property
    def whole(self) -> Node:
        """All of them as one."""
        first, *more = self.values
        if not more:
            return first
        if isinstance(first, Mapping):
            return _together(first.where, [one for one in self.values if isinstance(one, Mapping)])
        return Sequence(
            first.where, tuple(item for one in self.values if isinstance(one, Sequence) for item in one.items)
        )


def _together(where: Location, roots: list[Mapping]) -> Mapping:
    """All parts as one, lists of the same name behind each other; what has a name that is taken stands beside it."""
    found: list[_Same] = []
    first: dict[str, _Same] = {}
    for key, value in (pair for root in roots for pair in root.pairs):
        same = first.get(key.value)
        if same is None or not same.takes(value):
            same = _Same(key, [], set())
            found.append(same)
            first.setdefault(key.value, same)
        same.add(value)
    return Mapping(where, tuple((same.key, same.whole) for same in found))
