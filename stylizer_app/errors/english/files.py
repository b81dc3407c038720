"""Sentences about pictures that cannot be read and results that cannot be written."""

from __future__ import annotations

from typing import assert_never

from stylizer_app.errors.picture import (
    PictureFault,
    PictureReason,
    TooLarge,
    UnknownKind,
    Unreadable,
    UnsupportedCoding,
    UnsupportedMode,
)
from stylizer_app.errors.save import (
    EightBitsOnly,
    ManyFault,
    NotEncoded,
    NotWritable,
    NotWritten,
    OtherFormat,
    SaveFault,
    SaveReason,
    SideTooLong,
)


def picture(reason: PictureReason, name: str) -> str:
    """Return why a picture cannot be read."""
    match reason:
        case PictureFault.MISSING:
            return f"{name} does not exist. Check its name and folder."
        case PictureFault.NOT_IN_A_FOLDER:
            return f"{name} does not exist: part of its path is a file, not a folder. Check its path."
        case PictureFault.FORBIDDEN:
            return f"You may not read {name}. Ask its owner for permission."
        case PictureFault.NAME_TOO_LONG:
            return f"{name} cannot exist: its name is too long. Check its name."
        case PictureFault.BAD_NAME:
            return f"{name} cannot exist: its name has a character that no file name can have. Check its name."
        case PictureFault.LINK_LOOP:
            return f"{name} cannot be opened: its symbolic links form a loop. Open the file they should lead to."
        case PictureFault.FOLDER:
            return f"{name} is a folder. Choose the pictures in it."
        case PictureFault.NOT_A_FILE:
            return f"{name} is not an ordinary file. Save the picture to a file first."
        case PictureFault.EMPTY:
            return f"{name} is empty. Copy or download it again."
        case PictureFault.DAMAGED:
            return f"{name} cannot be decoded: it is broken or of a rare kind. Get another copy, or save it as PNG."
        case PictureFault.TRUNCATED:
            return f"{name} is incomplete: a part is missing. Get a complete copy, or allow incomplete pictures."
        case PictureFault.NOTHING_LEFT:
            return f"{name} is so incomplete that nothing of it can be shown. Get a complete copy."
        case PictureFault.OUT_OF_MEMORY:
            return f"There is not enough memory to open {name}. Close other programs, or use a smaller copy."
        case PictureFault.NOT_FLAT:
            return f"{name} is not a flat picture. Export it as an ordinary TIFF first."
        case PictureFault.UNKNOWN_COLOURS:
            return f"{name} uses an unknown kind of colours. Export it as RGB first."
        case PictureFault.ODD_SAMPLES:
            return f"The samples of {name} are not plain numbers. Export it with 8 or 16 bits first."
        case PictureFault.NEEDS_PILLOW_HEIF:
            return f"{name} is a HEIC picture, which needs the package pillow-heif. Install it, or use a JPEG copy."
        case PictureFault.IS_CLIP | PictureFault.NO_FRAMES:
            return _clip(reason, name)
        case PictureFault.WORKERS_DIED:
            return f"Every worker that painted {name} died. Give the workers more memory, or choose a smaller size."
        case PictureFault.CAMERA_RAW:
            return f"{name} is a camera's raw file, no picture yet. Develop it first, and save it as JPEG or TIFF."
        case Unreadable(system):
            return f"{name} cannot be read ({system}). Check the disk or the connection to it."
        case UnknownKind(readable):
            return f"{name} is not a picture of a known kind. Choose one of these: {', '.join(readable)}."
        case TooLarge(width, height, limit):
            pixels = f"{width * height / 1e6:,.0f} million pixels"
            return (
                f"{name} is too large: {width} x {height} is {pixels}, and the limit is {limit / 1e6:,.0f} million."
                " Use a smaller copy, or raise the limit."
            )
        case UnsupportedMode(mode):
            return f"{name} is a picture of the kind {mode}, which cannot be painted. Convert it to RGB first."
        case UnsupportedCoding(title, coding):
            return f"{name} is a {title} file of the kind {coding}, which cannot be read. Export it as PNG or JPEG."
        case _:
            assert_never(reason)


def _clip(fault: PictureFault, name: str) -> str:
    """Return what is wrong with a clip, or with one where a picture is wanted."""
    if fault is PictureFault.NO_FRAMES:
        return f"{name} holds no moving pictures that can be read. Is it damaged? Converting it may help."
    return f"{name} is a video clip, not a picture. Paint it from the command line."


def save(reason: SaveReason, name: str) -> str:
    """Return why a result cannot be written."""
    if isinstance(reason, SaveFault):
        return _fault(reason, name)
    match reason:
        case ManyFault() | OtherFormat():
            return _many(reason, name)
        case NotWritten(system):
            return f"{name} cannot be saved ({system}). Choose another folder or disk."
        case NotWritable(asked, writable):
            what = f"as {asked}" if asked else "under a name without a suffix"
            return f"Pictures cannot be saved {what}. Choose one of these: {', '.join(writable)}."
        case EightBitsOnly(title):
            return f"{title} files hold 8 bits per sample only. Choose PNG or TIFF for 16."
        case SideTooLong(title, width, height, limit):
            return (
                f"{title} files hold at most {limit:,} pixels a side, and this picture is {width} x {height}."
                " Choose PNG or TIFF, or a smaller size."
            )
        case NotEncoded(title, encoder):
            return f"{name} cannot be saved as {title} ({encoder}). Choose another format."
        case _:
            assert_never(reason)


def _fault(fault: SaveFault, name: str) -> str:
    """Return why a result cannot be written, where there is no more to tell."""
    match fault:
        case SaveFault.EXISTS:
            return f"{name} already exists. Choose another name, or allow it to be replaced."
        case SaveFault.DISK_FULL:
            return f"{name} cannot be saved: the disk is full. Free some space, or choose another disk."
        case SaveFault.QUOTA_USED_UP:
            return f"{name} cannot be saved: your share of the disk is used up. Free some space."
        case SaveFault.FILE_TOO_LARGE:
            return f"{name} cannot be saved: this disk cannot hold a file that large. Choose another format or disk."
        case SaveFault.FORBIDDEN:
            return f"{name} cannot be saved: you may not write to its folder. Choose another folder."
        case SaveFault.READ_ONLY:
            return f"{name} cannot be saved: the disk is read-only. Choose another folder."
        case SaveFault.NO_FOLDER:
            return f"{name} cannot be saved: its folder does not exist. Create it first, or choose another one."
        case SaveFault.NOT_IN_A_FOLDER:
            return f"{name} cannot be saved: part of its path is a file, not a folder. Choose another folder."
        case SaveFault.NAME_TOO_LONG:
            return f"{name} cannot be saved: its name is too long. Choose a shorter one."
        case SaveFault.BAD_NAME:
            return f"{name} cannot be saved: its name has a character that no file name can have. Choose another name."
        case SaveFault.BAD_ENDING:
            return f"{name} cannot be saved: on Windows no name ends in a dot or a space. Choose another name."
        case SaveFault.RESERVED_NAME:
            return f"{name} cannot be saved: Windows keeps this name for a device. Choose another name."
        case SaveFault.IS_READ_ONLY:
            return f"{name} cannot be replaced: the file is read-only. Choose another name."
        case SaveFault.IN_USE:
            return f"{name} cannot be saved: another program uses the file. Close it there, or choose another name."
        case SaveFault.IS_FOLDER:
            return f"{name} cannot be saved: there is a folder of that name. Choose another name."
        case SaveFault.NOT_A_FILE:
            return f"{name} cannot be saved: a pipe or a device has that name. Choose another name."
        case SaveFault.LINK_LOOP:
            return f"{name} cannot be saved: its symbolic links form a loop. Choose another name."
        case SaveFault.OUT_OF_MEMORY:
            return f"{name} cannot be saved: there is not enough memory. Save it at a smaller size."
        case SaveFault.TIFF_TOO_LARGE:
            return f"{name} cannot be saved: TIFF files hold at most 4 GB. Choose PNG, or a smaller size."
        case SaveFault.IS_OPEN:
            return f"{name} is open as photo or painting and is not replaced. Choose another name."
        case _:
            assert_never(fault)


def _many(reason: ManyFault | OtherFormat, name: str) -> str:
    """Return why a run cannot begin."""
    match reason:
        case ManyFault.JOURNAL_IN_USE:
            return f"Another run is writing to the journal {name}. Wait for its end, or choose another folder."
        case ManyFault.JOURNAL_UNREADABLE:
            return f"The journal {name} is damaged or newer than this program. Delete it to begin anew."
        case ManyFault.IS_A_PHOTO:
            return f"{name} is one of the photos to be painted and is not replaced. Choose another name."
        case ManyFault.NOT_ONE_FILE:
            return f"{name} is one file, but there are several pictures. Name a folder."
        case OtherFormat(title, wanted):
            return f"{name} is a name for {title}, but {wanted} is asked for. Choose one of the two."
        case _:
            assert_never(reason)
