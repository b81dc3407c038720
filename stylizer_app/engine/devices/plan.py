"""How large tiles are, and how many are painted at a time, so that a run stays within the memory budget."""

from __future__ import annotations

from stylizer_app.devices import DEVICES
from stylizer_app.engine.devices.device_cache import recall
from stylizer_app.engine.model.transform import TilePlan
from stylizer_app.engine.packs.manifest import Pack
from stylizer_app.engine.runtime.onnxruntime_backend import cpu_threads
from stylizer_app.engine.tiles.memory import available_memory
from stylizer_app.errors import MemoryBudgetError
from stylizer_app.errors.painting import TooLittleMemory
from stylizer_app.paths import spill_dir

TILE_BYTES = 250_000_000
"""Working memory of one tile on the CPU above which smaller tiles are faster: less of it is fresh or far away."""

HANDY_CORE = 48
"""Below this size of a core fewer tiles at a time are better than smaller ones."""

SMALLEST_CORE = 16


def default_budget() -> int:
    """Bytes that painting may take unless told: a third of what is free."""
    return available_memory() // 3


def tile_plan(pack: Pack, device: str, memory: int | None) -> TilePlan:
    """The plan within ``memory`` bytes (None: the default budget). Raises MemoryBudgetError if no tile fits.

    The division does not depend on what happens to be free, as long as the usual tile fits: the same request gives
    the same bytes.
    """
    budget = default_budget() if memory is None else memory
    core, workers = _best_core(pack, device), workers_for(device)
    while tile_bytes(pack, core, workers) > budget // 2 and (core > SMALLEST_CORE or workers > 1):
        if workers > 1 and core <= HANDY_CORE:
            workers -= 1
        else:
            core = max(SMALLEST_CORE, core * 3 // 4)
    if tile_bytes(pack, core, workers) > budget:
        raise MemoryBudgetError(TooLittleMemory(tile_bytes(pack, core, workers), budget))
    maps = budget - tile_bytes(pack, core, workers)
    row = DEVICES[device]
    whole = min(row.whole_bytes, budget) // whole_bytes(pack, 1)
    return TilePlan(core, maps, spill_dir(), fixed=row.fixed_sizes, workers=workers, whole=whole)


def whole_bytes(pack: Pack, cells: int) -> int:
    """Working memory of OpenVINO's run over a whole picture of this many cells, in bytes.

    Measured on three packs: six tenths of what as many cells take in tiles of single stages, or less.
    """
    return -(-4 * pack.floats_per_cell * cells * 6 // 10)


def workers_for(device: str) -> int:
    """Tiles worked on at a time: one for every thread of the CPU, on other devices what was found best."""
    if DEVICES[device].on_cpu:
        return cpu_threads()
    finding = recall(device)
    return 1 if finding is None else finding.workers


def _best_core(pack: Pack, device: str) -> int:
    """Cells per core where memory allows it: on the CPU fewer for large networks, on others what was found best."""
    row = DEVICES[device]
    core = row.core
    if not row.on_cpu:
        finding = recall(device)
        return core if finding is None or finding.core is None else finding.core
    while tile_bytes(pack, core) > TILE_BYTES and core > SMALLEST_CORE:
        core = core * 3 // 4
    return core


def tile_bytes(pack: Pack, core: int, workers: int = 1) -> int:
    """Working memory of this many tiles of core x core cells, in bytes."""
    return 4 * pack.floats_per_cell * workers * (core + 2 * pack.halo) ** 2
