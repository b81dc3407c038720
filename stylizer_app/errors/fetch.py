"""Why something cannot be downloaded or unpacked, and why CUDA's libraries cannot be added."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


@dataclass(frozen=True, slots=True)
class NotDownloaded:
    """A download fails, for reasons in the network's words."""

    network: str


class ArchiveFault(Enum):
    """Reasons to refuse an archive that its name and a sentence explain completely."""

    NOT_AN_ARCHIVE = auto()


@dataclass(frozen=True, slots=True)
class ArchiveDamaged:
    """An archive cannot be unpacked, for a reason in the system's or library's own words."""

    detail: str


@dataclass(frozen=True, slots=True)
class HeldTwice:
    """An archive holds two members of one name."""

    member: str


@dataclass(frozen=True, slots=True)
class LeadsOutside:
    """A member would be written outside of the folder."""

    member: str


@dataclass(frozen=True, slots=True)
class NotPlain:
    """A member is a link or a device."""

    member: str


@dataclass(frozen=True, slots=True)
class TooManyFiles:
    """An archive holds more files than ``limit``."""

    limit: int


@dataclass(frozen=True, slots=True)
class TooManyBytes:
    """An archive unpacks to more bytes than ``limit``."""

    limit: int


ArchiveReason = ArchiveFault | ArchiveDamaged | HeldTwice | LeadsOutside | NotPlain | TooManyFiles | TooManyBytes


class LibrariesFault(Enum):
    """Why there are no CUDA libraries for this computer."""

    MAC = auto()
    NO_DRIVER = auto()


@dataclass(frozen=True, slots=True)
class NoneForPython:
    """There are none for this version of Python on this platform."""

    python: str
    platform: str


@dataclass(frozen=True, slots=True)
class NoRoom:
    """The disk has ``free`` bytes and they need ``needed``."""

    free: int
    needed: int


@dataclass(frozen=True, slots=True)
class NotInIndex:
    """The package index that the environment's ``variable`` names does not have a file."""

    file: str
    variable: str


@dataclass(frozen=True, slots=True)
class NotPut:
    """They cannot be put into their folder, for a reason in the system's own words."""

    system: str


@dataclass(frozen=True, slots=True)
class NotRemoved:
    """They cannot be removed, for a reason in the system's own words."""

    system: str


LibrariesReason = (
    LibrariesFault | NoneForPython | NoRoom | NotInIndex | NotDownloaded | NotPut | NotRemoved | ArchiveReason
)
