"""Writing TIFF files of 8 or 16 bits: the Exif block becomes the file's beginning, so that its offsets stay true."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any, Literal

import imagecodecs
from numpy.typing import NDArray

from stylizer_app.errors import SaveError
from stylizer_app.errors.save import SaveFault
from stylizer_app.imaging.metadata.exif_block import first_directory
from stylizer_app.imaging.picture import Metadata

_BYTE, _SHORT, _LONG, _RATIONAL, _UNDEFINED = 1, 3, 4, 5, 7
_CODES = {_SHORT: "H", _LONG: "I"}
_DEFLATE, _RGB, _CHUNKY, _INCHES, _HORIZONTAL_DIFFERENCES, _STRAIGHT_ALPHA = 8, 2, 1, 2, 2, 2
_STRIP_BYTES = 1 << 20
_LEVEL = 3
# Tags that say how some other file stored its samples; they are not taken over from the Exif block.
_STORAGE = {
    *range(254, 267),
    *range(273, 285),
    274,
    296,
    *range(301, 302),
    *range(317, 348),
    *range(512, 533),
    700,
    33723,
    34377,
    34675,
}


def encode(samples: NDArray[Any], metadata: Metadata, quality: int) -> bytes:  # noqa: ARG001
    """Return a TIFF file of (H, W, 3 or 4) uint8 or uint16 samples. Raises SaveError beyond 4 GB."""
    return _Writer(metadata.exif).file(samples, metadata)


class _Writer:
    """A TIFF file in the making: bytes so far, and the entries of its directory."""

    def __init__(self, exif: bytes | None) -> None:
        self._content = bytearray(exif or b"II*\0\0\0\0\0")
        self._order: Literal["<", ">"] = "<" if self._content[:1] == b"I" else ">"
        self._entries: dict[int, bytes] = dict(self._inherited()) if exif else {}

    def file(self, samples: NDArray[Any], metadata: Metadata) -> bytes:
        """Add everything and return the file."""
        height, width, channels = samples.shape
        rows = max(1, _STRIP_BYTES // (width * channels * samples.itemsize))
        strips = [self._add(strip) for strip in self._strips(samples, rows)]
        self._numbers(256, _LONG, width)
        self._numbers(257, _LONG, height)
        self._numbers(258, _SHORT, *[samples.itemsize * 8] * channels)
        self._numbers(259, _SHORT, _DEFLATE)
        self._numbers(262, _SHORT, _RGB)
        self._numbers(273, _LONG, *[offset for offset, _ in strips])
        self._numbers(274, _SHORT, 1)
        self._numbers(277, _SHORT, channels)
        self._numbers(278, _LONG, rows)
        self._numbers(279, _LONG, *[length for _, length in strips])
        self._numbers(284, _SHORT, _CHUNKY)
        self._numbers(317, _SHORT, _HORIZONTAL_DIFFERENCES)
        if channels == 4:
            self._numbers(338, _SHORT, _STRAIGHT_ALPHA)
        self._describe(metadata)
        return self._finished()

    def _describe(self, metadata: Metadata) -> None:
        """Add resolution, XMP packet, IPTC records and colour profile."""
        if metadata.dpi:
            for tag, dots in zip((282, 283), metadata.dpi, strict=True):
                self._blob(tag, _RATIONAL, struct.pack(self._order + "II", round(dots * 1000), 1000))
            self._numbers(296, _SHORT, _INCHES)
        if metadata.xmp:
            self._blob(700, _BYTE, metadata.xmp)
        if metadata.iptc:
            self._blob(33723, _UNDEFINED, metadata.iptc)
        if metadata.icc:
            self._blob(34675, _UNDEFINED, metadata.icc)

    def _inherited(self) -> Iterator[tuple[int, bytes]]:
        """Yield the Exif block's own entries, whose offsets count from what is now the file's beginning."""
        at = first_directory(self._content)
        (count,) = struct.unpack_from(self._order + "H", self._content, at)
        for number in range(count):
            entry = bytes(self._content[at + 2 + 12 * number : at + 14 + 12 * number])
            tag = struct.unpack_from(self._order + "H", entry.ljust(12, b"\0"))[0]
            if len(entry) == 12 and tag not in _STORAGE:
                yield tag, entry

    def _strips(self, samples: NDArray[Any], rows: int) -> Iterator[bytes]:
        """Yield strips of rows, as differences from pixel to pixel, compressed."""
        stored = samples.dtype.newbyteorder(self._order)
        for top in range(0, len(samples), rows):
            differences = samples[top : top + rows].copy()
            differences[:, 1:] -= samples[top : top + rows, :-1]
            yield bytes(imagecodecs.deflate_encode(differences.astype(stored).tobytes(), level=_LEVEL))

    def _add(self, data: bytes) -> tuple[int, int]:
        """Append bytes at an even offset; return the offset and their number."""
        self._content += bytes(len(self._content) % 2)
        offset = len(self._content)
        if offset + len(data) > 0xFFFF0000:
            raise SaveError(SaveFault.TIFF_TOO_LARGE)
        self._content += data
        return offset, len(data)

    def _numbers(self, tag: int, kind: int, *values: int) -> None:
        self._blob(tag, kind, struct.pack(f"{self._order}{len(values)}{_CODES[kind]}", *values), len(values))

    def _blob(self, tag: int, kind: int, data: bytes, count: int | None = None) -> None:
        """Add an entry of packed values: in itself where they fit, elsewhere in the file where not."""
        number = count if count is not None else 1 if kind == _RATIONAL else len(data)
        value = data.ljust(4, b"\0") if len(data) <= 4 else struct.pack(self._order + "I", self._add(data)[0])
        self._entries[tag] = struct.pack(self._order + "HHI", tag, kind, number) + value

    def _finished(self) -> bytes:
        """Append the directory, point to it from the beginning, and return the file."""
        directory = struct.pack(self._order + "H", len(self._entries))
        directory += b"".join(self._entries[tag] for tag in sorted(self._entries)) + bytes(4)
        struct.pack_into(self._order + "I", self._content, 4, self._add(directory)[0])
        return bytes(self._content)
