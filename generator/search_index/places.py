"""Where stems stand, for phrases: `places/<n>.bin` belongs to `terms/<n>.bin` and has its stems in the same order.

First the length of each stem's data in bytes, as varints; then the data, each from a byte of its own on: for each of
its papers, in order, and each of the fields title, authors, abstract that has the stem, its places there, counted in
words from 0, all words of the field counted (stop words too), one after the other as distances from the place before
(−1 at first) minus 1, `rice(distance, k)`, `k = floor(log2(m))`, `m = floor(field_words / (times + 1))`, k = 0 where m
is 0, with the manifest's `field_words` of the field. `times` is the frequency of the posting; where that is 15, which
stands for any number from 15, `gamma(times − 14)` comes first and tells the true one, and k goes by the true one.
"""

from __future__ import annotations

import numpy as np

from generator.search_index.bits import Codes, Numbers, floor_log2, gamma, packed, rice, varint
from generator.search_index.postings import MOST_TIMES, Postings
from generator.search_index.words import ABSTRACT, AUTHORS, TAGS, TITLE, Words


def field_words(words: Words) -> list[int]:
    """How many words the title, the authors and the abstract of a paper have in the mean of those that have any."""
    found = []
    for field in (TITLE, AUTHORS, ABSTRACT):
        sizes = words.all_lengths[:, field]
        found.append(int(sizes.sum()) // max(1, int(np.count_nonzero(sizes))))
    return found


def files(words: Words, postings: Postings, parts: list[tuple[int, int]]) -> list[bytes]:
    """The file of places of each shard of terms."""
    kept = np.flatnonzero(words.field != TAGS)
    codes, owners = _codes(words, kept)
    counts = np.bincount(owners, minlength=len(words.stems))
    data, ends = packed(codes, counts)
    bounds = [0, *ends.tolist()]
    made = []
    for start, end in parts:
        sizes = b"".join(varint(bounds[at + 1] - bounds[at]) for at in range(start, end))
        made.append(sizes + data[bounds[start] : bounds[end]])
    return made


def _codes(words: Words, kept: Numbers) -> tuple[Codes, Numbers]:
    """The codes of these tokens in order, with the numbers of times before those that need one, and their stems."""
    stem, doc, field, place = (column[kept] for column in (words.stem, words.doc, words.field, words.place))
    is_new = (np.diff(stem, prepend=-1) | np.diff(doc, prepend=-1) | np.diff(field, prepend=-1)).astype(bool)
    run = np.cumsum(is_new) - 1
    starts = np.flatnonzero(is_new)
    times = np.diff(np.append(starts, len(kept)))
    mean = np.array([*field_words(words)[:2], 0, field_words(words)[2]])
    k = floor_log2(mean[field[starts]] // (times + 1))
    distance = np.diff(place, prepend=-1) - 1
    distance[starts] = place[starts]
    codes = rice(distance, k[run])
    many = np.flatnonzero(times >= MOST_TIMES)
    before = gamma(times[many] - MOST_TIMES + 1)
    return (
        Codes(
            np.insert(codes.values, starts[many], before.values), np.insert(codes.widths, starts[many], before.widths)
        ),
        np.insert(stem, starts[many], stem[starts[many]]),
    )
