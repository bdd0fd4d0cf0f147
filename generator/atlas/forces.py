"""Papers pulled together by nearness and pushed apart by all others, until they lie well: t-SNE from coarse to fine.

A small graph is laid out first; each node is then taken apart into the two that it was made of, which move on from
there. So a neighbourhood finds its place as one, and a hundred thousand papers need no more steps than a hundred.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from generator.atlas.field import push
from generator.atlas.graph import Graph

if TYPE_CHECKING:
    import numpy as np
    from scipy.sparse import csr_matrix

    Numbers: TypeAlias = np.ndarray[tuple[int], np.dtype[Any]]

STEPS: Final = 50
_FIRST_STEP: Final = 0.3
_KEPT: Final = 0.7
"""The part of a movement that goes on in the next step."""
_FARTHEST: Final = 1.0
"""How far a point moves in one step."""
_PULL: Final = 6.5
"""What all pairs of a node pull together, on average."""
_STRONGEST: Final = 3.0
_HOME: Final = 3.0
"""What pulls every point to the middle, shared by all: a paper that nothing else pulls does not fly away."""


def settled(graphs: list[Graph]) -> tuple[Numbers, Numbers]:
    """The places of the nodes of the first graph, from the last and smallest one on."""
    import numpy as np

    graph = graphs[-1]
    spread = graph.size**0.5
    x, y = spread * scattered(graph.size, 0), spread * scattered(graph.size, 1)
    for graph, finer in zip(graphs[::-1], [*graphs[-2::-1], None], strict=True):
        x, y = _moved(graph, x, y)
        if finer and graph.parts is not None:
            room = float(np.sqrt(finer.size / graph.size))
            x = x[graph.parts] * room + scattered(finer.size, 2) / 2
            y = y[graph.parts] * room + scattered(finer.size, 3) / 2
    return x, y


def scattered(count: int, series: int) -> Numbers:
    """Numbers between -0.5 and 0.5 without a pattern, always the same ones."""
    import numpy as np

    mixed = (np.arange(1, count + 1, dtype=np.uint64) + np.uint64(series << 32)) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    return (mixed >> np.uint64(40)).astype(np.float64) / (1 << 24) - 0.5


def _moved(graph: Graph, x: Numbers, y: Numbers) -> tuple[Numbers, Numbers]:
    import numpy as np

    weights = graph.weights * (_PULL * graph.size / max(int(graph.weights.sum()), 1))
    weights = np.minimum(weights, _STRONGEST)
    pairs = float(np.cumsum(np.append(weights, 0.0))[-1])
    home = _HOME / graph.size
    ends = _ends(graph.ones, graph.size), _ends(graph.others, graph.size)
    along, down = np.zeros(graph.size), np.zeros(graph.size)
    for step in range(STEPS):
        pulled_x, pulled_y = _pull(graph, ends, weights, x, y)
        slope_x, slope_y, total = push(x, y)
        pace = _FIRST_STEP * (1 - step / STEPS)
        along = _KEPT * along + pace * (pulled_x - pairs / total * slope_x - home * x)
        down = _KEPT * down + pace * (pulled_y - pairs / total * slope_y - home * y)
        slower = np.minimum(1, _FARTHEST / np.maximum(np.sqrt(along * along + down * down), _FARTHEST / 100))
        along, down = along * slower, down * slower
        x, y = x + along, y + down
    return x, y


def _ends(nodes: Numbers, size: int) -> csr_matrix:
    """What sums up the numbers of pairs by one of their nodes: each sum in the order of the pairs."""
    import numpy as np
    from scipy.sparse import csr_matrix

    return csr_matrix((np.ones(len(nodes)), (nodes, np.arange(len(nodes)))), (size, len(nodes)))


def _pull(
    graph: Graph, ends: tuple[csr_matrix, csr_matrix], weights: Numbers, x: Numbers, y: Numbers
) -> tuple[Numbers, Numbers]:
    """What the pairs of each node pull it, in x and in y. A place is fetched as one complex number, which is faster."""
    import numpy as np

    places = np.empty(graph.size, np.complex128)
    places.real, places.imag = x, y
    apart = places.take(graph.ones) - places.take(graph.others)
    across, down = apart.real.copy(), apart.imag.copy()
    strength = weights / (1 + across * across + down * down)
    one, other = ends
    first, second = (other @ part - one @ part for part in (strength * across, strength * down))
    return first, second
