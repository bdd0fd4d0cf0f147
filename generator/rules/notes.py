"""What may be well meant and does nothing, seen when the rules have met the papers: notes, never faults."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations

from generator.family import are_kin
from generator.findings import BROAD
from generator.matcher import Compiled, Matcher
from generator.model import Example, Location, Paper, Problem, Rule, Severity, Tagging, Term
from generator.patterns import Fault, Vocabulary, parse, slots
from generator.rules.covers import Covered, covered
from generator.rules.halves import halves
from generator.words import words

CODES = {
    "skip-idle": "an example under `skip` without one word of the rule's terms",
    "tag-broad": "a tag on a large share of all papers",
    "tags-alike": "two tags on almost the same papers",
    "term-split": "two terms that papers hardly ever have apart",
    "term-covered": "a term that finds nothing that another does not find",
    "term-unseen": "a term that no paper has",
}
FEWEST_PAPERS = 10
"""In a smaller catalog no share means anything."""
ALIKE, FEWEST_ALIKE = 0.8, 5
"""Two tags are one from this share of the papers of both on (Jaccard), and from so many papers in common on."""
MOST_NAMED = 5
"""So many terms without a paper in one file are named one by one; more are counted."""


def notes(
    papers: Sequence[Paper], matcher: Matcher, taggings: Mapping[str, tuple[Tagging, ...]], *, verbose: bool = False
) -> Iterator[Problem]:
    """All notes on the rules of a matcher and the papers that have met them. `verbose` names what is else counted."""
    rules = [compiled.rule for compiled in matcher.rules]
    tagged: dict[str, set[str]] = {rule.id: set() for rule in rules}
    for identity, found in taggings.items():
        for one in found:
            tagged[one.tag].add(identity)
    yield from _without_papers(papers, matcher, verbose=verbose)
    yield from _broad(rules, tagged, len(papers))
    yield from _alike(rules, tagged)
    yield from halves(papers, rules)
    for compiled in matcher.rules:
        yield from _covered(compiled.rule)
        yield from _idle(compiled.rule)


def _note(where: Location, code: str, message: str, hint: str, width: int = 1) -> Problem:
    return Problem(where, Severity.NOTE, code, message, hint, width)


def _without_papers(papers: Iterable[Paper], matcher: Matcher, *, verbose: bool) -> Iterator[Problem]:
    """Terms that stand in no paper; where a file has many of them, how many."""
    unseen: dict[str, dict[Location, Term]] = defaultdict(dict)
    for term in _unseen(papers, matcher):
        unseen[term.where.file][term.where] = term
    hint = "is it spelt as in papers? it may also wait for papers to come"
    for file, terms in sorted(unseen.items()):
        if verbose or len(terms) <= MOST_NAMED:
            for where, term in terms.items():
                place = f" in its {term.only}" if term.only else ""
                yield _note(where, "term-unseen", f"no paper has the term '{term.label}'{place}", hint)
        else:
            names = ", ".join(f"'{term.label}'" for term in list(terms.values())[:MOST_NAMED])
            message = f"no paper has {len(terms)} of the terms of this file: {names}, …"
            yield _note(Location(file), "term-unseen", message, "`catalog check --verbose` names each at its line")


def _unseen(papers: Iterable[Paper], matcher: Matcher) -> list[Term]:
    """The terms of `any` and `hints` that are found nowhere, in the order of the rules."""
    waiting: dict[int, list[Compiled]] = defaultdict(list)
    for compiled in matcher.rules:
        for term in compiled.any + compiled.hints:
            waiting[term.needed[-1]].append(term)
    for paper in papers:
        reading = matcher.find(paper.title, paper.abstract)
        for number in reading.numbers & waiting.keys():
            waiting[number] = [term for term in waiting[number] if not term.hits(reading)]
            if not waiting[number]:
                del waiting[number]
    return [term.term for term in chain.from_iterable(waiting.values())]


def _broad(rules: Iterable[Rule], tagged: Mapping[str, set[str]], papers: int) -> Iterator[Problem]:
    for rule in rules:
        count = len(tagged[rule.id])
        if papers >= FEWEST_PAPERS and count > BROAD * papers:
            message = f"the tag '{rule.id}' is on {count} of {papers} papers, more than {BROAD:.0%}"
            hint = "a tag on so many tells little; narrow its terms, or divide it by tags below it"
            yield _note(rule.where, "tag-broad", message, hint, len(rule.id))


def _alike(rules: Sequence[Rule], tagged: Mapping[str, set[str]]) -> Iterator[Problem]:
    """Pairs of tags with almost the same papers. A tag above another is meant to have all of its papers."""
    named = {rule.id: rule for rule in rules}
    large = [rule for rule in rules if len(tagged[rule.id]) >= FEWEST_ALIKE]
    for one, other in combinations(large, 2):
        both = len(tagged[one.id] & tagged[other.id])
        either = len(tagged[one.id]) + len(tagged[other.id]) - both
        if both < FEWEST_ALIKE or both < ALIKE * either or are_kin(named, one.id, other.id):
            continue
        message = f"the tags '{one.id}' and '{other.id}' are on almost the same papers: {both} of {either} have both"
        hint = f"if they mean one thing, make one of them an alias; '{other.id}' is at {other.where}"
        yield _note(one.where, "tags-alike", message, hint, len(one.id))


def _covered(rule: Rule) -> Iterator[Problem]:
    """Terms that make no difference; of hints those that cover each other in one term, for two count as two."""
    found = [*covered(rule.any, rule.any), *covered(rule.hints, rule.any), *covered(rule.none, rule.none)]
    found += [one for hint in rule.hints for one in covered([hint], [hint])]
    of_term: dict[Location, list[Covered]] = defaultdict(list)
    for one in found:
        of_term[one.term.where].append(one)
    for some in of_term.values():
        names = ", ".join(f"'{one.spelling}'" for one in some)
        others = ", ".join(dict.fromkeys(f"'{one.wider}' in line {one.other.line}" for one in some))
        names += f" in the {some[0].term.only}" if some[0].term.only else ""
        message = f"{names} {'finds' if len(some) == 1 else 'find'} nothing that is not found by {others}"
        yield _note(some[0].where, "term-covered", message, "take it out, or make the other narrower")


def _idle(rule: Rule) -> Iterator[Problem]:
    """Examples under `skip` in which no word is one of the rule's: any rule would pass them."""
    if any(term.regex for term in rule.terms):
        return
    vocabulary = Vocabulary()
    for spelling in _spellings(rule.terms):
        # Where only capitals tell a word from a term, the example tests that.
        pattern = parse(spelling.lower())
        for slot in chain.from_iterable(slots(pattern)) if not isinstance(pattern, Fault) else ():
            vocabulary.number(slot)
    for example in rule.skip if rule.terms else ():
        if not any(map(vocabulary.numbers, _words(example))):
            message = f"this example has not one word of the terms of '{rule.id}', and tests nothing"
            hint = "write a text that comes close, with a word that could be taken for the tag"
            yield _note(example.where, "skip-idle", message, hint)


def _words(example: Example) -> list[str]:
    return [word for text in (example.title, example.abstract) for word in words(text)]


def _spellings(terms: Iterable[Term]) -> Iterator[str]:
    for term in terms:
        yield from term.spellings
        yield from _spellings(term.near)
