"""Nearest papers, with the reason: the cosine of sublinear tf-idf over stemmed title and abstract.

All weights are whole numbers, so that every sum is exact: neither the order of the papers nor the number of threads
nor the machine moves a neighbour.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice, pairwise
from typing import TYPE_CHECKING, Final, TypeAlias

from generator.corpus import WORDS, Corpus
from generator.model import Paper, Related
from generator.tokens import stem_of_token
from generator.tokens import words as all_words
from generator.works import first_of_each, works_of

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
    corpus, works = _read(ordered), works_of(ordered)
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
    works = works_of(ordered)
    ranked = (other for other in first_of_each(_ranked(scores, others), works) if works[other] != works[here])
    cosines = dict(zip(others.tolist(), (scores / _ONE**2).tolist(), strict=True))
    near = [list(islice(ranked, count)) if one == here else [] for one in range(len(ordered))]
    named = Nearest(identities, near, corpus.words, corpus.shared(near))[identity]
    return tuple(zip(named, (cosines[other] for other in near[here]), strict=True))


def _read(papers: Sequence[Paper]) -> Corpus:
    """The words of `papers`, counted and weighed."""
    import numpy as np
    from scipy.sparse import csr_matrix

    numbers, found, sizes = _split(papers)
    ranked = sorted((stem, word) for word in numbers if (stem := stem_of_token(word)))
    words = [word for _, word in ranked]
    order = np.full(len(numbers), -1, np.int32)
    order[[numbers[word] for word in words]] = np.arange(len(words))
    places = order[found]
    are_tokens = places >= 0
    ends = np.append(0, np.cumsum(are_tokens))[np.append(0, np.cumsum(sizes)[1::2])]
    times = np.repeat(np.tile(np.array([TITLE, 1], np.int32), len(papers)), sizes)
    shape = (len(papers), len(words))
    counts = csr_matrix((times[are_tokens], places[are_tokens], ends), shape=shape)
    counts.sum_duplicates()
    stems = ["", *(stem for stem, _ in ranked)]
    first = [place for place in range(len(words)) if stems[place] != stems[place + 1]] + [len(words)]
    return Corpus(words, np.array(first), counts, _weigh(counts, first))


def _split(papers: Sequence[Paper]) -> tuple[dict[str, int], Row, Row]:
    """All words by number, those of the papers one after the other, and how many each title and each abstract has."""
    import numpy as np

    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    number_of = numbers.__getitem__
    found = [np.empty(0, np.int32)]
    for paper in papers:
        for text in (paper.title, paper.abstract):
            said = all_words(_without_noise(text))
            found.append(np.fromiter(map(number_of, said), np.int32, len(said)))
    return numbers, np.concatenate(found), np.array(list(map(len, found[1:])), np.int32)


def _without_noise(text: str) -> str:
    """A text without addresses and LaTeX, which most texts have none of."""
    return _NOISE.sub(" ", text) if "\\" in text or "://" in text or "www." in text else text


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
    rows = _rows(table)
    lengths = np.sqrt(np.bincount(rows, weights * weights, minlength=papers))
    weights *= _ONE / lengths[rows]
    return csr_matrix((np.rint(weights).astype(np.int32), table.indices, table.indptr), shape=table.shape)


def _neighbours(
    weights: csr_matrix, works: Sequence[int], count: int, threads: int
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """For each paper its neighbours that are near, at most `count`, and its closest, near or not; nearest first."""
    import numpy as np
    from sparse_dot_topn import _has_openmp_support, sp_matmul_topn

    turned, asked = weights.T.tocsr(), max(count, CLOSEST) + 1 + _SPARE
    used = threads if _has_openmp_support else 1
    table = sp_matmul_topn(weights, turned, asked, threshold=0, n_threads=used)
    order, starts = np.lexsort((table.indices, -table.data, _rows(table))), table.indptr.tolist()
    all_others, all_scores = table.indices[order], table.data[order]
    are_near = np.append(0, np.cumsum(all_scores > _LEAST)).tolist()
    tied: dict[bytes, list[int]] = {}
    for paper, (start, end) in enumerate(pairwise(starts)):
        ranked = all_others[start:end].tolist()
        closest = tuple([other for other in ranked if other != paper][:CLOSEST])
        nearer = are_near[end] - are_near[start]
        near = list(islice(first_of_each(ranked[:nearer], works), count + 1))
        is_cut = nearer == asked
        if is_cut and (len(near) <= count or all_scores[end - 1] == all_scores[start + ranked.index(near[count])]):
            # Who else has the score of the last place was not said; papers with the same words get the same answer.
            own = weights[paper]
            key = own.indices.tobytes() + own.data.tobytes()
            if key not in tied:
                everyone = _ranked(*_row(own @ turned, 0), _LEAST)
                tied[key] = list(islice(first_of_each(everyone, works), count + 1))
            near = tied[key]
        yield tuple([other for other in near if works[other] != works[paper]][:count]), closest


def _rows(table: csr_matrix) -> Row:
    """The row of each element."""
    import numpy as np

    return np.repeat(np.arange(table.shape[0]), np.diff(table.indptr))


def _row(table: csr_matrix, row: int) -> tuple[Row, Row]:
    span = slice(*table.indptr[row : row + 2])
    return table.data[span], table.indices[span]


def _ranked(scores: Row, others: Row, least: int = 0) -> list[int]:
    """Those of `others` with a score above `least`, the best first, then by number."""
    import numpy as np

    order = np.lexsort((others, -scores))
    ranked: list[int] = others[order][scores[order] > least].tolist()
    return ranked
