"""GIF files: pixels by Pillow; comment, XMP packet and profile from the blocks before the first picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from stylizer_app.imaging.opening import PictureFile
from stylizer_app.imaging.picture import COMMENT
from stylizer_app.imaging.readers.pillow import PillowReader

_EXTENSION, _COMMENT, _APPLICATION = b"\x21", 0xFE, 0xFF
_XMP, _ICC = b"XMP DataXMP", b"ICCRGBG1012"
_XMP_TRAILER = 258  # bytes behind the packet that make its text look like blocks
_MOST = 1 << 22


class GifReader(PillowReader):
    """A GIF file, opened."""

    def __init__(self, file: PictureFile, max_pixels: int) -> None:
        super().__init__(file, max_pixels)
        at = file.stream.tell()
        found = dict(_extensions(file.stream))
        file.stream.seek(at)
        comment = found.get(b"", b"").decode("utf-8", "replace")
        self.header = replace(
            self.header,
            icc=found.get(_ICC),
            xmp=found.get(_XMP),
            text=((COMMENT, comment),) if comment else (),
        )


def _extensions(stream: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """Yield name (none for comments) and content of the extensions before the first picture."""
    stream.seek(10)
    flags = stream.read(3)[:1]
    stream.seek(13 + (3 << (flags[0] & 7) + 1 if flags and flags[0] & 0x80 else 0))
    while stream.read(1) == _EXTENSION:
        kind = stream.read(1)
        name = b""
        if kind and kind[0] == _APPLICATION:
            name = stream.read((stream.read(1) or b"\0")[0])
        begin = stream.tell()
        content = _blocks(stream)
        if name == _XMP:  # text instead of blocks
            end = stream.tell()
            stream.seek(begin)
            content = stream.read(end - begin)[:-_XMP_TRAILER]
        if name or (kind and kind[0] == _COMMENT):
            yield name, content


def _blocks(stream: BinaryIO) -> bytes:
    """Return the content of the blocks up to the empty one."""
    content = b""
    while (length := (stream.read(1) or b"\0")[0]) and len(content) < _MOST:
        content += stream.read(length)
    return content
