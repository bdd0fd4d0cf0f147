"""Sets of papers: for each the number of its papers as a varint, the length of its list in bytes as a varint, and the
list of gaps, from a byte of its own on.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from generator.search_index.bits import gap_parameter, gaps, packed, rice, varint


def written(sets: Sequence[Sequence[int]], papers: int) -> list[bytes]:
    """Each set of sorted papers in bytes."""
    counts = np.array([len(one) for one in sets], np.int64)
    docs = np.array([doc for one in sets for doc in one], np.int64)
    if not len(docs):
        return [b"\0\0"] * len(sets)
    filled = np.flatnonzero(counts)
    starts = (np.cumsum(counts) - counts)[filled]
    data, ends = packed(rice(gaps(docs, starts), np.repeat(gap_parameter(counts, papers), counts)), counts)
    bounds = [0, *ends.tolist()]
    return [
        varint(len(one)) + varint(bounds[at + 1] - bounds[at]) + data[bounds[at] : bounds[at + 1]]
        for at, one in enumerate(sets)
    ]
