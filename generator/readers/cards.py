"""A card: what a person adds to one paper or corrects, and which tags it has or has not whatever the rules say.

arxiv: 2401.00001            # which paper: `title`, `arxiv`, `acl` or `doi`, any one of them
venue: ToyConf 2024          # fields as the record format has them
status: withdrawn            # what became of it, with `status_date`, `notice` and `superseded_by` where there are any
former: [its-old-address]    # last parts of its former addresses on this site
pin:
  survey: It says "overview" where others say survey.
ban:
  boats: The boat is the name of the method.

A key that is nearly one of these is a mistake; what any other says is kept with the paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from generator import located_yaml
from generator.located_yaml import Mapping, Node, Scalar, is_empty, kind
from generator.model import Decision, Location, Origin, Problem, Record, Severity, Source
from generator.problems import error
from generator.readers import card_keys
from generator.readers.aliases import field_of
from generator.readers.card_standing import STANDING, standing_of
from generator.readers.card_values import bad, is_unread, plain, value_of
from generator.readers.completion import completed
from generator.readers.entries import as_text
from generator.slips import did_you_mean, short
from generator.text import clean

CODES = {
    "bad-card": "A card holds what it cannot hold.",
    "card-paper": "A card does not say which paper it is about.",
    "card-standing": "What a card says of a paper's status cannot be, or lacks something.",
    "card-reason": "A pin or a ban has no reason, or one that is too long.",
}
DECIDING = {"pin": True, "ban": False}
WHICH = tuple(key.name for key in card_keys.WHICH)
KEYS = tuple(key.name for key in card_keys.KEYS)
MOST_KEYS = 100


class _Said(NamedTuple):
    """What a card says: fields, decisions about tags, and what no key of a card is."""

    fields: dict[str, Any]
    decisions: list[Decision]
    extra: list[tuple[str, str]]


def read(source: Source) -> Iterator[Record | Problem]:
    """One record with what a card says of its paper, if it says which, and a problem for all that is wrong with it."""
    root, problems = located_yaml.read(source)
    found = list(problems)
    found_record = record(root, found) if root else None
    if root is None and not found:
        hint = "write which paper it is about and what to change, or delete the file"
        found.append(Problem(Location(source.name), Severity.WARNING, "empty-file", "the file is empty", hint))
    yield from found
    if found_record:
        yield found_record


def record(root: Node, found: list[Problem]) -> Record | None:
    """What a card says, if it says of which paper; problems are added to `found`."""
    if not isinstance(root, Mapping):
        hint = "write `title:` or an identifier, and below it what to add; each paper has a card of its own"
        found.append(bad(root, f"a card is made of `key: value` lines, here is {kind(root)}", hint))
        return None
    said = _Said({}, [], [])
    for key, value in _bounded(root, found):
        _take(key, value, said, found, whole=root.whole)
    standing = standing_of(root, found)
    known = completed({name: value for name, value in said.fields.items() if value})
    if not any(known.get(name) for name in WHICH):
        if not any(name in said.fields for name in WHICH):
            hint = "write one of `title:`, `arxiv:`, `acl:` and `doi:`"
            found.append(error(root.where, "card-paper", "this card does not say which paper it is about", hint))
        return None
    beside = {"extra": tuple(sorted(said.extra)), "decisions": tuple(said.decisions), "standing": standing}
    return Record(root.where, Origin.CARD, **{"title": "", **known, **beside})


def _take(key: Scalar, value: Node, said: _Said, found: list[Problem], *, whole: bool) -> None:
    """Put one key where it belongs; those of a standing are read together."""
    if key.value in DECIDING:
        said.decisions.extend(_decisions(key, value, found))
    elif key.value not in KEYS:
        found.append(problem := _unknown(key))
        if problem.severity is Severity.NOTE:
            said.extra.append((clean(key.value)[:100], as_text(plain(value))))
    elif key.value not in STANDING:
        is_told = is_empty(value) and not whole
        said.fields[key.value] = None if is_told else value_of(key, value, found)


def _bounded(node: Mapping, found: list[Problem]) -> tuple[tuple[Scalar, Node], ...]:
    """The pairs of a mapping that a person may have written; of more only the first are read."""
    if len(node.pairs) > MOST_KEYS:
        message = f"{len(node.pairs)} keys stand here, and a card is read up to {MOST_KEYS}"
        found.append(bad(node.pairs[MOST_KEYS][0], message, "take out what is not about this paper"))
    return node.pairs[:MOST_KEYS]


def _unknown(key: Scalar) -> Problem:
    """An error where another key was probably meant; else a note, for what stands there is kept."""
    hint = did_you_mean(field_of(key.value) or key.value, KEYS)
    message = f"a card has no key '{short(key.value)}'"
    if hint.startswith("did you mean"):
        return error(key.where, "key-unknown", message, hint, key.width)
    message += "; what stands there is kept as it is, and shown nowhere"
    return Problem(key.where, Severity.NOTE, "key-unknown", message, hint, key.width)


def _decisions(key: Scalar, node: Node, found: list[Problem]) -> Iterator[Decision]:
    if not isinstance(node, Mapping):
        hint = f"write below `{key.value}:` the id of a tag and the reason: `  some-tag: It is about …`"
        message = f"`{key.value}` takes tags with a reason for each, here is {kind(node)}"
        found.append(error(node.where, "card-reason", message, hint, node.width))
        return
    for tag, value in _bounded(node, found):
        if is_unread(node, value):
            continue
        reason = clean(value.value) if isinstance(value, Scalar) else ""
        if problem := _reason_problem(key.value, tag, value, reason):
            found.append(problem)
        else:
            yield Decision(tag.value, DECIDING[key.value], reason, tag.where)


def _reason_problem(verb: str, tag: Scalar, value: Node, reason: str) -> Problem | None:
    what = f"the {verb} of '{short(tag.value)}'"
    if not reason or (reason.isascii() and " " not in reason):  # one word says nothing; other scripts need no spaces
        at = tag if is_empty(value) else value
        hint = f"say why in a sentence, `{short(tag.value)}: …`; readers see it on the page of the paper"
        return error(at.where, "card-reason", f"{what} has no reason", hint, at.width)
    if len(reason) > card_keys.LONGEST_REASON:
        message = f"the reason for {what} has {len(reason)} characters, {card_keys.LONGEST_REASON} at most are shown"
        return error(value.where, "card-reason", message, "say it in a sentence", value.width)
    return None
