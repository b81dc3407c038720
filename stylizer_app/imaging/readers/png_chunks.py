"""The chunks of a PNG file: those with the pixels, and those with words, numbers and profiles about them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from stylizer_app.errors import PictureError
from stylizer_app.errors.picture import PictureFault, UnsupportedCoding

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PIXELS = (b"IHDR", b"PLTE", b"tRNS", b"IDAT")
# What is kept of the others, and how much of each: a profile of a megabyte is large, a text of that size no caption.
_LARGEST = {
    **dict.fromkeys((b"cICP", b"sRGB", b"gAMA", b"cHRM", b"pHYs"), 64),
    **dict.fromkeys((b"iCCP", b"eXIf"), 1 << 24),
    **dict.fromkeys((b"tEXt", b"zTXt", b"iTXt"), 1 << 24),
}
_MOST_WORDS = 1 << 26  # in all
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}  # by colour type
_PALETTE = 3


@dataclass(frozen=True)
class PngLayout:
    """The numbers of the IHDR chunk."""

    width: int
    height: int
    bits: int
    colour_type: int
    interlaced: bool


@dataclass(frozen=True)
class PngChunks:
    """A PNG file taken apart.

    ``pixels`` is a file of its own with nothing but what the pixels need; ``about`` holds the other chunks that are
    known, unharmed and not too large, in the file's order. A checksum counts only where the pixels depend on it.
    """

    layout: PngLayout
    pixels: bytes
    about: tuple[tuple[bytes, bytes], ...]

    def first(self, kind: bytes) -> bytes | None:
        """Return the content of the first chunk of a kind, or None."""
        return next((content for name, content in self.about if name == kind), None)


def read_chunks(stream: BinaryIO) -> PngChunks:
    """Take a PNG file apart. Raises PictureError where it has no header; what is cut off at its end is left out."""
    stream.seek(len(SIGNATURE))
    pixels, about, layout, words = [SIGNATURE], [], None, 0
    for kind, raw in _chunks(stream):
        if kind == b"CgBI":
            raise PictureError(UnsupportedCoding("PNG", "CgBI"))
        if kind in _PIXELS:
            layout = layout or _layout(kind, raw)
            if kind == b"IDAT" or _is_sound(kind, raw, layout):
                pixels.append(raw)
        elif _is_intact(raw) and words + len(raw) <= _MOST_WORDS:
            about.append((kind, raw[8:-4]))
            words += len(raw)
    if layout is None:
        raise PictureError(PictureFault.DAMAGED)
    return PngChunks(layout, b"".join((*pixels, png_chunk(b"IEND", b""))), tuple(about))


def png_chunk(kind: bytes, content: bytes) -> bytes:
    """Return a chunk with its length and checksum."""
    return len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")


def _chunks(stream: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """Yield the chunks that are wanted, whole with length and checksum (the last one as far as it goes)."""
    while len(head := stream.read(8)) == 8:
        length, kind = int.from_bytes(head[:4], "big"), head[4:]
        if kind == b"IEND":
            return
        if kind in _PIXELS or kind == b"CgBI" or length <= _LARGEST.get(kind, -1):
            yield kind, head + stream.read(length + 4)
        else:
            stream.seek(length + 4, 1)


def _is_intact(raw: bytes) -> bool:
    """Return whether a chunk is there whole and its checksum right."""
    length = int.from_bytes(raw[:4], "big")
    return len(raw) == length + 12 and zlib.crc32(raw[4:-4]) == int.from_bytes(raw[-4:], "big")


def _layout(kind: bytes, raw: bytes) -> PngLayout:
    """Return the numbers of the IHDR chunk. Raises PictureError where there is none, or a senseless one."""
    if kind != b"IHDR" or len(raw) != 25 or not _is_intact(raw):
        raise PictureError(PictureFault.DAMAGED)
    width, height, bits, colour_type, _, _, interlaced = struct.unpack(">IIBBBBB", raw[8:21])
    if bits not in _DEPTHS.get(colour_type, ()) or interlaced > 1:
        raise PictureError(PictureFault.DAMAGED)
    return PngLayout(width, height, bits, colour_type, bool(interlaced))


def _is_sound(kind: bytes, raw: bytes, layout: PngLayout) -> bool:
    """Return whether a chunk is one that can be used. Raises PictureError for a damaged one that cannot be spared."""
    length = len(raw) - 12
    if kind == b"PLTE":
        if not (_is_intact(raw) and 0 < length <= 768 and length % 3 == 0):
            raise PictureError(PictureFault.DAMAGED)
        return layout.colour_type == _PALETTE
    if kind == b"tRNS":
        fits = {0: length == 2, 2: length == 6, _PALETTE: 0 < length <= 256}.get(layout.colour_type, False)
        return fits and _is_intact(raw)
    return kind == b"IHDR"
