"""Records become papers: which belong together, and which source each field is taken from.

Records are joined by identifiers first, the strongest kind first, then by title. Each step looks at values in their
own order, never at the order of the input, and joins all that it may or nothing; so merging is order-free.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.merge.gathering import gathered, named
from generator.model import Paper, Problem, Record

__all__ = ["CODES", "grouped", "merge"]

CODES = {
    "shared-id": "One identifier stands on records that cannot be one paper; they stay papers of their own.",
    "ambiguous-title": "A record fits several papers of its title that must stay apart; it joins none of them.",
    "card-alone": "A card fits no paper, and says too little to be one itself.",
    "card-unused": "A card, or a field of it, changes nothing.",
    "paper-status": "Two cards do not agree on what became of a paper.",
    "common-title": "So many records share a title that only those alike in year and author were merged.",
}
Group = tuple[Paper, tuple[Record, ...]]


def merge(records: Iterable[Record]) -> tuple[tuple[Paper, ...], tuple[Problem, ...]]:
    """The papers by identity, whatever the order of the records, and what a person should look at."""
    found, problems = grouped(records)
    return tuple(paper for paper, _ in found), problems


def grouped(records: Iterable[Record]) -> tuple[tuple[Group, ...], tuple[Problem, ...]]:
    """The same, each paper with its records, the best first."""
    clusters, problems = gathered(records)
    found = ((paper, tuple(cluster.records)) for cluster, paper in named(clusters))
    return tuple(sorted(found, key=lambda group: group[0].identity)), problems
