"""JPEG 2000 files and bare code streams, of any depth, with what the boxes around the stream say."""

from __future__ import annotations

import io
import struct
from dataclasses import replace
from typing import Any

import imagecodecs
import numpy as np

from stylizer_app.errors import PictureError
from stylizer_app.errors.picture import PictureFault
from stylizer_app.imaging.metadata.iptc import iptc_in_resources
from stylizer_app.imaging.opening import PictureFile
from stylizer_app.imaging.raster import Header, Raster, Reader, full_range, raster_of
from stylizer_app.imaging.readers.boxes import boxes, first_box
from stylizer_app.imaging.readers.pillow import PillowReader, stated_orientation
from stylizer_app.imaging.spaces import ROMM_RGB, ColourSpace

_STREAM = b"\xff\x4f\xff\x51"
_END = b"\xff\xd9"
_ENUMERATED = 1
_CMYK, _GREY, _YELLOW_BLUE, _ROMM = 12, 17, 18, 21
_KNOWN_COLOURS = {0, 15, _CMYK, 16, _GREY, _YELLOW_BLUE, _ROMM}  # black and white, sRGB and so on (15444-1, I.5.3.3)
_XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
_EXIF = b"JpgTiffExif->JP2"
_IPTC = bytes.fromhex("33c7a4d2b81d4723a0baf1a3e097ad38")


class Jpeg2000Reader(Reader):
    """A JPEG 2000 file, opened."""

    def __init__(self, file: PictureFile, max_pixels: int) -> None:
        data = file.read()
        if not data.rstrip(b"\0").endswith(_END) and _ends_with_its_stream(data):
            data += _END  # only the end mark is missing: every part of the stream tells its own length
            file = replace(file, stream=io.BytesIO(data))
        self._data, self._inside = data, PillowReader(file, max_pixels)
        described = first_box(data, b"jp2h") or b""
        self._bits = _bits(data)
        self._colours = _enumerated(described)
        self._palette = first_box(described, b"pclr") is not None
        if self._colours not in _KNOWN_COLOURS:
            raise PictureError(PictureFault.UNKNOWN_COLOURS)
        self.header = _header(self._inside.header, data, described, ROMM_RGB if self._colours == _ROMM else None)

    def raster(self) -> Raster:
        """Return the samples with all their bits."""
        if (self._bits == 8 and not self._palette) or self._colours in (_YELLOW_BLUE, _CMYK):
            return self._inside.raster()
        samples: Any = imagecodecs.jpeg2k_decode(self._data, numthreads=1)
        if np.issubdtype(samples.dtype, np.signedinteger):
            samples = samples.astype(np.int64) + 2 ** (self._bits - 1)
        return raster_of(full_range(samples, 8 if self._palette else self._bits))

    def quick_raster(self, long_side: int, /) -> Raster:
        """Return the same, with 8 bits where that is quicker."""
        return self.raster() if self._bits < 8 or self._palette else self._inside.quick_raster(long_side)

    def partial_raster(self) -> Raster:
        """Return what Pillow makes of it."""
        return self._inside.raster()


def _ends_with_its_stream(data: bytes) -> bool:
    """Return whether nothing can stand behind the code stream, be it bare or in the last box."""
    whole = sum(8 + len(box.content) for box in boxes(data))
    return data.startswith(_STREAM) or (whole < len(data) and data[whole + 4 : whole + 8] == b"jp2c")


def _bits(data: bytes) -> int:
    """Return the bits of the code stream's first component."""
    at = data.find(_STREAM)
    return (data[at + 42] & 0x7F) + 1 if 0 <= at < len(data) - 42 else 8


def _enumerated(described: bytes) -> int:
    """Return the number of the colour space in a header box, 16 (sRGB) where a profile says it or nothing does."""
    colours = first_box(described, b"colr") or b""
    return struct.unpack_from(">I", colours, 3)[0] if colours[:1] == bytes([_ENUMERATED]) and len(colours) >= 7 else 16


def _header(header: Header, data: bytes, described: bytes, space: ColourSpace | None) -> Header:
    """Return Pillow's header with what only the boxes tell."""
    known = {box.content[:16]: box.content[16:] for box in boxes(data) if box.kind == b"uuid"}
    colours = first_box(described, b"colr") or b""
    exif, packet = known.get(_EXIF) or None, known.get(_XMP) or None
    return replace(
        header,
        exif=exif,
        icc=colours[3:] if colours[:1] in (b"\2", b"\3") else None,
        xmp=packet,
        orientation=stated_orientation(exif, packet),
        space=space,
        iptc=iptc_in_resources(known.get(_IPTC)),
    )
