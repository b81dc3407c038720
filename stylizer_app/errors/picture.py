"""Why a picture cannot be read, and what reading one had to put up with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class PictureFault(Enum):
    """Reasons that the file's name and a sentence explain completely."""

    MISSING = auto()
    NOT_IN_A_FOLDER = auto()  # part of its path is a file
    FORBIDDEN = auto()
    NAME_TOO_LONG = auto()
    BAD_NAME = auto()  # a character that no file name can have
    LINK_LOOP = auto()
    FOLDER = auto()
    NOT_A_FILE = auto()  # a pipe or a device
    EMPTY = auto()
    DAMAGED = auto()
    TRUNCATED = auto()  # may be read as far as it goes when that is allowed
    NOTHING_LEFT = auto()  # so truncated that nothing can be shown
    OUT_OF_MEMORY = auto()
    NOT_FLAT = auto()  # a TIFF of volumes or of dozens of channels
    UNKNOWN_COLOURS = auto()
    ODD_SAMPLES = auto()  # complex numbers and the like
    NEEDS_PILLOW_HEIF = auto()
    CAMERA_RAW = auto()
    NO_FRAMES = auto()  # a clip without moving pictures, or none that can be read
    IS_CLIP = auto()  # a video clip, where a picture is wanted
    WORKERS_DIED = auto()  # of a cluster, every time


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The system refuses, for a reason in its own words."""

    system: str


@dataclass(frozen=True, slots=True)
class UnknownKind:
    """Not a picture of any kind that can be read; ``readable``: the titles of those that can."""

    readable: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TooLarge:
    """More pixels than allowed: ``width`` times ``height`` exceeds ``limit``."""

    width: int
    height: int
    limit: int


@dataclass(frozen=True, slots=True)
class UnsupportedMode:
    """A kind of sample that cannot be painted, by Pillow's name."""

    mode: str


@dataclass(frozen=True, slots=True)
class UnsupportedCoding:
    """A good file of the format ``title``, whose samples are stored in a way that is not read."""

    title: str
    coding: str


PictureReason = PictureFault | Unreadable | UnknownKind | TooLarge | UnsupportedMode | UnsupportedCoding


class PictureNote(Enum):
    """What decoding had to put up with."""

    TRUNCATED = auto()
    PROFILE_IGNORED = auto()
