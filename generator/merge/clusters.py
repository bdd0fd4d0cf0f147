"""Records that are known to be one paper, as they come together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.merge.publication import is_published
from generator.merge.traits import Traits, facts_of, traits_of
from generator.model import Location, Origin, Record
from generator.text import identity_doi, title_key

_BEST_FIRST = {origin: rank for rank, origin in enumerate(Origin)}


@dataclass(slots=True)
class Cluster:
    """Records known to be one paper, with their identifiers by kind and the keys of their titles.

    `of_cards` is true while nothing but cards is among them.
    """

    records: list[Record]
    ids: dict[str, str]
    titles: list[str]
    of_cards: bool = False
    known_traits: Traits | None = None
    known_said: set[object] | None = None

    @property
    def place(self) -> Location:
        """The first of its places."""
        return min(record.where for record in self.records)

    @property
    def best(self) -> Record:
        """The record that names the paper: of the best source, but no card if possible, since cards come and go."""
        if len(self.records) == 1:
            return self.records[0]
        return min(self.records, key=lambda one: (one.origin is Origin.CARD, not one.title, preference(one)))

    @property
    def title(self) -> str:
        """The key of the title that names the paper."""
        return self.titles[0] if len(self.records) == 1 and self.titles else title_key(self.best.title)

    @property
    def traits(self) -> Traits:
        """Made when first asked for, since most papers are alone with their title.

        What a card says does not count beside other records: it may be there to correct them.
        """
        if self.known_traits is None:
            first, *others = [one for one in self.records if self.of_cards or one.origin is not Origin.CARD]
            self.known_traits = traits_of(first)
            for record in others:
                self.known_traits.add(traits_of(record))
        return self.known_traits

    @property
    def said(self) -> frozenset[object]:
        """What its records say, wherever they stand; it is made once, since a cluster may grow in many steps."""
        if self.known_said is None:
            self.known_said = {(one.origin, one.year, repr(one.standing), facts_of(one)) for one in self.records}
        return frozenset(self.known_said)

    def add(self, other: Cluster) -> None:
        """Take in another cluster, which must not be used any more."""
        if self.of_cards != other.of_cards:
            self.known_traits = other.known_traits if self.of_cards else self.known_traits
        elif self.known_traits is not None:
            self.known_traits.add(other.traits)
        if self.known_said is not None:
            self.known_said |= other.said
        self.of_cards = self.of_cards and other.of_cards
        self.records += other.records
        self.ids |= other.ids
        self.titles += other.titles


def preference(record: Record) -> tuple[object, ...]:
    """Best source first; of one kind what is published, then the newest version of a preprint.

    Then by place, and by what they say for two records of one place.
    """
    where = record.where
    return (
        _BEST_FIRST[record.origin],
        bool(record.version) or not is_published(record),
        -record.version,
        where.file,
        where.line,
        where.column,
        *facts_of(record),
        record.year or 0,
        repr(record.standing),
    )


def cluster_of(record: Record) -> Cluster:
    """A record as a cluster of its own."""
    ids = {"arxiv": record.arxiv, "acl": record.acl, "doi": identity_doi(record.doi)}
    titles = [title for title in (record.title, record.later_title) if title]
    known = {kind: value for kind, value in ids.items() if value}
    return Cluster([record], known, [title_key(title) for title in titles], record.origin is Origin.CARD)


class Forest:
    """Clusters that are joined step by step; a cluster is known by the number of any that went into it."""

    def __init__(self, clusters: list[Cluster]) -> None:
        self.clusters: list[Cluster | None] = list(clusters)
        self.parents = list(range(len(clusters)))

    def root(self, number: int) -> int:
        """The cluster that a number has come to belong to."""
        while self.parents[number] != number:
            self.parents[number] = self.parents[self.parents[number]]
            number = self.parents[number]
        return number

    def roots(self, numbers: Iterable[int]) -> list[int]:
        """The clusters that several numbers belong to, each once."""
        return sorted({self.root(number) for number in numbers})

    def at(self, root: int) -> Cluster:
        """The cluster of a root."""
        cluster = self.clusters[root]
        assert cluster is not None
        return cluster

    def join(self, roots: list[int]) -> None:
        """Put all into the largest, so that a record moves seldom however many steps there are."""
        largest = max(roots, key=lambda root: len(self.at(root).records))
        for root in roots:
            if root != largest:
                self.at(largest).add(self.at(root))
                self.clusters[root], self.parents[root] = None, largest

    def left(self) -> list[Cluster]:
        """The clusters after all joins."""
        return [cluster for cluster in self.clusters if cluster is not None]
