"""The graph of near papers, and smaller and smaller ones in which two near papers are one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    import numpy as np

    Numbers: TypeAlias = np.ndarray[tuple[int], np.dtype[Any]]

NEIGHBOURS: Final = 12
"""So many near papers of each pull at it. Of 10, 12 and 15 the shares of neighbours kept differ by 0.01 at most."""
SMALLEST: Final = 60
"""A graph of so few is not made smaller: it finds its shape from any beginning."""
_SHRUNK: Final = 0.95


@dataclass(frozen=True, slots=True)
class Graph:
    """Pairs of `size` nodes, each once, with the whole number that says how near they are.

    `parts` has, for each node of the graph that this was made of, its node here.
    """

    size: int
    ones: Numbers
    others: Numbers
    weights: Numbers
    parts: Numbers | None = None


def linked(near: Sequence[Sequence[int]]) -> Graph:
    """The graph of papers by their number; of the nearest first, the nearer one is, the more it counts."""
    import numpy as np

    rows = np.repeat(np.arange(len(near)), [min(len(one), NEIGHBOURS) for one in near])
    columns = np.array([other for one in near for other in one[:NEIGHBOURS]], np.int64)
    ranks = np.array([NEIGHBOURS - rank for one in near for rank in range(min(len(one), NEIGHBOURS))], np.int64)
    return _joined(len(near), rows, columns, ranks)


def smaller(whole: Graph) -> list[Graph]:
    """The graph and those made of it, each of the one before, the smallest last."""
    graphs = [whole]
    while graphs[-1].size > SMALLEST:
        halved = _halved(graphs[-1])
        if halved.size > _SHRUNK * graphs[-1].size:
            break
        graphs.append(halved)
    return graphs


def _joined(size: int, ones: Numbers, others: Numbers, weights: Numbers, parts: Numbers | None = None) -> Graph:
    """A graph of pairs in either direction, some of them said twice."""
    import numpy as np

    keys, places = np.unique(np.minimum(ones, others) * size + np.maximum(ones, others), return_inverse=True)
    total = np.bincount(places, weights, len(keys)).astype(np.int64)
    return Graph(size, keys // size, keys % size, total, parts)


def _halved(whole: Graph) -> Graph:
    """Each node with the nearest one that has no other yet as one node; the strongest pairs choose first.

    A node whose near ones all have another goes with the nearest of them.
    """
    import numpy as np

    parts = [-1] * whole.size
    count = 0
    order = np.argsort(-whole.weights, kind="stable")
    pairs = list(zip(whole.ones[order].tolist(), whole.others[order].tolist(), strict=True))
    for one, other in pairs:
        if parts[one] < 0 and parts[other] < 0:
            parts[one] = parts[other] = count
            count += 1
    for one, other in pairs:
        if parts[one] < 0 or parts[other] < 0:
            parts[one] = parts[other] = max(parts[one], parts[other])
    for node, part in enumerate(parts):
        if part < 0:
            parts[node] = count
            count += 1
    into = np.array(parts, np.int64)
    ones, others = into[whole.ones], into[whole.others]
    apart = ones != others
    return _joined(count, ones[apart], others[apart], whole.weights[apart], into)
