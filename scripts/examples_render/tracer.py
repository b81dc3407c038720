"""Walks rays through the still life: nearest hits, skin directions, shadows of the window and one bounce of light."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scripts.examples_render.grids import Grid, single, smooth
from scripts.examples_render.shapes import Solid

Indices = NDArray[np.int32]

TABLE, WALL, NOTHING = -1, -2, -3
"""Numbers of the hits that are not solids."""

WALL_DEPTH = 0.62
"""Where the wall stands behind the table, metres."""

WINDOW = single([[-1.0, 0.06, -0.70], [0.0, 0.0, 1.05], [0.0, 1.0, 0.0]])
"""The window on the left: its nearest lower corner and its two sides, metres."""

DAYLIGHT = single([9.8, 9.5, 9.0])
"""Light of the window per square metre."""


@dataclass(frozen=True)
class Surface:
    """What rays meet: own colour and direction of the skin (N, 3), gloss 0..1 and roughness of the gloss."""

    colour: Grid
    normal: Grid
    gloss: Grid
    rough: Grid


Shader = Callable[[Grid, Grid, Indices], Surface]
"""Gives the surface at points (N, 3) with skin directions (N, 3) on the hits (N,)."""


def trace(solids: list[Solid], origin: Grid, way: Grid, skip: str = "") -> tuple[Grid, Indices]:
    """Return how far (N,) rays go and the number (N,) of what they hit; ``skip`` names a material to ignore."""
    far = np.full(len(origin), np.inf, np.float32)
    hit = np.full(len(origin), NOTHING, np.int32)
    with np.errstate(divide="ignore", invalid="ignore"):
        for number, reach in ((TABLE, -origin[:, 1] / way[:, 1]), (WALL, (WALL_DEPTH - origin[:, 2]) / way[:, 2])):
            nearer = (reach > 1e-4) & (reach < far)
            far, hit = single(np.where(nearer, reach, far)), np.where(nearer, np.int32(number), hit)
    for number, solid in enumerate(solids):
        if solid.material == skip:
            continue
        enter, leave = _ball_span(solid, origin, way)
        rays = np.flatnonzero((leave > 0) & (enter < np.minimum(leave, far)))
        if rays.size:
            reach = _march(solid, origin[rays], way[rays], np.maximum(enter[rays], 0.0), np.minimum(leave, far)[rays])
            met = np.isfinite(reach)
            far[rays[met]], hit[rays[met]] = reach[met], number
    return far, hit


def _ball_span(solid: Solid, origin: Grid, way: Grid) -> tuple[Grid, Grid]:
    """Return where rays enter and leave the bounding ball (enter > leave where they miss it)."""
    offset = origin - solid.centre
    middle = -np.einsum("ij,ij->i", offset, way)
    rest = solid.radius**2 - np.einsum("ij,ij->i", offset, offset) + middle * middle
    half = np.sqrt(np.maximum(rest, 0))
    return single(np.where(rest > 0, middle - half, 1)), single(np.where(rest > 0, middle + half, -1))


def _march(solid: Solid, origin: Grid, way: Grid, start: Grid, end: Grid) -> Grid:
    """Return the distance at which rays meet the solid between start and end, infinite where they do not."""
    result = np.full(len(origin), np.inf, np.float32)
    alive = np.arange(len(origin))
    reach = start.copy()
    for _ in range(70):
        gap = solid.distance(single(origin[alive] + reach[alive, None] * way[alive]))
        met = gap < 2.5e-4
        result[alive[met]] = reach[alive[met]]
        reach[alive] += np.maximum(gap, 2e-4)
        alive = alive[~met & (reach[alive] < end[alive])]
        if not alive.size:
            break
    return result


def skin(solids: list[Solid], points: Grid, hit: Indices) -> Grid:
    """Return the outward directions (N, 3) at points on the hits."""
    normal = np.zeros_like(points)
    normal[hit == TABLE] = (0, 1, 0)
    normal[hit <= WALL] = (0, 0, -1)
    for number in np.unique(hit[hit >= 0]):
        rays = hit == number
        here = points[rays]
        slopes = [
            solids[number].distance(single(here + step)) - solids[number].distance(single(here - step))
            for step in np.eye(3, dtype=np.float32) * np.float32(6e-4)
        ]
        normal[rays] = np.stack(slopes, axis=1)
    return single(normal / np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9))


def window_light(solids: list[Solid], points: Grid, normal: Grid, rng: np.random.Generator, samples: int) -> Grid:
    """Return the window's light (N, 3) that reaches points, by ``samples`` shadow rays to strata of the window."""
    total = np.zeros(len(points), np.float32)
    start = single(points + normal * 8e-4)
    order = rng.integers(0, samples, len(points))
    for number in range(samples):
        u = single((((order + number) % samples) + rng.random(len(points))) / samples)
        v = rng.random(len(points), dtype=np.float32)
        way = WINDOW[0] + u[:, None] * WINDOW[1] + v[:, None] * WINDOW[2] - start
        distance = np.linalg.norm(way, axis=1)
        way = single(way / distance[:, None])
        falls = np.clip(np.einsum("ij,ij->i", way, normal), 0, None) * np.clip(-way[:, 0], 0, None) / distance**2
        lit = np.flatnonzero((falls > 1e-4) & (_pane(u, v) > 0))
        far, hit = trace(solids, start[lit], way[lit])
        clear = np.where(far > distance[lit], 1.0, 0.0)
        glass = (hit >= 0) & (far < distance[lit])
        clear[glass] = [0.3 if solids[index].material == "glass" else 0.0 for index in hit[glass]]
        total[lit] += falls[lit] * single(clear)
    return single(total[:, None] / samples * DAYLIGHT * 1.05 / np.pi)


def _pane(u: Grid, v: Grid) -> Grid:
    """Return 1 on the panes of the window and 0 on its bars."""
    return single((np.abs(u - 0.5) > 0.03) & (np.abs(v - 0.55) > 0.025))


def window_gloss(points: Grid, way: Grid, rough: Grid) -> Grid:
    """Return the mirrored window's brightness (N,) for rays that leave points, blurred by roughness (N,)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        reach = (WINDOW[0, 0] - points[:, 0]) / np.where(np.abs(way[:, 0]) < 1e-6, -1e-6, way[:, 0])
    z = (points[:, 2] + reach * way[:, 2] - WINDOW[0, 2]) / WINDOW[1, 2]
    y = (points[:, 1] + reach * way[:, 1] - WINDOW[0, 1]) / WINDOW[2, 1]
    soft = np.maximum(rough, 0.01)

    def inside(t: Grid, low: float, high: float) -> Grid:
        rise, fall = np.clip((t - low) / soft * 3, -40, 40), np.clip((t - high) / soft * 3, -40, 40)
        return single(1 / (1 + np.exp(-rise)) / (1 + np.exp(fall)))

    across = inside(single(z), 0, 0.47) + inside(single(z), 0.53, 1)
    upward = inside(single(y), 0, 0.525) + inside(single(y), 0.575, 1)
    return single(np.where(reach > 0, across * upward, 0))


def bounced_light(
    solids: list[Solid], points: Grid, normal: Grid, shade: Shader, rng: np.random.Generator, samples: int
) -> Grid:
    """Return the light (N, 3) that other surfaces and the dim room send to points, by cosine-distributed rays."""
    total = np.zeros_like(points)
    start = single(points + normal * 8e-4)
    for _ in range(samples):
        way = rng.standard_normal(points.shape, dtype=np.float32)
        way = normal * 1.001 + way / np.linalg.norm(way, axis=1, keepdims=True)
        way = single(way / np.linalg.norm(way, axis=1, keepdims=True))
        far, hit = trace(solids, start, way)
        total += room_light(way)
        met = np.flatnonzero(hit > NOTHING)
        there = single(start[met] + far[met, None] * way[met])
        surface = shade(there, skin(solids, there, hit[met]), hit[met])
        sent = surface.colour * (window_light(solids, there, surface.normal, rng, 1) + single([0.05, 0.05, 0.055]))
        total[met] += sent - room_light(way[met])
    return single(total / samples)


def room_light(way: Grid) -> Grid:
    """Return the light (N, 3) of the room behind the camera for rays that leave the scene."""
    level = smooth(-0.6, 0.9, single(way[:, 1] - 0.4 * way[:, 0]))
    return single(level[:, None] * single([0.17, 0.16, 0.15]) + 0.02)
