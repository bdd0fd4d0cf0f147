"""Which records belong together: by identifiers, then by title; and what a person should look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from generator.merge.clusters import Cluster, Forest
from generator.merge.strangers import has_strangers
from generator.merge.traits import may_be_one
from generator.model import Problem, Severity

KINDS = {"arxiv": "arXiv id", "acl": "ACL Anthology id", "doi": "DOI"}
"""The kinds of identifiers, the strongest first, by the name of their field."""

_COMMON = 60


def join_by_ids(clusters: list[Cluster], problems: list[Problem]) -> list[Cluster]:
    """Join what shares an identifier, unless a paper would have two of one kind then, or be two strangers."""
    forest = Forest(clusters)
    for kind in KINDS:
        holders: dict[str, list[int]] = defaultdict(list)
        for number, cluster in enumerate(clusters):
            if kind in cluster.ids:
                holders[cluster.ids[kind]].append(number)
        for value in sorted(value for value, numbers in holders.items() if len(numbers) > 1):
            roots = forest.roots(holders[value])
            found = [forest.at(root) for root in roots]
            if _agree([cluster.ids for cluster in found]) and not has_strangers(found):
                forest.join(roots)
            else:
                problems.append(_shared_id(kind, value, found))
    return forest.left()


def _agree(ids: list[dict[str, str]]) -> bool:
    """Whether no kind of identifier has two values."""
    known: dict[str, str] = {}
    return all(known.setdefault(kind, value) == value for each in ids for kind, value in each.items())


def join_by_titles(clusters: list[Cluster], problems: list[Problem]) -> list[Cluster]:
    """Join what shares a title, a later one too, where nothing speaks against it."""
    forest = Forest(clusters)
    holders: dict[str, list[int]] = defaultdict(list)
    for number, cluster in enumerate(clusters):
        for title in dict.fromkeys(cluster.titles):
            holders[title].append(number)
    for title in sorted(title for title, numbers in holders.items() if len(numbers) > 1):
        roots = _join_copies(forest, forest.roots(holders[title]))
        if len(roots) > _COMMON:
            roots = _join_alike(forest, roots)
        if len(roots) > _COMMON:
            problems.append(_common_title([forest.at(root) for root in roots]))
        elif len(roots) > 1:
            _join_where_clear(forest, roots, problems)
    return forest.left()


def _join_copies(forest: Forest, roots: list[int]) -> list[int]:
    """Join what is the same word for word, as where a file is there twice; gives the roots that are left.

    So a copy of an entry is never one more paper that the entry could be.
    """
    groups: dict[object, list[int]] = defaultdict(list)
    for root in roots if len(roots) > 1 else ():
        groups[forest.at(root).said].append(root)
    same = [group for group in groups.values() if len(group) > 1]
    for group in same:
        forest.join(group)
    return forest.roots(roots) if same else roots


def _join_alike(forest: Forest, roots: list[int]) -> list[int]:
    """Of very many with one title, join those that no rule can tell apart; gives the roots that are left."""
    groups: dict[object, list[int]] = defaultdict(list)
    for root in roots:
        cluster = forest.at(root)
        told_by = (
            tuple(sorted(cluster.ids.items())),
            cluster.traits.key,
            cluster.of_cards,
        )
        groups[told_by].append(root)
    for group in groups.values():
        forest.join(group)
    return forest.roots(roots)


def _join_where_clear(forest: Forest, roots: list[int], problems: list[Problem]) -> None:
    """Join those that fit each other and exactly the same others; who fits two that do not fit stays alone."""
    fits = _fits({root: forest.at(root) for root in roots})
    groups: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for root in roots:
        groups[tuple(sorted(fits[root]))].append(root)
    for fitting, group in groups.items():
        strangers = [root for root in fitting if root not in group]
        if any(other not in fits[one] for one, other in combinations(strangers, 2)):
            problems.append(_ambiguous(forest.at(group[0]), [forest.at(root) for root in strangers]))
    for group in groups.values():
        if _agree([forest.at(root).ids for root in group]):
            forest.join(group)


def _fits(clusters: dict[int, Cluster]) -> dict[int, set[int]]:
    """For each cluster those that may be one paper with it, itself among them."""
    fits = {root: {root} for root in clusters}
    for one, other in combinations(clusters, 2):
        if _may_be_one(clusters[one], clusters[other]):
            fits[one].add(other)
            fits[other].add(one)
    return fits


def _may_be_one(one: Cluster, other: Cluster) -> bool:
    """Whether ids, first authors, years and entries of one file allow that two of one title are one paper."""
    if one.of_cards != other.of_cards:
        return _agree([one.ids, other.ids])
    return _agree([one.ids, other.ids]) and may_be_one(one.traits, other.traits)


def _named(clusters: Iterable[Cluster]) -> Iterator[str]:
    for cluster in sorted(clusters, key=lambda cluster: cluster.place):
        yield f"“{cluster.best.title[:70]}” ({cluster.place.file}:{cluster.place.line})"


def _listed(clusters: Iterable[Cluster], most: int = 3) -> str:
    names = list(_named(clusters))
    rest = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + rest


def _shared_id(kind: str, value: str, clusters: list[Cluster]) -> Problem:
    message = f"{KINDS[kind]} {value} stands on records that cannot be one paper: {_listed(clusters)}"
    hint = "correct the identifier where it is wrong; until then they are kept apart"
    return Problem(min(cluster.place for cluster in clusters), Severity.WARNING, "shared-id", message, hint)


def _ambiguous(cluster: Cluster, others: list[Cluster]) -> Problem:
    title = cluster.best.title[:70]
    message = f"“{title}” fits several papers that are not one: {_listed(others)}; it joins none of them"
    hint = "give it the arXiv id, DOI or ACL Anthology id of the paper that it is"
    return Problem(cluster.place, Severity.WARNING, "ambiguous-title", message, hint)


def _common_title(clusters: list[Cluster]) -> Problem:
    title = clusters[0].best.title[:70]
    message = f"{len(clusters)} papers have the title “{title}”; only those alike in year and first author were merged"
    hint = "give them identifiers, so that each is known for what it is"
    return Problem(min(cluster.place for cluster in clusters), Severity.NOTE, "common-title", message, hint)
