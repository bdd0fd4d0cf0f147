"""Records with one identifier that are plainly two papers: a slip, or the DOI of a volume on each of its papers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations

from generator.merge.clusters import Cluster
from generator.model import Origin
from generator.text import fold

_WORD = re.compile(r"[a-z0-9]{4,}")
_NAME = re.compile(r"[a-z]{2,}")
_ALIKE = 2 / 3
_MOST = 60
Looks = tuple[frozenset[str], frozenset[str]]


def has_strangers(clusters: Iterable[Cluster]) -> bool:
    """Whether two of them have no author and hardly a word of their titles in common.

    Who says nothing of its authors is nobody's stranger, nor is a card, which may be there to correct them, nor what is
    written in other letters: that may be the same paper in another language. So many that all look otherwise are no
    paper in any case.
    """
    found = sorted(
        {looks for cluster in clusters if (looks := _looks(cluster))}, key=lambda one: sorted(map(sorted, one))
    )
    return len(found) > _MOST or any(_strangers(one, other) for one, other in combinations(found, 2))


def _looks(cluster: Cluster) -> Looks | None:
    """The names of all authors and the longer words of all titles; None where they tell nothing."""
    records = [record for record in cluster.records if record.origin is not Origin.CARD]
    people = fold(" ".join(name for record in records for name in record.authors))
    titles = fold(" ".join(f"{record.title} {record.later_title}" for record in records))
    names, words = frozenset(_NAME.findall(people)), frozenset(_WORD.findall(titles))
    return (names, words) if names and words and people.isascii() and titles.isascii() else None


def _strangers(one: Looks, other: Looks) -> bool:
    (names, words), (others, its) = one, other
    return names.isdisjoint(others) and len(words & its) < _ALIKE * min(len(words), len(its))
