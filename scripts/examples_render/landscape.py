"""The first example: a mountain lake in late afternoon, seen from a low bank."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scripts.examples_render.grids import Grid, develop, halve, lookup, mix, noise_tile, single, smooth
from scripts.examples_render.sky import sky_light
from scripts.examples_render.terrain import Terrain, build_terrain
from scripts.examples_render.trees import Tree, foliage_noise, plant

WIDTH, HEIGHT = 1600, 1066
EYE = 5.0
"""Height of the camera over the water in metres."""

AIR = single([0.80, 0.87, 0.98])
"""Light that the air itself sends towards the viewer."""


@dataclass(frozen=True)
class Camera:
    """Looks along z; ``level`` is the height in metres (negative: the mirrored view), sizes in pixels."""

    width: int
    height: int
    level: float

    @property
    def focal(self) -> float:
        """Focal length in pixels (60 degrees from left to right)."""
        return self.width / 2 / float(np.tan(np.radians(30)))

    @property
    def horizon(self) -> float:
        """Row of the horizon."""
        return self.height * 0.565

    def row(self, height: Grid, depth: Grid) -> Grid:
        """Return the row at which a height in metres at a depth in metres is seen."""
        return single(self.horizon - self.focal * (height - self.level) / depth)


def render_landscape(scale: int = 2) -> NDArray[np.uint8]:
    """Return the photograph (HEIGHT, WIDTH, 3); ``scale`` 2 renders twice as large and averages."""
    rng = np.random.default_rng(21)
    terrain = build_terrain(rng)
    trees = _forest(rng, terrain)
    bark = foliage_noise(rng)
    width, height = WIDTH * scale, HEIGHT * scale
    direct = _view(Camera(width, height, EYE), terrain, trees, bark)
    mirrored = _view(Camera(width, height, -EYE), terrain, trees, bark)
    light = _with_water(rng, Camera(width, height, EYE), direct[0], direct[1], mirrored[0])
    light = halve(light) if scale == 2 else light
    grain = 1 + 0.012 * rng.standard_normal(light.shape[:2], dtype=np.float32)
    return develop(single(light * grain[..., None]), 0.62, 1.12)


def _forest(rng: np.random.Generator, terrain: Terrain) -> list[Tree]:
    """Return the trees of the near shores, farthest first."""
    trees = []
    for x, z in rng.uniform((-900, 60), (900, 1250), (26000, 2)):
        position = single([x]), single([z])
        shore = float(terrain.at(terrain.shore, *position)[0])
        if not 5 < shore < 190 or abs(x) > 0.62 * z + 40 or rng.random() > (0.9 if shore < 60 else 0.45):
            continue
        ground = float(terrain.at(terrain.height, *position)[0])
        conifer = bool(rng.random() < (0.66 if shore < 25 else 0.86))
        tall = rng.gamma(22, 0.9) * (0.62 if shore < 14 else 1.0) * (1.0 if conifer else 0.66)
        trees.append(Tree(float(x), min(ground, 0.16 * shore + 3), float(z), tall, conifer, int(rng.integers(1 << 30))))
    return sorted(trees, key=lambda tree: -tree.z)


def _view(camera: Camera, terrain: Terrain, trees: list[Tree], bark: Grid) -> tuple[Grid, NDArray[np.bool_]]:
    """Return the light (H, W, 3) of everything but the water, and where there is land or a tree."""
    rows, columns = np.mgrid[0 : camera.height, 0 : camera.width].astype(np.float32)
    right = single((columns - camera.width / 2) / camera.focal)
    light = sky_light(np.random.default_rng(33), right, single((camera.horizon - rows) / camera.focal))
    depth = _land_depth(camera, terrain)
    land = np.isfinite(depth)
    z = depth[land]
    x = right[land] * z
    ground = terrain.at(terrain.colour, single(x), single(z))
    clear = _clearness(z, terrain.at(terrain.height, single(x), single(z)))
    light[land] = AIR + (ground - AIR) * clear
    shown = light.copy()
    for tree in trees:
        place = (
            float(camera.row(single(tree.foot), single(tree.z))) + 1,
            camera.width / 2 + camera.focal * tree.x / tree.z,
            camera.focal * tree.height / tree.z,
        )
        through = float(np.exp(-tree.z / 5200))
        plant(shown, tree, place, bark, (AIR * np.float32(0.85), through))
    return shown, land | (np.abs(shown - light).max(axis=-1) > 1e-6)


def _clearness(depth: Grid, height: Grid) -> Grid:
    """Return how much of each colour's light (..., 3) comes through the air and the mist over the valley."""
    mist = np.exp(-np.maximum(height, 0) / 130) * depth / 6500
    return single(np.exp(-depth[..., None] * single([1 / 30000, 1 / 23000, 1 / 16000]) - mist[..., None]))


def _land_depth(camera: Camera, terrain: Terrain) -> Grid:
    """Return the depth in metres of the land seen at every pixel, infinite where there is none.

    Every column walks away from the viewer and remembers the highest row reached so far.
    """
    depths = single(np.geomspace(40, 11000, 1500))
    slants = single((np.arange(camera.width) - camera.width / 2) / camera.focal)
    height = terrain.at(terrain.height, single(depths[:, None] * slants), single(depths[:, None] + 0 * slants))
    rows = np.where(height > 0, camera.row(height, depths[:, None]), np.float32(camera.height * 2))
    reached = np.minimum.accumulate(rows, axis=0)
    wanted = -np.arange(camera.height, dtype=np.float32)
    result = np.full((camera.height, camera.width), np.inf, np.float32)
    lowest = camera.row(single(0.0), depths)
    for column in range(camera.width):
        index = np.searchsorted(-reached[:, column], wanted)
        found = np.minimum(index, len(depths) - 1)
        seen = (index < len(depths)) & (-wanted <= lowest[found] + 1.5)
        before = reached[np.maximum(found - 1, 0), column]
        part = np.clip((before + wanted) / np.maximum(before - reached[found, column], 1e-3), 0, 1)
        part = np.where(before > camera.height, 1, part)
        between = depths[np.maximum(found - 1, 0)] + part * (depths[found] - depths[np.maximum(found - 1, 0)])
        result[seen, column] = between[seen]
    return result


def _with_water(rng: np.random.Generator, camera: Camera, light: Grid, land: NDArray[np.bool_], mirrored: Grid) -> Grid:
    """Return the view with the lake: the mirrored view broken by ripples, and the dark water under it."""
    first = int(camera.horizon) + 1
    rows, columns = np.mgrid[first : camera.height, 0 : camera.width].astype(np.float32)
    depth = single(EYE * camera.focal / (rows - camera.horizon + 0.5))
    across = single((columns - camera.width / 2) / camera.focal * depth)
    ripple, gust = noise_tile(rng, 1024, 24, 3.2), noise_tile(rng, 1024, 160, 3.0)
    wind = smooth(0.2, 1.5, lookup(gust, single(depth * 1.1), single(across * 0.35)))
    slope = lookup(ripple, single(depth * 13), single(across * 5))
    slope += 0.8 * lookup(ripple, single(depth * 37 + 9), single(across * 15))
    slope += 0.5 * np.minimum(1, 40 / depth) * lookup(ripple, single(depth * 90), single(across * 44))
    sideways = lookup(ripple, single(depth * 7 + 500), single(across * 4.0))
    stir = (0.006 + 0.014 * wind) * camera.focal * np.minimum(1, 34 / depth + 0.1)
    mirror_row = 2 * camera.horizon - rows
    colour = np.zeros((*rows.shape, 3), np.float32)
    for spread in (-1.2, -0.5, 0.1, 0.7, 1.5):
        y = np.clip(
            mirror_row + (slope + spread * np.clip(depth / 70, 0.15, 1) * (0.4 + wind)) * stir, 0, camera.horizon
        )
        x = np.clip(columns + 0.35 * sideways * stir, 0, camera.width - 2)
        colour += lookup(mirrored, single(y), single(x)) / 5
    grazing = EYE / np.sqrt(depth**2 + across**2 + EYE**2)
    facing = np.clip(grazing + 0.045 * slope * (0.5 + wind), 0, 1)
    mirror = np.clip(0.03 + 0.97 * (1 - facing) ** 5, 0, 1)
    deep = single([0.012, 0.045, 0.055]) * (1 + 0.1 * slope[..., None])
    water = single(deep + (colour * single([0.90, 0.94, 0.96]) - deep) * mirror[..., None])
    haze = single(1 - np.exp(-depth / 7000))
    water = mix(water, AIR * np.float32(0.9), haze)
    result = light.copy()
    lake = ~land[first:]
    result[first:][lake] = water[lake]
    return result
