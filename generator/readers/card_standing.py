"""What a card says of its paper's status: what became of it, since when, and what took its place."""

from __future__ import annotations

from collections.abc import Callable

from generator.located_yaml import Mapping, Node, Scalar, is_empty
from generator.model import PaperStatus, Problem, Standing
from generator.problems import error
from generator.readers import card_keys
from generator.readers.card_values import bad, is_unread, wrong_type
from generator.readers.fields import FIELDS, FieldError
from generator.slips import did_you_mean, short
from generator.text import clean

STANDING = tuple(key.name for key in card_keys.STANDING)


def standing_of(root: Mapping, found: list[Problem]) -> Standing | None:
    """What the card says of the paper's status."""
    nodes = {key.value: (key, value) for key, value in root.pairs if key.value in STANDING}
    given = {name: _of_standing(*pair, found) for name, pair in nodes.items() if not is_unread(root, pair[1])}
    if "status" not in nodes:
        for name, (key, _) in nodes.items():
            status = "superseded" if name == "superseded_by" else "withdrawn"
            hint = f"write `status: {status}` as well, or another status"
            found.append(_wrong_standing(key, f"`{name}` stands here without `status`", hint))
        return None
    key, _ = nodes["status"]
    if not (status := given.get("status", "")):
        return None
    if status == PaperStatus.SUPERSEDED and not {"superseded_by", "notice"} & nodes.keys() and root.whole:
        hint = (
            "write `superseded_by:` with the other paper's identifier, address or title, or `notice:` with an address"
        )
        found.append(_wrong_standing(key, "what took the place of this paper is missing", hint))
    successor_where = nodes["superseded_by"][1].where if given.get("superseded_by") else None
    return Standing(
        PaperStatus(status), key.where, given.get("status_date", ""), given.get("notice", ""),
        given.get("superseded_by", ""), successor_where,
    )  # fmt: skip


def _of_standing(key: Scalar, node: Node, found: list[Problem]) -> str:
    """The value of one of these keys, or '' where it cannot be that."""
    if is_empty(node):
        found.append(bad(key, f"nothing stands behind `{key.value}:`", "write its value, or take the line out"))
    elif not isinstance(node, Scalar):
        found.append(wrong_type(key.value, node))
    elif key.value == "status" and node.value not in tuple(PaperStatus):
        message = f"`status` cannot be '{short(node.value)}'"
        found.append(_wrong_standing(node, message, did_you_mean(node.value, tuple(PaperStatus))))
    else:
        try:
            return str(_OF_STANDING[key.value](node.value))
        except FieldError as fault:
            found.append(_wrong_standing(node, f"`{key.value}` {fault.fact}", fault.hint))
    return ""


_OF_STANDING: dict[str, Callable[[str], str]] = {
    "status": str, "status_date": FIELDS["date"], "notice": FIELDS["url"], "superseded_by": clean,
}  # fmt: skip


def _wrong_standing(node: Node, message: str, hint: str) -> Problem:
    return error(node.where, "card-standing", message, hint, node.width)
