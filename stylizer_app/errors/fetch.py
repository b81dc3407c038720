"""Why something cannot be downloaded or unpacked, and why CUDA's libraries cannot be added."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class TransferFault(Enum):
    """Reasons why a server does not give a file that a few words explain completely."""

    SILENT = auto()  # no answer in time
    NOBODY = auto()  # no server at this address
    NO_NAME = auto()  # its name is not found
    NOT_HTTP = auto()
    CHANGED = auto()  # between two parts of the file
    OTHER_FILE = auto()  # of another checksum than the published one


@dataclass(frozen=True, slots=True)
class Answered:
    """A server answers with an error: an HTTP status, and the server's words for it."""

    status: int
    words: str


@dataclass(frozen=True, slots=True)
class ConnectionFailed:
    """The connection fails, for a reason in the system's or library's own words."""

    detail: str


@dataclass(frozen=True, slots=True)
class LargerThanExpected:
    """The file has so many bytes, or more."""

    size: int


@dataclass(frozen=True, slots=True)
class SlowServer:
    """So many bytes come per second."""

    speed: float


@dataclass(frozen=True, slots=True)
class BrokenOff:
    """The transfer stops after ``size`` of ``whole`` bytes."""

    size: int
    whole: int


@dataclass(frozen=True, slots=True)
class OtherSize:
    """The file has ``size`` bytes instead of ``expected``."""

    size: int
    expected: int


TransferReason = TransferFault | Answered | ConnectionFailed | LargerThanExpected | SlowServer | BrokenOff | OtherSize


@dataclass(frozen=True, slots=True)
class Attempt:
    """A server that was asked for a file, and why it does not give it."""

    server: str
    reason: TransferReason


@dataclass(frozen=True, slots=True)
class NotDownloaded:
    """A download fails at every server."""

    attempts: tuple[Attempt, ...]


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
