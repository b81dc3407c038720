"""Strokes of light and dark that follow the forms, for a painter who has nothing else to go by."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from stylizer_app.imaging.samples import Floats

DIRECTIONS = 12
"""In how many directions strokes are drawn; between them they are mixed."""

WIDTHS = (3, 6)
"""Pixels of the strokes' widths, which lie over each other, as one width alone looks like a fingerprint. They are some
16 long."""

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

_DOUBLINGS = (1, 2, 4, 8)
_SIDE = 510
_TINY = np.float32(1e-20)
_BAND = 64


def strokes(along: Floats) -> Floats:
    """Return strokes (H, W) of mean 0 and standard deviation 1 in the directions asked for.

    ``along``: (H, W, 2), cosine and sine of twice the angle from the rows, of any length. The same place has
    the same strokes in pictures of every size.
    """
    height, width = along.shape[:2]
    drawn, pressure = _drawn(), _pressure()
    result = np.empty((height, width), np.float32)
    columns = np.arange(width) % _SIDE
    for top in range(0, height, _BAND):
        band = slice(top, min(top + _BAND, height))
        rows = np.arange(band.start, band.stop) % _SIDE
        result[band] = _mixed(along[band], drawn[:, rows].take(columns, axis=2))
        result[band] *= pressure[rows].take(columns, axis=1)
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


def _mixed(along: Floats, drawn: Floats) -> Floats:
    """Strokes in all directions (DIRECTIONS, h, w), each counting where its direction is wanted."""
    cosine, sine = np.moveaxis(along, -1, 0)
    length = np.hypot(cosine, sine) + _TINY
    cosine, sine = (cosine + _TINY) / length, sine / length  # along the rows where there is none
    near = np.empty_like(drawn)
    for number, share in enumerate(near):
        angle = 2 * np.pi * number / DIRECTIONS
        np.maximum(cosine * np.float32(np.cos(angle)) + sine * np.float32(np.sin(angle)), 0, out=share)
    near *= near * near
    for _ in range(2):
        near *= near  # to the power of 12: only two or three directions count at a place
    power = np.square(near).sum(axis=0)
    power += np.float32(2 * _likeness()) * ((near[:-1] * near[1:]).sum(axis=0) + near[-1] * near[0])
    result: Floats = (near * drawn).sum(axis=0) / np.sqrt(power)
    return result


@cache
def _likeness() -> float:
    """How like strokes are to those of the next direction: their correlation."""
    drawn = _drawn()
    return float(np.mean(drawn * np.roll(drawn, 1, axis=0)))


@cache
def _drawn() -> NDArray[np.float32]:
    """Strokes that repeat, (DIRECTIONS, side, side): noise that is averaged along each of the directions."""
    random = np.random.RandomState(1)  # the same for ever
    noise = np.sum([_noise(random, width) for width in WIDTHS], axis=0)
    for axis in (0, 1):
        noise = np.roll(noise, 1, axis) + noise + np.roll(noise, -1, axis)
    drawn = []
    for number in range(DIRECTIONS):
        angle = np.pi * number / DIRECTIONS
        line = noise
        for step in (*_DOUBLINGS, *_DOUBLINGS):
            line = line + np.roll(line, (round(step * np.sin(angle)), round(step * np.cos(angle))), (0, 1))
        drawn.append(line / line.std())
    return np.stack(drawn)


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


def _noise(random: np.random.RandomState, width: int) -> Floats:
    """Noise (side, side) in squares of so many pixels, of standard deviation 1."""
    cells = random.standard_normal((_SIDE // width, _SIDE // width)).astype(np.float32)
    return np.kron(cells, np.ones((width, width), np.float32))
