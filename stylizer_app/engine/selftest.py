"""A device proves itself: it paints a small known picture, and the numbers must be the processor's."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stylizer_app.engine import openvino
from stylizer_app.engine.content import Content
from stylizer_app.engine.device_records import Finding
from stylizer_app.engine.library import PackLibrary
from stylizer_app.engine.plan import ON_PROCESSOR, hands_for, usual_core
from stylizer_app.engine.progress import CancelToken, Progress
from stylizer_app.engine.session import software_renderer
from stylizer_app.engine.tile_trial import best_core, overlaps
from stylizer_app.engine.tiling import CELL
from stylizer_app.engine.transform import TilePlan
from stylizer_app.engine.workshop import Workshop
from stylizer_app.errors import Cancelled, StylizerError
from stylizer_app.imaging.geometry import Region, Size

Floats = NDArray[np.float32]

OVERLAPPING = frozenset({"cuda"})
"""Devices that may be told to work on two tiles at a time; the others want one caller."""

SIDE = 256
MAX_MEAN_DIFFERENCE = 1 / 255
MAX_DIFFERENCE = 8 / 255
MAX_SECONDS = 60.0
TOO_SLOW = f"It needs more than {MAX_SECONDS:.0f} seconds for a picture of {SIDE} by {SIDE} pixels."
IMITATED = "{} only imitates a graphics card on the processor. "


def run_selftest(device: str) -> Finding:
    """Paint the test picture on a device and compare it with the processor's. Never raises."""
    imitated = ""
    try:
        imitated = software_renderer(device)
        seconds, *pictures = _painted(device)
        reference = pictures[0] if device == "cpu" else _reference()
        reason = next(filter(None, (fault(picture, reference) for picture in pictures)), "")
    except Cancelled:
        return Finding(works=False, reason=(IMITATED.format(imitated) if imitated else "") + TOO_SLOW)
    except StylizerError as error:
        return Finding(works=False, reason=str(error))
    if imitated and not reason:
        told = f"{IMITATED.format(imitated)}--device auto never takes it."
        return Finding(works=True, reason=told, seconds=seconds, automatic=False)
    core, hands = (None, 1) if reason or device in ON_PROCESSOR else tried_tiles(device)
    return Finding(works=not reason, reason=reason, seconds=seconds, core=core, hands=hands)


def fault(picture: Floats, reference: Floats) -> str:
    """What is wrong with a device's picture, in a sentence; empty if nothing."""
    if not np.isfinite(picture).all():
        return "Its numbers overflow: parts of the picture are not numbers."
    difference = np.abs(picture - reference)
    if difference.mean() > MAX_MEAN_DIFFERENCE or difference.max() > MAX_DIFFERENCE:
        return f"It paints another picture than the processor (mean difference {difference.mean() * 255:.1f} of 255)."
    return ""


def tried_tiles(device: str) -> tuple[int | None, int]:
    """Cells per core with which a working device is fastest, None if it did not say, and tiles at a time.

    Not asked of processors: there the size makes less difference than whatever else they do meanwhile.
    """
    core = None
    try:
        workshop = Workshop(PackLibrary().get("builtin"), device)
        with _time_limit(device) as token, tempfile.TemporaryDirectory() as spill:
            core = best_core(workshop, usual_core(device), Path(spill), token)
            return core, 2 if device in OVERLAPPING and overlaps(workshop, core, Path(spill), token) else 1
    except (Cancelled, StylizerError):
        return core, 1


@cache
def _reference() -> Floats:
    """The test picture as the processor paints it."""
    return _painted("cpu")[1]


def _painted(device: str) -> tuple[float, Floats, *tuple[Floats, ...]]:
    """Seconds of the last run (those before warm up), its picture, and the pictures painted in other ways."""
    workshop = Workshop(PackLibrary().get("builtin"), device)
    with _time_limit(device) as token, tempfile.TemporaryDirectory() as spill:
        *others, usual = _plans(device, Path(spill))
        pictures = [_run(workshop, plan, token) for plan in (usual, *others)]
        start = time.perf_counter()
        picture = _run(workshop, usual, token)
        return time.perf_counter() - start, picture, *pictures[1:]


def _plans(device: str, spill: Path) -> list[TilePlan]:
    """Two by two tiles, so that every path of a real run is taken; then the way that is usual for such a picture."""
    tiles = TilePlan(core=SIDE // CELL // 2, budget=1 << 30, spill=spill, fixed=True, hands=hands_for(device))
    return [tiles, replace(tiles, whole=SIDE * SIDE)] if device == openvino.DEVICE else [tiles]


@contextmanager
def _time_limit(device: str) -> Iterator[CancelToken]:
    """A token that is cancelled when a device takes far too long; the processor may take its time."""
    token = CancelToken()
    timer = threading.Timer(MAX_SECONDS, token.cancel)
    timer.daemon = True
    if device != "cpu":
        timer.start()
    try:
        yield token
    finally:
        if timer.is_alive():
            timer.cancel()
            timer.join()


def _run(workshop: Workshop, plan: TilePlan, token: CancelToken) -> Floats:
    """The test picture painted as planned."""
    photo = _test_photo()
    content = Content(Size(SIDE, SIDE), lambda r: photo[r.slices], border=0, min_size=SIDE)
    result = np.empty((SIDE, SIDE, 3), np.float32)

    def take(core: Region, _: Region, painted: Floats) -> None:
        result[core.times(CELL).slices] = painted

    vector = workshop.predictor.predict(photo, token)
    workshop.transformer.run(content, vector, take, plan, Progress(token=token))
    return result


def _test_photo() -> Floats:
    """A picture of soft waves and hard edges, (SIDE, SIDE, 3) float32 0..1."""
    y, x = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32) / SIDE
    waves = [0.5 + 0.5 * np.sin(9 * x + 5 * y), 0.5 + 0.5 * np.cos(13 * x * y + 3), x]
    photo = np.stack(waves, 2)
    photo[(x - 0.6) ** 2 + (y - 0.4) ** 2 < 0.04] *= 0.2
    return photo.astype(np.float32)
