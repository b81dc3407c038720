"""Whether a device computes a pack's convolutions in float16: where its picture stays the same and takes less time."""

from __future__ import annotations

import logging

from stylizer_app.devices import CPU, DEVICES
from stylizer_app.engine.devices import device_cache
from stylizer_app.engine.devices.plan import default_budget, tile_plan, tiling_of
from stylizer_app.engine.devices.selftest_image import TILE, fault, paint_test_image, time_limit
from stylizer_app.engine.devices.tile_benchmark import WORTH, painted_tiles
from stylizer_app.engine.model.loaded_pack import LoadedPack
from stylizer_app.engine.packs.pack import Pack
from stylizer_app.engine.tiles.tile_plan import TilePlan
from stylizer_app.errors import Cancelled, StylizerError
from stylizer_app.system.paths import spill_dir

_log = logging.getLogger(__name__)


def fp16_pays(pack: Pack, device: str) -> bool:
    """What is remembered of a proven device and a pack, or else what trying them out says now. Never raises."""
    if DEVICES[device].on_cpu or not any(stage.fp16_file for stage in pack.stages):
        return False
    finding = device_cache.recall(device)
    if finding is None or not finding.automatic:
        return False
    pays = device_cache.recall_fp16(device, pack.checksum)
    if pays is None:
        pays = not device_cache.crashed(mark := f"{device} in float16") and _tried(pack, device, mark)
        device_cache.remember_fp16(device, pack.checksum, pays)
        _log.info("%s computes %s in %s", device, pack.id, "float16" if pays else "float32")
    return pays


def give_up_fp16(pack: Pack, device: str) -> None:
    """Remember that a picture could not be painted in float16."""
    device_cache.remember_fp16(device, pack.checksum, False)


def _tried(pack: Pack, device: str, mark: str) -> bool:
    """Whether the test picture in float16 is the CPU's, and a tile of the device's own size takes less time."""
    try:
        half, full, cpu = LoadedPack(pack, device, fp16=True), LoadedPack(pack, device), LoadedPack(pack, CPU)
        with device_cache.trying(mark), time_limit(device) as token:
            plan = TilePlan(core=TILE, budget=1 << 30, spill=spill_dir(), fixed=True)
            reason = fault(paint_test_image(half, plan, token), paint_test_image(cpu, plan, token))
            if reason:
                _log.info("float16 on %s: %s", device, reason)
                return False
            core = tile_plan(pack, tiling_of(device), default_budget()).core
            slow, fast = (painted_tiles(each, core, 1, 1, token)[0] for each in (full, half))
            return slow > WORTH * fast
    except (Cancelled, StylizerError) as error:
        _log.info("float16 on %s: %s", device, str(error) or "it takes too long")
        return False
