"""The values of a card's keys: what each may be, and the problem of one that is something else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from generator.address_lock import is_slug
from generator.located_yaml import Mapping, Node, Scalar, Sequence, is_empty, kind
from generator.model import Problem
from generator.problems import error
from generator.readers import card_keys
from generator.readers.fields import FIELDS, FieldError, shown
from generator.slips import short
from generator.text import clean


def value_of(key: Scalar, node: Node, found: list[Problem]) -> Any:
    """The value of a field, or nothing where it cannot be that."""
    name = key.value
    if is_empty(node):
        found.append(bad(key, f"nothing stands behind `{name}:`", "write its value, or take the line out"))
        return None
    if strange := _strange(node, name):
        found.append(wrong_type(name, strange))
        return None
    try:
        return (_LISTED.get(name) or FIELDS[name])(plain(node))
    except FieldError as fault:
        found.append(bad(node, f"`{name}` {fault.fact}", fault.hint))
        return None


def _texts(value: Any) -> tuple[str, ...]:
    """One text, or several."""
    return tuple(filter(None, map(clean, [value] if isinstance(value, str) else value)))


def _slugs(value: Any) -> tuple[str, ...]:
    """The last parts of addresses, from these or from whole addresses."""
    slugs = [text.rstrip("/").rpartition("/")[2] for text in _texts(value)]
    if wrong := next((slug for slug in slugs if not is_slug(slug)), None):
        fact = f"is no part of an address: {shown(wrong)}"
        raise FieldError(fact, "write what stood behind `/papers/`: small letters, digits and hyphens")
    return tuple(dict.fromkeys(slugs))


_LISTED: dict[str, Callable[[Any], tuple[str, ...]]] = {"former": _slugs, "different_from": _texts}


def _strange(node: Node, name: str) -> Node | None:
    """What is no text where a text must be, or no list of texts where that must be; names may be in parts."""
    if name not in card_keys.LISTS or (name in card_keys.ALONE and isinstance(node, Scalar)):
        return None if isinstance(node, Scalar) else node
    if not isinstance(node, Sequence):
        return node
    is_right = _is_name if name in card_keys.PEOPLE else _is_text
    return next((item for item in node.items if not is_right(item)), None)


def _is_text(node: Node) -> bool:
    return isinstance(node, Scalar) and not is_empty(node)


def _is_name(node: Node) -> bool:
    return _is_text(node) or (isinstance(node, Mapping) and all(_is_text(value) for _, value in node.pairs))


def plain(node: Node) -> Any:
    """A text, or lists and objects of texts, as the record format has them."""
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    if isinstance(node, Mapping):
        return {key.value: plain(value) for key, value in node.pairs}
    return node.value


def is_unread(node: Mapping, value: Node) -> bool:
    """Is there no value because it could not be read? That is told already."""
    return is_empty(value) and not node.whole


def wrong_type(name: str, node: Node) -> Problem:
    """The problem of a value of another kind than its key takes."""
    is_list = name in card_keys.LISTS
    wanted, example = ("a list of texts", "[one, another]") if is_list else ("a text", "…")
    if is_list and isinstance(node, Scalar) and node.value:
        example = f"[{short(node.value)}]"
    return bad(node, f"`{name}` must be {wanted}, here is {kind(node)}", f"write `{name}: {example}`")


def bad(node: Node, message: str, hint: str) -> Problem:
    """The problem of what a card cannot hold."""
    return error(node.where, "bad-card", message, hint, node.width)
