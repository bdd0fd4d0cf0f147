"""Records with one identifier that are plainly two papers: a slip, or the DOI of a volume on each of its papers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

from generator.merge.clusters import Cluster
from generator.model import Origin
from generator.text import family_name, fold

_WORD = re.compile(r"[a-z0-9]{4,}")
_NAME = re.compile(r"[a-z]{2,}")
_PART = re.compile(r"\b(?:part|chapter|paper|lecture|episode) ([ivx]+|[0-9]+)\b|\b([ivx]{2,}|i)(?=:|$)")
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_ROMAN = {roman: str(number) for number, roman in enumerate(_ROMANS, 1)}
_FIRST_NUMBER = re.compile(r"[0-9]+")
_ALIKE, _UNLIKE = 2 / 3, 1 / 3
_MOST = 60


class Looks(NamedTuple):
    """The family names and all names of the authors, the longer words of all titles, their parts, the first pages."""

    families: frozenset[str]
    names: frozenset[str]
    words: frozenset[str]
    parts: frozenset[str]
    pages: frozenset[str]


def has_strangers(clusters: Iterable[Cluster]) -> bool:
    """Whether two of them have no author and hardly a word of their titles in common, or are two parts of a series.

    Of the same authors they are two where their titles have still less in common and their pages differ.
    Who says nothing of its authors is nobody's stranger, nor is a card, which may be there to correct them, nor what is
    written in other letters: that may be the same paper in another language. So many that all look otherwise are no
    paper in any case.
    """
    found = sorted({looks for cluster in clusters if (looks := _looks(cluster))}, key=lambda one: [*map(sorted, one)])
    return len(found) > _MOST or any(_strangers(one, other) for one, other in combinations(found, 2))


def _looks(cluster: Cluster) -> Looks | None:
    """None where authors and titles tell nothing."""
    records = [record for record in cluster.records if record.origin is not Origin.CARD]
    authors = [fold(name) for record in records for name in record.authors]
    titles = [fold(title) for record in records for title in (record.title, record.later_title) if title]
    people, text = " ".join(authors), " ".join(titles)
    names, words = frozenset(_NAME.findall(people)), frozenset(_WORD.findall(text))
    if not names or not words or not people.isascii() or not text.isascii():
        return None
    parts = {_ROMAN.get(part, part) for title in titles for found in _PART.findall(title) for part in found if part}
    pages = {found[0] for record in records if (found := _FIRST_NUMBER.search(record.pages))}
    return Looks(frozenset(map(family_name, authors)), names, words, frozenset(parts), frozenset(pages))


def _strangers(one: Looks, other: Looks) -> bool:
    if one.parts and other.parts and one.parts.isdisjoint(other.parts):
        return True
    shared = len(one.words & other.words) / min(len(one.words), len(other.words))
    if one.families.isdisjoint(other.names) and other.families.isdisjoint(one.names):
        return shared < _ALIKE
    return shared < _UNLIKE and bool(one.pages and other.pages) and one.pages.isdisjoint(other.pages)
