"""Term shards: stems with the papers that have them, and how often in which field.

`terms/<n>.bin`: the number of stems as a varint; then for each stem, in order: the stem in UTF-8 behind the one before
it (a byte with the number of first bytes that both share, to 15, times 16, plus the number of the rest; where that is
15 a varint with the number follows; then the rest), the number of its papers as a varint, the length of its list in
bytes as a varint; then the lists, each from a byte of its own on. A list is, paper after paper: the gap in Rice's code
and the place of its frequencies in the manifest's `kinds`, from 1, in the gamma code.

A shard has about 8 kB. A stem whose list has 2 kB or more stands in a shard alone.

`lengths.bin`: two columns, the tokens of the title and of the abstract of each paper, to 255. Each column begins with
two bytes, `middle` and `k`, and its length in bytes as a varint; then for each paper `rice(z, k)`, where z is
2·d for a difference d = length − middle from 0, and −2·d − 1 for one below 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from generator.search_index.bits import (
    Numbers,
    floor_log2,
    front_coded,
    gamma,
    gap_parameter,
    gaps,
    interleaved,
    packed,
    rice,
    separators,
    varint,
)
from generator.search_index.words import ABSTRACT, TITLE, Words

MOST_TIMES = 15
LONGEST = 255
SHARD = 8192
OWN_SHARD = 2048


@dataclass(frozen=True, slots=True)
class Postings:
    """Which papers have a stem: `doc` and `kind` by stem, where stem `n` has those from `starts[n]` to `starts[n + 1]`.

    `kind` is a place in `kinds`. `first` has for each posting its first token in `Words`, and at its end their number.
    """

    starts: Numbers
    doc: Numbers
    kind: Numbers
    kinds: list[int]
    first: Numbers


def gather(words: Words) -> Postings:
    """The postings of all words."""
    is_new = np.diff(words.stem, prepend=-1).astype(bool) | np.diff(words.doc, prepend=-1).astype(bool)
    first = np.flatnonzero(is_new)
    posting = np.cumsum(is_new) - 1
    times = np.bincount(posting * 4 + words.field, minlength=4 * len(first)).reshape(-1, 4)
    frequencies = np.minimum(times, MOST_TIMES) @ np.array([1, 16, 256, 4096])
    counts = np.bincount(frequencies)
    values = np.flatnonzero(counts)
    kinds = values[np.lexsort((values, -counts[values]))]
    rank = np.empty(len(counts), np.int64)
    rank[kinds] = np.arange(len(kinds))
    starts = np.concatenate(([0], np.cumsum(np.bincount(words.stem[first], minlength=len(words.stems)))))
    return Postings(starts, words.doc[first], rank[frequencies], kinds.tolist(), np.append(first, len(words.stem)))


def lists(postings: Postings, papers: int) -> tuple[bytes, Numbers]:
    """The lists of all stems one after the other, and where each ends."""
    counts = np.diff(postings.starts)
    k = np.repeat(gap_parameter(counts, papers), counts)
    codes = interleaved(rice(gaps(postings.doc, postings.starts[:-1]), k), gamma(postings.kind + 1))
    return packed(codes, 2 * counts)


def cuts(ends: Numbers, stems: Sequence[str]) -> list[tuple[int, int]]:
    """From which stem to which each shard goes."""
    found, start, size = [], 0, 0
    sizes = np.diff(ends, prepend=0).tolist()
    for at, (own, stem) in enumerate(zip(sizes, stems, strict=True)):
        is_large = own >= OWN_SHARD
        if at > start and (is_large or size + own > SHARD):
            found.append((start, at))
            start, size = at, 0
        size += SHARD if is_large else own + len(stem.encode()) + 3
    return [*found, (start, len(sizes))] if stems else []


def shards(words: Words, postings: Postings, papers: int) -> tuple[list[bytes], list[str], list[tuple[int, int]]]:
    """The shards, the texts that part them, and from which stem to which each goes."""
    data, ends = lists(postings, papers)
    parts = cuts(ends, words.stems)
    counts, bounds = np.diff(postings.starts).tolist(), [0, *ends.tolist()]
    made = []
    for start, end in parts:
        heads = b"".join(_heads(words.stems[start:end], counts[start:end], bounds[start : end + 1]))
        made.append(varint(end - start) + heads + data[bounds[start] : bounds[end]])
    first, last = [words.stems[start] for start, _ in parts], [words.stems[end - 1] for _, end in parts]
    return made, separators(first, last), parts


def _heads(stems: Sequence[str], counts: Sequence[int], bounds: Sequence[int]) -> Iterator[bytes]:
    before = b""
    for at, stem in enumerate(stems):
        word = stem.encode()
        yield front_coded(before, word) + varint(counts[at]) + varint(bounds[at + 1] - bounds[at])
        before = word


def lengths(words: Words) -> tuple[bytes, list[int]]:
    """The file of lengths, and the two sums of its columns."""
    columns = [np.minimum(words.lengths[:, field], LONGEST) for field in (TITLE, ABSTRACT)]
    return b"".join(map(_column, columns)), [max(1, int(column.sum())) for column in columns]


def _column(column: Numbers) -> bytes:
    middle = int(np.sort(column)[len(column) // 2]) if len(column) else 0
    difference = column - middle
    zigzag = np.where(difference >= 0, 2 * difference, -2 * difference - 1)
    k = int(floor_log2(np.maximum(zigzag.sum(keepdims=True) * 177 // (256 * max(1, len(column))), 1))[0])
    data, _ = packed(rice(zigzag, k), np.array([len(column)]))
    return bytes((middle, k)) + varint(len(data)) + data
