"""Records as they come together, and the papers that they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from generator.merge.cards import about_cards, is_paper
from generator.merge.clusters import Cluster, cluster_of, preference
from generator.merge.joins import join_by_ids, join_by_titles
from generator.merge.papers import identities, paper_of
from generator.model import Paper, Problem, Record


def gathered(records: Iterable[Record]) -> tuple[list[Cluster], tuple[Problem, ...]]:
    """The records of each paper, the best first, cards that are none among them; and what is to be looked at."""
    ordered = sorted(dict.fromkeys(records), key=preference)
    problems: list[Problem] = []
    clusters = join_by_ids([cluster_of(record) for record in ordered], problems)
    clusters = join_by_titles(clusters, problems)
    for cluster in clusters:
        if len(cluster.records) > 1:
            cluster.records.sort(key=preference)
    problems += about_cards(clusters)
    return clusters, tuple(sorted(problems, key=lambda problem: (problem.where, problem.code, problem.message)))


def named(clusters: Sequence[Cluster]) -> Iterator[tuple[Cluster, Paper]]:
    """The papers that clusters are, each with its records; cards that fit no paper are none."""
    papers = [cluster for cluster in clusters if is_paper(cluster)]
    titles = Counter(cluster.title for cluster in papers)
    for cluster, identity in zip(papers, identities(papers), strict=True):
        yield cluster, paper_of(cluster, identity, has_namesakes=titles[cluster.title] > 1)
