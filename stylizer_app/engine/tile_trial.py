"""Which size of tiles a device is fastest with: a short measurement with the built-in networks."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np

from stylizer_app.engine.content import Content
from stylizer_app.engine.progress import CancelToken, Progress
from stylizer_app.engine.tiling import CELL
from stylizer_app.engine.transform import TilePlan
from stylizer_app.engine.workshop import Workshop
from stylizer_app.errors import DeviceMemoryError
from stylizer_app.imaging.geometry import Size

SIZES = (64, 96, 128, 192, 256, 384)
"""Cells per core that are tried: 256 to 1536 pixels."""

WORTH = 1.1
"""So many times faster than the usual size another must be: less is noise, and halos differ with the pack."""

MOST_SECONDS = 10.0
"""No larger size is tried if it would probably end later than this."""


def best_core(workshop: Workshop, usual: int, hands: int, spill: Path, token: CancelToken) -> int:
    """Cells per core with which the device is fastest; ``usual`` unless another one is clearly faster.

    ``hands``: tiles worked on at a time. Devices that compile for a size do that before they are timed. Raises
    Cancelled and DeviceError.
    """
    return fastest(lambda core: _seconds_per_cell(workshop, core, hands, spill, token), usual)


def fastest(seconds_per_cell: Callable[[int], float], usual: int) -> int:
    """The size to take, from what each takes; the smaller ones are tried first."""
    found = dict[int, float]()
    full, started = False, time.perf_counter()
    for core, larger in pairwise((*SIZES, 0)):
        before = time.perf_counter()
        try:
            found[core] = seconds_per_cell(core)
        except DeviceMemoryError:
            full = True
            break
        now = time.perf_counter()
        if now - started + (now - before) * (larger / core) ** 2 > MOST_SECONDS:
            break
    best = min(found, key=lambda core: found[core], default=usual)
    if usual in found:
        return best if found[usual] > WORTH * found[best] else usual
    return best if full else usual


def _seconds_per_cell(workshop: Workshop, core: int, hands: int, spill: Path, token: CancelToken) -> float:
    """Seconds that a cell takes in tiles of this size, halos included, when everything is warm."""
    size = Size(hands * core * CELL, core * CELL)
    photo = np.random.default_rng(0).random((size.height, size.width, 3), np.float32)
    plan = TilePlan(core, 1 << 40, spill, fixed=True, hands=hands)
    vector = np.zeros(100, np.float32)

    def paint() -> float:
        content = Content(size, lambda region: photo[region.slices], border=0, min_size=CELL)
        start = time.perf_counter()
        workshop.transformer.run(content, vector, lambda *_: None, plan, Progress(token=token))
        return time.perf_counter() - start

    paint()
    return min(paint(), paint()) / (hands * core**2)
