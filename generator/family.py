"""The tree of tags: which stand above a tag, and which below it. A circle of parents, which `check` tells, ends it."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model import Rule


def ancestors(rules: Mapping[str, Rule], tag: str) -> list[str]:
    """The tags that a tag brings, its own parent first."""
    found: list[str] = []
    while (parent := rules[tag].parent) in rules and parent not in found:
        found.append(parent)
        tag = parent
    return found


def children(rules: Mapping[str, Rule], tag: str) -> tuple[str, ...]:
    """The tags that bring this one, in the order of the rules."""
    return tuple(rule.id for rule in rules.values() if rule.parent == tag)


def are_kin(rules: Mapping[str, Rule], one: str, other: str) -> bool:
    """Does one of two tags stand above the other?"""
    return one in ancestors(rules, other) or other in ancestors(rules, one)
