"""What a run will take, before it begins: seconds of painting, and room on the disk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from stylizer_app.engine.forecast import Forecast
from stylizer_app.engine.octaves import Octaves, plan_octaves
from stylizer_app.errors import PictureError
from stylizer_app.imaging.decode import read_size
from stylizer_app.imaging.formats import writable_format
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.targets import USUAL_QUALITY, Target
from stylizer_app.many.jobs import Conditions, Job

_LOSSY_FALLS = 12.0
"""Of lossy files half remains for so many points of quality less."""


class Foresees(Protocol):
    """What is asked of a painter."""

    def forecast_octaves(self, octaves: Octaves, pack: str, device: str = ..., memory: int | None = None) -> Forecast:
        """What painting these octaves will take."""
        ...


@dataclass(frozen=True, slots=True)
class Total:
    """``seconds`` is None until this machine has painted with these networks; ``bytes`` on the disk."""

    pictures: int
    seconds: float | None
    bytes: int


def total(jobs: Iterable[Job], painter: Foresees, conditions: Conditions) -> Total:
    """The forecast for these jobs on this machine. Photos that cannot be read count as pictures only."""
    pictures, seconds, taken = 0, 0.0, 0.0
    known = True

    @cache
    def size_of(photo: Path) -> Size | None:
        try:
            return read_size(photo, max_pixels=conditions.max_pixels)
        except PictureError:
            return None

    for job in jobs:
        pictures += 1
        own = size_of(job.photo)
        if own is None:
            continue
        settings = job.choice.settings
        size = settings.size.apply(own) or own
        octaves = plan_octaves(size, settings.adjustments.brush)
        expected = painter.forecast_octaves(octaves, settings.pack, conditions.device, conditions.memory).seconds
        known = known and expected is not None
        seconds += expected or 0.0
        taken += size.pixels * _bytes_per_pixel(job.target)
    return Total(pictures, seconds if known else None, round(taken))


def _bytes_per_pixel(target: Target) -> float:
    """What a pixel of a painting takes in a file."""
    form = writable_format(target.path, target.format)
    if not form.lossy:
        return form.painted_bytes
    return form.painted_bytes * float(2 ** ((target.quality - USUAL_QUALITY) / _LOSSY_FALLS))
