"""Is a rule given on a text, by what evidence, or what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.matcher import FIELDS, Compiled, CompiledRule, Hit, Reading, characters, match
from generator.model import Match, Term

Found = list[tuple[Compiled, list[Hit]]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule says of a text: whether it is given, the terms of `any` and the different hints that count,
    the terms of `all` that are missing, the terms of `none` that are there; each with its matches.
    """

    given: bool
    any: tuple[Match, ...]
    hints: tuple[Match, ...]
    missing: tuple[Term, ...]
    barred: tuple[Match, ...]


def evidence(rule: CompiledRule, reading: Reading) -> tuple[Match, ...]:
    """All matches of the terms that count, by field and place, or nothing where the tag is not given."""
    found_any, found_hints = _found(rule.any, reading), _found(rule.hints, reading)
    needed = rule.rule.hints_needed
    if not found_any and (len(found_hints) < needed or len(_counted(found_hints)) < needed):
        return ()
    found_all = _found(rule.all, reading)
    if len(found_all) < len(rule.all) or _found(rule.none, reading):
        return ()
    return _in_order(rule, found_any + found_hints + found_all, reading)


def _in_order(rule: CompiledRule, found: Found, reading: Reading) -> tuple[Match, ...]:
    """The matches by field and place, those of one place in the rule's order."""
    rows = [
        (hit.field, *span, order)
        for order, (_, hits) in enumerate(found)
        for hit in _longest(hits)
        for span in characters(hit, reading)
    ]
    rows.sort()
    tag = rule.rule.id
    return tuple([Match(tag, found[order][0].term, FIELDS[field], start, end) for field, start, end, order in rows])


def judge(rule: CompiledRule, reading: Reading) -> Verdict:
    """The whole account of a rule and a text, for whoever asks why."""
    found_any, found_hints = _found(rule.any, reading), _found(rule.hints, reading)
    counted = _counted(found_hints)
    enough = bool(found_any) or len(counted) >= rule.rule.hints_needed
    missing = tuple(term.term for term in rule.all if not term.hits(reading))
    barred = _matches(rule, _found(rule.none, reading), reading)
    given = enough and not missing and not barred
    return Verdict(
        given,
        tuple(_matches(rule, found_any, reading)),
        tuple(_matches(rule, [(term, [hit]) for term, hit in counted], reading)),
        missing,
        tuple(barred),
    )


def times(matches: Sequence[Match]) -> int:
    """How often a text has the term of these matches: a hit of a `near` is two of them."""
    return len(matches) // (2 if matches[0].term.near else 1)


def _found(terms: Iterable[Compiled], reading: Reading) -> Found:
    present = reading.numbers
    return [(term, hits) for term in terms if term.needed[-1] in present and (hits := term.hits(reading))]


def _counted(found: Found) -> list[tuple[Compiled, Hit]]:
    """The hints that count: in order of their ends, each hint once, none that begins inside the last counted one."""
    ranked = sorted((hit[:3], order, hit) for order, (_, hits) in enumerate(found) for hit in hits)
    counted: dict[int, Hit] = {}
    last = (-1, -1)
    for _, order, hit in ranked:
        if order not in counted and (hit.field, hit.first) > last:
            counted[order] = hit
            last = (hit.field, hit.last)
    return [(found[order][0], hit) for order, hit in counted.items()]


def _matches(rule: CompiledRule, found: Found, reading: Reading) -> list[Match]:
    """The hits as matches; one that stands inside a longer hit of the same term says nothing more and is left out."""
    return [
        one for term, hits in found for hit in _longest(hits) for one in match(rule.rule.id, term.term, hit, reading)
    ]


def _longest(hits: list[Hit]) -> list[Hit]:
    if len(hits) == 1:
        return hits
    kept: list[Hit] = []
    # By their ends, so a longer one with the same end or a later one may hold those before it.
    for hit in sorted(hits, key=lambda hit: (hit.field, hit.extent)):
        end, start = hit.extent
        while kept and kept[-1].field == hit.field and start <= kept[-1].extent[1]:
            kept.pop()
        if not (kept and kept[-1].field == hit.field and kept[-1].extent[0] == end):
            kept.append(hit)
    return kept
