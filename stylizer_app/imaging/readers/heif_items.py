"""What a HEIC or AVIF file says of its main picture: the properties of its primary item (ISO/IEC 23008-12)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from stylizer_app.imaging.geometry import Region, Size
from stylizer_app.imaging.readers.boxes import Box, boxes, first_box
from stylizer_app.imaging.spaces import ColourSpace, by_code_points


@dataclass(frozen=True)
class MainPicture:
    """``bits`` of the samples, the ``space`` of "nclx" colours, and what to keep (``crop``) before any turning.

    None is what the file does not say.
    """

    bits: int | None = None
    space: ColourSpace | None = None
    crop: Region | None = None


def main_picture(data: bytes) -> MainPicture:
    """Return what a file says of its main picture; nothing where it says so in no way that is known."""
    try:
        found = {box.kind + (box.content[:4] if box.kind == b"colr" else b""): box.content for box in _properties(data)}
        return MainPicture(
            max(found[b"pixi"][5:], default=None) if b"pixi" in found else None,
            by_code_points(*struct.unpack_from(">HH", found[b"colrnclx"], 4)) if b"colrnclx" in found else None,
            _crop(found[b"clap"], found[b"ispe"]) if b"clap" in found and b"ispe" in found else None,
        )
    except (struct.error, IndexError):
        return MainPicture()


def _properties(data: bytes) -> Iterator[Box]:
    """Yield the property boxes of the primary item."""
    meta = (first_box(data, b"meta") or b"")[4:]
    primary, properties = first_box(meta, b"pitm"), first_box(meta, b"iprp") or b""
    if primary is None:
        return
    name = int.from_bytes(primary[4:8] if primary[0] else primary[4:6], "big")
    every = list(boxes(first_box(properties, b"ipco") or b""))
    for association in (box.content for box in boxes(properties) if box.kind == b"ipma"):
        numbers = _associated(association).get(name, ())
        yield from (every[number - 1] for number in numbers if 0 < number <= len(every))


def _associated(content: bytes) -> dict[int, tuple[int, ...]]:
    """Return the numbers of the properties of each item (8.11.14 of ISO/IEC 14496-12)."""
    name_bytes, number_bytes = (4 if content[0] else 2), (2 if content[3] & 1 else 1)
    essential = 1 << (8 * number_bytes - 1)
    found: dict[int, tuple[int, ...]] = {}
    at = 8
    for _ in range(int.from_bytes(content[4:8], "big")):
        if at + name_bytes >= len(content):
            break
        name, count = int.from_bytes(content[at : at + name_bytes], "big"), content[at + name_bytes]
        begin = at + name_bytes + 1
        at = begin + count * number_bytes
        parts = (content[place : place + number_bytes] for place in range(begin, at, number_bytes))
        found[name] = tuple(int.from_bytes(part, "big") & (essential - 1) for part in parts)
    return found


def _crop(clap: bytes, ispe: bytes) -> Region | None:
    """Return the clean aperture, or None where it is no part of the picture with whole pixels (12.1.4)."""
    size = Size(*(max(1, side) for side in struct.unpack_from(">II", ispe, 4)))
    above_width, below_width, above_height, below_height, *offsets = struct.unpack_from(">IIIIiIiI", clap)
    if not all((below_width, below_height, offsets[1], offsets[3])):
        return None
    width, height = Fraction(above_width, below_width), Fraction(above_height, below_height)
    left = Fraction(offsets[0], offsets[1]) + (size.width - width) / 2
    top = Fraction(offsets[2], offsets[3]) + (size.height - height) / 2
    whole = all(number.denominator == 1 for number in (left, top, width, height))
    inside = left >= 0 and top >= 0 and left + width <= size.width and top + height <= size.height
    if not (whole and inside and width >= 1 and height >= 1):
        return None
    return Region(int(left), int(top), int(left + width), int(top + height))
