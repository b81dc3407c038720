"""The materials of the still life: own colour, unevenness and gloss of fruit, glass, glaze, wood and plaster."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from scripts.examples_render.grids import Grid, lookup, mix, noise_tile, single, smooth
from scripts.examples_render.shapes import Solid
from scripts.examples_render.tracer import TABLE, WALL, Indices, Surface

Look = tuple[Grid, float, float, float]
"""Own colour (N, 3), gloss, roughness of the gloss, and depth of the skin's unevenness."""


class Materials:
    """Knows every material; one instance serves as the tracer's shader."""

    def __init__(self, solids: list[Solid], rng: np.random.Generator) -> None:
        self.solids = solids
        self.soft = noise_tile(rng, 512, 90, 2.6)
        self.fine = noise_tile(rng, 512, 7, 2.0)
        self.grain = noise_tile(rng, 512, 40, 1.7)
        self.looks: dict[str, Callable[[Grid, Solid], Look]] = {
            "apple": self._apple,
            "green apple": self._green_apple,
            "orange": self._orange,
            "lemon": self._lemon,
            "pear": self._pear,
            "grape": self._grape,
            "glaze": self._glaze,
            "glass": self._glass,
            "bark": self._bark,
            "cork": self._cork,
        }

    def __call__(self, points: Grid, normal: Grid, hit: Indices) -> Surface:
        """Return the surface at points (N, 3) on the hits."""
        count = len(points)
        colour, gloss, rough = np.zeros((count, 3), np.float32), np.zeros(count, np.float32), np.ones(count, np.float32)
        normal = normal.copy()
        for number in np.unique(hit):
            rays = hit == number
            here = points[rays]
            solid = self.solids[max(int(number), 0)]
            look = self._table if number == TABLE else self._wall if number <= WALL else self.looks[solid.material]
            own, shine, blur, uneven = look(here, solid)
            colour[rays], gloss[rays], rough[rays] = own, shine, blur
            bumps = [self._speckle(here, 900, shift) for shift in (0, 111, 222)]
            normal[rays] += np.float32(uneven) * np.stack(bumps, axis=1)
        return Surface(colour, single(normal / np.linalg.norm(normal, axis=1, keepdims=True)), gloss, rough)

    def _speckle(self, p: Grid, scale: float, shift: float) -> Grid:
        """Return fine noise (N,) in space; ``scale`` is in cells per metre."""
        y = (p[:, 1] + 0.6 * p[:, 2] + 0.31 * p[:, 0]) * scale + shift
        x = (p[:, 0] - 0.5 * p[:, 2] + 0.27 * p[:, 1]) * scale + shift
        return lookup(self.fine, single(y), single(x))

    def _mottle(self, p: Grid, scale: float) -> Grid:
        """Return broad noise (N,) in space."""
        return lookup(self.soft, single((p[:, 1] + 0.5 * p[:, 2]) * scale), single((p[:, 0] - 0.4 * p[:, 2]) * scale))

    def _streaks(self, p: Grid, solid: Solid) -> tuple[Grid, Grid]:
        """Return noise that runs from the top of a fruit to its foot, and the height on it, -1..1."""
        q = (p - solid.centre) / solid.radius
        turn = np.arctan2(q[:, 2], q[:, 0])
        return lookup(self.grain, single(q[:, 1] * 9), single(turn * 81.49 * 2)), single(q[:, 1])

    def _apple(self, p: Grid, solid: Solid) -> Look:
        streak, level = self._streaks(p, solid)
        side = smooth(-0.5, 1.0, single(0.75 * self._mottle(p, 900) + 0.55 * streak - 0.4 + 0.9 * np.abs(level - 0.1)))
        own = mix(single([0.42, 0.022, 0.02]) * np.ones_like(p), single([0.66, 0.36, 0.07]), single(0.55 * side))
        own = mix(own, single([0.50, 0.42, 0.12]), smooth(0.62, 0.8, level))
        dots = smooth(1.9, 2.4, self._speckle(p, 700, 40))
        return mix(own, single([0.75, 0.6, 0.35]), single(0.6 * dots)), 0.9, 0.09, 0.012

    def _green_apple(self, p: Grid, solid: Solid) -> Look:
        streak, _ = self._streaks(p, solid)
        own = mix(single([0.33, 0.42, 0.05]) * np.ones_like(p), single([0.52, 0.50, 0.10]), smooth(-1, 1.5, streak))
        own = mix(own, single([0.60, 0.20, 0.07]), single(0.55 * smooth(0.5, 1.6, self._mottle(p, 700))))
        dots = smooth(1.8, 2.4, self._speckle(p, 700, 40))
        return mix(own, single([0.8, 0.75, 0.45]), single(0.5 * dots)), 0.85, 0.1, 0.012

    def _orange(self, p: Grid, _: Solid) -> Look:
        own = single([0.78, 0.19, 0.012]) * (1 + 0.06 * self._speckle(p, 900, 5) + 0.03 * self._mottle(p, 900))[:, None]
        return single(own), 0.7, 0.24, 0.11

    def _lemon(self, p: Grid, _: Solid) -> Look:
        own = single([0.84, 0.58, 0.03]) * (1 + 0.04 * self._speckle(p, 900, 5) + 0.03 * self._mottle(p, 900))[:, None]
        return single(own), 0.7, 0.22, 0.08

    def _pear(self, p: Grid, _: Solid) -> Look:
        blush = smooth(0.2, 1.9, self._mottle(p, 650))
        own = mix(single([0.52, 0.46, 0.08]) * np.ones_like(p), single([0.45, 0.20, 0.05]), blush)
        specks = smooth(1.1, 2.0, self._speckle(p, 1100, 9))
        return mix(own, single([0.24, 0.15, 0.05]), single(0.6 * specks)), 0.55, 0.2, 0.03

    def _grape(self, p: Grid, _: Solid) -> Look:
        bloom = smooth(-0.6, 1.6, self._mottle(p, 1500))
        own = mix(single([0.055, 0.008, 0.03]) * np.ones_like(p), single([0.16, 0.13, 0.22]), single(0.75 * bloom))
        return own, 0.75, 0.14, 0.015

    def _glaze(self, p: Grid, _: Solid) -> Look:
        level = p[:, 1]
        cream = single([0.62, 0.57, 0.47]) * (1 + 0.05 * self._mottle(p, 500))[:, None]
        uneven = level + 0.0012 * self._mottle(p, 900)
        bands = smooth(0.0011, 0.0004, np.abs(uneven - 0.083)) + smooth(0.0032, 0.0024, np.abs(uneven - 0.073))
        own = mix(single(cream), single([0.025, 0.07, 0.24]), np.clip(bands, 0, 1))
        return own, 1.0, 0.05, 0.006

    def _glass(self, p: Grid, _: Solid) -> Look:
        return single(np.full_like(p, 0.004)), 1.6, 0.02, 0.0

    def _bark(self, p: Grid, _: Solid) -> Look:
        return single(single([0.10, 0.06, 0.03]) * (1 + 0.3 * self._speckle(p, 1500, 3))[:, None]), 0.2, 0.4, 0.1

    def _cork(self, p: Grid, _: Solid) -> Look:
        return single(single([0.42, 0.27, 0.15]) * (1 + 0.16 * self._speckle(p, 900, 3))[:, None]), 0.1, 0.5, 0.12

    def _table(self, p: Grid, _: Solid) -> Look:
        plank = np.floor(p[:, 2] / 0.14 + 0.35)
        warp = 0.018 * lookup(self.soft, single(p[:, 2] * 160 + 70 * plank), single(p[:, 0] * 60 + 37 * plank))
        rings = lookup(self.grain, single((p[:, 2] + warp) * 1500 + 91 * plank), single(p[:, 0] * 42 + 53 * plank))
        pores = lookup(self.fine, single(p[:, 2] * 2600), single(p[:, 0] * 110))
        tone = 0.5 + 0.2 * rings + 0.1 * pores + 0.16 * np.sin(plank * 2.4)
        tone = np.clip(tone, 0, 1)
        own = mix(single([0.095, 0.042, 0.018]) * np.ones_like(p), single([0.33, 0.17, 0.075]), single(tone))
        seam = np.abs((p[:, 2] / 0.14 + 0.35) % 1 - 0.5)
        return single(own * smooth(0.5, 0.488, single(seam))[:, None] * 0.92 + 0.006), 0.5, 0.42, 0.03

    def _wall(self, p: Grid, _: Solid) -> Look:
        spread = lookup(self.soft, single(p[:, 1] * 160), single(p[:, 0] * 160))
        trowel = lookup(self.grain, single(p[:, 1] * 420), single(p[:, 0] * 300))
        tone = 1 + 0.10 * spread + 0.05 * trowel
        return single(single([0.155, 0.165, 0.15]) * tone[:, None]), 0.0, 1.0, 0.02
