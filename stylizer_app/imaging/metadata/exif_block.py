"""The raw Exif block: read and changed in place, so that everything else in it (maker notes too) stays as it is."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from stylizer_app.imaging.geometry import Size

_PREFIX = b"Exif\0\0"
_ORIENTATION, EXIF_IFD = 0x0112, 0x8769
_WIDTHS, _HEIGHTS = (0x0100, 0xA002), (0x0101, 0xA003)
_SHORT, _LONG = 3, 4


class Entry(NamedTuple):
    """A directory entry: its tag, its type, and where its value lies in the block."""

    tag: int
    kind: int
    at: int


def cleaned_exif(exif: bytes | None) -> bytes | None:
    """Return an Exif block without prefix, with orientation 1 and no link to its thumbnail; None if it is unreadable.

    The thumbnail would go on showing the photo where the file holds a painting.
    """
    block = readable_block(exif)
    if block is None:
        return None
    changed = bytearray(block)
    first = first_directory(changed)
    for entry in entries(changed, first):
        if entry.tag == _ORIENTATION:
            _put(changed, entry, 1)
    link = _end_of_directory(changed, first)
    if link is not None:
        changed[link : link + 4] = bytes(4)
    return bytes(changed)


def exif_orientation(exif: bytes | None) -> int | None:
    """Return the orientation 1..8 that an Exif block states, or None."""
    block = readable_block(exif)
    if block is None:
        return None
    for entry in entries(block, first_directory(block)):
        if entry.tag == _ORIENTATION:
            value = number(block, entry)
            return value if value in range(1, 9) else None
    return None


def exif_for_size(exif: bytes, size: Size) -> bytes:
    """Return the block with what it says about the picture's width and height, if anything, brought up to date."""
    changed = bytearray(exif)
    found = list(entries(changed, first_directory(changed)))
    for entry in list(found):
        if entry.tag == EXIF_IFD:
            found.extend(entries(changed, number(changed, entry)))
    for entry in found:
        if entry.tag in _WIDTHS:
            _put(changed, entry, size.width)
        elif entry.tag in _HEIGHTS:
            _put(changed, entry, size.height)
    return bytes(changed)


def readable_block(exif: bytes | None) -> bytes | None:
    """Return the block from its byte order mark on, or None where there is none."""
    block = (exif or b"").removeprefix(_PREFIX)
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(block[:4])
    if order is None or len(block) < 14 or not 8 <= struct.unpack(order + "I", block[4:8])[0] <= len(block) - 6:
        return None
    return block


def byte_order(block: bytes | bytearray) -> str:
    """Return the block's byte order in the words of struct."""
    return "<" if block[:1] == b"I" else ">"


def first_directory(block: bytes | bytearray) -> int:
    """Return where the block's first directory begins."""
    return int(struct.unpack_from(byte_order(block) + "I", block, 4)[0])


def _end_of_directory(block: bytes | bytearray, at: int) -> int | None:
    """Return where the link to the next directory lies, if it lies within the block."""
    link = at + 2 + 12 * int(struct.unpack_from(byte_order(block) + "H", block, at)[0])
    return link if link + 4 <= len(block) else None


def entries(block: bytes | bytearray, at: int) -> Iterator[Entry]:
    """Yield a directory's entries as far as they lie within the block."""
    if not 8 <= at <= len(block) - 2:
        return
    order = byte_order(block)
    for place in range(struct.unpack_from(order + "H", block, at)[0]):
        entry = at + 2 + 12 * place
        if entry + 12 > len(block):
            return
        tag, kind, _count = struct.unpack_from(order + "HHI", block, entry)
        yield Entry(tag, kind, entry + 8)


def number(block: bytes | bytearray, entry: Entry) -> int:
    """Return a short or long value that lies in the entry itself, or 0."""
    code = {_SHORT: "H", _LONG: "I"}.get(entry.kind)
    return int(struct.unpack_from(byte_order(block) + code, block, entry.at)[0]) if code else 0


def _put(block: bytearray, entry: Entry, value: int) -> None:
    """Replace a short or long value, if the type can hold the new one."""
    if entry.kind == _LONG or (entry.kind == _SHORT and value <= 0xFFFF):
        struct.pack_into(byte_order(block) + ("H" if entry.kind == _SHORT else "I"), block, entry.at, value)
