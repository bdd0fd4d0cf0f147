"""What a value in a rule file must be, and the one place where its problems are collected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator import located_yaml
from generator.located_yaml import Mapping, Node, Scalar, is_empty, other_type, quoted
from generator.model import Problem, Severity
from generator.problems import error
from generator.rules.keys import home, meant
from generator.slips import short

BELOW = "write `key: value` lines below it, two spaces further right"


class Report:
    """Takes nodes as what they should be; where they are not, tells so and gives nothing."""

    def __init__(self, problems: Sequence[Problem] = ()) -> None:
        self.problems = list(problems)

    def say(self, node: Node, code: str, message: str, hint: str) -> None:
        """Note an error at a node."""
        self.problems.append(error(node.where, code, message, hint, node.width))

    def wrong_type(self, node: Node, what: str, wanted: str, hint: str) -> None:
        """Note that a node is not what it must be; of one that cannot be read that is told already."""
        if not isinstance(node, Scalar) and not node.whole:
            return
        self.say(node, "wrong-type", f"{what} must be {wanted}, here is {kind(node)}", hint)

    def mapping(self, node: Node, what: str, keys: Sequence[str] = (), hint: str = BELOW) -> Mapping | None:
        """The node as a mapping with no other than these keys; without `keys` it may have any.

        What stands under a key that was misspelt is read under the key that was meant, so that nothing else follows.
        """
        if not isinstance(node, Mapping):
            self.wrong_type(node, what, "made of `key: value` lines", hint)
            return None
        if not keys:
            return node
        given = {key.value for key, _ in node.pairs}
        pairs, is_whole = [], node.whole
        for key, value in node.pairs:
            right = key.value if key.value in keys else meant(key.value, [one for one in keys if one not in given])
            if key.value not in keys:
                message = f"{what} has no key '{short(key.value)}'"
                self.say(key, "key-unknown", message, _right_key(key.value, keys, right))
            if right:
                given.add(right)
                pairs.append((replace(key, value=right), value))
            elif home(key.value):
                is_whole = False  # what is missing elsewhere was perhaps written here
        return replace(node, pairs=tuple(pairs), whole=is_whole)

    def items(self, node: Node | None, what: str) -> tuple[Node, ...]:
        """The items of a list, none where there is no value; a lone text is told and taken as the only item."""
        if node is None or is_empty(node):
            return ()
        if isinstance(node, located_yaml.Sequence):
            return node.items
        self.wrong_type(node, what, "a list", _as_list(node))
        return (node,) if isinstance(node, Scalar) and other_type(node) != "nothing" else ()

    def text(self, table: Mapping, name: str, needed: str = "", at: Node | None = None) -> str:
        """The text of a key with single spaces; `needed` says what to write where it is missing, `at` where to tell."""
        node = table.get(name)
        if node is not None and not isinstance(node, Scalar):
            self.wrong_type(node, f"`{name}`", "a text", "write one text, in quotes where it has signs of YAML in it")
            return ""
        value = " ".join(self.written(node).split()) if node else ""
        if needed and not value and table.whole:
            self.say(node or at or table, "key-missing", f"`{name}` is missing here", f"write `{name}:` and {needed}")
        return value

    def written(self, node: Scalar) -> str:
        """A text as it is written; that others may take it for something else is a warning."""
        if other := other_type(node):
            message = f"without quotes, other programs read {node.value} as {other}, not as a text"
            hint = f'write "{node.value}"'
            where, width = node.where, node.width
            self.problems.append(Problem(where, Severity.WARNING, "yaml-plain", message, hint, width))
        return node.value

    def number(self, node: Node, what: str, hint: str) -> int | None:
        """The node as a whole number, 0 or more."""
        if isinstance(node, Scalar) and node.value.isascii() and node.value.isdigit():
            if node.plain:
                return int(node.value[:9])
            hint = f"write {node.value[:9]} without quotes"
        self.wrong_type(node, what, "a whole number", hint)
        return None

    def truth(self, node: Node, what: str) -> bool:
        """The node as true or false."""
        if isinstance(node, Scalar) and node.plain and node.value in ("true", "false"):
            return node.value == "true"
        self.wrong_type(node, what, "true or false", "write `true`, or take the line out")
        return False


def _as_list(node: Node) -> str:
    """How to write as a list what is none."""
    if not isinstance(node, Scalar):
        return "begin each item with `- `"
    if other_type(node) == "nothing":
        return "write its items, or take the line out"
    if node.plain and node.value.startswith("-"):
        return "write a space behind each `-`"
    return f"write [{short(node.value) if node.plain else quoted(node.value)}], or `- ` lines"


def kind(node: Node) -> str:
    """What a node is; a text as it is written."""
    if isinstance(node, Scalar) and node.value:
        return f"'{short(node.value)}'"
    return located_yaml.kind(node)


def _right_key(word: str, known: Sequence[str], right: str) -> str:
    name, colon, value = word.partition(":")
    if colon and value and meant(name, known):
        return f"write a space behind the colon: `{name}: {short(value)}`"
    return f"did you mean '{right}'?" if right else home(word) or f"known here: {', '.join(known)}"
