"""The words of all papers, counted and weighed: those that two papers share, and those that tell groups apart."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

# numpy and scipy take longer to import than a small catalog to build, so the functions that need them import them.
if TYPE_CHECKING:
    import numpy as np
    from scipy.sparse import csr_matrix

    Numbers: TypeAlias = np.ndarray[tuple[int], np.dtype[Any]]

WORDS: Final = 4
"""So many shared words are named at most."""
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

_BLOCK: Final = 2048  # pairs looked at together: many enough for numpy, and few enough for little memory
_BITS: Final = 32  # a word's number and what a stem adds to a cosine are smaller than 2 ** 31


@dataclass(frozen=True, slots=True)
class Corpus:
    """The words of all papers.

    Words are numbered by stem, then by spelling, so that those of one stem stand together: `first` has the number of
    each stem's first word, and at its end the number of all words. `counts` has for each paper how often it says each
    word, `weights` what each stem weighs in it, in whole numbers.
    """

    words: list[str]
    first: Numbers
    counts: csr_matrix
    weights: csr_matrix

    def shared(self, near: Sequence[Sequence[int]]) -> array[int]:
        """The words to name for each paper and each of those near it, in order: `WORDS` numbers for each pair.

        They are those that tell something or, where two papers share none of these, what they do share: by what they
        add to the cosine, each as the pair spells it; -1 stands where there are no more.
        """
        import numpy as np

        here = np.repeat(np.arange(len(near)), [len(those) for those in near])
        there = np.array([one for those in near for one in those], np.int64)
        # Many are near to each other; what two share is looked for once.
        pairs, place = np.unique(np.minimum(here, there) * len(near) + np.maximum(here, there), return_inverse=True)
        tells = np.array([*map(tells_something, self.words)], bool)
        table = np.empty((len(pairs), WORDS), np.int32)
        for at in range(0, len(pairs), _BLOCK):
            block = slice(at, at + _BLOCK)
            table[block] = self._named(*np.divmod(pairs[block], len(near)), tells)
        return array("i", table[place].tobytes())

    def _named(self, here: Numbers, there: Numbers, tells: Numbers) -> np.ndarray[tuple[int, int], np.dtype[np.int32]]:
        """The words to name for some pairs, a row for each."""
        import numpy as np

        common = self.weights[here].multiply(self.weights[there])
        pairs = _rows(common)
        # The stems of a pair stand in order, and those that add the same stay so.
        order = np.argsort((pairs << _BITS) - common.data, kind="stable")
        words = self._spelled(here, there, pairs, common.indices)[order]
        kept = tells[words]
        kept |= np.bincount(pairs, kept, len(here))[pairs] == 0
        so_far = np.concatenate(([0], np.cumsum(kept)))
        place = so_far[1:] - so_far[common.indptr[pairs]]
        kept &= place <= WORDS
        table = np.full((len(here), WORDS), -1, np.int32)
        table[pairs[kept], place[kept] - 1] = words[kept]
        return table

    def _spelled(self, here: Numbers, there: Numbers, pairs: Numbers, stems: Numbers) -> Numbers:
        """For each pair and stem the word that both papers together say most; of several the first in the alphabet."""
        import numpy as np

        said, many = self.counts[here] + self.counts[there], len(self.words)
        edges = pairs[:, None] * many + self.first[stems[:, None] + (0, 1)]
        spans = np.searchsorted(_rows(said) * many + said.indices, edges.ravel())
        times = np.append((said.data.astype(np.int64) << _BITS) - said.indices, 0)  # a span may end behind the last
        spelled: Numbers = -np.maximum.reduceat(times, spans)[::2] & ((1 << _BITS) - 1)
        return spelled

    def telling(self, groups: Sequence[Sequence[int]]) -> list[tuple[str, ...]]:
        """For each group of papers, by number, the words that it has more than all groups, the most telling first.

        A word that only one paper of a group has tells nothing.
        """
        if not self.words:
            return [()] * len(groups)
        sums = [self._summed(group) for group in groups]
        all_of, number = sum(weights for weights, _ in sums), sum(map(len, groups))
        return [
            tuple(self._most(group, (weights * number - all_of * len(group)) * (papers > 1)))
            for group, (weights, papers) in zip(groups, sums, strict=True)
        ]

    def _summed(self, papers: Sequence[int]) -> tuple[Numbers, Numbers]:
        """The weights of each stem in these papers together, and in how many of them it is."""
        import numpy as np

        own, count = self.weights[papers], len(self.first) - 1
        weights = np.bincount(own.indices, own.data, count)
        return weights.astype(np.int64), np.bincount(own.indices, minlength=count)

    def _most(self, group: Sequence[int], more: Numbers) -> list[str]:
        """The words of the stems that a group has more, by how much."""
        import numpy as np

        own, best = self.counts[group], int(more.max())
        times = np.bincount(own.indices, own.data, len(self.words))
        above = np.flatnonzero(more * 8 >= max(best, 1))
        found: list[tuple[str, int]] = []
        for number in above[np.argsort(-more[above], kind="stable")].tolist():
            low, high = self.first[number : number + 2]
            word = self.words[low + int(times[low:high].argmax())]
            if tells_something(word):
                found.append((word, int(more[number])))
            if len(found) == TELLING:
                break
        return [word for word, weight in found if 2 * weight >= found[0][1]]


def tells_something(word: str) -> bool:
    """Does a word tell a reader something when it is named?"""
    return word not in NO_REASON and not word.isdecimal()


def _rows(table: csr_matrix) -> Numbers:
    """The row of each number in a table."""
    import numpy as np

    return np.repeat(np.arange(table.shape[0], dtype=np.int64), np.diff(table.indptr))
