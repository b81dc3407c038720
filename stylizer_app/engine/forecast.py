"""What a painting will take before it is painted: seconds, memory, tiles; learned from this machine's own runs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from stylizer_app.engine.devices.plan import tile_bytes, tile_plan, whole_bytes
from stylizer_app.engine.model.transform import TilePlan
from stylizer_app.engine.packs.manifest import Pack
from stylizer_app.engine.tiles.grid import CELL
from stylizer_app.engine.tiles.maps import most_bytes
from stylizer_app.files import write_atomically
from stylizer_app.imaging.geometry import Size
from stylizer_app.paths import cache_dir

BASE_MEMORY = 160_000_000
"""Bytes that Python, numpy, onnxruntime and a loaded pack take."""

LEARNT_FROM = 0.5
"""Megapixels below which an octave says more about its overhead than about its speed."""

LARGE = 4.0
"""Megapixels from which on a picture counts as large."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """``seconds`` is None until this pack has painted something on this device; ``memory`` in bytes."""

    seconds: float | None
    memory: int
    tiles: int
    octaves: tuple[Size, ...]


def forecast(pack: Pack, device: str, sizes: tuple[Size, ...], memory: int | None) -> Forecast:
    """The forecast for painting these octaves within a memory budget (None: the default one)."""
    plan = tile_plan(pack, device, memory)
    rates, (own, other) = _rates(), _keys(pack, device, sizes[-1])
    rate = rates.get(own, rates.get(other))
    finest = _cells(sizes[-1], pack)
    before = sum(6 * s.pixels for s in sizes[-2:-1])
    core = plan.grid(finest, 0).step
    maps = min(plan.beside(before).budget, most_bytes(pack.maps, pack.stages, finest, core))
    pictures = 2 * 3 * sizes[-1].pixels + before  # the photo and the result
    tile = tile_bytes(pack, max(core.width, core.height), plan.workers)
    if finest.pixels <= plan.whole:
        tile, maps = whole_bytes(pack, finest.pixels), 0
    return Forecast(
        seconds=None if rate is None else rate * sum(s.megapixels for s in sizes),
        memory=BASE_MEMORY + tile + maps + pictures,
        tiles=sum(_tiles(plan, _cells(s, pack), pack) for s in sizes),
        octaves=sizes,
    )


def learn(pack: Pack, device: str, sizes: tuple[Size, ...], seconds: Sequence[float]) -> None:
    """Remember how long the finest octave took; later forecasts give the newest runs more weight.

    ``seconds`` of the octaves, as in a report. Those before the finest say little: the first one loads the networks.
    """
    megapixels, taken = sizes[-1].megapixels, seconds[-1] if len(seconds) == len(sizes) else 0.0
    if megapixels < LEARNT_FROM or taken <= 0:
        return
    rates, (key, _) = _rates(), _keys(pack, device, sizes[-1])
    new = taken / megapixels
    rates[key] = new if key not in rates else 0.5 * rates[key] + 0.5 * new
    try:
        write_atomically(cache_dir() / "speeds.json", json.dumps(rates, indent=1).encode())
    except OSError:
        return  # a forecast is not worth an error


def _rates() -> dict[str, float]:
    """Seconds per megapixel by pack and device, as far as known."""
    try:
        found = json.loads((cache_dir() / "speeds.json").read_text("utf-8"))
        return {str(k): float(v) for k, v in found.items() if float(v) > 0}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _keys(pack: Pack, device: str, finest: Size) -> tuple[str, str]:
    """What speeds are remembered by for a picture of this size, and for the others: small ones cost more per pixel."""
    large, small = (f"{pack.checksum[:16]} {device} {kind}" for kind in ("large", "small"))
    return (large, small) if finest.megapixels >= LARGE else (small, large)


def _tiles(plan: TilePlan, cells: Size, pack: Pack) -> int:
    """How many tiles a picture of this many cells takes."""
    return 1 if cells.pixels <= plan.whole else len(plan.grid(cells, pack.halo))


def _cells(size: Size, pack: Pack) -> Size:
    """The padded picture in cells."""
    return Size(
        -(-max(size.width + 2 * pack.border, pack.min_size) // CELL),
        -(-max(size.height + 2 * pack.border, pack.min_size) // CELL),
    )
