"""Papers that may be one, as groups, without chains of unlike papers."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import product

from generator.audit.likeness import Likeness, are_alike, likeness
from generator.audit.looks import Look, look
from generator.audit.pairs import Pair, pairs
from generator.model import Paper

Group = frozenset[int]

_CERTAIN = 0.97
_MOST_ASKED = 5
"""So many members of each of two groups are compared before these become one."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Papers that may be one, in the order of their identities, and what the two nearest of them share."""

    papers: tuple[Paper, ...]
    nearest: tuple[Paper, Paper]
    likeness: Likeness


class Compared:
    """What pairs of papers share, each compared once; None for a pair that is not alike."""

    def __init__(self, looks: Sequence[Look], apart: Container[frozenset[str]]) -> None:
        self._looks = looks
        self._apart = apart
        self._known: dict[Pair, Likeness | None] = {}

    def __call__(self, one: int, other: int) -> Likeness | None:
        """What two papers share, by their places."""
        pair = (min(one, other), max(one, other))
        if pair not in self._known:
            mine, its = self._looks[pair[0]], self._looks[pair[1]]
            found = likeness(mine, its)
            told = frozenset((mine.paper.identity, its.paper.identity)) in self._apart
            self._known[pair] = found if not told and are_alike(mine, its, found) else None
        return self._known[pair]


def alike(papers: Sequence[Paper], apart: Container[frozenset[str]] = frozenset()) -> list[Alike]:
    """The groups of papers that may be one, the most alike first, whatever the order of the papers.

    `apart` are pairs of identities that are known to be two papers.
    """
    looks = [look(paper) for paper in sorted(papers, key=lambda paper: paper.identity)]
    compared = Compared(looks, apart)
    found = {pair: shared for pair in pairs(looks) if (shared := compared(*pair))}
    ranked = sorted(found, key=lambda pair: (-found[pair].score, pair))
    groups = _grouped(ranked, compared)
    return [_named(group, ranked[best], looks, compared) for group, best in groups]


def _named(group: Group, best: Pair, looks: Sequence[Look], compared: Compared) -> Alike:
    one, other = best
    shared = compared(one, other)
    assert shared
    return Alike(tuple(looks[at].paper for at in sorted(group)), (looks[one].paper, looks[other].paper), shared)


@dataclass(slots=True)
class _Growing:
    """A group as it grows: its papers, the first few of them, and the rank of its best pair."""

    papers: list[int]
    first: list[int]
    rank: int


def _grouped(ranked: Sequence[Pair], compared: Compared) -> list[tuple[Group, int]]:
    """Groups, each with the rank of its best pair; a pair that would only chain unlike papers is a group of its own.

    Of two groups such a pair is told once, the most alike.
    """
    home: dict[int, _Growing] = {}
    apart: list[tuple[Group, int]] = []
    told: set[Pair] = set()
    for rank, (one, other) in enumerate(ranked):
        mine, its = (home.get(at) or _Growing([at], [at], rank) for at in (one, other))
        if mine is its:
            continue
        shared = compared(one, other)
        if (shared and shared.score >= _CERTAIN) or _belong(mine, its, compared):
            fewer, more = sorted((mine, its), key=lambda group: len(group.papers))
            home |= dict.fromkeys((one, other, *fewer.papers), more)
            more.papers += fewer.papers
            more.first = sorted((*more.first, *fewer.first))[:_MOST_ASKED]
            more.rank = min(more.rank, fewer.rank)
        elif (names := (mine.first[0], its.first[0])) not in told:
            told |= {names, names[::-1]}
            apart.append((frozenset((one, other)), rank))
    groups = {id(group): group for group in home.values()}.values()
    return sorted([*((frozenset(one.papers), one.rank) for one in groups), *apart], key=lambda group: group[1])


def _belong(mine: _Growing, its: _Growing, compared: Compared) -> bool:
    """Whether at least half of the pairs between two groups are alike."""
    between = [*product(mine.first, its.first)]
    return 2 * sum(compared(*pair) is not None for pair in between) >= len(between)
