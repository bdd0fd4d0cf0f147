"""What becomes of new records beside those that are there: what an import would do, before it does it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.merge.clusters import cluster_of, preference
from generator.merge.gathering import gathered, named
from generator.merge.papers import chosen, differs, paper_of
from generator.model import Paper, Problem, Record

_LISTS = ("titles", "names", "extra", "seen", "former", "different_from", "decisions")
_MOST_COMPARED = 50
"""Records of one paper that a new one is compared with, the best first: more are of a title such as `Editorial`."""


class Fate(StrEnum):
    """What becomes of a new record."""

    NEW = "new"
    JOINS = "joins"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A new record and what becomes of it: a paper of its own, part of one that is there, or nothing.

    `fields` are those that its paper gets from it or shows otherwise with it; none where all was there already.
    `paper` is what it ends in, with all new records. `papers` are the ones that were there before and went into that:
    several where a new record shows that they are one, none where it is all new. A card that fits no paper is refused,
    and has no `paper`.
    """

    record: Record
    fate: Fate
    fields: tuple[str, ...] = ()
    paper: Paper | None = None
    papers: tuple[Paper, ...] = ()


def arrivals(known: Iterable[Record], new: Sequence[Record]) -> tuple[tuple[Arrival, ...], tuple[Problem, ...]]:
    """What becomes of each new record, in their order, and the problems that come with them.

    A record that is among the known ones, place and all, is known; of a record twice among the new ones each is told.
    """
    there = dict.fromkeys(known)
    before, old = gathered(there)
    after, problems = gathered((*there, *new))
    papers = {record: paper for cluster, paper in named(before) for record in cluster.records}
    endings = {id(cluster): paper for cluster, paper in named(after)}
    place = {record: number for number, record in enumerate(new)}
    found: dict[Record, Arrival] = {}
    for cluster in after:
        fresh = sorted((one for one in cluster.records if one in place and one not in there), key=place.__getitem__)
        if fresh:
            stood = [one for one in cluster.records if one in there]
            found |= {one.record: one for one in _arrived(fresh, stood, endings.get(id(cluster)), papers)}
    told = (found.get(record) or Arrival(record, Fate.KNOWN, paper=papers.get(record)) for record in new)
    return tuple(told), tuple(one for one in problems if one not in set(old))


def _arrived(
    fresh: list[Record], stood: list[Record], ending: Paper | None, papers: Mapping[Record, Paper]
) -> Iterator[Arrival]:
    """The new records of one paper; `stood` are those that were there."""
    joined = {papers[one].identity: papers[one] for one in stood if one in papers}
    base = sorted(stood, key=preference)[:_MOST_COMPARED]
    for record in fresh:
        fields = _gained(base, record)
        fate = Fate.NEW if not base else Fate.JOINS if fields else Fate.KNOWN
        yield Arrival(record, fate if ending else Fate.REFUSED, fields, ending, tuple(joined.values()))
        base = base or [record]


def _gained(base: list[Record], record: Record) -> tuple[str, ...]:
    """The fields of a paper that one more record adds or changes."""
    before, after = _values(base), _values(sorted((*base, record), key=preference))
    return tuple(name for name, value in after.items() if differs(name, before.get(name, ""), value))


def _values(ranked: list[Record]) -> dict[str, object]:
    """What a paper of these records says, by field, as far as it says anything."""
    values = {name: getattr(record, name) for name, record in chosen(ranked).items()}
    if "title" not in values:
        return values
    cluster = cluster_of(ranked[0])
    for record in ranked[1:]:
        cluster.add(cluster_of(record))
    paper = paper_of(cluster, "")
    return values | {name: whole for name in _LISTS if (whole := getattr(paper, name))}
