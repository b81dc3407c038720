"""Why a device cannot paint, and what is tried instead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class NextTry(Enum):
    """What the fallback goes on with after a device failed."""

    FLOAT32 = auto()
    SMALLER_TILES = auto()
    CPU = auto()


@dataclass(frozen=True, slots=True)
class StepDown:
    """A note: the device failed, and painting went on with something less."""

    error: str
    next: NextTry
