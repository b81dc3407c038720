"""Sentences about pictures that cannot be read and results that cannot be written."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QLocale

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
from stylizer_app.ui.translate import tr


def picture(reason: PictureReason, name: str) -> str:
    """Return why a picture cannot be read."""
    match reason:
        case PictureFault.MISSING:
            text = tr("{name} does not exist. Check its name and folder.")
        case PictureFault.NOT_IN_A_FOLDER:
            text = tr("{name} does not exist: part of its path is a file, not a folder.")
        case PictureFault.FORBIDDEN:
            text = tr("You may not read {name}. Ask its owner for permission.")
        case PictureFault.NAME_TOO_LONG:
            text = tr("{name} cannot exist: its name is too long.")
        case PictureFault.BAD_NAME:
            text = tr("{name} cannot exist: its name has a character that no file name can have.")
        case PictureFault.LINK_LOOP:
            text = tr("{name} cannot be opened: its symbolic links form a loop.")
        case PictureFault.FOLDER:
            text = tr("{name} is a folder. Drop the pictures in it.")
        case PictureFault.NOT_A_FILE:
            text = tr("{name} is not an ordinary file. Save the picture to a file first.")
        case PictureFault.EMPTY:
            text = tr("{name} is empty. Copy or download it again.")
        case PictureFault.DAMAGED:
            text = tr("{name} cannot be decoded: it is broken or of a rare kind. Get another copy, or save it as PNG.")
        case PictureFault.TRUNCATED:
            text = tr("{name} is incomplete. Get a complete copy, or allow incomplete files in the preferences.")
        case PictureFault.NOTHING_LEFT:
            text = tr("{name} is so incomplete that nothing of it can be shown. Get a complete copy.")
        case PictureFault.OUT_OF_MEMORY:
            text = tr("There is not enough memory to open {name}. Close other programs, or use a smaller copy.")
        case PictureFault.NOT_FLAT:
            text = tr("{name} is not a flat picture. Export it as an ordinary TIFF first.")
        case PictureFault.UNKNOWN_COLOURS:
            text = tr("{name} uses an unknown kind of colours. Export it as RGB first.")
        case PictureFault.ODD_SAMPLES:
            text = tr("The samples of {name} are not plain numbers. Export it with 8 or 16 bits first.")
        case PictureFault.NEEDS_PILLOW_HEIF:
            text = tr("{name} is a HEIC picture, which this installation cannot read. Use a JPEG copy.")
        case PictureFault.IS_CLIP | PictureFault.NO_FRAMES:
            return _clip(reason, name)
        case PictureFault.WORKERS_DIED:
            text = tr("Every worker that painted {name} died. Give them more memory, or choose a smaller size.")
        case PictureFault.CAMERA_RAW:
            text = tr("{name} is a camera's raw file, no picture yet. Develop it first, and save it as JPEG or TIFF.")
        case Unreadable(system):
            return tr("{name} cannot be read ({reason}).").format(name=name, reason=system)
        case UnknownKind(readable):
            text = tr("{name} is not a picture of a known kind. Choose one of these: {kinds}.")
            return text.format(name=name, kinds=", ".join(readable))
        case TooLarge(width, height, limit):
            text = tr("{name} has {amount} million pixels, and the limit in the preferences is {limit} million.")
            return text.format(name=name, amount=_millions(width * height), limit=_millions(limit))
        case UnsupportedMode(mode):
            text = tr("{name} is a picture of the kind {kind}, which cannot be painted. Convert it to RGB first.")
            return text.format(name=name, kind=mode)
        case UnsupportedCoding(title, coding):
            text = tr("{name} is a {form} file of the kind {kind}, which cannot be read. Export it as PNG or JPEG.")
            return text.format(name=name, form=title, kind=coding)
        case _:
            assert_never(reason)
    return text.format(name=name)


def _clip(fault: PictureFault, name: str) -> str:
    """Return what is wrong with a clip, or with one where a picture is wanted."""
    text = tr("{name} is a video clip, and only a picture can be used here. Drop clips on the photo, or on the queue.")
    if fault is PictureFault.NO_FRAMES:
        text = tr("{name} holds no moving pictures that can be read. Is it damaged? Converting it to MP4 may help.")
    return text.format(name=name)


def save(reason: SaveReason, name: str) -> str:
    """Return why a result cannot be written."""
    if isinstance(reason, SaveFault):
        return _fault(reason, name)
    match reason:
        case ManyFault() | OtherFormat():
            return _many(reason, name)
        case NotWritten(system):
            text = tr("{name} cannot be saved ({reason}). Choose another folder or disk.")
            return text.format(name=name, reason=system)
        case NotWritable(_, writable):
            text = tr("Pictures cannot be saved under this name. Let it end in one of these: {suffixes}.")
            return text.format(suffixes=", ".join(writable))
        case EightBitsOnly(title):
            return tr("{form} files hold 8 bits per sample only. Choose PNG or TIFF for 16.").format(form=title)
        case SideTooLong(title, _, _, limit):
            text = tr("{form} files hold at most {side} pixels a side. Choose PNG or TIFF, or a smaller size.")
            return text.format(form=title, side=QLocale().toString(limit))
        case NotEncoded(title, encoder):
            text = tr("{name} cannot be saved as {form} ({reason}). Choose another format.")
            return text.format(name=name, form=title, reason=encoder)
        case _:
            assert_never(reason)


def _fault(fault: SaveFault, name: str) -> str:
    """Return why a result cannot be written, where there is no more to tell."""
    match fault:
        case SaveFault.EXISTS:
            text = tr("{name} already exists. Choose another name.")
        case SaveFault.DISK_FULL:
            text = tr("{name} cannot be saved: the disk is full. Free some space, or choose another disk.")
        case SaveFault.QUOTA_USED_UP:
            text = tr("{name} cannot be saved: your share of the disk is used up. Free some space.")
        case SaveFault.FILE_TOO_LARGE:
            text = tr("{name} cannot be saved: this disk cannot hold a file that large. Choose another format or disk.")
        case SaveFault.FORBIDDEN:
            text = tr("{name} cannot be saved: you may not write to its folder. Choose another folder.")
        case SaveFault.READ_ONLY:
            text = tr("{name} cannot be saved: the disk is read-only. Choose another folder.")
        case SaveFault.NO_FOLDER:
            text = tr("{name} cannot be saved: its folder does not exist. Choose another folder.")
        case SaveFault.NOT_IN_A_FOLDER:
            text = tr("{name} cannot be saved: part of its path is a file, not a folder. Choose another folder.")
        case SaveFault.NAME_TOO_LONG:
            text = tr("{name} cannot be saved: its name is too long. Choose a shorter one.")
        case SaveFault.BAD_NAME:
            text = tr("{name} cannot be saved: its name has a character that no file name can have.")
        case SaveFault.BAD_ENDING:
            text = tr("{name} cannot be saved: on Windows no name ends in a dot or a space.")
        case SaveFault.RESERVED_NAME:
            text = tr("{name} cannot be saved: Windows keeps this name for a device. Choose another name.")
        case SaveFault.IS_READ_ONLY:
            text = tr("{name} cannot be replaced: the file is read-only. Choose another name.")
        case SaveFault.IN_USE:
            text = tr("{name} cannot be saved: another program uses the file. Close it there, or choose another name.")
        case SaveFault.IS_FOLDER:
            text = tr("{name} cannot be saved: there is a folder of that name. Choose another name.")
        case SaveFault.NOT_A_FILE:
            text = tr("{name} cannot be saved: a pipe or a device has that name. Choose another name.")
        case SaveFault.LINK_LOOP:
            text = tr("{name} cannot be saved: its symbolic links form a loop. Choose another name.")
        case SaveFault.OUT_OF_MEMORY:
            text = tr("{name} cannot be saved: there is not enough memory. Choose a smaller size.")
        case SaveFault.TIFF_TOO_LARGE:
            text = tr("{name} cannot be saved: TIFF files hold at most 4 GB. Choose PNG, or a smaller size.")
        case SaveFault.IS_OPEN:
            text = tr("{name} is open as photo or painting and is not replaced. Choose another name.")
        case _:
            assert_never(fault)
    return text.format(name=name)


def _many(reason: ManyFault | OtherFormat, name: str) -> str:
    """Return why a run cannot begin."""
    match reason:
        case ManyFault.JOURNAL_IN_USE:
            text = tr("Another run is writing to the journal {name}. Wait for its end, or choose another folder.")
        case ManyFault.JOURNAL_UNREADABLE:
            text = tr("The journal {name} is damaged or newer than this program. Delete it to begin anew.")
        case ManyFault.IS_A_PHOTO:
            text = tr("{name} is one of the photos to be painted and is not replaced. Choose another name.")
        case ManyFault.NOT_ONE_FILE:
            text = tr("{name} is one file, but there are several pictures. Choose a folder.")
        case OtherFormat(title, wanted):
            text = tr("{name} is a name for {form} files, but {wanted} is chosen. Choose one of the two.")
            return text.format(name=name, form=title, wanted=wanted)
        case _:
            assert_never(reason)
    return text.format(name=name)


def _millions(pixels: int) -> str:
    return QLocale().toString(pixels / 1e6, "f", 0)
