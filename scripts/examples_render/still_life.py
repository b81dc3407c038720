"""The second example: fruit, a bowl and a bottle on a wooden table beside a window."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scripts.examples_render.grids import Grid, develop, single, smoothed
from scripts.examples_render.materials import Materials
from scripts.examples_render.shapes import Solid, apple, ball, curve, grapes, lathe, lemon, pear, stem
from scripts.examples_render.tracer import (
    DAYLIGHT,
    Surface,
    bounced_light,
    room_light,
    skin,
    trace,
    window_gloss,
    window_light,
)

WIDTH, HEIGHT = 1400, 1050
EYE, LOOK = single([0.02, 0.31, -1.18]), single([0.0, 0.118, 0.0])
"""Where the camera stands and what it looks at, metres."""

FIELD = 34.0
"""Angle of view from left to right in degrees."""

EXPOSURE = 1.75

BLOCK = 60_000
"""Rays walked at a time."""


def arrange(rng: np.random.Generator) -> list[Solid]:
    """Return the things on the table."""
    bowl = curve([(0.0, 0.004), (0.042, 0.004), (0.046, 0.012), (0.085, 0.030), (0.117, 0.062), (0.130, 0.095)], 60)
    bottle = curve(
        [
            (0.030, 0.0),
            (0.037, 0.004),
            (0.0375, 0.02),
            (0.0375, 0.175),
            (0.034, 0.203),
            (0.019, 0.228),
            (0.0145, 0.25),
            (0.014, 0.29),
            (0.0165, 0.292),
            (0.0165, 0.303),
            (0.014, 0.305),
        ],
        90,
    )
    return [
        lathe(-0.10, 0.06, bowl, 0.006, "glaze"),
        ball(-0.155, 0.090, 0.045, 0.040, "orange"),
        apple(-0.060, 0.035, 0.042, 0.25, "apple", 0.058),
        stem(-0.049, 0.128, 0.035, 0.024, 0.5),
        ball(-0.095, 0.094, 0.118, 0.040, "orange"),
        lemon(-0.112, -0.012, 0.026, 0.5, 0.070),
        apple(-0.105, 0.066, 0.036, -0.2, "green apple", 0.112),
        stem(-0.110, 0.170, 0.066, 0.02, -0.4),
        lathe(0.125, 0.17, bottle, 0.0, "glass"),
        lathe(0.125, 0.17, single([[0.012, 0.303], [0.012, 0.317]]), 0.0, "cork"),
        pear(0.065, 0.015, 0.038, 0.14),
        stem(0.0745, 0.098, 0.015, 0.024, -0.35),
        lemon(-0.245, -0.11, 0.027, -0.35),
        apple(0.225, 0.045, 0.039, -0.12, "apple"),
        stem(0.229, 0.068, 0.045, 0.024, 0.4),
        ball(-0.285, 0.038, 0.10, 0.038, "orange"),
        grapes(0.135, -0.105, rng),
    ]


@dataclass
class Sight:
    """What the rays of one pass see, each (pixels, ...): the light is ``colour * (direct + bounced) + shine``.

    ``bounced`` holds only where ``known`` is 1; ``hit`` and ``normal`` tell the surfaces apart.
    """

    colour: Grid
    direct: Grid
    bounced: Grid
    known: Grid
    shine: Grid
    normal: Grid
    hit: NDArray[np.int32]


def render_still_life(passes: int = 3) -> NDArray[np.uint8]:
    """Return the photograph (HEIGHT, WIDTH, 3); every pass adds one jittered ray per pixel with its shadow rays."""
    rng = np.random.default_rng(5)
    solids = arrange(rng)
    materials = Materials(solids, rng)
    light = np.zeros((HEIGHT, WIDTH, 3), np.float32)
    for number in range(passes):
        offset = single([(number + 0.5) / passes, (number * 2 % passes + 0.5) / passes])
        way = _camera_rays(offset)
        parts = []
        for start in range(0, len(way), BLOCK):
            block = way[start : start + BLOCK]
            pixel = np.arange(start, start + len(block))
            known = (pixel % 2 == number % 2) & (pixel // WIDTH % 2 == number // 2 % 2)
            parts.append(_see(solids, materials, block, known, rng))
        light += np.minimum(_calmed(parts), 6) / passes
    return develop(single(light * _vignette()[..., None]), EXPOSURE, 1.1)


def _calmed(parts: list[Sight]) -> Grid:
    """Return the light (HEIGHT, WIDTH, 3) of a pass after its noise is smoothed along the surfaces."""

    def whole(name: str) -> Grid:
        joined = np.concatenate([getattr(part, name) for part in parts])
        return np.asarray(joined.reshape(HEIGHT, WIDTH, *joined.shape[1:]))

    normal, hit = whole("normal"), whole("hit")
    direct = smoothed(whole("direct"), np.ones((HEIGHT, WIDTH), np.float32), normal, hit, (1, 2))
    bounced = smoothed(whole("bounced"), whole("known"), normal, hit, (1, 2, 4, 8))
    return single(whole("colour") * (direct + bounced) + whole("shine"))


def _camera_rays(offset: Grid) -> Grid:
    """Return the ways (HEIGHT * WIDTH, 3) of the rays through the pixels, each ``offset`` from its corner."""
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    ahead = (LOOK - EYE) / np.linalg.norm(LOOK - EYE)
    right = np.cross([0.0, 1.0, 0.0], ahead)
    right /= np.linalg.norm(right)
    up = np.cross(ahead, right)
    reach = np.tan(np.radians(FIELD / 2)) * 2 / WIDTH
    x = (columns + offset[0] - WIDTH / 2) * reach
    y = (HEIGHT / 2 - rows - offset[1]) * reach
    way = ahead + x[..., None] * right + y[..., None] * up
    return single(way / np.linalg.norm(way, axis=-1, keepdims=True)).reshape(-1, 3)


def _see(solids: list[Solid], shade: Materials, way: Grid, known: NDArray[np.bool_], rng: np.random.Generator) -> Sight:
    """Return what camera rays (N, 3) see; bounced light is gathered only where ``known``."""
    origin = single(np.broadcast_to(EYE, way.shape))
    points, normal, hit = _meet(solids, origin, way, "")
    surface = shade(points, normal, hit)
    direct = window_light(solids, points, surface.normal, rng, 4)
    bounced = np.zeros_like(points)
    bounced[known] = bounced_light(solids, points[known], surface.normal[known], shade, rng, 5)
    shine = _shine(points, way, surface, direct)
    glass = np.flatnonzero([index >= 0 and solids[index].material == "glass" for index in hit])
    if glass.size:
        shine[glass] += _through_glass(solids, shade, points[glass], way[glass], normal[glass], rng)
    return Sight(surface.colour, direct, bounced, single(known), shine, surface.normal, hit)


def _meet(solids: list[Solid], origin: Grid, way: Grid, skip: str) -> tuple[Grid, Grid, NDArray[np.int32]]:
    """Return points (N, 3), skin directions (N, 3) and hits (N,) where rays end."""
    far, hit = trace(solids, origin, way, skip)
    points = single(origin + np.minimum(far, 50)[:, None] * way)
    return points, skin(solids, points, hit), hit


def _shine(points: Grid, way: Grid, surface: Surface, direct: Grid) -> Grid:
    """Return the window and the room mirrored in glossy skins (N, 3)."""
    facing = np.clip(-np.einsum("ij,ij->i", way, surface.normal), 0, 1)
    mirror = single(way + 2 * facing[:, None] * surface.normal)
    fresnel = surface.gloss * (0.04 + 0.96 * (1 - facing) ** 5 * np.clip(1 - surface.rough * 2.2, 0.05, 1))
    reached = np.clip(direct.mean(axis=1) * 4.0, 0.12, 1.0)
    window = window_gloss(points, mirror, surface.rough) * reached
    return single(fresnel[:, None] * (window[:, None] * DAYLIGHT * 0.35 + room_light(mirror) * 0.8))


def _through_glass(
    solids: list[Solid], shade: Materials, start: Grid, way: Grid, normal: Grid, rng: np.random.Generator
) -> Grid:
    """Return the light (N, 3) from behind the bottle, green and darker where the way through its wall is long."""
    points, skins, hit = _meet(solids, start, way, "glass")
    surface = shade(points, skins, hit)
    light = surface.colour * (window_light(solids, points, surface.normal, rng, 6) + single([0.16, 0.15, 0.14]))
    wall = 1.1 / np.maximum(np.abs(np.einsum("ij,ij->i", way, normal)), 0.16)
    return single(light * single([0.13, 0.30, 0.07]) ** wall[:, None])


def _vignette() -> Grid:
    """Return the fall of light towards the corners (HEIGHT, WIDTH)."""
    y, x = np.mgrid[-1 : 1 : HEIGHT * 1j, -1 : 1 : WIDTH * 1j]
    return single(1 - 0.16 * (x * x + y * y))
