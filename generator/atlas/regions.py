"""Neighbourhoods of the map, and smaller ones within them: papers that lie together, and their telling words.

Lloyd: Least squares quantization in PCM (1982), from middles that halve the papers again and again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from generator.model import Region

if TYPE_CHECKING:
    import numpy as np

    Numbers: TypeAlias = np.ndarray[tuple[int], np.dtype[Any]]

Telling = Callable[[Sequence[Sequence[int]]], list[tuple[str, ...]]]
"""For each group of papers, by number, the words that it has more than all of the groups."""

MOST: Final = 20
WORTH_A_NAME: Final = 8
"""There is at most one neighbourhood for so many papers."""
WITHIN: Final = 4
WORTH_PARTS: Final = 160
"""A neighbourhood of so many papers has smaller ones in it."""
DEEPEST: Final = 2
_ROUNDS: Final = 8


def regions(places: Sequence[tuple[int, int]], telling: Telling) -> Iterator[Region]:
    """The neighbourhoods of the places of papers, larger ones first; one that no word tells apart has no name."""
    import numpy as np

    if len(places) < 2 * WORTH_A_NAME:
        return
    x, y = (np.array(values, np.int64) for values in zip(*places, strict=True))
    waiting = [(np.arange(len(places)), 0)]
    while waiting:
        within, level = waiting.pop(0)
        parts = _parts(x, y, within, WITHIN if level else MOST)
        for members, words in zip(parts, telling([part.tolist() for part in parts]), strict=True):
            if words:
                middle = (int(x[members].sum()) // len(members), int(y[members].sum()) // len(members))
                yield Region(*middle, len(members), words, level)
            if level < DEEPEST and len(members) >= WORTH_PARTS:
                waiting.append((members, level + 1))


def _parts(x: Numbers, y: Numbers, within: Numbers, most: int) -> list[Numbers]:
    """Papers in at most so many parts, the largest first."""
    import numpy as np

    own_x, own_y = x[within], y[within]
    starts = list(_halves(own_x, own_y, np.arange(len(within)), min(most, len(within) // WORTH_A_NAME)))
    middle_x, middle_y = (np.array([int(own[part].sum()) // len(part) for part in starts]) for own in (own_x, own_y))
    for _ in range(_ROUNDS):
        nearest = _nearest(own_x, own_y, middle_x, middle_y)
        counts = np.maximum(np.bincount(nearest, minlength=len(starts)), 1)
        middle_x = np.bincount(nearest, own_x, len(starts)).astype(np.int64) // counts
        middle_y = np.bincount(nearest, own_y, len(starts)).astype(np.int64) // counts
    nearest = _nearest(own_x, own_y, middle_x, middle_y)
    parts = [within[nearest == part] for part in range(len(starts))]
    return sorted((part for part in parts if len(part)), key=lambda part: -len(part))


def _nearest(x: Numbers, y: Numbers, middle_x: Numbers, middle_y: Numbers) -> Numbers:
    """For each place the middle that is nearest."""
    import numpy as np

    best, nearest = None, np.zeros(len(x), np.int64)
    for number, (one_x, one_y) in enumerate(zip(middle_x.tolist(), middle_y.tolist(), strict=True)):
        distance = (x - one_x) * (x - one_x) + (y - one_y) * (y - one_y)
        if best is None:
            best = distance
        else:
            nearest[distance < best] = number
            best = np.minimum(best, distance)
    return nearest


def _halves(x: Numbers, y: Numbers, members: Numbers, count: int) -> Iterator[Numbers]:
    """Members in `count` parts, cut across where they are widest, in proportion."""
    import numpy as np

    if count <= 1:
        yield members
        return
    is_wide = np.ptp(x[members]) >= np.ptp(y[members])
    order = members[np.argsort((x if is_wide else y)[members], kind="stable")]
    first = count // 2
    at = len(order) * first // count
    yield from _halves(x, y, order[:at], first)
    yield from _halves(x, y, order[at:], count - first)
