"""How a run is divided into tiles so that it stays within the memory budget."""

from __future__ import annotations

from stylizer_app.engine.memory import available_memory
from stylizer_app.engine.packs import Pack
from stylizer_app.engine.provider_options import FIXED_SIZES
from stylizer_app.engine.transform import TilePlan
from stylizer_app.errors import MemoryBudgetError
from stylizer_app.paths import spill_dir

CORE = 256
"""Cells per core where memory allows it: 1024 pixels. Larger tiles save little, smaller ones repeat more halo."""

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
    core = CORE
    while core > SMALLEST_CORE and tile_bytes(pack, core) > budget // 2:
        core = max(SMALLEST_CORE, core * 3 // 4)
    if tile_bytes(pack, core) > budget:
        raise MemoryBudgetError(
            f"Painting needs at least {tile_bytes(pack, core) / 1e6:.0f} MB of memory and the budget is"
            f" {budget / 1e6:.0f} MB. Allow more with --memory, or close other programs."
        )
    return TilePlan(core, budget - tile_bytes(pack, core), spill_dir(), fixed=device in FIXED_SIZES)


def tile_bytes(pack: Pack, core: int) -> int:
    """Working memory of one tile of core x core cells, in bytes."""
    return 4 * pack.floats_per_cell * (core + 2 * pack.halo) ** 2
