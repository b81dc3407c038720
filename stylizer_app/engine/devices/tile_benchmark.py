"""Which tiles a device is fastest with, and how many at a time: a short measurement with the built-in networks."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise

import numpy as np

from stylizer_app.engine.model.loaded_pack import LoadedPack
from stylizer_app.engine.progress import CancelToken, Progress
from stylizer_app.engine.tiles.grid import CELL
from stylizer_app.engine.tiles.padded_image import PaddedImage
from stylizer_app.engine.tiles.tile_plan import TilePlan
from stylizer_app.errors import DeviceError
from stylizer_app.errors.device import DeviceFault
from stylizer_app.imaging.geometry import Region, Size
from stylizer_app.imaging.samples import Floats
from stylizer_app.system.paths import spill_dir

SIZES = (64, 96, 128, 192, 256, 384)
"""Cells per core that are tried: 256 to 1536 pixels."""

WORTH = 1.1
"""How many times faster than the usual size another one must be: less is noise, and halos differ with the pack."""

ALIKE = 1 / 255
"""The largest difference allowed between pictures painted one tile after the other and two at a time."""

MOST_SECONDS = 4.0
"""No larger size is tried if it would probably end later than this."""


def best_core(loaded: LoadedPack, usual: int, token: CancelToken) -> int:
    """Cells per core with which the device is fastest; ``usual`` unless another one is clearly faster.

    Devices that compile for a size do that before they are timed. Raises Cancelled and DeviceError.
    """

    def seconds_per_cell(core: int) -> float:
        return painted_tiles(loaded, core, 1, 1, token)[0] / core**2

    return fastest(seconds_per_cell, usual)


def fastest(seconds_per_cell: Callable[[int], float], usual: int) -> int:
    """The size to take, from what each takes; the smaller ones are tried first."""
    found = dict[int, float]()
    full, started = False, time.perf_counter()
    for core, larger in pairwise((*SIZES, 0)):
        before = time.perf_counter()
        try:
            found[core] = seconds_per_cell(core)
        except DeviceError as error:
            if error.reason is not DeviceFault.OUT_OF_MEMORY:
                raise
            full = True
            break
        now = time.perf_counter()
        if now - started + (now - before) * (larger / core) ** 2 > MOST_SECONDS:
            break
    best = min(found, key=lambda core: found[core], default=usual)
    if usual in found:
        return best if found[usual] > WORTH * found[best] else usual
    return best if full else usual


def overlaps(loaded: LoadedPack, core: int, token: CancelToken) -> bool:
    """Whether two tiles at a time are faster than one after the other, and give the same picture.

    While one is computed the other is sent or fetched. Raises Cancelled.
    """
    try:
        (one, expected), (two, found) = (painted_tiles(loaded, core, 4, workers, token) for workers in (1, 2))
    except DeviceError:
        return False
    return one > WORTH * two and bool(np.abs(found - expected).max() <= ALIKE)


def painted_tiles(loaded: LoadedPack, core: int, tiles: int, workers: int, token: CancelToken) -> tuple[float, Floats]:
    """Seconds for a row of this many tiles when everything is warm, and what was painted."""
    size = Size(tiles * core * CELL, core * CELL)
    photo = np.random.default_rng(0).random((size.height, size.width, 3), np.float32)
    plan = TilePlan(core, 1 << 40, spill_dir(), fixed=True, workers=workers)
    vector, picture = np.zeros(loaded.pack.style_length, np.float32), np.empty_like(photo)

    def take(tile: Region, _: Region, painted: Floats) -> None:
        picture[tile.times(CELL).slices] = painted

    def paint() -> float:
        content = PaddedImage(size, lambda region: photo[region.slices], border=0, min_size=CELL)
        start = time.perf_counter()
        loaded.transformer.run(content, vector, take, plan, Progress(token=token))
        return time.perf_counter() - start

    paint()
    return min(paint(), paint()), picture
