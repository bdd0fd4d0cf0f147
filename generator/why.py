"""Why a paper has a tag, or why not: the terms that it has, and those that it nearly has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.excerpts import excerpts, words_of
from generator.findings import Found, Miss, Near, Reason, Refusal
from generator.matcher import Matcher, spelling
from generator.model import ROLES, Decision, Entry, Match, Paper, Rule, Tagging, Term
from generator.nearness import close, differing, scattered
from generator.verdict import Verdict, judge, times

SENTENCES = 2
MISSES = 6


def reason(rule: Rule, entry: Entry, tagging: Tagging) -> Reason:
    """Why the paper has this tag."""
    return Reason(rule, _found(rule, entry.paper, tagging.evidence), tagging.brought_by, tagging.decision)


def refusal(rule: Rule, entry: Entry, children: Sequence[str]) -> Refusal:
    """Why the paper has not this tag; `children` would bring it."""
    paper = entry.paper
    matcher = Matcher([rule])
    verdict = judge(matcher.rules[0], matcher.find(paper.title, paper.abstract))
    lone = _lone(rule.any + rule.hints + rule.all, paper)
    return Refusal(
        rule,
        _found(rule, paper, lone),
        len({one.term for one in verdict.hints}),
        verdict.missing,
        _found(rule, paper, verdict.barred),
        tuple(_misses(rule, paper, verdict, {one.term for one in lone}))[:MISSES],
        tuple(children),
        _decision(paper, rule.id),
    )


def nearly(matcher: Matcher, entry: Entry) -> tuple[Near, ...]:
    """The rules that the paper does not meet though it has one of their words, those it is closest to first.

    Before them those that a person refused it.
    """
    bans = {one.tag: one for one in entry.paper.decisions if not one.given}
    refused = [Near(one.rule, 0, 0, 0, bans[one.rule.id]) for one in matcher.rules if one.rule.id in bans]
    has = {tagging.tag for tagging in entry.taggings} | set(bans)
    reading = matcher.find(entry.paper.title, entry.paper.abstract)
    touched = [one for one in matcher.touched(reading) if one.rule.id not in has]
    near = [_near(one.rule, judge(one, reading)) for one in touched]
    close_first = sorted((one for one in near if one), key=lambda one: (-one.barred - one.missing, -one.hints))
    return (*refused, *close_first)


def _near(rule: Rule, verdict: Verdict) -> Near | None:
    hints = len({one.term for one in verdict.hints})
    is_blocked = bool(verdict.any) or hints >= rule.hints_needed
    barred = len({one.term for one in verdict.barred}) if is_blocked else 0
    missing = len(verdict.missing) if is_blocked else 0
    return Near(rule, hints, missing, barred) if hints or barred or missing else None


def _lone(terms: Iterable[Term], paper: Paper) -> tuple[Match, ...]:
    """What each term finds by itself, whatever the others of its rule say."""
    listed = list(terms)
    matcher = Matcher(Rule(str(number), "", "", term.where, any=(term,)) for number, term in enumerate(listed))
    reading = matcher.find(paper.title, paper.abstract)
    return tuple(match for one in matcher.touched(reading) for match in judge(one, reading).any)


def _found(rule: Rule, paper: Paper, matches: Iterable[Match]) -> tuple[Found, ...]:
    """Matches by their terms, in the rule's order, and by the spelling that each is."""
    groups: dict[Term, dict[str, list[Match]]] = {}
    for match in matches:
        said = match.term.label if match.term.near else spelling(match.term, words_of(paper, match))
        groups.setdefault(match.term, {}).setdefault(said, []).append(match)
    return tuple(
        Found(role, term, said, times(same), excerpts(paper, same, SENTENCES))
        for role in ROLES
        for term in getattr(rule, role)
        for said, same in groups.get(term, {}).items()
    )


def _decision(paper: Paper, tag: str) -> Decision | None:
    return next((one for one in paper.decisions if one.tag == tag), None)


def _misses(rule: Rule, paper: Paper, verdict: Verdict, found: set[Term]) -> Iterator[Miss]:
    """What the terms that could help nearly found: the least that would have to change first."""
    enough = bool(verdict.any) or len({one.term for one in verdict.hints}) >= rule.hints_needed
    wanted = [("all", term) for term in verdict.missing]
    if not enough:
        wanted = [*(("any", term) for term in rule.any), *(("hints", term) for term in rule.hints), *wanted]
    wanted = [(role, term) for role, term in wanted if term not in found]
    told: set[Term] = set()
    for look in (differing, close, scattered):
        for number, what, matches in look([term for _, term in wanted], paper):
            role, term = wanted[number]
            if term not in told:
                told.add(term)
                yield Miss(role, term, what, excerpts(paper, matches, 1))
