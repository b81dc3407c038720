"""Whether a device computes a pack's convolutions in float16: where its picture stays the same and takes less time."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path

from stylizer_app.engine import device_records as records
from stylizer_app.engine.packs import Pack
from stylizer_app.engine.plan import ON_PROCESSOR, tile_plan
from stylizer_app.engine.probe import TILE, fault, paint_probe, time_limit
from stylizer_app.engine.tile_trial import WORTH, painted_tiles
from stylizer_app.engine.transform import TilePlan
from stylizer_app.engine.workshop import Workshop
from stylizer_app.errors import Cancelled, StylizerError

_log = logging.getLogger(__name__)


def fp16_pays(pack: Pack, device: str) -> bool:
    """What is remembered of a proven device and a pack, or else what trying them out says now. Never raises."""
    if device in ON_PROCESSOR or not any(stage.fp16_file for stage in pack.stages):
        return False
    finding = records.recall(device)
    if finding is None or not finding.automatic:
        return False
    pays = records.recall_fp16(device, pack.checksum)
    if pays is None:
        pays = not records.crashed(mark := f"{device} in float16") and _tried(pack, device, mark)
        records.remember_fp16(device, pack.checksum, pays)
        _log.info("%s computes %s in %s", device, pack.id, "float16" if pays else "float32")
    return pays


def give_up_fp16(pack: Pack, device: str) -> None:
    """Remember that a picture could not be painted in float16."""
    records.remember_fp16(device, pack.checksum, False)


def _tried(pack: Pack, device: str, mark: str) -> bool:
    """Whether the test picture in float16 is the processor's, and a tile of the device's own size takes less time."""
    try:
        half, full, processor = Workshop(pack, device, fp16=True), Workshop(pack, device), Workshop(pack, "cpu")
        with records.trying(mark), time_limit(device) as token, tempfile.TemporaryDirectory() as spill:
            plan = TilePlan(core=TILE, budget=1 << 30, spill=Path(spill), fixed=True)
            reason = fault(paint_probe(half, plan, token), paint_probe(processor, plan, token))
            if reason:
                _log.info("float16 on %s: %s", device, reason)
                return False
            core = tile_plan(pack, device, None).core
            slow, fast = (painted_tiles(each, core, 1, 1, Path(spill), token)[0] for each in (full, half))
            return slow > WORTH * fast
    except (Cancelled, StylizerError) as error:
        _log.info("float16 on %s: %s", device, str(error) or "it takes too long")
        return False
