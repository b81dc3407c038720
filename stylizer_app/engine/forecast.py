"""What a painting will take before it is painted: seconds, memory, tiles; learned from this machine's own runs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from stylizer_app.engine.devices.plan import tile_bytes, whole_bytes
from stylizer_app.engine.octaves import ENLARGING, Octaves
from stylizer_app.engine.packs.pack import Pack
from stylizer_app.engine.tiles.grid import CELL
from stylizer_app.engine.tiles.maps import most_bytes
from stylizer_app.engine.tiles.tile_plan import TilePlan
from stylizer_app.imaging.geometry import Size
from stylizer_app.system.files import write_atomically
from stylizer_app.system.paths import cache_dir

BASE_MEMORY = 160_000_000
"""Bytes that Python, numpy, onnxruntime and a loaded pack take."""

LEARNT_FROM = 0.5
"""Megapixels below which an octave says more about its overhead than about its speed."""

ENLARGEMENT = "enlargement"
"""What the speed of the last step is remembered by; it depends on the machine alone."""

DRAWN_FROM = 60
"""Bytes a pixel of what the first octave's drawing is painted from, which is kept."""

LARGE = 4.0
"""Megapixels from which on a picture counts as large."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """``seconds`` is None until this pack has painted something on this device; ``memory`` in bytes."""

    seconds: float | None
    memory: int
    tiles: int
    octaves: Octaves


def forecast(pack: Pack, device: str, octaves: Octaves, plan: TilePlan) -> Forecast:
    """The forecast for painting these octaves on a device as planned."""
    cells = _cells(octaves.painted[-1], pack)
    held = sum(8 * size.pixels for size in octaves.painted[-2:])  # the octave before and this one, and the photo's luma
    core = plan.grid(cells, 0).step
    drawing = () if octaves.drawing is None else (octaves.drawing,)
    maps = min(plan.beside(held).budget, most_bytes(pack.maps, pack.stages, cells, core))
    tile = tile_bytes(pack, max(core.width, core.height), plan.workers)
    if cells.pixels <= plan.whole:
        tile, maps = whole_bytes(pack, cells.pixels), 0
    return Forecast(
        seconds=_seconds(pack, device, octaves),
        memory=BASE_MEMORY
        + tile
        + maps
        + held
        + int(DRAWN_FROM * octaves.drawing_cost)
        + 2 * 3 * octaves.result.pixels,  # the photo and the result
        tiles=sum(_tiles(plan, _cells(size, pack), pack) for size in octaves.painted + drawing),
        octaves=octaves,
    )


def _seconds(pack: Pack, device: str, octaves: Octaves) -> float | None:
    """What the octaves will take, as far as known."""
    rates, (own, other) = _rates(), _keys(pack, device, octaves.painted[-1])
    rate = rates.get(own, rates.get(other))
    if rate is None:
        return None
    enlarging = rates.get(ENLARGEMENT, rate * ENLARGING) if octaves.enlarged else 0.0
    painted = sum(size.pixels for size in octaves.painted) + octaves.drawing_cost
    return rate * painted / 1e6 + enlarging * octaves.result.megapixels


def learn(pack: Pack, device: str, octaves: Octaves, seconds: Sequence[float]) -> None:
    """Remember how long the finest octave and the enlargement took; later forecasts give the newest runs more weight.

    ``seconds`` of the octaves, as in a report. Those before the finest say little: the first one loads the networks.
    """
    if len(seconds) < len(octaves.sizes):
        return
    own, _ = _keys(pack, device, octaves.painted[-1])
    taken = {own: (octaves.painted[-1], seconds[len(octaves.painted) - 1])}
    if octaves.enlarged:
        taken[ENLARGEMENT] = octaves.result, seconds[-1]
    rates = _rates()
    for key, (size, duration) in taken.items():
        if size.megapixels >= LEARNT_FROM and duration > 0:
            new = duration / size.megapixels
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
