"""The trees on the near shores, each its own small picture with boughs, light from the left and haze."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scripts.examples_render.grids import Grid, mix, noise_tile, single, smooth


@dataclass(frozen=True)
class Tree:
    """A tree: foot in world metres, height in metres, kind and a seed for its own shape."""

    x: float
    foot: float
    z: float
    height: float
    conifer: bool
    seed: int


def picture(tree: Tree, rows: int, bark: Grid) -> tuple[Grid, Grid]:
    """Return colour (rows, columns, 3) and cover (rows, columns) of a tree drawn ``rows`` pixels tall."""
    rng = np.random.default_rng(tree.seed)
    columns = max(int(rows * (0.42 if tree.conifer else 0.85)), 3)
    v = (np.arange(rows, dtype=np.float32)[:, None] + 0.5) / rows
    u = (np.arange(columns, dtype=np.float32)[None, :] + 0.5) / columns * 2 - 1
    oy, ox = (int(value) for value in rng.integers(0, bark.shape[0], 2))
    leaf = np.roll(bark, (oy, ox), (0, 1))[:rows, :columns]
    cover, depth = (_conifer if tree.conifer else _broadleaf)(rng, single(v + 0 * u), single(u + 0 * v), leaf)
    lit = np.clip(0.30 - 0.62 * u * depth + 0.34 * leaf - 0.25 * v + 0.12, 0.03, 1.3)
    greens = single([[0.022, 0.042, 0.02], [0.034, 0.055, 0.022]]) if tree.conifer else _autumn(rng)
    own = greens[0] + (greens[1] - greens[0]) * rng.random(dtype=np.float32)
    light = (
        lit[..., None] * single([3.1, 2.6, 1.9]) + single([0.30, 0.40, 0.55]) * np.clip(1.05 - 0.5 * v, 0, 1)[..., None]
    )
    return single(own * light * 1.1), cover


def _autumn(rng: np.random.Generator) -> Grid:
    """Return two leaf colours between which a broadleaf tree takes its own."""
    choices = single(
        [
            [[0.20, 0.10, 0.012], [0.30, 0.17, 0.02]],
            [[0.06, 0.075, 0.015], [0.13, 0.12, 0.02]],
            [[0.22, 0.065, 0.012], [0.16, 0.045, 0.012]],
        ]
    )
    return single(choices[rng.choice(3, p=[0.45, 0.4, 0.15])])


def _conifer(rng: np.random.Generator, v: Grid, u: Grid, leaf: Grid) -> tuple[Grid, Grid]:
    """Return cover and roundness of a spruce: whorls of drooping boughs round a thin stem."""
    count = 13 + rng.integers(0, 7)
    lean = rng.normal(0, 0.04)
    side = np.abs(u - lean * (1 - v))
    whorl = (v**0.9 * count - 1.6 * side * count / 14 + rng.random() + 0.28 * leaf) % 1
    reach = np.clip(v - 0.015, 0, 1) ** 0.82 * rng.uniform(0.72, 0.98) * (0.52 + 0.48 * whorl) * (1 + 0.2 * leaf)
    boughs = smooth(0.05, -0.05, single(side - reach)) * smooth(0.985, 0.95, v)
    stem = smooth(0.05, 0.03, single(side - 0.02 * v))
    gaps = smooth(-1.7, -0.9, leaf) * (1 - 0.55 * smooth(0.75, 1.0, single(whorl)) * smooth(0.2, 0.7, single(side)))
    return single(np.clip(np.maximum(boughs * gaps, stem), 0, 1)), single(np.clip(1.25 * side / (reach + 0.05), 0, 1))


def _broadleaf(rng: np.random.Generator, v: Grid, u: Grid, leaf: Grid) -> tuple[Grid, Grid]:
    """Return cover and roundness of a birch or maple: clumps of foliage on a stem."""
    cover, depth = np.zeros_like(u), np.zeros_like(u)
    for _ in range(11):
        cy, cx, size = rng.uniform(0.16, 0.68), rng.normal(0, 0.32), rng.uniform(0.14, 0.27)
        far = np.hypot(v - cy, (u - cx) * 0.42) / size + 0.22 * leaf
        clump = smooth(1.05, 0.8, single(far))
        depth = np.where(clump > cover * 0.8, np.clip(far, 0, 1) * np.sign(u - cx) * np.sign(u + 1e-3), depth)
        cover = np.maximum(cover, clump)
    stem = smooth(0.045, 0.03, np.abs(u)) * (v > 0.4)
    return single(np.maximum(cover * smooth(-2.2, -1.2, leaf), stem * 0.9)), single(depth)


def foliage_noise(rng: np.random.Generator) -> Grid:
    """Return the tile (1024, 1024) from which every tree takes the unevenness of its foliage."""
    return single(0.75 * noise_tile(rng, 1024, 5, 2.2) + 0.6 * noise_tile(rng, 1024, 18, 3.0))


def plant(light: Grid, tree: Tree, place: tuple[float, float, float], bark: Grid, haze: tuple[Grid, float]) -> None:
    """Put a tree into the picture; ``place`` is the foot's row and column and the height, in pixels.

    ``haze`` is the light of the air before it and the part of the tree's light that still comes through.
    """
    row, column, tall = place
    rows = min(int(tall), 1000)
    if rows < 4:
        return
    colour, cover = picture(tree, rows, bark)
    colour = haze[0] + (colour - haze[0]) * np.float32(haze[1])
    top, left = int(row) - rows, int(column) - cover.shape[1] // 2
    y0, x0 = max(top, 0), max(left, 0)
    y1, x1 = min(int(row), light.shape[0]), min(left + cover.shape[1], light.shape[1])
    if y0 < y1 and x0 < x1:
        part = (slice(y0 - top, y1 - top), slice(x0 - left, x1 - left))
        light[y0:y1, x0:x1] = mix(light[y0:y1, x0:x1], single(colour[part]), single(cover[part]))
