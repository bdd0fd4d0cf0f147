"""What a term nearly finds in a paper, looked for with terms a little wider than it, by the same matcher."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from generator.excerpts import text_of
from generator.matcher import Matcher
from generator.model import Field, Match, Paper, Rule, Term
from generator.patterns import Fault, parse
from generator.verdict import evidence, judge
from generator.words import sentence_ends

Nearly = tuple[int, str, tuple[Match, ...]]
"""The number of a term among those asked about, what keeps it from counting, and where it nearly stands."""


def differing(terms: Sequence[Term], paper: Paper) -> Iterator[Nearly]:
    """The terms that would be found but for an exception, a field, a form or a capital."""
    yield from _tried(paper, [(number, what, wide) for number, term in enumerate(terms) for what, wide in _wider(term)])


def close(terms: Sequence[Term], paper: Paper) -> Iterator[Nearly]:
    """The `near` terms whose two sides stand in one sentence, too far apart or in the other order."""
    asked = [(number, what, wide) for number, term in enumerate(terms) if term.near for what, wide in _looser(term)]
    yield from _tried(paper, asked)


def scattered(terms: Sequence[Term], paper: Paper) -> Iterator[Nearly]:
    """The phrases whose words stand in one sentence but not side by side, and sides of `near` in different ones."""
    asked = [(number, spelling, words) for number, term in enumerate(terms) for spelling, words in _words(term)]
    matcher = Matcher(
        Rule(str(place), "", "", words[0].where, any=words[:1], all=words[1:])
        for place, (_, _, words) in enumerate(asked)
    )
    reading = matcher.find(paper.title, paper.abstract)
    for rule in matcher.touched(reading):
        number, spelling, words = asked[int(rule.rule.id)]
        matches = evidence(rule, reading)
        if matches and (together := _in_one_sentence(paper, matches, len(words))):
            what = f"the words of “{spelling}” stand in one sentence, but not side by side"
            yield number, what, together
        elif matches and terms[number].near:
            yield number, "both sides of the `near` are there, but never in one sentence", matches


def _tried(paper: Paper, asked: Sequence[tuple[int, str, Term]]) -> Iterator[Nearly]:
    """The wider terms that are found, in the order asked."""
    matcher = Matcher(Rule(str(place), "", "", wide.where, any=(wide,)) for place, (_, _, wide) in enumerate(asked))
    reading = matcher.find(paper.title, paper.abstract)
    for rule in matcher.touched(reading):
        number, what, _ = asked[int(rule.rule.id)]
        if matches := judge(rule, reading).any:
            yield number, what, matches


def _wider(term: Term) -> Iterator[tuple[str, Term]]:
    """The term without one of its conditions, each with what then is said of a hit."""
    if term.exceptions:
        names = ", ".join(f"“{one.label}”" for one in term.exceptions)
        yield f"it is there, but inside an `except`: {names}", replace(term, exceptions=())
    if term.only:
        other = Field.ABSTRACT if term.only is Field.TITLE else Field.TITLE
        yield f"it stands in the {other}, and the term looks at the {term.only} alone", replace(term, only=None)
    if not (term.near or term.regex):
        yield from _forms(term)


def _forms(term: Term) -> Iterator[tuple[str, Term]]:
    for what, form in (
        ("it is there as a plural or possessive, and `=` takes the form as it is written", _without_equals),
        ("it is there in the singular, and the term is a plural", _singular),
        ("it is there with other capitals, and the term's capitals count", str.lower),
        ("it is there with other capitals and in the singular", lambda text: _singular(text.lower())),
    ):
        spellings = tuple(changed for one in term.spellings if (changed := form(one)) != one)
        if spellings:
            yield what, replace(term, spellings=spellings)


def _without_equals(spelling: str) -> str:
    return spelling.removeprefix("=")


def _singular(spelling: str) -> str:
    if spelling.endswith("ies") and len(spelling) > 4:
        return spelling[:-3] + "y"
    return spelling[:-1] if spelling.endswith("s") and not spelling.endswith("ss") and len(spelling) > 3 else spelling


def _looser(term: Term) -> Iterator[tuple[str, Term]]:
    limit = f"more than {term.within} words stand between the two"
    if term.ordered:
        yield "the two stand in the other order", replace(term, ordered=False)
    if term.within is not None:
        yield limit, replace(term, within=None)
    if term.ordered and term.within is not None:
        yield f"the two stand in the other order, and {limit}", replace(term, ordered=False, within=None)


def _words(term: Term) -> Iterator[tuple[str, tuple[Term, ...]]]:
    """For each spelling of several words, or for a `near`, its parts as terms of their own."""
    if term.near:
        yield term.label, tuple(replace(side, only=term.only) for side in term.near)
    for spelling in () if term.regex else term.spellings:
        pattern = parse(spelling)
        words = () if isinstance(pattern, Fault) else tuple(dict.fromkeys(pattern.words))
        if len(words) > 1:
            yield spelling, tuple(Term((word,), term.where, term.only) for word in words)


def _in_one_sentence(paper: Paper, matches: Iterable[Match], wanted: int) -> tuple[Match, ...]:
    """The matches of the first sentence in which every part stands."""
    groups: dict[tuple[Field, int], list[Match]] = {}
    ends = {field: sentence_ends(text_of(paper, field)) for field in Field}
    for match in matches:
        groups.setdefault((match.field, bisect_left(ends[match.field], match.start)), []).append(match)
    return next((tuple(group) for group in groups.values() if len({one.term for one in group}) == wanted), ())
