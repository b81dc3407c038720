"""What is wrong with a description of a pack, in a few words that stand in brackets."""

from __future__ import annotations

from typing import assert_never

from stylizer_app.errors.manifest import (
    BadFileName,
    BadId,
    BadLooks,
    BadStage,
    KeyMissing,
    Kind,
    ManifestFault,
    ManifestReason,
    NewFormat,
    NoSuchLook,
    NotListed,
    NotToml,
    OutOfRange,
    StageFault,
    TooMany,
    WrongKind,
)


def manifest(reason: ManifestReason) -> str:
    """Return what is wrong with a description of a pack, for its author."""
    match reason:
        case ManifestFault.NOT_TEXT:
            return "it is not a text"
        case ManifestFault.TOO_LONG:
            return "it is longer than any description"
        case ManifestFault.TOO_DEEP:
            return "it is nested too deeply"
        case ManifestFault.SIZE_MULTIPLE:
            return "size_multiple must be 4"
        case ManifestFault.LOOK_NAME:
            return "a look's name is not allowed or given twice"
        case ManifestFault.MAP_NAME:
            return "a map's name is not allowed or given twice"
        case ManifestFault.SCALE:
            return "a scale must be 1, 2 or 4"
        case ManifestFault.NO_RESULT:
            return "the last stage must write the picture"
        case BadStage(file, fault):
            return _stage(file, fault)
        case NotToml(parser):
            return parser
        case KeyMissing(key):
            return f"{key!r} is missing"
        case WrongKind(key, kind):
            return f"{key} must be {_kind(kind)}"
        case OutOfRange(key, least, most):
            return f"{key} must be {least} to {most}"
        case TooMany(key, most):
            return f"{key} must be at most {most}"
        case NewFormat(form):
            return f"format {form} is newer than this program; update the program"
        case BadId(pack_id):
            return f"the id {pack_id!r} is not allowed"
        case BadLooks(most):
            return f"looks must be at most {most} names"
        case NoSuchLook(table, look):
            return f"{table} names {look!r}, which is none of the looks"
        case BadFileName(name):
            return f"bad file name {name!r}"
        case NotListed(files):
            return f"{', '.join(files)} not listed"
        case _:
            assert_never(reason)


def _stage(file: str, fault: StageFault) -> str:
    match fault:
        case StageFault.READS_UNKNOWN:
            return f"{file} reads a map that no earlier stage writes"
        case StageFault.APPLIES_UNKNOWN:
            return f"{file} applies a norm that no earlier stage gathers"
        case StageFault.GATHERS_UNKNOWN:
            return f"{file} gathers an unknown norm"
        case StageFault.WRITES_UNKNOWN:
            return f"{file} writes an unknown map"
        case StageFault.WRITTEN_BEFORE:
            return f"{file} writes a map that an earlier stage writes"
        case StageFault.REPEATED:
            return f"{file} names a map or norm twice"
        case _:
            assert_never(fault)


def _kind(kind: Kind) -> str:
    match kind:
        case Kind.TEXT:
            return "a text of one line"
        case Kind.WHOLE:
            return "a whole number"
        case Kind.NUMBER:
            return "a number"
        case Kind.LIST:
            return "a list"
        case Kind.TABLE:
            return "a table"
        case Kind.CHECKSUM:
            return "a SHA-256 checksum"
        case _:
            assert_never(kind)
