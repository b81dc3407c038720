"""Strokes of light and dark that follow the forms, for a painter who has nothing else to go by."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from stylizer_app.imaging.samples import Floats

CELL = 12
"""Pixels of the squares in each of which one stroke has its middle."""

LONG, WIDE = (12, 23), (2.5, 9)
"""Half of the shortest and the longest stroke's length, at most 2 CELL, and of the narrowest and the broadest one's
width, in pixels; short ones are narrow."""

ENDS = 0.3
"""The share of its light that a stroke has lost where it ends."""

SPREAD = 0.79
"""Standard deviation of what is drawn so, before it is made 1."""

BREADTH, UNEVENNESS = 51, 0.4
"""Over so many pixels strokes become stronger and weaker, by so much of their strength on average."""

SLOPE = 6e-6
"""Squared slope of the light, per pixel of `directions`, from which on strokes follow it; else they wave."""

SLANT = -55
"""Degrees in which straight strokes go, from the rows: as a right hand hatches."""

WHIRLS = ((0.2, 0.33, 0.24), (0.62, 0.21, 0.33), (0.9, 0.6, 0.18), (0.4, 0.9, 0.21))
"""Where whirls turn, in shares of width and height, and how large they are, in shares of the shorter side."""

WIND = 0.5
"""Radians by which they wind inwards."""

FIRM = 12
"""How many times steeper the light may slope before strokes that whirl follow it instead."""

_SIDE = 510
_TINY = np.float32(1e-20)
_SQUARES = 256
_REACH = 2
_BAND = 4


def strokes(along: Floats) -> Floats:
    """Return strokes (H, W) of mean 0 and standard deviation 1 in the directions asked for.

    Each has a beginning, an end and a light of its own, and lies over some of its neighbours; between them is ground.

    ``along``: (H, W, 2), cosine and sine of twice the angle from the rows, of any length; what a stroke has in its
    middle counts. The same place has the same strokes in pictures of every size.
    """
    height, width = along.shape[:2]
    rows, columns = height // CELL + 1, width // CELL + 1  # at least a pixel more than the picture
    placed = _placed(along, rows + 2 * _REACH, columns + 2 * _REACH)
    drawn = np.empty((rows * CELL, columns * CELL), np.float32)
    for top in range(0, rows, _BAND):
        count = min(_BAND, rows - top)
        band = drawn[top * CELL : (top + count) * CELL].reshape(count, CELL, columns, CELL)
        _draw(placed[:, top : top + count + 2 * _REACH], top, band)
    for _ in range(2):  # softly, so that edges have no steps
        padded: Floats = np.pad(drawn, ((1, 1), (0, 0)), mode="edge")
        drawn = (padded[:-2] + 2 * drawn + padded[2:]).T / np.float32(4)
    down, right = np.arange(height) % _SIDE, np.arange(width) % _SIDE
    result: Floats = drawn[:height, :width] * _pressure()[down].take(right, axis=1)
    result *= np.float32(1 / SPREAD)
    return result


def directions(slopes: Floats, movement: float) -> Floats:
    """Return where strokes go, (h, w, 2) as `strokes` wants it, in a picture that has these slopes (h, w, 2).

    ``movement``: 0 follows the forms and waves gently elsewhere, -1 hatches straight, 1 whirls where there is room.
    """
    height, width = slopes.shape[:2]
    longer, shorter = max(height, width), min(height, width) / max(height, width)
    y, x = np.indices((height, width), np.float32) / np.float32(longer)
    angle = 0.3 * np.sin(2 * np.pi * (1.3 * x + 0.7 * y)) + 0.2 * np.sin(2 * np.pi * (2.1 * y - x))
    whirling = max(movement, 0.0)
    field = slopes + SLOPE * (1 - whirling) * _direction(angle)
    for right, down, reach in WHIRLS if whirling else ():
        far_x = (x - right * width / longer) / (reach * shorter)
        far_y = (y - down * height / longer) / (reach * shorter)
        near = np.exp(-(np.square(far_x) + np.square(far_y)))[..., np.newaxis]
        field += SLOPE * FIRM * whirling * near * _direction(np.arctan2(far_x, -far_y) + WIND + 0.5 * angle)
    straight = max(-movement, 0.0)
    if straight:
        field /= np.hypot(field[..., :1], field[..., 1:]) + _TINY
        field = (1 - straight) * field + straight * _direction(np.full_like(x, np.radians(SLANT)))
    result: Floats = field.astype(np.float32)
    return result


def _direction(angle: Floats) -> Floats:
    """Cosine and sine of twice the angle (h, w)."""
    direction: Floats = np.stack([np.cos(2 * angle), np.sin(2 * angle)], axis=-1)
    return direction


def _placed(along: Floats, rows: int, columns: int) -> Floats:
    """The strokes of a picture that goes as ``along`` says, in rows and columns of which _REACH lie before its first.

    (8, rows, columns): where the middle is, in pixels down and right; the cosine and sine of its angle by half its
    length, then by half its width; its light; and its rank, as the higher one lies over the lower.
    """
    down, right, longer, wider, light, rank = (
        _hand().take(range(rows), 1, mode="wrap").take(range(columns), 2, mode="wrap")
    )
    y, x = ((np.arange(n, dtype=np.float32) - _REACH) * CELL for n in (rows, columns))
    down, right = y[:, np.newaxis] + CELL * down, x + CELL * right
    seen = along[tuple(np.clip(at, 0, n - 1).astype(int) for at, n in zip((down, right), along.shape[:2], strict=True))]
    angle = np.arctan2(seen[..., 1], seen[..., 0]) / 2
    length = LONG[0] + (LONG[1] - LONG[0]) * longer
    width = WIDE[0] + (WIDE[1] - WIDE[0]) * wider * (1 + longer) / 2
    cosine, sine = np.cos(angle), np.sin(angle)
    parts = down, right, cosine / length, sine / length, cosine / width, sine / width, light, rank
    return np.stack(parts).astype(np.float32)


def _draw(placed: Floats, top: int, drawn: Floats) -> None:
    """Draw strokes into squares (rows, CELL, columns, CELL) from row ``top`` on, which are not the outermost _REACH."""
    rows, _, columns, _ = drawn.shape
    squares, inside = np.arange(max(top + rows, columns), dtype=np.float32) * CELL, np.arange(CELL, dtype=np.float32)
    y = squares[top : top + rows, np.newaxis, np.newaxis, np.newaxis] + inside[:, np.newaxis, np.newaxis]
    x = squares[:columns, np.newaxis] + inside
    drawn[...] = 0
    highest = np.zeros_like(drawn)
    for part in np.ndindex(2 * _REACH + 1, 2 * _REACH + 1):
        near = placed[:, part[0] : part[0] + rows, part[1] : part[1] + columns][:, :, np.newaxis, :, np.newaxis]
        down, right, cosine, sine, across_cosine, across_sine, light, rank = near
        lengthwise = np.square((x - right) * cosine + (y - down) * sine)
        outwards = np.square(lengthwise, out=lengthwise)
        outwards += np.square((y - down) * across_cosine - (x - right) * across_sine)
        covered = (outwards < 1) & (rank > highest)
        np.copyto(highest, rank, where=covered)
        np.copyto(drawn, light - ENDS * light * outwards, where=covered)


@cache
def _hand() -> Floats:
    """What strokes are like, (6, _SQUARES, _SQUARES), which repeats: down and right in their squares, length, width and
    rank from 0 to 1, and a light of mean 0 and standard deviation 1.
    """
    random = np.random.RandomState(1)  # the same for ever
    shares, light = random.random_sample((5, _SQUARES, _SQUARES)), random.standard_normal((1, _SQUARES, _SQUARES))
    return np.concatenate([shares[:4], light, shares[4:]]).astype(np.float32)


@cache
def _pressure() -> NDArray[np.float32]:
    """How firmly the brush is held at every place, (side, side), of mean square 1: from here to there it changes."""
    cells = np.random.RandomState(2).standard_normal((_SIDE // BREADTH, _SIDE // BREADTH))
    spread = np.repeat(np.eye(len(cells)), BREADTH, axis=0)  # every cell's share of every place along a line
    for _ in range(2):
        spread = np.mean([np.roll(spread, step, axis=0) for step in range(-BREADTH // 2, BREADTH // 2)], axis=0)
    noise = spread @ cells @ spread.T
    pressure = np.clip(1 + UNEVENNESS * noise / noise.std(), 0, None).astype(np.float32)
    result: NDArray[np.float32] = pressure / np.sqrt(np.mean(np.square(pressure)))
    return result
