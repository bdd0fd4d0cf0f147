"""What a value in a rule file must be, and the one place where its problems are collected."""

from __future__ import annotations

from collections.abc import Sequence

from generator import located_yaml
from generator.located_yaml import Mapping, Node, Scalar, is_empty
from generator.model import Problem
from generator.problems import error
from generator.slips import did_you_mean, short

BELOW = "write `key: value` lines below it"


class Report:
    """Takes nodes as what they should be; where they are not, tells so and gives nothing."""

    def __init__(self, problems: Sequence[Problem] = ()) -> None:
        self.problems = list(problems)

    def say(self, node: Node, code: str, message: str, hint: str) -> None:
        """Note an error at a node."""
        self.problems.append(error(node.where, code, message, hint, node.width))

    def wrong_type(self, node: Node, what: str, wanted: str, hint: str) -> None:
        """Note that a node is not what it must be."""
        self.say(node, "wrong-type", f"{what} must be {wanted}, here is {kind(node)}", hint)

    def mapping(self, node: Node, what: str, keys: Sequence[str] = (), hint: str = BELOW) -> Mapping | None:
        """The node as a mapping with no other than these keys; without `keys` it may have any."""
        if not isinstance(node, Mapping):
            self.wrong_type(node, what, "a mapping", hint)
            return None
        for key, _ in node.pairs if keys else ():
            if key.value not in keys:
                self.say(key, "key-unknown", f"{what} has no key '{short(key.value)}'", did_you_mean(key.value, keys))
        return node

    def items(self, node: Node | None, what: str) -> tuple[Node, ...]:
        """The items of a list, none where there is no value; a lone text is told and taken as the only item."""
        if node is None or is_empty(node):
            return ()
        if isinstance(node, located_yaml.Sequence):
            return node.items
        hint = f"write [{node.value}], or `- ` lines" if isinstance(node, Scalar) else "begin each item with `- `"
        self.wrong_type(node, what, "a list", short(hint))
        return (node,) if isinstance(node, Scalar) else ()

    def text(self, table: Mapping, name: str, needed: str = "", at: Node | None = None) -> str:
        """The text of a key with single spaces; `needed` says what to write where it is missing, `at` where to tell."""
        node = table.get(name)
        if node is not None and not isinstance(node, Scalar):
            self.wrong_type(node, f"`{name}`", "a text", "write one text, in quotes where it has signs of YAML in it")
            return ""
        value = " ".join(node.value.split()) if node else ""
        if needed and not value:
            self.say(node or at or table, "key-missing", f"`{name}` is missing here", f"write `{name}:` and {needed}")
        return value

    def number(self, node: Node, what: str, hint: str) -> int | None:
        """The node as a whole number, 0 or more."""
        if isinstance(node, Scalar) and node.plain and node.value.isascii() and node.value.isdigit():
            return int(node.value[:9])
        self.wrong_type(node, what, "a whole number", hint)
        return None

    def truth(self, node: Node, what: str) -> bool:
        """The node as true or false."""
        if isinstance(node, Scalar) and node.plain and node.value in ("true", "false"):
            return node.value == "true"
        self.wrong_type(node, what, "true or false", "write `true`, or take the line out")
        return False


def kind(node: Node) -> str:
    """What a node is; a text as it is written."""
    if isinstance(node, Scalar) and node.value:
        return f"'{short(node.value)}'"
    return located_yaml.kind(node)
