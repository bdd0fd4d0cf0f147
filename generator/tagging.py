"""Paper by rules: which tags it has, and the words that earned them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from generator.matcher import Matcher
from generator.model import Match, Problem, Rule, Severity, Status, Tagging
from generator.verdict import evidence


def tag(title: str, abstract: str, matcher: Matcher) -> tuple[Tagging, ...]:
    """The tags of a paper in the order of the rules, each with its evidence.

    A tag brings its parent, and that one its own; a parent that earned the tag itself keeps that evidence. Tags on
    trial are among them and bring none.
    """
    reading = matcher.find(title, abstract)
    earned = {rule.rule.id: found for rule in matcher.touched(reading) if (found := evidence(rule, reading))}
    return _with_parents(earned, matcher) if earned else ()


def on_trial(rules: Iterable[Rule], taggings: Iterable[tuple[Tagging, ...]]) -> Iterator[Problem]:
    """For each tag on trial how many papers have it, as a note: no page says so."""
    trial = [rule for rule in rules if rule.status is Status.CANDIDATE]
    counts = Counter(one.tag for found in taggings for one in found) if trial else Counter()
    for rule in trial:
        papers = f"{counts[rule.id]} paper{'' if counts[rule.id] == 1 else 's'}"
        message = f"the tag '{rule.id}' is on trial: {papers} would have it"
        hint = "take `status: candidate` out when it finds what it should, and readers see it"
        yield Problem(rule.where, Severity.NOTE, "tag-candidate", message, hint, len(rule.id))


def _with_parents(earned: dict[str, tuple[Match, ...]], matcher: Matcher) -> tuple[Tagging, ...]:
    brought: dict[str, set[str]] = {}
    unseen = list(earned)
    while unseen:
        child = unseen.pop()
        parent = matcher.parents.get(child, "")
        if parent and child not in brought.setdefault(parent, set()):
            brought[parent].add(child)
            unseen.append(parent)
    return tuple(
        Tagging(name, earned.get(name, ()), tuple(sorted(brought.get(name, ()), key=matcher.order.__getitem__)))
        for name in sorted({*earned, *brought}, key=matcher.order.__getitem__)
    )
