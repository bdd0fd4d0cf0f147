"""Find all terms of all rules in one pass over a text.

The words of a text are looked up one by one; most are in no term and cost one dictionary access. Where a word begins a
term, a trie of word numbers is walked along the words that follow, and only then places and sentences are computed.
Regular expressions are found in a pass of their own. What one finds counts as the words that it touches: those decide
the order of hints, their overlap, and whether an exception covers it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from generator.model import Field, Match, Rule, Status, Term
from generator.patterns import Fault, Memory, Vocabulary, parse, slots
from generator.regexes import Regexes, compiled
from generator.words import has_sentence_end, words

FIELDS = (Field.TITLE, Field.ABSTRACT)
_APOSTROPHES = ("'", "’")

Span = tuple[int, int]
"""The first and the last word of a hit, counted from 0; the last is before the first where there are only signs."""


class Hit(NamedTuple):
    """A term found: which field, last and first word, and the pieces that it consists of. Hits sort as hints count.

    What a regular expression found may begin and end inside words: `cut` has the characters.
    """

    field: int
    last: int
    first: int
    parts: tuple[Span, ...]
    cut: Span | None = None

    @property
    def extent(self) -> Span:
        """End and start, in words or, for a regular expression, in characters."""
        return (self.cut[1], self.cut[0]) if self.cut else (self.last, self.first)


@dataclass(slots=True)
class _Node:
    """A place in the trie: the terms that end here, those of them that take the last word as it is, what may follow."""

    terms: list[int] = field(default_factory=list)
    exact: list[int] = field(default_factory=list)
    then: dict[int, _Node] = field(default_factory=dict)


class Text:
    """One text and the terms found in it: `hits` has for each number of a term the words that it spans.

    `cuts` has besides, for that of a regular expression, the characters of each hit.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = words(text)
        self.hits: dict[int, list[Span]] = {}
        self.cuts: dict[int, list[Span]] = {}
        self._starts: list[int] = []

    def cut(self, number: int, start: int, end: int) -> None:
        """Write down what a regular expression found, and the words that it touches."""
        places = self._places
        first = bisect_right(places, start, key=lambda place: place[1])
        last = bisect_left(places, end, key=lambda place: place[0]) - 1
        self.hits.setdefault(number, []).append((first, last))
        self.cuts.setdefault(number, []).append((start, end))

    @cached_property
    def _places(self) -> list[Span]:
        return list(map(self.place, range(len(self.words))))

    def place(self, number: int) -> Span:
        """Where a word begins and ends. The words are looked for as far as they are asked for: most never are."""
        starts = self._starts
        if number >= len(starts):
            at = starts[-1] + len(self.words[len(starts) - 1]) if starts else 0
            for word in self.words[len(starts) : number + 1]:
                at = self.text.index(word, at)
                starts.append(at)
                at += len(word)
        return starts[number], starts[number] + len(self.words[number])

    def together(self, first: int, last: int) -> bool:
        """Do two words stand in one sentence?"""
        start = self.place(last)[0]
        return not has_sentence_end(self.text, self.place(first)[1], start)

    def owns(self, number: int) -> bool:
        """Does a possessive `'s` follow this word?"""
        if number + 1 >= len(self.words) or self.words[number + 1] not in ("s", "S"):
            return False
        start = self.place(number + 1)[0]
        return self.text[self.place(number)[1] : start] in _APOSTROPHES


_Look = tuple[tuple[_Node, ...], tuple[int, ...]] | None
"""What a word of a paper is to the rules: the places in the trie that it leads to, and its numbers; most are None."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Title and abstract of a paper as `texts`, with the numbers of all terms found in one of them."""

    texts: tuple[Text, ...]
    numbers: frozenset[int]


class _Trie:
    """All spellings of all terms, by number, and the one pass that finds them."""

    def __init__(self) -> None:
        self._vocabulary = Vocabulary()
        self._root = _Node()
        self._known = Memory(self._look_up)

    def add(self, spelling: str, number: int) -> None:
        """Add a spelling of the term with this number; one that cannot be a term is left out."""
        pattern = parse(spelling)
        if isinstance(pattern, Fault):
            return
        for way in slots(pattern):
            node = self._root
            for slot in way:
                node = node.then.setdefault(self._vocabulary.number(slot), _Node())
            (node.exact if pattern.exact else node.terms).append(number)

    def find(self, raw: str) -> Text:
        """Find all terms in a text."""
        text = Text(raw)
        looks = [*map(self._known.__getitem__, text.words), None]
        for first, look in enumerate(looks):
            if look:
                for node in look[0]:
                    # Most words begin a term of several, and are followed by none that it goes on with.
                    if looks[first + 1] or node.terms or node.exact:
                        _walk(text, looks, node, first, first)
        return text

    def _look_up(self, word: str) -> _Look:
        if not (numbers := self._vocabulary.numbers(word)):
            return None
        return tuple(self._root.then[number] for number in numbers if number in self._root.then), numbers


def _walk(text: Text, looks: list[_Look], node: _Node, first: int, last: int) -> None:
    """Write down the terms at this place of the trie, and go on with the words that follow."""
    if node.terms or node.exact:
        _note(text, node, first, last)
    if node.then and (look := looks[last + 1]):
        for number in look[1]:
            if number in node.then:
                _walk(text, looks, node.then[number], first, last + 1)


def _note(text: Text, node: _Node, first: int, last: int) -> None:
    """Write down the terms that end at this word, if no sentence ends within."""
    if first < last and not text.together(first, last):
        return
    owned = text.owns(last)
    numbers = node.terms if owned else node.terms + node.exact
    for number in numbers:
        text.hits.setdefault(number, []).append((first, last + owned))


@dataclass(frozen=True, slots=True)
class Compiled:
    """A term and its number in the trie, with its exceptions and its two near terms likewise.

    `needed` are the numbers that are found wherever the term is: its own, or those of both near terms.
    """

    term: Term
    number: int
    exceptions: tuple[Compiled, ...]
    near: tuple[Compiled, ...]
    needed: tuple[int, ...]

    def hits(self, reading: Reading) -> list[Hit]:
        """Where the term stands in title and abstract, as hints count: by field, last word, first word."""
        one, other = self.needed[0], self.needed[-1]
        found: list[Hit] = []
        for place, text in enumerate(reading.texts):
            if other in text.hits and one in text.hits and self.term.only in (None, FIELDS[place]):
                taken = self._taken(place, text) if self.exceptions else None
                look = self._pairs if self.near else self._cuts if self.term.regex else self._spans
                found += look(place, text, taken)
        return sorted(set(found)) if len(found) > 1 else found

    def _spans(self, place: int, text: Text, taken: set[int] | None) -> list[Hit]:
        spans = [span for span in text.hits[self.number] if _is_free(span, taken)] if taken else text.hits[self.number]
        return [Hit(place, span[1], span[0], (span,)) for span in spans]

    def _cuts(self, place: int, text: Text, taken: set[int] | None) -> list[Hit]:
        pairs = zip(text.hits[self.number], text.cuts[self.number], strict=True)
        return [Hit(place, span[1], span[0], (span,), cut) for span, cut in pairs if _is_free(span, taken)]

    def _taken(self, place: int, text: Text) -> set[int]:
        """The words that hits of the exceptions cover."""
        others = (other for other in self.exceptions if other.term.only in (None, FIELDS[place]))
        spans = (span for other in others for span in text.hits.get(other.number, ()))
        return {word for first, last in spans for word in range(first, last + 1)}

    def _pairs(self, place: int, text: Text, taken: set[int] | None) -> list[Hit]:
        """The nearest pairs of the two terms that stand in one sentence, near enough, in the right order."""
        free = ([span for span in text.hits[one] if _is_free(span, taken)] for one in self.needed)
        one, other = (sorted(spans, key=lambda span: span[::-1]) for spans in free)
        pairs = _nearest(one, other) + ([] if self.term.ordered else _nearest(other, one))
        within = self.term.within
        return [
            Hit(place, right[1], left[0], (left, right)) for left, right in pairs
            if (within is None or right[0] - left[1] - 1 <= within) and text.together(left[0], right[1])
        ]  # fmt: skip


def _nearest(left: list[Span], right: list[Span]) -> list[tuple[Span, Span]]:
    """Each span on the right with the last on the left that ends before it begins; both lists by their ends."""
    ends = [span[1] for span in left]
    found: dict[Span, Span] = {}
    for span in sorted(right, key=lambda span: (-span[0], span[1])):
        before = bisect_left(ends, span[0])
        if before:
            found[left[before - 1]] = span
    return sorted(found.items())


def _is_free(span: Span, taken: set[int] | None) -> bool:
    return not taken or taken.isdisjoint(range(span[0], span[1] + 1))


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule with its terms compiled, in the roles that they have."""

    rule: Rule
    any: tuple[Compiled, ...]
    hints: tuple[Compiled, ...]
    all: tuple[Compiled, ...]
    none: tuple[Compiled, ...]


class Matcher:
    """All rules but those given up, compiled once, in the order given.

    `parents` has the parent of each tag that brings one; a tag on trial brings none.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._trie = _Trie()
        self._regexes = {name: Regexes() for name in FIELDS}
        self._count = 0
        self._of_number: dict[int, int] = {}
        self.rules = tuple(self._compile_rule(rule) for rule in rules if rule.status is not Status.DEPRECATED)
        self._by_tag = {rule.rule.id: rule for rule in self.rules}
        self.parents = {
            tag: rule.rule.parent
            for tag, rule in self._by_tag.items()
            if rule.rule.parent in self._by_tag and rule.rule.status is Status.ACTIVE
        }
        self.order = {tag: place for place, tag in enumerate(self._by_tag)}
        for place, rule in enumerate(self.rules):
            self._of_number.update((term.needed[-1], place) for term in rule.any + rule.hints)

    def _compile_rule(self, rule: Rule) -> CompiledRule:
        roles = (rule.any, rule.hints, rule.all, rule.none)
        return CompiledRule(rule, *(tuple(map(self._compile, terms)) for terms in roles))

    def _compile(self, term: Term) -> Compiled:
        exceptions = tuple(map(self._compile, term.exceptions))
        near = tuple(map(self._compile, term.near))
        number, self._count = self._count, self._count + 1
        for spelling in term.spellings:
            if not term.regex:
                self._trie.add(spelling, number)
            for name in FIELDS if term.regex else ():
                if term.only in (None, name):
                    self._regexes[name].add(spelling, number)
        return Compiled(term, number, exceptions, near, tuple(side.number for side in near) or (number,))

    def find(self, title: str, abstract: str) -> Reading:
        """Find all terms in both fields of a paper."""
        texts = self._trie.find(title), self._trie.find(abstract)
        for text, regexes in zip(texts, self._regexes.values(), strict=True):
            if regexes:
                for found in regexes.find(text.text):
                    text.cut(*found)
        return Reading(texts, frozenset(texts[0].hits.keys() | texts[1].hits.keys()))

    def touched(self, reading: Reading) -> list[CompiledRule]:
        """The rules of which a term of `any` or `hints` was found, in the order given."""
        places = {self._of_number[number] for number in reading.numbers if number in self._of_number}
        return [self.rules[place] for place in sorted(places)]

    def of(self, tag: str) -> CompiledRule:
        """The compiled rule of a tag."""
        return self._by_tag[tag]


@lru_cache(maxsize=1 << 14)
def spelling(term: Term, words: str) -> str:
    """Which spelling of a term, or of a side of its `near`, these words are: a reader is shown the one that matched."""
    if term.regex:
        return next((one for one in term.spellings if compiled(one).search(words)), term.label)
    spellings = tuple([one for side in (term, *term.near) for one in side.spellings])
    found = _trie(spellings).find(words).hits if len(spellings) > 1 else (0,)
    return (spellings[min(found)] if found else term.label).removeprefix("=")


@lru_cache(maxsize=1 << 10)
def _trie(spellings: tuple[str, ...]) -> _Trie:
    trie = _Trie()
    for number, one in enumerate(spellings):
        trie.add(one, number)
    return trie


def characters(hit: Hit, reading: Reading) -> Iterable[Span]:
    """Where the pieces of a hit begin and end in the original text."""
    if hit.cut:
        return (hit.cut,)
    text = reading.texts[hit.field]
    return [(text.place(first)[0], text.place(last)[1]) for first, last in hit.parts]


def match(tag: str, term: Term, hit: Hit, reading: Reading) -> Iterator[Match]:
    """A hit as evidence, one for each of its pieces."""
    return (Match(tag, term, FIELDS[hit.field], start, end) for start, end in characters(hit, reading))
