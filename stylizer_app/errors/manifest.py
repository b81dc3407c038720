"""Why a description of a pack, ``pack.toml``, cannot be used: it tells the pack's author where to look."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class ManifestFault(Enum):
    """Reasons that a few words explain completely."""

    NOT_TEXT = auto()
    TOO_LONG = auto()
    TOO_DEEP = auto()  # tables in tables, or lists in lists
    SIZE_MULTIPLE = auto()  # size_multiple is not 4
    LOOK_NAME = auto()  # of a form that is not allowed, or given twice
    MAP_NAME = auto()  # of a form that is not allowed, given twice, or that of a picture
    SCALE = auto()  # of a map or norm is not 1, 2 or 4
    NO_RESULT = auto()  # the last stage does not write the picture


class Kind(Enum):
    """What a value should be."""

    TEXT = auto()  # of one line, and not endless
    WHOLE = auto()
    NUMBER = auto()
    LIST = auto()
    TABLE = auto()
    CHECKSUM = auto()


class StageFault(Enum):
    """What is wrong with a stage."""

    READS_UNKNOWN = auto()  # a map that no earlier stage writes
    APPLIES_UNKNOWN = auto()  # a norm that no earlier stage gathers
    GATHERS_UNKNOWN = auto()  # a norm that the pack does not list
    WRITES_UNKNOWN = auto()  # a map that the pack does not list
    WRITTEN_BEFORE = auto()  # a map that an earlier stage writes
    REPEATED = auto()  # a map or norm named twice in one list


@dataclass(frozen=True, slots=True)
class BadStage:
    """Something is wrong with the stage of this file."""

    file: str
    fault: StageFault


@dataclass(frozen=True, slots=True)
class NotToml:
    """The text or one of its values has another form than it should, in the parser's own words."""

    parser: str


@dataclass(frozen=True, slots=True)
class KeyMissing:
    """A value that every description has is missing."""

    key: str


@dataclass(frozen=True, slots=True)
class WrongKind:
    """A value is something else than it should be."""

    key: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class OutOfRange:
    """A number is below ``least`` or above ``most``, or not a number at all."""

    key: str
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class TooMany:
    """A list or table holds more than ``most``."""

    key: str
    most: int


@dataclass(frozen=True, slots=True)
class NewFormat:
    """The description has a format that this program does not know yet."""

    format: str


@dataclass(frozen=True, slots=True)
class BadId:
    """The pack's id has a form that is not allowed."""

    id: str


@dataclass(frozen=True, slots=True)
class BadLooks:
    """The looks are not a list of at most ``most`` names."""

    most: int


@dataclass(frozen=True, slots=True)
class NoSuchLook:
    """A table tells something of a look that the pack does not have."""

    table: str
    look: str


@dataclass(frozen=True, slots=True)
class BadFileName:
    """The name of a file has a form that is not allowed."""

    name: str


@dataclass(frozen=True, slots=True)
class NotListed:
    """Files that the pack needs are not among those that it lists."""

    files: tuple[str, ...]


ManifestReason = (
    ManifestFault
    | BadStage
    | NotToml
    | KeyMissing
    | WrongKind
    | OutOfRange
    | TooMany
    | NewFormat
    | BadId
    | BadLooks
    | NoSuchLook
    | BadFileName
    | NotListed
)
