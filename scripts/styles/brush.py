"""A loaded bristle brush: strokes that leave colour and thickness on a canvas, lit from the upper left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from scripts.styles.field import SIZE, Field, blur, noise, relief, smoothstep, tone


@dataclass
class Stroke:
    """One touch: centre, direction in radians, length, width and bow in pixels, colour 0..1."""

    y: float
    x: float
    angle: float
    length: float
    width: float
    bow: float
    paint: Field


@dataclass
class Canvas:
    """Wet paint: ``colour`` (SIZE, SIZE, 3) and its ``height`` (SIZE, SIZE) in arbitrary units."""

    colour: Field
    rng: np.random.Generator
    height: Field = field(default_factory=lambda: np.zeros((SIZE, SIZE)))
    bristles: Field = field(init=False)

    def __post_init__(self) -> None:
        self.bristles = noise(self.rng, 5, 0.9, stretch=(1.0, 14.0))

    def touch(self, stroke: Stroke, dryness: float = 0.35, streak: float = 0.07, point: float = 5.0) -> None:
        """Lay one stroke; a dry brush leaves gaps between its bristles, streaks vary the colour along them.

        The ends are blunt with ``point`` 5 and round like a leaf with 2.
        """
        reach = stroke.length / 2 + stroke.width + abs(stroke.bow)
        top, bottom = max(int(stroke.y - reach), 0), min(int(stroke.y + reach) + 1, SIZE)
        left, right = max(int(stroke.x - reach), 0), min(int(stroke.x + reach) + 1, SIZE)
        if top >= bottom or left >= right:
            return
        dy = np.arange(top, bottom)[:, None] + 0.5 - stroke.y
        dx = np.arange(left, right)[None, :] + 0.5 - stroke.x
        along = (dx * np.cos(stroke.angle) + dy * np.sin(stroke.angle)) / (stroke.length / 2)
        across = dy * np.cos(stroke.angle) - dx * np.sin(stroke.angle) + stroke.bow * (along * along - 0.4)
        across = across / (stroke.width / 2)
        hairs = self._hairs(along * stroke.length / 2, across * stroke.width / 2)
        body = 1 - np.abs(along) ** point - np.abs(across) ** min(point, 4.0)
        cover = smoothstep(0.0, 0.28, body - dryness * (0.35 + 0.65 * np.abs(along)) * np.maximum(hairs, -0.4))
        self._mix(slice(top, bottom), slice(left, right), stroke.paint, cover, hairs, across, streak)

    def _hairs(self, along: Field, across: Field) -> Field:
        """Return the bristle noise of one stroke, taken at a random place of the bristle sheet."""
        oy, ox = self.rng.integers(0, SIZE, 2)
        rows = (across + oy).astype(np.intp) % SIZE
        columns = (along + ox).astype(np.intp) % SIZE
        return np.asarray(self.bristles[rows, columns])

    def _mix(
        self, rows: slice, columns: slice, paint: Field, cover: Field, hairs: Field, across: Field, streak: float
    ) -> None:
        """Put paint and thickness into the patch; paint gathers in ridges at both sides of the stroke."""
        weight = cover[..., None]
        fresh = np.clip(paint + streak * hairs[..., None], 0, 1)
        self.colour[rows, columns] += weight * (fresh - self.colour[rows, columns])
        ridge = 0.55 + 0.45 * np.minimum(np.abs(across), 1.2) ** 2 + 0.22 * hairs
        self.height[rows, columns] += cover * (ridge + 0.3 * self.height[rows, columns] - self.height[rows, columns])

    def lit(self, strength: float, gloss: float = 0.0) -> Field:
        """Return the picture (SIZE, SIZE, 3) with the paint's thickness lit; ``gloss`` adds wet highlights."""
        light = relief(blur(self.height, 0.7), strength)
        shaded = tone(self.colour, 0.25 + 0.75 * np.clip(light, 0, 2))
        return np.clip(shaded + gloss * np.clip(light - 1.35, 0, 1)[..., None], 0, 1)


def scatter(rng: np.random.Generator, spacing: float) -> Field:
    """Return points (n, 2) as y, x that cover the canvas evenly, about ``spacing`` pixels apart, in random order."""
    count = int(SIZE / spacing) + 2
    grid = np.mgrid[0:count, 0:count].reshape(2, -1).T * spacing - spacing / 2
    points = grid + rng.uniform(-0.6, 0.6, grid.shape) * spacing
    return np.asarray(points[rng.permutation(len(points))])


def pixel(point: Field) -> tuple[int, int]:
    """Return the row and column of the pixel under a point, clamped to the canvas."""
    row, column = np.clip(point, 0, SIZE - 1).astype(int)
    return int(row), int(column)


def cover_with(
    canvas: Canvas, target: Field, direction: Field, spacing: float, shape: Callable[[int, int], tuple[float, float]]
) -> None:
    """Cover the canvas with strokes that follow ``direction`` (radians) and take their colours from ``target``.

    ``shape`` gives length and width of the stroke at a row and column; a width of 0 leaves the place bare.
    """
    for point in scatter(canvas.rng, spacing):
        row, column = pixel(point)
        length, width = shape(row, column)
        if width <= 0:
            continue
        jitter = canvas.rng.normal(0, 1, 3)
        angle = float(direction[row, column] + 0.12 * jitter[0])
        paint = np.clip(target[row, column] + 0.035 * jitter[1] + canvas.rng.normal(0, 0.025, 3), 0, 1)
        bow = float(jitter[2]) * width * 0.18
        canvas.touch(Stroke(point[0], point[1], angle, length, width, bow, paint))
