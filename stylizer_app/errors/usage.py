"""Why a request, a setting or a recipe makes no sense."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

_MOST_TOLD = 60


def told(value: object) -> str | float:
    """What a reason repeats of a value that was refused: the number, or a text of a length that fits a sentence."""
    if isinstance(value, float):
        return value
    try:
        text = str(value)
    except ValueError:  # a number of thousands of digits
        return "…"
    return text if len(text) <= _MOST_TOLD else f"{text[:_MOST_TOLD]}…"


class UsageFault(Enum):
    """Reasons that a sentence explains completely."""

    NO_PAINTING = auto()
    NO_WEIGHT = auto()  # weights below zero, or none above it
    NO_WATCHDOG = auto()  # the package that tells of changes in folders
    NO_DISTRIBUTED = auto()  # the package that speaks with a cluster
    NO_VIDEO = auto()  # the packages that read, write and compare the pictures of clips
    NO_CLUSTER = auto()  # it does not answer
    NO_RECIPE = auto()
    RECIPE_DAMAGED = auto()
    RECIPE_TOO_NEW = auto()


@dataclass(frozen=True, slots=True)
class OutOfRange:
    """The adjustment or setting ``label`` (English) takes the named stops or a number from ``least`` to ``most``."""

    label: str
    value: str | float
    stops: tuple[str, ...]
    least: float
    most: float
    whole: bool


@dataclass(frozen=True, slots=True)
class WrongSetting:
    """The setting ``label`` (English) takes one of the ``choices``, or any text where there are none."""

    label: str
    value: str | float
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrongPackId:
    """No pack can have this id."""

    value: str


@dataclass(frozen=True, slots=True)
class WrongSize:
    """Not ``original``, up to ``most_pixels``, or up to ``most_percent``."""

    value: str | float
    most_pixels: int
    most_percent: float


@dataclass(frozen=True, slots=True)
class WrongMemory:
    """Not ``auto``, nor an amount of memory."""

    value: str


@dataclass(frozen=True, slots=True)
class WrongMegapixels:
    """Not a number of megapixels."""

    value: str


@dataclass(frozen=True, slots=True)
class WrongDepth:
    """Neither 8 nor 16 bits per sample."""

    value: int


@dataclass(frozen=True, slots=True)
class UnknownAdjustment:
    """There is no adjustment of this name; ``known``: those that there are."""

    known: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnknownDevice:
    """There is no device of this name; ``known``: those that there are."""

    known: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrongArray:
    """No picture: an array of this shape and type."""

    shape: str
    kind: str


@dataclass(frozen=True, slots=True)
class WrongName:
    """No name for results; ``known``: the fields that one can have."""

    value: str
    known: tuple[str, ...]


UsageReason = (
    UsageFault
    | OutOfRange
    | WrongSetting
    | WrongPackId
    | WrongSize
    | WrongMemory
    | WrongMegapixels
    | WrongDepth
    | UnknownAdjustment
    | UnknownDevice
    | WrongArray
    | WrongName
)


@dataclass(frozen=True, slots=True)
class PreferencesUnreadable:
    """A note: the file of the preferences cannot be read, so the defaults are used."""

    file: str


@dataclass(frozen=True, slots=True)
class PreferenceIgnored:
    """A note: a preference is impossible, so its default is used."""

    reason: UsageReason


PreferencesNote = PreferencesUnreadable | PreferenceIgnored
