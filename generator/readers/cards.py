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

import re
from collections.abc import Callable, Iterator
from typing import Any

from generator import located_yaml
from generator.located_yaml import Mapping, Node, Scalar, Sequence, is_empty, kind
from generator.model import Decision, Location, Origin, PaperStatus, Problem, Record, Severity, Source, Standing
from generator.problems import error
from generator.readers import card_keys
from generator.readers.aliases import field_of
from generator.readers.completion import completed
from generator.readers.entries import as_text
from generator.readers.fields import FIELDS, FieldError, shown
from generator.readers.lines import ending
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
STANDING = tuple(key.name for key in card_keys.STANDING)
KEYS = tuple(key.name for key in card_keys.KEYS)
MOST_KEYS = 100
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def accepts(source: Source) -> bool:
    """Whether the name is that of a card; `imports.yml` is read before any reader is asked."""
    return ending(source) in (".yml", ".yaml")


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
        found.append(_bad(root, f"a card is made of `key: value` lines, here is {kind(root)}", hint))
        return None
    fields: dict[str, Any] = {}
    decisions: list[Decision] = []
    extra: list[tuple[str, str]] = []
    for key, value in _bounded(root, found):
        if key.value in DECIDING:
            decisions += _decisions(key, value, found)
        elif key.value in STANDING:
            continue
        elif key.value not in KEYS:
            found.append(problem := _unknown(key))
            extra += [_kept(key, value)] if problem.severity is Severity.NOTE else []
        else:
            fields[key.value] = None if _is_unread(root, value) else _value(key, value, found)
    standing = _standing(root, found)
    known = completed({name: value for name, value in fields.items() if value})
    if any(known.get(name) for name in WHICH):
        return Record(
            root.where, Origin.CARD, **{"title": "", **known}, extra=tuple(sorted(extra)), decisions=tuple(decisions),
            standing=standing,
        )  # fmt: skip
    if not any(name in fields for name in WHICH):
        hint = "write one of `title:`, `arxiv:`, `acl:` and `doi:`"
        found.append(error(root.where, "card-paper", "this card does not say which paper it is about", hint))
    return None


def _bounded(node: Mapping, found: list[Problem]) -> tuple[tuple[Scalar, Node], ...]:
    """The pairs of a mapping that a person may have written; of more only the first are read."""
    if len(node.pairs) > MOST_KEYS:
        message = f"{len(node.pairs)} keys stand here, and a card is read up to {MOST_KEYS}"
        found.append(_bad(node.pairs[MOST_KEYS][0], message, "take out what is not about this paper"))
    return node.pairs[:MOST_KEYS]


def _is_unread(node: Mapping, value: Node) -> bool:
    """Is there no value because it could not be read? That is told already."""
    return is_empty(value) and not node.whole


def _unknown(key: Scalar) -> Problem:
    """An error where another key was probably meant; else a note, for what stands there is kept."""
    hint = did_you_mean(field_of(key.value) or key.value, KEYS)
    message = f"a card has no key '{short(key.value)}'"
    if hint.startswith("did you mean"):
        return error(key.where, "key-unknown", message, hint, key.width)
    message += "; what stands there is kept as it is, and shown nowhere"
    return Problem(key.where, Severity.NOTE, "key-unknown", message, hint, key.width)


def _kept(key: Scalar, value: Node) -> tuple[str, str]:
    return clean(key.value)[:100], as_text(_plain(value))


def _bad(node: Node, message: str, hint: str) -> Problem:
    return error(node.where, "bad-card", message, hint, node.width)


def _standing(root: Mapping, found: list[Problem]) -> Standing | None:
    """What the card says of the paper's status."""
    nodes = {key.value: (key, value) for key, value in root.pairs if key.value in STANDING}
    given = {name: _of_standing(*pair, found) for name, pair in nodes.items() if not _is_unread(root, pair[1])}
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
        found.append(_bad(key, f"nothing stands behind `{key.value}:`", "write its value, or take the line out"))
    elif not isinstance(node, Scalar):
        found.append(_wrong_type(key.value, node))
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


def _value(key: Scalar, node: Node, found: list[Problem]) -> Any:
    """The value of a field, or nothing where it cannot be that."""
    name = key.value
    if is_empty(node):
        found.append(_bad(key, f"nothing stands behind `{name}:`", "write its value, or take the line out"))
        return None
    if strange := _strange(node, name):
        found.append(_wrong_type(name, strange))
        return None
    try:
        return (_LISTED.get(name) or FIELDS[name])(_plain(node))
    except FieldError as fault:
        found.append(_bad(node, f"`{name}` {fault.fact}", fault.hint))
        return None


def _texts(value: Any) -> tuple[str, ...]:
    """One text, or several."""
    return tuple(filter(None, map(clean, [value] if isinstance(value, str) else value)))


def _slugs(value: Any) -> tuple[str, ...]:
    """The last parts of addresses, from these or from whole addresses."""
    slugs = [text.rstrip("/").rpartition("/")[2] for text in _texts(value)]
    if wrong := next((slug for slug in slugs if not _SLUG.fullmatch(slug)), None):
        fact = f"is no part of an address: {shown(wrong)}"
        raise FieldError(fact, "write what stood behind `/papers/`: small letters, digits and hyphens")
    return tuple(dict.fromkeys(slugs))


_LISTED: dict[str, Callable[[Any], tuple[str, ...]]] = {"former": _slugs, "different_from": _texts}


def _wrong_type(name: str, node: Node) -> Problem:
    is_list = name in card_keys.LISTS
    wanted, example = ("a list of texts", "[one, another]") if is_list else ("a text", "…")
    if is_list and isinstance(node, Scalar) and node.value:
        example = f"[{short(node.value)}]"
    return _bad(node, f"`{name}` must be {wanted}, here is {kind(node)}", f"write `{name}: {example}`")


def _strange(node: Node, name: str) -> Node | None:
    """What is no text where a text must be, or no list of texts where that must be; names may be in parts."""
    if name not in card_keys.LISTS or (name in card_keys.ALONE and isinstance(node, Scalar)):
        return None if isinstance(node, Scalar) else node
    if not isinstance(node, Sequence):
        return node
    return next((item for item in node.items if not (_is_name(item) if name == "authors" else _is_text(item))), None)


def _is_text(node: Node) -> bool:
    return isinstance(node, Scalar) and not is_empty(node)


def _is_name(node: Node) -> bool:
    return _is_text(node) or (isinstance(node, Mapping) and all(_is_text(value) for _, value in node.pairs))


def _plain(node: Node) -> Any:
    """A text, or lists and objects of texts, as the record format has them."""
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    if isinstance(node, Mapping):
        return {key.value: _plain(value) for key, value in node.pairs}
    return node.value


def _decisions(key: Scalar, node: Node, found: list[Problem]) -> Iterator[Decision]:
    if not isinstance(node, Mapping):
        hint = f"write below `{key.value}:` the id of a tag and the reason: `  some-tag: It is about …`"
        message = f"`{key.value}` takes tags with a reason for each, here is {kind(node)}"
        found.append(error(node.where, "card-reason", message, hint, node.width))
        return
    for tag, value in _bounded(node, found):
        if _is_unread(node, value):
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
