"""Nearest papers, with the reason: the cosine of sublinear tf-idf over stemmed title and abstract.

All weights are whole numbers, so that every sum is exact: neither the order of the papers nor the number of threads
nor the machine moves a neighbour.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from generator.model import Paper, Related
from generator.text import family_name, text_key
from generator.tokens import stem, tokens

# numpy and scipy take longer to import than a small catalog to build, so the functions that need them import them.
if TYPE_CHECKING:
    import numpy as np
    from scipy.sparse import csr_matrix

    Row: TypeAlias = np.ndarray[tuple[int], np.dtype[np.int32]]
    Sums: TypeAlias = np.ndarray[Any, np.dtype[Any]]

TITLE: Final = 3
"""A word of the title counts as three of the abstract. Of 1 to 10, this was best or within 0.003 of it at predicting
which documents of CACM and of Cranfield answer the same question (NDCG at 20)."""
NEAR: Final = 0.1
"""Papers with this cosine or less are not shown as related."""
WORDS: Final = 4
"""So many shared words are named at most."""
CLOSEST: Final = 12
"""So many of the closest papers of each are known to whoever draws a map."""
TELLING: Final = 2
"""So many words tell a group of papers apart."""
NO_REASON: Final = frozenset({
    "above", "again", "against", "al", "along", "already", "although", "always", "another", "around", "away", "back",
    "become", "before", "being", "below", "between", "beyond", "both", "came", "come", "despite", "doing", "done",
    "down", "due", "during", "each", "especially", "et", "etc", "even", "first", "five", "four", "further",
    "furthermore", "give", "given", "gives", "hence", "here", "including", "instead", "itself", "less", "made", "make",
    "makes", "many", "more", "moreover", "much", "namely", "never", "new", "next", "now", "one", "ones", "others",
    "otherwise", "out", "over", "per", "perhaps", "second", "several", "show", "shown", "shows", "six", "still", "such",
    "take", "taken", "takes", "ten", "third", "three", "through", "throughout", "thus", "together", "toward", "towards",
    "two", "under", "unlike", "until", "up", "upon", "use", "used", "using", "various", "very", "via", "well",
    "whether", "whose", "within", "without", "yield",
})  # fmt: skip
"""Words that count a little, as all do, but tell a reader nothing when named."""

_ONE: Final = 1 << 15  # the weight that stands for 1; sums over a pair stay near its square, within 32 bits
_SPARE: Final = 4  # candidates asked for beyond the last place, to see a tie there
_LEAST: Final = int(NEAR * _ONE**2)
_STEM_BITS: Final = 32
_STEM_MASK: Final = (1 << _STEM_BITS) - 1
_NOISE = re.compile(r"(?:https?://|www\.)\S+|\\[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class _Corpus:
    """The words of all papers.

    Words are numbered by stem, then by spelling, so that those of one stem stand together: `first` has the number of
    each stem's first word, and at its end the number of all words. The words of a paper are `columns`, in order, and
    their numbers of times `times`, from its place in `starts` to the next; its stems and their weights likewise.
    Plain arrays: a corpus goes from one process to another, and is read without numpy.
    """

    words: list[str]
    first: list[int]
    starts: array[int]
    columns: array[int]
    times: array[int]
    stem_starts: array[int]
    stems: array[int]
    weights: array[int]

    def weighed(self, paper: int) -> Iterable[tuple[int, int]]:
        """Each stem of a paper with its weight."""
        start, end = self.stem_starts[paper], self.stem_starts[paper + 1]
        return zip(self.stems[start:end], self.weights[start:end], strict=True)

    def spelling(self, stem: int, papers: Iterable[int]) -> str:
        """The word with this stem that the papers have most; of several the first in the alphabet."""
        low, high = self.first[stem], self.first[stem + 1]
        if high - low == 1:
            return self.words[low]
        times = [0] * (high - low)
        for paper in papers:
            end = self.starts[paper + 1]
            at = bisect_left(self.columns, low, self.starts[paper], end)
            while at < end and self.columns[at] < high:
                times[self.columns[at] - low] += self.times[at]
                at += 1
        return self.words[low + times.index(max(times))]


class Nearest(Mapping[str, tuple[Related, ...]]):
    """The nearest papers of each paper by identity. The words that two share are looked for when they are asked for."""

    def __init__(self, identities: Sequence[str], near: Mapping[int, Sequence[int]], corpus: _Corpus) -> None:
        self._identities = identities
        self._numbers = {identity: number for number, identity in enumerate(identities)}
        self._near = near
        self._corpus = corpus

    def __getitem__(self, identity: str) -> tuple[Related, ...]:
        here = self._numbers[identity]
        own = dict(self._corpus.weighed(here))
        return tuple(
            Related(self._identities[there], _reason(self._corpus, own, (here, there)))
            for there in self._near.get(here, ())
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self._identities)

    def __len__(self) -> int:
        return len(self._identities)

    def telling(self, groups: Sequence[Sequence[int]]) -> list[tuple[str, ...]]:
        """For each group of papers, by number, the words that it has more than all groups, the most telling first.

        A word that only one paper of a group has tells nothing.
        """
        if not self._corpus.words:
            return [()] * len(groups)
        sums = [_summed(self._corpus, group) for group in groups]
        all_of, number = sum(weights for weights, _ in sums), sum(map(len, groups))
        return [
            tuple(self._words(group, (weights * number - all_of * len(group)) * (papers > 1)))
            for group, (weights, papers) in zip(groups, sums, strict=True)
        ]

    def _words(self, group: Sequence[int], more: Sums) -> list[str]:
        """The words of the stems that a group has more, by how much."""
        import numpy as np

        best = int(more.max())
        above = np.flatnonzero(more * 8 >= max(best, 1))
        found: list[tuple[str, int]] = []
        for number in above[np.argsort(-more[above], kind="stable")].tolist():
            word = self._corpus.spelling(number, group)
            if word not in NO_REASON and not word.isdecimal():
                found.append((word, int(more[number])))
            if len(found) == TELLING:
                break
        return [word for word, weight in found if 2 * weight >= found[0][1]]


@dataclass(frozen=True, slots=True)
class Compared:
    """Related papers, and for each paper by its number in the order of identities the closest ones, however far."""

    nearest: Nearest
    closest: list[tuple[int, ...]]


def related(papers: Sequence[Paper], count: int = 6, *, threads: int = 2) -> Nearest:
    """The `count` nearest other papers of each paper by identity, nearest first, ties by identity.

    A paper without words, or with no other near it, has an empty tuple. `threads` changes the time, not the result.
    """
    return compared(papers, count, threads=threads).nearest


def compared(papers: Sequence[Paper], count: int, *, threads: int = 2) -> Compared:
    """The related papers as `related` gives them, and the closest ones for a map."""
    ordered = sorted(papers, key=lambda paper: paper.identity)
    identities = [paper.identity for paper in ordered]
    corpus, weights = _read(ordered)
    found = list(_neighbours(weights, _works(ordered), count, threads)) if corpus.words else [((), ())] * len(ordered)
    near = {number: near for number, (near, _) in enumerate(found) if near}
    return Compared(Nearest(identities, near, corpus), [closest for _, closest in found])


def ranking(papers: Sequence[Paper], identity: str, count: int) -> tuple[tuple[Related, float], ...]:
    """The `count` nearest other papers of one, also those too far away to be shown, each with its cosine.

    Nearest first, ties by identity. A paper without a word in common is not among them.
    """
    ordered = sorted(papers, key=lambda paper: paper.identity)
    identities = [paper.identity for paper in ordered]
    here = identities.index(identity)
    corpus, weights = _read(ordered)
    if not corpus.words:
        return ()
    scores, others = _row(weights[here] @ weights.T.tocsr(), 0)
    works = _works(ordered)
    ranked = (other for other in _first_of_each(_ranked(scores, others), works) if works[other] != works[here])
    cosines = dict(zip(others.tolist(), (scores / _ONE**2).tolist(), strict=True))
    near = list(islice(ranked, count))
    named = Nearest(identities, {here: near}, corpus)[identity]
    return tuple(zip(named, (cosines[other] for other in near), strict=True))


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


def _read(papers: Sequence[Paper]) -> tuple[_Corpus, csr_matrix]:
    """The words of `papers`, counted and weighed; the weights as a matrix, too."""
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
    weights = _weigh(counts, first)
    parts = (counts.indptr, counts.indices, counts.data, weights.indptr, weights.indices, weights.data)
    return _Corpus(words, first, *(array("i", part.astype(np.int32).tobytes()) for part in parts)), weights


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


def _reason(corpus: _Corpus, own: Mapping[int, int], pair: tuple[int, int]) -> tuple[str, ...]:
    """The words to name: those that tell something; where two papers share none of these, what they do share."""
    telling = (word for word in _shared(corpus, own, pair) if word not in NO_REASON and not word.isdecimal())
    return tuple(islice(telling, WORDS)) or tuple(islice(_shared(corpus, own, pair), WORDS))


def _summed(corpus: _Corpus, papers: Sequence[int]) -> tuple[Sums, Sums]:
    """The weights of each stem in these papers together, and in how many of them it is."""
    import numpy as np

    starts = np.frombuffer(corpus.stem_starts, np.int32)
    lengths = np.diff(starts)[papers]
    first = np.repeat(starts[papers] - np.cumsum(lengths) + lengths, lengths)
    places = np.arange(len(first)) + first
    stems, count = np.frombuffer(corpus.stems, np.int32)[places], len(corpus.first) - 1
    weights = np.bincount(stems, np.frombuffer(corpus.weights, np.int32)[places], count)
    return weights.astype(np.int64), np.bincount(stems, minlength=count)


def _shared(corpus: _Corpus, own: Mapping[int, int], pair: tuple[int, int]) -> Iterator[str]:
    """The words that both papers have, by what they add to the cosine, each as the pair spells it."""
    # Numbers are sorted faster than pairs of them: what a stem adds, and in the low bits the stem.
    common = [stem - (weight * own[stem] << _STEM_BITS) for stem, weight in corpus.weighed(pair[1]) if stem in own]
    common.sort()
    return (corpus.spelling(place & _STEM_MASK, pair) for place in common)
