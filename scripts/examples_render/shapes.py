"""Solid shapes of the still life as signed distances in metres (y up), each inside a ball that bounds it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from scripts.examples_render.grids import Grid, lookup, single


@dataclass(frozen=True)
class Solid:
    """A shape: ``distance`` of points (N, 3) to its skin, its bounding ball, and the name of its material.

    The distance may be a little too small but never too large, so that rays can walk by it.
    """

    distance: Callable[[Grid], Grid]
    centre: Grid
    radius: float
    material: str


def ball(x: float, y: float, z: float, radius: float, material: str) -> Solid:
    """Return a ball."""
    centre = single([x, y, z])
    return Solid(lambda p: single(np.linalg.norm(p - centre, axis=1) - radius), centre, radius * 1.01, material)


def apple(x: float, z: float, radius: float, lean: float, material: str, y: float = 0.0) -> Solid:
    """Return an apple standing at x, z on the height y: a ball with a dimple on top, narrower at its foot."""
    centre = single([x, y + radius * 0.93, z])

    def distance(p: Grid) -> Grid:
        q = _leaning(p - centre, lean)
        round_ = np.hypot(q[:, 0], q[:, 2])
        angle = np.arctan2(q[:, 2], q[:, 0])
        low = np.clip(-q[:, 1] / radius, 0, 1)
        body = np.hypot(round_ * (1 + 0.16 * low * low), q[:, 1] * 1.06) - radius * (
            1 + 0.018 * np.cos(5 * angle) * low
        )
        dimple = np.hypot(round_ * 1.15, q[:, 1] - radius * 1.17) - radius * 0.42
        return single(_smooth_cut(single(body), single(dimple), radius * 0.22) * 0.8)

    return Solid(distance, centre, radius * 1.12, material)


def stem(x: float, y: float, z: float, length: float, lean: float, thick: float = 0.0022) -> Solid:
    """Return a thin stalk that starts at a point and leans to the right."""
    foot, end = single([x, y, z]), single([lean * length, length, 0.15 * length])

    def distance(p: Grid) -> Grid:
        q = p - foot
        along = np.clip(q @ end / (end @ end), 0, 1)
        return single(np.linalg.norm(q - along[:, None] * end, axis=1) - thick * (1 + 0.8 * along**4))

    return Solid(distance, single(foot + end / 2), length * 0.75 + 0.006, "bark")


def pear(x: float, z: float, size: float, lean: float) -> Solid:
    """Return a pear: a large and a small ball flowing into each other."""
    centre = single([x, size, z])

    def distance(p: Grid) -> Grid:
        q = _leaning(p - centre, lean)
        lower = np.linalg.norm(q * single([1, 1.02, 1]), axis=1) - size
        upper = np.linalg.norm(q - single([0, 1.22 * size, 0]), axis=1) - 0.50 * size
        return single(_smooth_join(single(lower), single(upper), 0.75 * size) * 0.9)

    return Solid(distance, single(centre + single([0, 0.4 * size, 0])), size * 1.75, "pear")


def lemon(x: float, z: float, size: float, turn: float, y: float = 0.0) -> Solid:
    """Return a lemon lying on its side, its axis turned about the vertical."""
    centre = single([x, y + size * 0.98, z])

    def distance(p: Grid) -> Grid:
        q = p - centre
        axis = np.abs(q[:, 0] * np.cos(turn) + q[:, 2] * np.sin(turn))
        side = np.hypot(q[:, 1], q[:, 2] * np.cos(turn) - q[:, 0] * np.sin(turn))
        body = np.hypot(axis * 0.78, side) - size
        tip = np.hypot(np.maximum(axis - 1.32 * size, 0), side) - 0.20 * size
        return single(_smooth_join(single(body), single(tip), 0.35 * size) * 0.75)

    return Solid(distance, centre, size * 1.75, "lemon")


def lathe(x: float, z: float, profile: Grid, thick: float, material: str) -> Solid:
    """Return a turned vessel on the table: ``profile`` (n, 2) are radius and height from foot to rim in metres.

    With ``thick`` 0 the vessel is solid up to its rim; otherwise it is a wall of that thickness.
    """
    tall = float(profile[-1, 1])
    widest = float(profile[:, 0].max())
    sheet, step = _profile_distances(profile, thick)

    def distance(p: Grid) -> Grid:
        round_ = np.hypot(p[:, 0] - x, p[:, 2] - z) / step
        level = (p[:, 1] + PAD) / step
        row = np.clip(level, 0, sheet.shape[0] - 1.01)
        column = np.minimum(round_, sheet.shape[1] - 1.01)
        return single(lookup(sheet, single(row), single(column)) * 0.95)

    centre = single([x, tall / 2, z])
    return Solid(distance, centre, float(np.hypot(widest + thick, tall / 2 + thick)) * 1.01, material)


PAD = 0.02
"""Room round a turned vessel's distance sheet in metres."""


def _profile_distances(profile: Grid, thick: float) -> tuple[Grid, float]:
    """Return distances in metres over height (rows, from -PAD) and radius (columns), and the step between them."""
    step = 0.0008
    y, r = np.mgrid[-PAD : float(profile[:, 1].max()) + PAD : step, 0 : float(profile[:, 0].max()) + PAD : step]
    closed = profile if thick else np.vstack([[0, profile[0, 1]], profile, [0, profile[-1, 1]]])
    nearest = np.full(y.shape, np.inf)
    inside = np.zeros(y.shape, bool)
    for start, end in pairwise(closed):
        way = end - start
        along = np.clip(((r - start[0]) * way[0] + (y - start[1]) * way[1]) / max(float(way @ way), 1e-9), 0, 1)
        nearest = np.minimum(nearest, np.hypot(r - start[0] - along * way[0], y - start[1] - along * way[1]))
        crosses = (start[1] > y) != (end[1] > y)
        inside ^= crosses & (r < start[0] + way[0] / (way[1] + 1e-12) * (y - start[1]))
    return single(nearest - thick / 2 if thick else np.where(inside, -nearest, nearest)), step


def grapes(x: float, z: float, rng: np.random.Generator) -> Solid:
    """Return a bunch of grapes lying on the table, about 14 cm long."""
    spots: list[Grid] = []
    for layer, count in ((0, 17), (1, 10), (2, 4)):
        for _ in range(count * 30):
            along, across = rng.normal(0, 0.034 - 0.009 * layer), rng.normal(0, 0.02 - 0.005 * layer)
            place = single([along, 0.0115 + 0.017 * layer, across])
            if all(np.linalg.norm(place - other) > 0.0205 for other in spots) and abs(place[0]) < 0.075 - 0.015 * layer:
                spots.append(place)
    places = [single(spot + single([x, 0, z])) for spot in spots]

    def distance(p: Grid) -> Grid:
        nearest = np.full(len(p), np.inf, np.float32)
        for place in places:
            nearest = np.minimum(
                nearest, np.linalg.norm((p - place) * single([0.93, 1, 1]), axis=1) - np.float32(0.0115)
            )
        return single(nearest * 0.98)

    return Solid(distance, single([x, 0.03, z]), 0.105, "grape")


def curve(points: list[tuple[float, float]], steps: int) -> Grid:
    """Return a smooth profile (steps, 2) through radius-height points (Catmull-Rom)."""
    knots = np.array([points[0], *points, points[-1]])
    places = np.linspace(0, len(points) - 1.0001, steps)
    result = []
    for place in places:
        index, t = int(place), place % 1
        a, b, c, d = knots[index : index + 4]
        result.append(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3))
    return single(result)


def _leaning(q: Grid, lean: float) -> Grid:
    """Return points turned about z by ``lean`` radians."""
    c, s = np.float32(np.cos(lean)), np.float32(np.sin(lean))
    return single(np.stack([q[:, 0] * c - q[:, 1] * s, q[:, 0] * s + q[:, 1] * c, q[:, 2]], axis=1))


def _smooth_join(a: Grid, b: Grid, soft: float) -> Grid:
    """Return the union of two shapes with a rounded seam."""
    h = np.clip(0.5 + 0.5 * (b - a) / soft, 0, 1)
    return single(b + (a - b) * h - soft * h * (1 - h))


def _smooth_cut(a: Grid, b: Grid, soft: float) -> Grid:
    """Return the first shape without the second, with a rounded edge."""
    return single(-_smooth_join(single(-a), b, soft))
