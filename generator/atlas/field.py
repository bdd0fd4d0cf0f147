"""What pushes points apart, for all of them at once: the sum of 1 / (1 + d²) over the distances d to all points.

The kernel is an integral of bells of every width, here a sum of bells that are twice as wide each time. A bell is drawn
on a grid whose cells have its width, so that wide ones cost little. The push is the slope of the sum. Only single
additions and products of whole arrays are used, in a fixed order: the same bits on any machine.

Van der Maaten, Hinton: Visualizing data using t-SNE (2008) has the kernel; Linderman and others: Fast
interpolation-based t-SNE (2019) the grid, there with another transform.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    import numpy as np

    Numbers: TypeAlias = np.ndarray[tuple[int], np.dtype[Any]]
    Grid: TypeAlias = np.ndarray[tuple[int, int], np.dtype[Any]]

CELL: Final = 0.7
"""The finest cells are no larger than this, where 1 is the distance at which the push begins to fade."""
NARROWEST: Final = 16.0
"""The grid is at least so wide: its widest bells are to be wider than 1."""
FEWEST: Final = 128
MOST: Final = 1024
"""So many cells are in a row at least and at most; of very many points the cells are larger."""
_BELL: Final = (0.4026, 0.2442, 0.0545)
_WIDTH: Final = 1.12
"""The standard deviation of a drawn bell in cells: that of `_BELL`, and what smoothing between grids adds."""
_AREA: Final = 7.8817
"""2 π `_WIDTH`²: what a bell of height 1 adds up to."""
_SHARES: Final = (
    (0.001, 0.999000), (0.01, 0.990050), (0.1, 0.904837), (0.25, 0.778801), (0.5, 0.606531), (0.75, 0.472367),
    (1.0, 0.367879), (1.5, 0.223130), (2.0, 0.135335), (3.0, 0.049787), (5.0, 0.006738),
)  # fmt: skip
"""Points of e to the power of -t; it is not asked of the machine, for machines differ in its last digits."""
_LOG_4: Final = 1.3862944


def push(x: Numbers, y: Numbers) -> tuple[Numbers, Numbers, float]:
    """The slope of the sum at each point, in x and in y, and the sum over all points."""
    import numpy as np

    cells, side, left, top = _frame(x, y)
    across, down = (x - left) / side, (y - top) / side
    column, row = across.astype(np.int64), down.astype(np.int64)
    right, low = across - column, down - row
    at = column * cells + row
    corners = (at, at + 1, at + cells, at + cells + 1)
    shares = ((1 - right) * (1 - low), (1 - right) * low, right * (1 - low), right * low)
    counts = sum(np.bincount(corner, share, cells * cells) for corner, share in zip(corners, shares, strict=True))
    heights = _heights(np.reshape(counts, (cells, cells)), side).ravel()
    a, b, c, d = (heights[corner] for corner in corners)
    total = float(np.cumsum(a * shares[0] + b * shares[1] + c * shares[2] + d * shares[3])[-1])
    return ((c - a) * (1 - low) + (d - b) * low) / side, ((b - a) * (1 - right) + (d - c) * right) / side, total


def _frame(x: Numbers, y: Numbers) -> tuple[int, float, float, float]:
    """Cells in a row, the side of one, and where the first is, with some cells beyond the points."""
    span = max(float(x.max() - x.min()), float(y.max() - y.min()), NARROWEST)
    cells = FEWEST
    while (cells - 8) * CELL < span and cells < MOST:
        cells *= 2
    side = span / (cells - 8)
    return cells, side, float(x.min()) - 4 * side, float(y.min()) - 4 * side


def _heights(counts: Grid, side: float) -> Grid:
    """The sum at the corners of the cells."""
    grids = [counts]
    while len(grids[-1]) > 4:
        last = _smooth(_smooth(grids[-1]).T).T
        grids.append(last[::2, ::2] + last[1::2, ::2] + last[::2, 1::2] + last[1::2, 1::2])
    total = _bells(grids[-1], side * 2 ** (len(grids) - 1))
    for place in range(len(grids) - 2, -1, -1):
        total = _bells(grids[place], side * 2**place) + _finer(total)
    return total


def _bells(counts: Grid, side: float) -> Grid:
    """The part of the sum that bells as wide as these cells make."""
    speed = 1 / (2 * (side * _WIDTH) * (side * _WIDTH))
    height = _LOG_4 * speed * _fallen(speed) * _AREA
    middle, near, far = (height * part for part in _BELL)
    down = _mixed(counts, _BELL)
    return _mixed(down.T, (middle, near, far)).T


def _mixed(grid: Grid, parts: tuple[float, float, float]) -> Grid:
    """Each row with its two neighbours on either side, in these parts."""
    made = grid * parts[0]
    for distance in (1, 2):
        part = grid * parts[distance]
        made[distance:] += part[:-distance]
        made[:-distance] += part[distance:]
    return made


def _finer(grid: Grid) -> Grid:
    """The same on cells of half the side, smooth."""
    import numpy as np

    wide = np.empty((len(grid), 2 * len(grid)))
    wide[:, ::2] = wide[:, 1::2] = grid
    return _smooth(_smooth(np.repeat(wide, 2, 0)).T).T


def _smooth(grid: Grid) -> Grid:
    made, part = grid * 0.5, grid * 0.25
    made[1:] += part[:-1]
    made[:-1] += part[1:]
    made[0] += part[0]
    made[-1] += part[-1]
    return made


def _fallen(time: float) -> float:
    """e to the power of -`time`, from the table, in straight lines between its points."""
    before = (0.0, 1.0)
    for point in _SHARES:
        if time <= point[0]:
            return before[1] + (point[1] - before[1]) * (time - before[0]) / (point[0] - before[0])
        before = point
    return 0.0
