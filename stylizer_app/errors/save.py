"""Why a result cannot be written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class SaveFault(Enum):
    """Reasons that the file's name and a sentence explain completely."""

    EXISTS = auto()
    DISK_FULL = auto()
    QUOTA_USED_UP = auto()
    FILE_TOO_LARGE = auto()  # for this disk
    FORBIDDEN = auto()
    READ_ONLY = auto()
    NO_FOLDER = auto()
    NOT_IN_A_FOLDER = auto()  # part of its path is a file
    NAME_TOO_LONG = auto()
    BAD_NAME = auto()  # a character that no file name can have
    BAD_ENDING = auto()  # a dot or a space, which Windows drops
    RESERVED_NAME = auto()  # one that Windows keeps for a device
    IS_FOLDER = auto()
    IS_OPEN = auto()  # as photo or painting
    NOT_A_FILE = auto()  # a pipe or a device
    LINK_LOOP = auto()
    IS_READ_ONLY = auto()  # the file that is to be replaced
    IN_USE = auto()  # by another program
    OUT_OF_MEMORY = auto()
    TIFF_TOO_LARGE = auto()


@dataclass(frozen=True, slots=True)
class NotWritten:
    """The system refuses, for a reason in its own words."""

    system: str


@dataclass(frozen=True, slots=True)
class NotWritable:
    """Pictures cannot be saved as ``asked`` (a format or suffix, "" for none); ``writable``: the suffixes that can."""

    asked: str
    writable: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EightBitsOnly:
    """16 bits were asked for, and the format holds 8."""

    title: str


@dataclass(frozen=True, slots=True)
class SideTooLong:
    """The format holds at most ``limit`` pixels a side."""

    title: str
    width: int
    height: int
    limit: int


@dataclass(frozen=True, slots=True)
class NotEncoded:
    """The encoder of a format fails, for a reason in its own words."""

    title: str
    encoder: str


class ManyFault(Enum):
    """Reasons why a run over many pictures cannot begin."""

    JOURNAL_IN_USE = auto()  # by another run
    JOURNAL_UNREADABLE = auto()  # damaged, or made by a newer version
    IS_A_PHOTO = auto()  # that is being painted
    NOT_ONE_FILE = auto()  # several photos cannot become one file


@dataclass(frozen=True, slots=True)
class OtherFormat:
    """The name of the result is one for files called ``title``, and the format ``wanted`` was asked for."""

    title: str
    wanted: str


SaveReason = SaveFault | NotWritten | NotWritable | EightBitsOnly | SideTooLong | NotEncoded | OtherFormat | ManyFault
