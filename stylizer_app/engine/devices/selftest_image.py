"""The small known picture that devices are tried with: how it is painted, for how long at most, and judged."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from stylizer_app.devices import CPU
from stylizer_app.engine.model.loaded_pack import LoadedPack
from stylizer_app.engine.progress import CancelToken, Progress
from stylizer_app.engine.tiles.grid import CELL
from stylizer_app.engine.tiles.padded_image import PaddedImage
from stylizer_app.engine.tiles.tile_plan import TilePlan
from stylizer_app.errors.device import DeviceFault, DeviceReason, WrongPicture
from stylizer_app.imaging.geometry import Region, Size
from stylizer_app.imaging.samples import Floats

SIDE = 256
TILE = SIDE // CELL // 2
"""Cells per core: two by two tiles, so that every path of a real run is taken."""

MAX_MEAN_DIFFERENCE = 1 / 255
MAX_DIFFERENCE = 8 / 255
MAX_SECONDS = 60


def paint_test_image(loaded: LoadedPack, plan: TilePlan, token: CancelToken) -> Floats:
    """The test picture painted as planned, (SIDE, SIDE, 3) float32 0..1. Raises Cancelled and DeviceError."""
    photo = make_test_image()
    content = PaddedImage(Size(SIDE, SIDE), lambda r: photo[r.slices], border=0, min_size=SIDE)
    result = np.empty((SIDE, SIDE, 3), np.float32)

    def take(core: Region, _: Region, painted: Floats) -> None:
        result[core.times(CELL).slices] = painted

    vector = loaded.predictor.predict(photo, token)
    loaded.transformer.run(content, vector, take, plan, Progress(token=token))
    return result


def make_test_image() -> Floats:
    """A picture of soft waves and hard edges, (SIDE, SIDE, 3) float32 0..1."""
    y, x = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32) / SIDE
    waves = [0.5 + 0.5 * np.sin(9 * x + 5 * y), 0.5 + 0.5 * np.cos(13 * x * y + 3), x]
    photo = np.stack(waves, 2)
    photo[(x - 0.6) ** 2 + (y - 0.4) ** 2 < 0.04] *= 0.2
    return photo.astype(np.float32)


def fault(picture: Floats, reference: Floats) -> DeviceReason | None:
    """What is wrong with a device's picture."""
    if not np.isfinite(picture).all():
        return DeviceFault.OVERFLOW
    difference = np.abs(picture - reference)
    if difference.mean() > MAX_MEAN_DIFFERENCE or difference.max() > MAX_DIFFERENCE:
        return WrongPicture(float(difference.mean()) * 255)
    return None


@contextmanager
def time_limit(device: str) -> Iterator[CancelToken]:
    """A token that is cancelled when a device takes far too long; the CPU may take its time."""
    token = CancelToken()
    timer = threading.Timer(MAX_SECONDS, token.cancel)
    timer.daemon = True
    if device != CPU:
        timer.start()
    try:
        yield token
    finally:
        if timer.is_alive():
            timer.cancel()
            timer.join()
