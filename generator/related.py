"""Nearest papers, with the reason: the cosine of sublinear tf-idf over stemmed title and abstract.

All weights are whole numbers, so that every sum is exact: neither the order of the papers nor the number of threads
nor the machine moves a neighbour.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import TYPE_CHECKING, Final, TypeAlias

from generator.corpus import WORDS, Corpus
from generator.model import Paper, Related
from generator.text import family_name, text_key
from generator.tokens import stem, tokens

# numpy and scipy take longer to import than a small catalog to build, so the functions that need them import them.
if TYPE_CHECKING:
    import numpy as np
    from scipy.sparse import csr_matrix

    Row: TypeAlias = np.ndarray[tuple[int], np.dtype[np.int32]]

TITLE: Final = 3
"""A word of the title counts as three of the abstract. Of 1 to 10, this was best or within 0.003 of it at predicting
which documents of CACM and of Cranfield answer the same question (NDCG at 20)."""
NEAR: Final = 0.1
"""Papers with this cosine or less are not shown as related."""
CLOSEST: Final = 12
"""So many of the closest papers of each are known to whoever draws a map."""

_ONE: Final = 1 << 15  # the weight that stands for 1; sums over a pair stay near its square, within 32 bits
_SPARE: Final = 4  # candidates asked for beyond the last place, to see a tie there
_LEAST: Final = int(NEAR * _ONE**2)
_NOISE = re.compile(r"(?:https?://|www\.)\S+|\\[A-Za-z]+")


class Nearest(Mapping[str, tuple[Related, ...]]):
    """The nearest papers of each paper by identity, with the words that both have.

    Kept as numbers, so that many of them go quickly from one process to another and take little memory: `near` are
    those of each paper, `named` the words of each pair, as `Corpus.shared` gives them.
    """

    def __init__(
        self, identities: Sequence[str], near: Sequence[Sequence[int]], words: Sequence[str], named: array[int]
    ) -> None:
        self._identities = identities
        self._numbers = {identity: number for number, identity in enumerate(identities)}
        self._near = near
        self._starts = [0, *accumulate(map(len, near))]
        self._words = words
        self._named = named

    def __getitem__(self, identity: str) -> tuple[Related, ...]:
        here = self._numbers[identity]
        pairs = enumerate(self._near[here], self._starts[here])
        return tuple([Related(self._identities[there], self._shared(pair)) for pair, there in pairs])

    def _shared(self, pair: int) -> tuple[str, ...]:
        numbers = self._named[pair * WORDS : (pair + 1) * WORDS]
        return tuple([self._words[number] for number in numbers if number >= 0])

    def __iter__(self) -> Iterator[str]:
        return iter(self._identities)

    def __len__(self) -> int:
        return len(self._identities)


@dataclass(frozen=True, slots=True)
class Compared:
    """Related papers, for each paper by its number in the order of identities the closest ones, however far, and the
    words of all.
    """

    nearest: Nearest
    closest: list[tuple[int, ...]]
    corpus: Corpus


def related(papers: Sequence[Paper], count: int = 6, *, threads: int = 2) -> Nearest:
    """The `count` nearest other papers of each paper by identity, nearest first, ties by identity.

    A paper without words, or with no other near it, has an empty tuple. `threads` changes the time, not the result.
    """
    return compared(papers, count, threads=threads).nearest


def compared(papers: Sequence[Paper], count: int, *, threads: int = 2) -> Compared:
    """The related papers as `related` gives them, and the closest ones for a map."""
    ordered = sorted(papers, key=lambda paper: paper.identity)
    identities = [paper.identity for paper in ordered]
    corpus, works = _read(ordered), _works(ordered)
    found = list(_neighbours(corpus.weights, works, count, threads)) if corpus.words else [((), ())] * len(ordered)
    near = [near for near, _ in found]
    nearest = Nearest(identities, near, corpus.words, corpus.shared(near))
    return Compared(nearest, [closest for _, closest in found], corpus)


def ranking(papers: Sequence[Paper], identity: str, count: int) -> tuple[tuple[Related, float], ...]:
    """The `count` nearest other papers of one, also those too far away to be shown, each with its cosine.

    Nearest first, ties by identity. A paper without a word in common is not among them.
    """
    ordered = sorted(papers, key=lambda paper: paper.identity)
    identities = [paper.identity for paper in ordered]
    here = identities.index(identity)
    corpus = _read(ordered)
    if not corpus.words:
        return ()
    scores, others = _row(corpus.weights[here] @ corpus.weights.T.tocsr(), 0)
    works = _works(ordered)
    ranked = (other for other in _first_of_each(_ranked(scores, others), works) if works[other] != works[here])
    cosines = dict(zip(others.tolist(), (scores / _ONE**2).tolist(), strict=True))
    near = [list(islice(ranked, count)) if one == here else [] for one in range(len(ordered))]
    named = Nearest(identities, near, corpus.words, corpus.shared(near))[identity]
    return tuple(zip(named, (cosines[other] for other in near[here]), strict=True))


def _works(papers: Sequence[Paper]) -> list[int]:
    """For each paper the number of the first that is the same work: the same title by the same first author, or with
    the same abstract. Such papers stay apart in the catalog where their ids differ, but nobody looks for both.
    """
    first: dict[tuple[str, str, str], int] = {}
    titles = [text_key(paper.title) for paper in papers]
    several = {title for title, times in Counter(titles).items() if times > 1}
    works = list(range(len(papers)))
    for number, (paper, title) in enumerate(zip(papers, titles, strict=True)):
        if title in several:
            author = text_key(family_name(paper.authors[0])) if paper.authors else ""
            keys = [(title, kind, said) for kind, said in (("by", author), ("says", text_key(paper.abstract))) if said]
            works[number] = next((first[key] for key in keys if key in first), number)
            first |= {key: works[number] for key in keys if key not in first}
    return works


def _first_of_each(ranked: Iterable[int], works: Sequence[int]) -> Iterator[int]:
    """The papers in their order, of each work the first."""
    seen: set[int] = set()
    for paper in ranked:
        if works[paper] not in seen:
            seen.add(works[paper])
            yield paper


def _read(papers: Sequence[Paper]) -> Corpus:
    """The words of `papers`, counted and weighed."""
    import numpy as np
    from scipy.sparse import csr_matrix

    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    places, times, ends = array("i"), array("i"), array("i", [0])
    for paper in papers:
        for text, weight in ((paper.title, TITLE), (paper.abstract, 1)):
            found = tokens(_NOISE.sub(" ", text))
            places.extend(map(numbers.__getitem__, found))
            times.extend([weight] * len(found))
        ends.append(len(places))
    words = sorted(numbers, key=lambda word: (stem(word), word))
    order = np.empty(len(words), np.int32)
    order[[numbers[word] for word in words]] = np.arange(len(words))
    shape = (len(papers), len(words))
    counts = csr_matrix((np.asarray(times), order[np.asarray(places)], np.asarray(ends)), shape=shape)
    counts.sum_duplicates()
    stems = ["", *map(stem, words)]
    first = [place for place in range(len(words)) if stems[place] != stems[place + 1]] + [len(words)]
    return Corpus(words, np.array(first), counts, _weigh(counts, first))


def _weigh(counts: csr_matrix, first: Sequence[int]) -> csr_matrix:
    """Sublinear tf-idf of each stem in each paper, with rows of length 1, in whole numbers."""
    import numpy as np
    from scipy.sparse import csr_matrix

    papers, stems = counts.shape[0], len(first) - 1
    stem_of = np.repeat(np.arange(stems, dtype=np.int32), np.diff(first))
    table = csr_matrix((counts.data, stem_of[counts.indices], counts.indptr), shape=(papers, stems), copy=True)
    table.sum_duplicates()
    rarity = np.log((1 + papers) / (1 + np.bincount(table.indices, minlength=stems))) + 1
    weights = (1 + np.log(table.data)) * rarity[table.indices]
    rows = np.repeat(np.arange(papers), np.diff(table.indptr))
    lengths = np.sqrt(np.bincount(rows, weights * weights, minlength=papers))
    weights *= _ONE / lengths[rows]
    return csr_matrix((np.rint(weights).astype(np.int32), table.indices, table.indptr), shape=table.shape)


def _neighbours(
    weights: csr_matrix, works: Sequence[int], count: int, threads: int
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """For each paper its neighbours that are near, at most `count`, and its closest, near or not; nearest first."""
    from sparse_dot_topn import _has_openmp_support, sp_matmul_topn

    turned, asked = weights.T.tocsr(), max(count, CLOSEST) + 1 + _SPARE
    used = threads if _has_openmp_support else 1
    table = sp_matmul_topn(weights, turned, asked, threshold=0, n_threads=used)
    tied: dict[bytes, list[int]] = {}
    for paper in range(weights.shape[0]):
        scores, others = _row(table, paper)
        ranked = _ranked(scores, others)
        closest = tuple([other for other in ranked if other != paper][:CLOSEST])
        near = list(islice(_first_of_each(ranked[: int((scores > _LEAST).sum())], works), count + 1))
        is_cut = len(others) == asked and scores.min() > _LEAST
        if is_cut and (len(near) <= count or scores.min() == scores[others == near[count]]):
            # Who else has the score of the last place was not said; papers with the same words get the same answer.
            own = weights[paper]
            key = own.indices.tobytes() + own.data.tobytes()
            if key not in tied:
                everyone = _ranked(*_row(own @ turned, 0), _LEAST)
                tied[key] = list(islice(_first_of_each(everyone, works), count + 1))
            near = tied[key]
        yield tuple([other for other in near if works[other] != works[paper]][:count]), closest


def _row(table: csr_matrix, row: int) -> tuple[Row, Row]:
    span = slice(*table.indptr[row : row + 2])
    return table.data[span], table.indices[span]


def _ranked(scores: Row, others: Row, least: int = 0) -> list[int]:
    """Those of `others` with a score above `least`, the best first, then by number."""
    import numpy as np

    order = np.lexsort((others, -scores))
    ranked: list[int] = others[order][scores[order] > least].tolist()
    return ranked
