"""Paper by rules: which tags it has, the words that earned them, and what people decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from generator.matcher import Matcher
from generator.model import Decision, Match, Paper, Problem, Rule, Severity, Status, Tagging
from generator.text import numbered
from generator.verdict import evidence


def tag(title: str, abstract: str, matcher: Matcher, decisions: Sequence[Decision] = ()) -> tuple[Tagging, ...]:
    """The tags of a paper in the order of the rules, each with its evidence.

    A tag brings its parent, and that one its own; a parent that earned the tag itself keeps that evidence. Tags on
    trial are among them and bring none. `decisions` go before the rules: a tag that a person gave is there, one that a
    person refused is not, nor brought.
    """
    reading = matcher.find(title, abstract)
    earned = {rule.rule.id: found for rule in matcher.touched(reading) if (found := evidence(rule, reading))}
    if not decisions:
        return _with_parents(earned, matcher) if earned else ()
    given = {one.tag: one for one in decisions if one.given and one.tag in matcher.order}
    refused = {one.tag for one in decisions if not one.given}
    decided = {name: found for name, found in (dict.fromkeys(given, ()) | earned).items() if name not in refused}
    taggings = _with_parents(decided, matcher, refused)
    return tuple(replace(one, decision=given[one.tag]) if one.tag in given else one for one in taggings)


def on_trial(rules: Iterable[Rule], taggings: Iterable[tuple[Tagging, ...]]) -> Iterator[Problem]:
    """For each tag on trial how many papers have it, as a note: no page says so."""
    trial = [rule for rule in rules if rule.status is Status.CANDIDATE]
    counts = Counter(one.tag for found in taggings for one in found) if trial else Counter()
    for rule in trial:
        papers = numbered(counts[rule.id], "paper")
        message = f"the tag '{rule.id}' is on trial: {papers} would have it"
        hint = "take `status: candidate` out when it finds what it should, and readers see it"
        yield Problem(rule.where, Severity.NOTE, "tag-candidate", message, hint, len(rule.id))


def stale(paper: Paper, matcher: Matcher) -> Iterator[Decision]:
    """The decisions of a paper that change nothing: it has the tag without the pin, or has it not without the ban."""
    for decision in paper.decisions:
        others = [one for one in paper.decisions if one.tag != decision.tag]
        without = tag(paper.title, paper.abstract, matcher, others)
        if any(one.tag == decision.tag for one in without) is decision.given:
            yield decision


def _with_parents(
    earned: dict[str, tuple[Match, ...]], matcher: Matcher, refused: Collection[str] = ()
) -> tuple[Tagging, ...]:
    brought: dict[str, set[str]] = {}
    unseen = list(earned)
    while unseen:
        child = unseen.pop()
        parent = matcher.parents.get(child, "")
        if parent and parent not in refused and child not in brought.setdefault(parent, set()):
            brought[parent].add(child)
            unseen.append(parent)
    return tuple(
        Tagging(name, earned.get(name, ()), tuple(sorted(brought.get(name, ()), key=matcher.order.__getitem__)))
        for name in sorted({*earned, *brought}, key=matcher.order.__getitem__)
    )
