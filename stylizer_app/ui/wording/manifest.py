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
from stylizer_app.ui.translate import tr


def manifest(reason: ManifestReason) -> str:
    """Return what is wrong with a description of a pack, for its author."""
    match reason:
        case ManifestFault.NOT_TEXT:
            return tr("it is not a text")
        case ManifestFault.TOO_LONG:
            return tr("it is longer than any description")
        case ManifestFault.TOO_DEEP:
            return tr("it is nested too deeply")
        case ManifestFault.SIZE_MULTIPLE:
            return tr("size_multiple must be 4")
        case ManifestFault.LOOK_NAME:
            return tr("a look’s name is not allowed or given twice")
        case ManifestFault.MAP_NAME:
            return tr("a map’s name is not allowed or given twice")
        case ManifestFault.SCALE:
            return tr("a scale must be 1, 2 or 4")
        case ManifestFault.NO_RESULT:
            return tr("the last stage must write the picture")
        case BadStage(file, fault):
            return _stage(file, fault)
        case NotToml(parser):
            return parser
        case KeyMissing(key):
            return tr("{key} is missing").format(key=key)
        case WrongKind(key, kind):
            return tr("{key} must be {kind}").format(key=key, kind=_kind(kind))
        case OutOfRange(key, least, most):
            return tr("{key} must be {least} to {most}").format(key=key, least=least, most=most)
        case TooMany(key, most):
            return tr("{key} must be at most {most}").format(key=key, most=most)
        case NewFormat(form):
            return tr("format {form} is newer than this program; update the program").format(form=form)
        case BadId(pack_id):
            return tr("the id {pack_id} is not allowed").format(pack_id=pack_id)
        case BadLooks(most):
            return tr("looks must be at most {most} names").format(most=most)
        case NoSuchLook(table, look):
            return tr("{table} names {look}, which is none of the looks").format(table=table, look=look)
        case BadFileName(name):
            return tr("{name} is no name for a file").format(name=name)
        case NotListed(files):
            return tr("not listed: {files}").format(files=", ".join(files))
        case _:
            assert_never(reason)


def _stage(file: str, fault: StageFault) -> str:
    match fault:
        case StageFault.READS_UNKNOWN:
            return tr("{file} reads a map that no earlier stage writes").format(file=file)
        case StageFault.APPLIES_UNKNOWN:
            return tr("{file} applies a norm that no earlier stage gathers").format(file=file)
        case StageFault.GATHERS_UNKNOWN:
            return tr("{file} gathers an unknown norm").format(file=file)
        case StageFault.WRITES_UNKNOWN:
            return tr("{file} writes an unknown map").format(file=file)
        case StageFault.WRITTEN_BEFORE:
            return tr("{file} writes a map that an earlier stage writes").format(file=file)
        case StageFault.REPEATED:
            return tr("{file} names a map or norm twice").format(file=file)
        case _:
            assert_never(fault)


def _kind(kind: Kind) -> str:
    match kind:
        case Kind.TEXT:
            return tr("a text of one line")
        case Kind.WHOLE:
            return tr("a whole number")
        case Kind.NUMBER:
            return tr("a number")
        case Kind.LIST:
            return tr("a list")
        case Kind.TABLE:
            return tr("a table")
        case Kind.CHECKSUM:
            return tr("a SHA-256 checksum")
        case _:
            assert_never(kind)
