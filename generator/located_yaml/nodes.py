"""What a YAML file consists of: texts, lists and mappings, each with its place."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Location


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as written; `plain` is one without quotes. A key without a value has a plain empty one."""

    where: Location
    value: str
    plain: bool = True
    width: int = 1


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list, `flow` between brackets; not `whole` where an item could not be read."""

    where: Location
    items: tuple[Node, ...]
    width: int = 1
    whole: bool = True
    flow: bool = False


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values, in the order written; no key is there twice. Not `whole` where one could not be read."""

    where: Location
    pairs: tuple[tuple[Scalar, Node], ...]
    width: int = 1
    whole: bool = True

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
    return {Scalar: "a text", Sequence: "a list", Mapping: "a key with a value"}[type(node)]


def quoted(text: str) -> str:
    """A text in the quotes in which YAML changes nothing, at most 60 signs of it."""
    text = text.strip()
    text = text[:60] + "…" * (len(text) > 60)
    if "'" in text and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def needs_quotes(sign: str) -> str:
    """The message for a text without quotes that begins with a sign of YAML."""
    return f"a text that begins with {'a backquote' if sign == '`' else f'`{sign}`'} must stand in quotes"
