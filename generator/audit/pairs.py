"""Which papers are worth comparing: those that share rare words of a title, two authors, or a sentence.

Every paper stands in a few small blocks, and only papers of one block are compared; a block that is too large says
nothing. So the comparisons grow with the papers, not with their square.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from generator.audit.likeness import is_part, title_likeness
from generator.audit.looks import Look

Pair = tuple[int, int]
_LARGEST = 40
_LARGEST_OF_SENTENCES = 5
_NEIGHBOURS = 3
_RAREST = 4
_SHORTEST_SENTENCE = 60
_LONGEST_ABSTRACT = 6000
_ENDS = 16
_TITLE_ALONE = 78
_TITLE_BESIDE = 58
_YEARS_APART = 4
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def pairs(looks: Sequence[Look]) -> set[Pair]:
    """Pairs of places in the sequence, the lower first, that are worth a look in full."""
    by_title = (pair for pair in _of_blocks(_by_title(looks), looks, _LARGEST) if _is_near(looks, pair, _TITLE_ALONE))
    by_people = (pair for pair in _of_blocks(_by_people(looks), looks, _LARGEST) if _is_of_a_time(looks, pair))
    by_family = (
        pair for pair in _of_blocks(_by_family(looks), looks, _LARGEST) if _is_near(looks, pair, _TITLE_BESIDE)
    )
    return {*by_title, *by_people, *by_family, *_of_blocks(_by_sentence(looks), looks, _LARGEST_OF_SENTENCES)}


def _of_blocks(keys: Iterable[tuple[object, int]], looks: Sequence[Look], largest: int) -> Iterator[Pair]:
    blocks: dict[object, list[int]] = defaultdict(list)
    for key, number in keys:
        blocks[key].append(number)
    for block in blocks.values():
        if 1 < len(block) <= largest:
            yield from combinations(block, 2)
        elif len(block) > largest:
            yield from _neighbours(block, looks)


def _neighbours(block: list[int], looks: Sequence[Look]) -> Iterator[Pair]:
    """Of very many those that stand side by side in the order of their titles."""
    in_order = sorted(block, key=lambda number: (looks[number].title, number))
    for step in range(1, _NEIGHBOURS + 1):
        yield from ((min(two), max(two)) for two in zip(in_order, in_order[step:], strict=False))


def _is_near(looks: Sequence[Look], pair: Pair, least: float) -> bool:
    one, other = looks[pair[0]], looks[pair[1]]
    return title_likeness(one, other, least) >= least or (is_part(one, other) and _share_people(one, other))


def _share_people(one: Look, other: Look) -> bool:
    return any(not mine.isdisjoint(its) for mine in one.people for its in other.people)


def _is_of_a_time(looks: Sequence[Look], pair: Pair) -> bool:
    one, other = looks[pair[0]], looks[pair[1]]
    return not (one.year and other.year) or abs(one.year - other.year) <= _YEARS_APART


def _by_title(looks: Sequence[Look]) -> Iterator[tuple[object, int]]:
    """The rarest words that another title has too, two together where they are common; and how a title begins, ends."""
    counts = Counter(word for look in looks for word in set(look.words))
    for number, look in enumerate(looks):
        known = (word for word in set(look.words) if counts[word] > 1)
        rarest = sorted(known, key=lambda word: (counts[word], word))[:_RAREST]
        yield from ((word, number) for word in rarest if counts[word] <= _LARGEST)
        common = sorted(word for word in rarest if counts[word] > _LARGEST)
        yield from ((two, number) for two in combinations(common, 2))
        whole = "".join(look.words)
        yield (("begins", whole[:_ENDS]), number)
        yield (("ends", whole[-_ENDS:]), number)


def _by_people(looks: Sequence[Look]) -> Iterator[tuple[object, int]]:
    """Two of the first and the last authors; one where there is no other."""
    for number, look in enumerate(looks):
        people = list(dict.fromkeys((*look.people[:3], *look.people[-1:])))
        if len(people) == 1:
            yield people[0], number
        yield from ((frozenset(two), number) for two in combinations(people, 2))


def _by_family(looks: Sequence[Look]) -> Iterator[tuple[object, int]]:
    """The same by family names alone, since one source has the other names and another their initials."""
    for number, look in enumerate(looks):
        families = [*filter(None, dict.fromkeys((*look.families[:3], *look.families[-1:])))]
        if len(families) == 1:
            yield families[0], number
        yield from ((frozenset(two), number) for two in combinations(families, 2))


def _by_sentence(looks: Sequence[Look]) -> Iterator[tuple[object, int]]:
    for number, look in enumerate(looks):
        sentences = _SENTENCE_END.split(look.paper.abstract[:_LONGEST_ABSTRACT])
        yield from ((one.lower(), number) for one in set(sentences) if len(one) >= _SHORTEST_SENTENCE)
