"""Why a picture cannot be painted as asked: the memory, the painting, the recipe, or the values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


@dataclass(frozen=True, slots=True)
class TooLittleMemory:
    """Painting needs ``needed`` bytes and may use ``budget``."""

    needed: int
    budget: int


@dataclass(frozen=True, slots=True)
class SpillTooLarge:
    """The disk has no room for ``needed`` bytes of temporary files."""

    needed: int


@dataclass(frozen=True, slots=True)
class SpillFailed:
    """Temporary files cannot be kept, for a reason in the system's own words."""

    system: str


MemoryReason = TooLittleMemory | SpillTooLarge | SpillFailed


class StyleFault(Enum):
    """Reasons that a file's name and a sentence explain completely."""

    STARTERS_UNREADABLE = auto()
    LOOK_UNREADABLE = auto()  # a look's file is gone, forbidden, a folder
    LOOK_TOO_LARGE = auto()
    LOOK_DAMAGED = auto()
    LOOK_TOO_NEW = auto()
    NO_PAINTINGS = auto()  # in a folder that is to be an artist


@dataclass(frozen=True, slots=True)
class UnknownStyle:
    """Neither a look nor a file; ``meant``: names close to it."""

    meant: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LookNotTaught:
    """The networks ``pack`` were not taught the look, and there is no drawing to paint it by."""

    pack: str


@dataclass(frozen=True, slots=True)
class LookRenamed:
    """A note: the look ``former`` is called ``name`` now, and the old name works for one more version."""

    former: str
    name: str


StyleReason = StyleFault | UnknownStyle | LookNotTaught
