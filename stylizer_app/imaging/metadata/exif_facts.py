"""What an Exif block says that decoding has to know: the resolution, and the colour space of cameras."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from stylizer_app.imaging.geometry import CM_PER_INCH
from stylizer_app.imaging.metadata.exif_block import (
    EXIF_IFD,
    Entry,
    byte_order,
    entries,
    first_directory,
    number,
    readable_block,
)

_INTEROPERABILITY_IFD, _INTEROPERABILITY_INDEX, _COLOUR_SPACE = 0xA005, 1, 0xA001
_ADOBE, _UNCALIBRATED = 2, 0xFFFF
_ADOBE_INDEX = b"R03"  # DCF 2.0, 4.2: "DCF optional file", whose colours are those of Adobe RGB
_X_RESOLUTION, _Y_RESOLUTION, _UNIT = 0x011A, 0x011B, 0x0128
_RATIONAL, _CENTIMETRES, _INCHES = 5, 3, 2
_TAKEN, _DAY = 0x9003, re.compile(rb"(\d{4}):(\d\d):(\d\d)")


def exif_says_adobe_rgb(exif: bytes | None) -> bool:
    """Return whether a camera was set to Adobe RGB, which it tells by Exif alone."""
    block = readable_block(exif)
    if block is None:
        return False
    colours, index = 0, b""
    for entry in _below(block, first_directory(block), EXIF_IFD):
        if entry.tag == _COLOUR_SPACE:
            colours = number(block, entry)
        if entry.tag == _INTEROPERABILITY_IFD:
            named = (one.at for one in entries(block, number(block, entry)) if one.tag == _INTEROPERABILITY_INDEX)
            index = next((block[at : at + 3] for at in named), b"")
    return colours == _ADOBE or (colours == _UNCALIBRATED and index == _ADOBE_INDEX)


def exif_dpi(exif: bytes | None) -> tuple[float, float] | None:
    """Return dots per inch across and down, if the block states both."""
    block = readable_block(exif)
    if block is None:
        return None
    found = {entry.tag: entry for entry in entries(block, first_directory(block))}
    dots = [_ratio(block, found.get(tag)) for tag in (_X_RESOLUTION, _Y_RESOLUTION)]
    if dots[0] is None or dots[1] is None:
        return None
    unit = number(block, found[_UNIT]) if _UNIT in found else _INCHES
    factor = {_INCHES: 1.0, _CENTIMETRES: CM_PER_INCH}.get(unit)
    return None if factor is None else (dots[0] * factor, dots[1] * factor)


def exif_day(exif: bytes | None) -> str | None:
    """Return the day a photo was taken, as 2026-01-31, if the block states one."""
    block = readable_block(exif)
    if block is None:
        return None
    found = next((entry for entry in _below(block, first_directory(block), EXIF_IFD) if entry.tag == _TAKEN), None)
    if found is None:
        return None
    (at,) = struct.unpack_from(byte_order(block) + "I", block, found.at)
    day = _DAY.match(block, at)
    return b"-".join(day.groups()).decode() if day and day[1] != b"0000" else None


def _below(block: bytes, at: int, tag: int) -> Iterator[Entry]:
    """Yield the entries of a directory that hangs below another."""
    for entry in entries(block, at):
        if entry.tag == tag:
            yield from entries(block, number(block, entry))


def _ratio(block: bytes, entry: Entry | None) -> float | None:
    """Return a rational number's value."""
    if entry is None or entry.kind != _RATIONAL:
        return None
    order = byte_order(block)
    (at,) = struct.unpack_from(order + "I", block, entry.at)
    if at + 8 > len(block):
        return None
    above, below = struct.unpack_from(order + "II", block, at)
    return above / below if below else None
