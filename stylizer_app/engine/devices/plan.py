"""How large tiles are, and how many are painted at a time, so that a run stays within the memory budget."""

from __future__ import annotations

from dataclasses import dataclass

from stylizer_app.devices import DEVICES, Device
from stylizer_app.engine.devices.device_cache import recall
from stylizer_app.engine.packs.pack import Pack
from stylizer_app.engine.runtime.onnxruntime_backend import cpu_threads
from stylizer_app.engine.tiles.memory import available_memory
from stylizer_app.engine.tiles.tile_plan import TilePlan
from stylizer_app.errors import MemoryBudgetError
from stylizer_app.errors.painting import TooLittleMemory
from stylizer_app.system.paths import spill_dir

TILE_BYTES = 250_000_000
"""Working memory of one tile on the CPU above which smaller tiles are faster: less of it is fresh or far away."""

HANDY_CORE = 48
"""Below this size of a core fewer tiles at a time are better than smaller ones."""

SMALLEST_CORE = 16


def default_budget() -> int:
    """Bytes that painting may take unless told: a third of what is free."""
    return available_memory() // 3


@dataclass(frozen=True, slots=True)
class Tiling:
    """How a device likes its tiles: its row, cells per core where memory allows it, and tiles at a time."""

    device: Device
    core: int
    workers: int


def tiling_of(device: str) -> Tiling:
    """A device's own tiling: as many tiles at a time as the CPU has threads, or what its self-test found best."""
    row = DEVICES[device]
    if row.on_cpu:
        return Tiling(row, row.core, cpu_threads())
    finding = recall(device)
    if finding is None:
        return Tiling(row, row.core, 1)
    return Tiling(row, finding.core or row.core, finding.workers)


def tile_plan(pack: Pack, tiling: Tiling, budget: int) -> TilePlan:
    """The plan within ``budget`` bytes. Raises MemoryBudgetError if no tile fits.

    The division does not depend on the budget, as long as the usual tile fits: the same request gives the same bytes.
    """
    core, workers = _usual_core(pack, tiling), tiling.workers
    while tile_bytes(pack, core, workers) > budget // 2 and (core > SMALLEST_CORE or workers > 1):
        if workers > 1 and core <= HANDY_CORE:
            workers -= 1
        else:
            core = max(SMALLEST_CORE, core * 3 // 4)
    needed = tile_bytes(pack, core, workers)
    if needed > budget:
        raise MemoryBudgetError(TooLittleMemory(needed, budget))
    row = tiling.device
    whole = min(row.whole_bytes, budget) // whole_bytes(pack, 1)
    return TilePlan(core, budget - needed, spill_dir(), fixed=row.fixed_sizes, workers=workers, whole=whole)


def _usual_core(pack: Pack, tiling: Tiling) -> int:
    """Cells per core where memory allows it: on the CPU fewer for large networks."""
    core = tiling.core
    while tiling.device.on_cpu and tile_bytes(pack, core) > TILE_BYTES and core > SMALLEST_CORE:
        core = core * 3 // 4
    return core


def whole_bytes(pack: Pack, cells: int) -> int:
    """Working memory of OpenVINO's run over a whole picture of this many cells, in bytes.

    Measured on three packs: six tenths of what as many cells take in tiles of single stages, or less.
    """
    return -(-4 * pack.floats_per_cell * cells * 6 // 10)


def tile_bytes(pack: Pack, core: int, workers: int = 1) -> int:
    """Working memory of this many tiles of core x core cells, in bytes."""
    return 4 * pack.floats_per_cell * workers * (core + 2 * pack.halo) ** 2
