"""A device proves itself: it paints a small known picture, and the numbers must be the CPU's."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import replace

from stylizer_app.devices import CPU, DEVICES
from stylizer_app.engine.devices.device_cache import Finding
from stylizer_app.engine.devices.plan import tiling_of
from stylizer_app.engine.devices.selftest_image import (
    MAX_SECONDS,
    SIDE,
    TILE,
    fault,
    paint_test_image,
    time_limit,
)
from stylizer_app.engine.devices.tile_benchmark import best_core, overlaps
from stylizer_app.engine.model.loaded_pack import LoadedPack
from stylizer_app.engine.packs.pack import Pack
from stylizer_app.engine.runtime.onnxruntime_backend import software_renderer
from stylizer_app.engine.tiles.tile_plan import TilePlan
from stylizer_app.errors import Cancelled, DeviceError, StylizerError
from stylizer_app.errors.device import DeviceFault, Imitated, TooSlow
from stylizer_app.imaging.samples import Floats
from stylizer_app.system.paths import spill_dir

_log = logging.getLogger(__name__)

TOO_SLOW = TooSlow(MAX_SECONDS, SIDE)


Painted = tuple[float, Floats, *tuple[Floats, ...]]
"""Seconds of the last run (those before warm up), its picture, and the pictures painted in other ways."""


def tried_tiles(device: str, pack: Pack) -> tuple[int | None, int]:
    """Cells per core with which a working device is fastest, None if it did not say, and tiles at a time.

    Not asked of the CPU: there the size makes less difference than whatever else it does meanwhile.
    """
    core = None
    try:
        loaded = LoadedPack(pack, device)
        with time_limit(device) as token:
            core = best_core(loaded, DEVICES[device].core, token)
            return core, 2 if DEVICES[device].overlaps and overlaps(loaded, core, token) else 1
    except (Cancelled, StylizerError):
        return core, 1


def painted(device: str, pack: Pack) -> Painted:
    """The test picture as a device paints it. Raises DeviceError, and Cancelled if that takes far too long."""
    loaded = LoadedPack(pack, device)
    with time_limit(device) as token:
        *others, usual = _plans(device)
        pictures = [paint_test_image(loaded, plan, token) for plan in (usual, *others)]
        start = time.perf_counter()
        picture = paint_test_image(loaded, usual, token)
        return time.perf_counter() - start, picture, *pictures[1:]


def _plans(device: str) -> list[TilePlan]:
    """Two by two tiles, so that every path of a real run is taken; then the way that is usual for such a picture."""
    tiles = TilePlan(core=TILE, budget=1 << 30, spill=spill_dir(), fixed=True, workers=tiling_of(device).workers)
    return [tiles, replace(tiles, whole=SIDE * SIDE)] if DEVICES[device].whole_bytes else [tiles]


class Selftest:
    """The test of every device, with the CPU's picture to compare with, which is painted when first needed."""

    def __init__(
        self,
        paint: Callable[[str, Pack], Painted] = painted,
        try_tiles: Callable[[str, Pack], tuple[int | None, int]] = tried_tiles,
        renderer: Callable[[str], str] = software_renderer,
    ) -> None:
        self._paint, self._try_tiles, self._renderer = paint, try_tiles, renderer
        self._reference: Floats | None = None

    def run(self, device: str, pack: Pack) -> Finding:
        """Paint the test picture with a pack on a device and compare it with the CPU's. Never raises."""
        renderer = ""
        try:
            renderer = self._renderer(device)
            seconds, *pictures = self._paint(device, pack)
            reference = pictures[0] if device == CPU else self._cpu_picture(pack)
            reason = next((wrong for picture in pictures if (wrong := fault(picture, reference))), None)
        except Cancelled:
            return Finding(works=False, reason=Imitated(renderer) if renderer else TOO_SLOW)
        except DeviceError as error:
            return Finding(works=False, reason=error.reason)
        except StylizerError as error:
            _log.info("%s not tested: %s", device, error)
            return Finding(works=False, reason=DeviceFault.NOT_TESTED)
        if renderer and reason is None:
            return Finding(works=True, reason=Imitated(renderer), seconds=seconds, automatic=False)
        core, workers = (None, 1) if reason or DEVICES[device].on_cpu else self._try_tiles(device, pack)
        return Finding(works=reason is None, reason=reason, seconds=seconds, core=core, workers=workers)

    def _cpu_picture(self, pack: Pack) -> Floats:
        """The test picture as the CPU paints it."""
        if self._reference is None:
            self._reference = self._paint(CPU, pack)[1]
        return self._reference


run_selftest = Selftest().run
