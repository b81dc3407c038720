"""Why a device cannot paint, and what is tried instead."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import Enum, auto
from typing import Any


class DeviceFault(Enum):
    """Reasons that the device's name and a sentence explain completely."""

    OUT_OF_MEMORY = auto()
    OVERFLOW = auto()
    NOT_BUILT_IN = auto()  # the installed onnxruntime was not built for it
    NO_OPENVINO = auto()
    NO_GRAPHICS_CARD = auto()
    USES_THE_CPU = auto()  # onnxruntime silently fell back to it
    CRASHED = auto()  # the program died when it was last tried
    NOT_TESTED = auto()  # for reasons of the networks or of the disk
    ONNXRUNTIME_BROKEN = auto()


@dataclass(frozen=True, slots=True)
class NotStarted:
    """It does not start, for a reason in the library's own words."""

    library: str


@dataclass(frozen=True, slots=True)
class Failed:
    """It failed while painting, for a reason in the library's own words."""

    library: str


@dataclass(frozen=True, slots=True)
class TooSlow:
    """It needs more than ``seconds`` for a picture of ``side`` by ``side`` pixels."""

    seconds: int
    side: int


@dataclass(frozen=True, slots=True)
class WrongPicture:
    """It paints another picture than the CPU; ``difference``: the mean one, of 255."""

    difference: float


@dataclass(frozen=True, slots=True)
class Imitated:
    """Its graphics card is imitated by the CPU, by a program of this name."""

    renderer: str


DeviceReason = DeviceFault | NotStarted | Failed | TooSlow | WrongPicture | Imitated

_KINDS = (NotStarted, Failed, TooSlow, WrongPicture, Imitated)


def as_data(reason: DeviceReason) -> list[Any]:
    """Return a reason as JSON keeps it."""
    if isinstance(reason, DeviceFault):
        return [reason.name]
    return [type(reason).__name__, *(getattr(reason, each.name) for each in fields(reason))]


def from_data(data: list[Any]) -> DeviceReason:
    """Return the reason that JSON kept. Raises KeyError, TypeError or ValueError for anything else."""
    name, *facts = data
    if not facts:
        return DeviceFault[name]
    return {kind.__name__: kind for kind in _KINDS}[name](*facts)


class NextTry(Enum):
    """What the fallback goes on with after a device failed."""

    FLOAT32 = auto()
    SMALLER_TILES = auto()
    CPU = auto()


@dataclass(frozen=True, slots=True)
class StepDown:
    """A note: the device failed, and painting went on with something less."""

    device: str
    reason: DeviceReason
    next: NextTry
