"""Points into a frame, so that none hides another: each stays where it is or moves to the nearest free place."""

from __future__ import annotations

from math import isqrt
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    import numpy as np

    Numbers: TypeAlias = np.ndarray[tuple[int], np.dtype[Any]]

WIDTH: Final = 3600
HEIGHT: Final = 2400
MARGIN: Final = 90
LARGEST: Final = 72
SMALLEST: Final = 4
_COVERED: Final = 12
"""One part in so many of the frame is covered by points, unless they are `LARGEST`."""
_REACH: Final = 8
"""So many widths around a point are looked at closely for a free place."""


def size_of(count: int) -> int:
    """The width of a point where there are so many."""
    return max(SMALLEST, min(LARGEST, isqrt(WIDTH * HEIGHT // (_COVERED * max(count, 1)))))


def spaced(x: Numbers, y: Numbers) -> list[tuple[int, int]]:
    """Whole numbers within the frame for points anywhere, at least the width of one apart."""
    size = size_of(len(x))
    room = _Room(size)
    across, down = _spread(x, WIDTH), _spread(y, HEIGHT)
    return [room.take(column, row) for column, row in zip(across.tolist(), down.tolist(), strict=True)]


def _spread(values: Numbers, length: int) -> Numbers:
    """Values as places along a side of the frame, in their order: half by how far out they are, half by their rank.

    So a few papers far out do not leave the others a corner of the frame.
    """
    import numpy as np

    ordered = np.sort(values)
    low, high = float(ordered[0]), float(ordered[-1])
    if low == high:
        return np.full(len(values), length // 2)
    first, after = (np.searchsorted(ordered, values, side) for side in ("left", "right"))
    ranks = (first + after - 1) / (2 * (len(values) - 1))
    inner = length - 2 * MARGIN
    return np.rint(((values - low) / (high - low) + ranks) * (inner / 2)).astype(np.int64) + MARGIN


class _Room:
    """The frame with what is taken of it, and some taken room around it."""

    def __init__(self, size: int) -> None:
        import numpy as np

        self._size = size
        self._edge = _REACH * size
        self._row = WIDTH + 2 * self._edge
        self._taken = np.ones((HEIGHT + 2 * self._edge, self._row), np.bool_)
        inside = self._edge + size
        self._taken[inside:-inside, inside:-inside] = False
        self._flat = self._taken.ravel()
        steps = np.arange(-self._edge, self._edge + 1, max(1, size // 4))
        across, down = (grid.ravel() for grid in np.meshgrid(steps, steps))
        order = np.lexsort((across, down, across * across + down * down))
        self._around = (down * self._row + across)[order]

    def take(self, column: int, row: int) -> tuple[int, int]:
        """The free place that is nearest, taken from now on."""
        at = self._nearest((row + self._edge) * self._row + column + self._edge)
        row, column = divmod(at, self._row)
        span = self._size - 1
        self._taken[row - span : row + span + 1, column - span : column + span + 1] = True
        return column - self._edge, row - self._edge

    def _nearest(self, at: int) -> int:
        if not self._flat[at]:
            return at
        for around in (self._around[:80], self._around):
            taken = self._flat[at + around]
            place = int(taken.argmin())
            if not taken[place]:
                return at + int(around[place])
        # A crowd beyond reach: the next free place in reading order, from the middle of the frame on.
        free = (~self._flat).nonzero()[0]
        return int(free[min(int(free.searchsorted(at)), len(free) - 1)])
