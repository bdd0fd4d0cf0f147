"""Where tags lead: to the parent above them, and, once given up, to the tag that takes their place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from generator.model import Problem, Rule, Status
from generator.problems import error
from generator.slips import did_you_mean, short


def leads(rules: Sequence[Rule]) -> Iterator[Problem]:
    """Everything that is wrong with parents and successors."""
    known: dict[str, Rule] = {}
    for rule in rules:
        known.setdefault(rule.id, rule)
    aliases = {alias.id: rule.id for rule in rules for alias in rule.aliases if alias.id not in known}
    for rule in rules:
        yield from _parent(rule, known, aliases)
        yield from _successor(rule, known, aliases)
    for rule, ring in _rings(known, lambda rule: rule.parent):
        hint = "take one of these `parent:` lines out" if ring.count("→") > 1 else "take this `parent:` line out"
        yield _wrong_parent(rule, "parent-circle", f"the tag '{rule.id}' is its own parent: {ring}", hint)
    for rule, ring in _rings(known, lambda rule: aliases.get(rule.replaced_by, rule.replaced_by)):
        message = f"the tag '{rule.id}' is replaced by itself: {ring}"
        yield _wrong_successor(rule, message, "write a tag that is not deprecated")


def _parent(rule: Rule, known: Mapping[str, Rule], aliases: Mapping[str, str]) -> Iterator[Problem]:
    parent = known.get(rule.parent)
    if rule.parent and not parent:
        message = f"the tag '{rule.id}' has the parent '{short(rule.parent)}', and no tag has that id"
        if rule.parent in aliases:
            hint = f"write '{aliases[rule.parent]}', the tag of which '{rule.parent}' is an alias"
        else:
            hint = did_you_mean(rule.parent, sorted(known))
        yield _wrong_parent(rule, "parent-unknown", message, hint)
    elif parent and parent.status is Status.DEPRECATED and rule.status is not Status.DEPRECATED:
        message = f"the parent '{parent.id}' of the tag '{rule.id}' is deprecated, at {parent.where}"
        hint = f"write '{parent.replaced_by}'" if parent.replaced_by in known else "write a tag that is not deprecated"
        yield _wrong_parent(rule, "parent-deprecated", message, hint)


def _successor(rule: Rule, known: Mapping[str, Rule], aliases: Mapping[str, str]) -> Iterator[Problem]:
    is_old, wanted = rule.status is Status.DEPRECATED, rule.replaced_by
    successor = known.get(aliases.get(wanted, wanted))
    if is_old and not wanted and not rule.replaced_by_where:
        message = f"the tag '{rule.id}' is deprecated and leads nowhere"
        yield _wrong_successor(rule, message, "write `replaced_by:` and the id of the tag that takes its place")
    elif wanted and not is_old:
        message = f"the tag '{rule.id}' is not deprecated and is replaced all the same"
        yield _wrong_successor(rule, message, "write `status: deprecated`, or take this line out")
    elif wanted and not successor:
        message = f"the tag '{rule.id}' is replaced by '{short(wanted)}', and no tag has that id"
        yield _wrong_successor(rule, message, did_you_mean(wanted, sorted(known)))
    elif successor and successor.status is Status.DEPRECATED and (end := _end(successor, known)):
        message = f"the tag '{successor.id}', which takes the place of '{rule.id}', is deprecated itself"
        yield _wrong_successor(rule, message, f"write '{end}'")


def _end(rule: Rule, known: Mapping[str, Rule]) -> str:
    """The tag in use to which a deprecated one leads at last; '' where there is none."""
    seen: set[str] = set()
    while rule.status is Status.DEPRECATED:
        if rule.id in seen or rule.replaced_by not in known:
            return ""
        seen.add(rule.id)
        rule = known[rule.replaced_by]
    return rule.id


def _rings(known: Mapping[str, Rule], following: Callable[[Rule], str]) -> Iterator[tuple[Rule, str]]:
    """Each ring of tags of which one leads to the next, once, with the rule where it begins."""
    seen: set[str] = set()
    for start in known:
        path: list[str] = []
        tag = start
        while tag in known and tag not in seen:
            seen.add(tag)
            path.append(tag)
            tag = following(known[tag])
        if tag in path:
            yield known[tag], " → ".join([*path[path.index(tag) :], tag])


def _wrong_parent(rule: Rule, code: str, message: str, hint: str) -> Problem:
    return error(rule.parent_where or rule.where, code, message, hint, len(rule.parent))


def _wrong_successor(rule: Rule, message: str, hint: str) -> Problem:
    return error(rule.replaced_by_where or rule.where, "replaced-by", message, hint, len(rule.replaced_by or rule.id))
