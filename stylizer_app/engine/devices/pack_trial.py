"""A pack proves itself: every network loads, and both ways of painting give a whole picture."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from stylizer_app.devices import CPU
from stylizer_app.engine.devices.plan import tile_plan, tiling_of
from stylizer_app.engine.devices.selftest_image import make_test_image
from stylizer_app.engine.model.loaded_pack import LoadedPack
from stylizer_app.engine.packs.manifest import read_pack
from stylizer_app.engine.packs.pack import Pack
from stylizer_app.engine.packs.signatures import check_signatures
from stylizer_app.engine.packs.trial import MAX_BYTES, most_bytes, report_of
from stylizer_app.engine.progress import Progress
from stylizer_app.engine.runtime.network import first_line
from stylizer_app.engine.tiles.grid import CELL
from stylizer_app.engine.tiles.padded_image import PaddedImage
from stylizer_app.engine.tiles.tile_plan import TilePlan
from stylizer_app.errors import PackError
from stylizer_app.errors.pack import DoesNotPaint
from stylizer_app.imaging.geometry import Region, Size
from stylizer_app.imaging.samples import Floats

SIDE = 96
"""Of the test picture, in pixels."""

TILE = 16
"""Cells per core: several tiles."""


def run(folder: Path, report: Path) -> int:
    """Try the pack in a folder and write the report for ``engine/packs/trial.py``; returns 0."""
    report.write_text(report_of(_fault(folder, spill=report.parent)), "utf-8")
    return 0


def _fault(folder: Path, spill: Path) -> PackError | None:
    """What is wrong with a pack, whoever finds it."""
    try:
        pack = read_pack(folder)
        _limit_memory(most_bytes(pack))
        check_signatures(pack)
        for form, plan in _ways(pack, spill):
            _paint(form, plan)
    except PackError as error:
        return error
    except Exception as error:  # noqa: BLE001 (numpy and onnxruntime stumble in many ways over shapes that do not fit)
        return PackError(DoesNotPaint(first_line(error)), folder.name)
    return None


def _limit_memory(most: int) -> None:
    """Let the system refuse more memory, where it does: at once, and not only when it is noticed from outside."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _ways(pack: Pack, spill: Path) -> Iterator[tuple[Pack, TilePlan]]:
    """The pack as CPUs run it and as other devices do, in tiles and in one run. Raises MemoryBudgetError."""
    plan = replace(tile_plan(pack, tiling_of(CPU), MAX_BYTES), core=TILE, spill=spill, whole=0)
    yield pack, plan
    yield pack, replace(plan, whole=1 << 40)
    if any(stage.cpu_file for stage in pack.stages):
        yield replace(pack, stages=tuple(replace(stage, cpu_file="") for stage in pack.stages)), plan


def _paint(pack: Pack, plan: TilePlan) -> None:
    """Paint the test picture. Raises ValueError where that gives no picture."""
    loaded, photo = LoadedPack(pack, CPU), make_test_image()[:SIDE, :SIDE]
    content = PaddedImage(Size(SIDE, SIDE), lambda r: photo[r.slices], border=pack.border, min_size=pack.min_size)
    result = np.full((content.cells.height * CELL, content.cells.width * CELL, 3), np.nan, np.float32)

    def take(core: Region, _: Region, painted: Floats) -> None:
        place = result[core.times(CELL).slices]
        if place.shape != painted.shape:
            raise ValueError(f"a tile of {painted.shape} where one of {place.shape} belongs")
        place[...] = painted

    loaded.transformer.run(content, loaded.predictor.predict(photo), take, plan, Progress())
    if not np.isfinite(result).all():
        raise ValueError("parts of the picture are no colours")
