"""What is wrong with a description of a pack, in a few words that stand in brackets."""

from __future__ import annotations

from typing import assert_never

from stylizer_app.errors.manifest import (
    BadFileName,
    BadId,
    BadLooks,
    BadStage,
    KeyMissing,
    ManifestFault,
    ManifestReason,
    NewFormat,
    NotListed,
    NotToml,
    StageFault,
)


def manifest(reason: ManifestReason) -> str:
    """Return what is wrong with a description of a pack, for its author."""
    match reason:
        case ManifestFault.NOT_TEXT:
            return "it is not a text"
        case ManifestFault.STYLE_SIZE:
            return "style_size must be 16 to 2048"
        case ManifestFault.SIZE_MULTIPLE:
            return "size_multiple must be 4"
        case ManifestFault.LOOK_NAME:
            return "a look's name is not allowed or given twice"
        case ManifestFault.SCALE:
            return "a scale must be 1, 2 or 4"
        case ManifestFault.OUT_OF_RANGE:
            return "a size is out of range"
        case ManifestFault.NO_RESULT:
            return "the last stage must write the picture"
        case BadStage(file, fault):
            return _stage(file, fault)
        case NotToml(parser):
            return parser
        case KeyMissing(key):
            return f"{key!r} is missing"
        case NewFormat(form):
            return f"format {form} is newer than this program; update the program"
        case BadId(pack_id):
            return f"the id {pack_id!r} is not allowed"
        case BadLooks(most):
            return f"looks must be at most {most} names"
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
        case StageFault.HALO:
            return f"{file} has an impossible halo"
        case _:
            assert_never(fault)
