"""Drawing on a mask: strokes, ellipses and gradients with soft edges. Places are in pixels of the mask."""

from __future__ import annotations

import math

import numpy as np

from stylizer_app.imaging.geometry import Region
from stylizer_app.imaging.mask import Coverage
from stylizer_app.imaging.samples import Floats

Point = tuple[float, float]


def draw_line(coverage: Coverage, start: Point, end: Point, radius: float, soft: float, *, keep: bool) -> None:
    """Draw from one point to another, ``radius`` wide; ``soft`` is the share of it 0..1 over which the edge fades."""
    region = _around(coverage, start, end, radius)
    across, down = _places(region)
    (x, y), (right, below) = start, (end[0] - start[0], end[1] - start[1])
    length = right * right + below * below
    along = np.clip(((across - x) * right + (down - y) * below) / length, 0, 1) if length else np.float32(0)
    away = np.hypot(across - x - along * right, down - y - along * below)
    _apply(coverage, region, _faded(away, radius, radius * soft), keep=keep)


def draw_ellipse(coverage: Coverage, start: Point, end: Point, soft: float, *, keep: bool) -> None:
    """Fill the ellipse in the rectangle between two corners."""
    centre = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    wide, high = max(abs(end[0] - start[0]) / 2, 0.5), max(abs(end[1] - start[1]) / 2, 0.5)
    region = _around(coverage, start, end, 0)
    across, down = _places(region)
    away = np.hypot((across - centre[0]) / wide, (down - centre[1]) / high)
    radius = min(wide, high)
    _apply(coverage, region, _faded(away * radius, radius, radius * soft), keep=keep)


def draw_gradient(coverage: Coverage, start: Point, end: Point, *, keep: bool) -> None:
    """Everything before ``start``, nothing beyond ``end``, and an even slope between them."""
    right, below = end[0] - start[0], end[1] - start[1]
    length = right * right + below * below
    if length < 1:
        return
    region = Region(0, 0, coverage.shape[1], coverage.shape[0])
    across, down = _places(region)
    along = ((across - start[0]) * right + (down - start[1]) * below) / length
    _apply(coverage, region, np.clip(1 - along, 0, 1), keep=keep)


def _around(coverage: Coverage, start: Point, end: Point, radius: float) -> Region:
    """The part of the mask that can change."""
    height, width = coverage.shape
    left, right = (min(max(v, 0), width) for v in _span(start[0], end[0], radius))
    top, bottom = (min(max(v, 0), height) for v in _span(start[1], end[1], radius))
    return Region(left, top, right, bottom)


def _span(first: float, second: float, radius: float) -> tuple[int, int]:
    return math.floor(min(first, second) - radius), math.ceil(max(first, second) + radius)


def _places(region: Region) -> tuple[Floats, Floats]:
    """Where the middles of a region's pixels are: a row and a column."""
    across = np.arange(region.left, region.right, dtype=np.float32) + np.float32(0.5)
    down = np.arange(region.top, region.bottom, dtype=np.float32) + np.float32(0.5)
    return across[np.newaxis, :], down[:, np.newaxis]


def _faded(away: Floats, radius: float, edge: float) -> Floats:
    """1 inside, 0 beyond the radius, a smooth slope over the edge, which is at least a pixel wide."""
    inside = np.clip((radius - away) / max(edge, 1.0), 0, 1)
    return inside * inside * (3 - 2 * inside)  # type: ignore[no-any-return]


def _apply(coverage: Coverage, region: Region, strength: Floats, *, keep: bool) -> None:
    """Keep the photo, or paint, at least as much as this; drawing over the same place again adds nothing."""
    drawn = np.rint(strength * 255).astype(np.uint8)
    part = coverage[region.slices]
    part[:] = np.minimum(part, 255 - drawn) if keep else np.maximum(part, drawn)
