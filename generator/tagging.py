"""Paper by rules: which tags it has, and the words that earned them."""

from __future__ import annotations

from generator.matcher import Matcher
from generator.model import Match, Tagging
from generator.verdict import evidence


def tag(title: str, abstract: str, matcher: Matcher) -> tuple[Tagging, ...]:
    """The tags of a paper in the order of the rules, each with its evidence.

    A tag brings its parent, and that one its own; a parent that earned the tag itself keeps that evidence.
    """
    reading = matcher.find(title, abstract)
    earned = {rule.rule.id: found for rule in matcher.touched(reading) if (found := evidence(rule, reading))}
    return _with_parents(earned, matcher) if earned else ()


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
