"""PNG files of every depth."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from stylizer_app.imaging.opening import PictureFile
from stylizer_app.imaging.raster import Raster, Reader, check_size, raster_of
from stylizer_app.imaging.readers.pillow import raster_from
from stylizer_app.imaging.readers.png_about import has_narrow_range, png_header
from stylizer_app.imaging.readers.png_chunks import SIGNATURE, PngLayout, png_chunk, read_chunks

# Adam7: column, row, and the steps to the next ones.
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}


class PngReader(Reader):
    """A PNG file, opened."""

    def __init__(self, file: PictureFile, max_pixels: int) -> None:
        self._chunks = read_chunks(file.stream)
        check_size(self._chunks.layout.width, self._chunks.layout.height, max_pixels)
        self.header = png_header(self._chunks)

    def raster(self) -> Raster:
        """Return the samples with all their bits."""
        layout, pixels = self._chunks.layout, self._chunks.pixels
        samples = _interlaced(layout, pixels) if layout.interlaced else imagecodecs.png_decode(pixels)
        return raster_of(_widened(samples) if has_narrow_range(self._chunks) else samples)

    def partial_raster(self) -> Raster:
        """Return what Pillow makes of it, with 8 bits."""
        return raster_from(Image.open(io.BytesIO(self._chunks.pixels), formats=("PNG",)))


def _widened(samples: NDArray[Any]) -> NDArray[Any]:
    """Return samples of video's range stretched to the whole one."""
    peak = int(np.iinfo(samples.dtype).max)
    unit = (peak + 1) // 256
    wide = (samples.astype(np.int64) - 16 * unit) * peak // (219 * unit)
    return np.clip(wide, 0, peak).astype(samples.dtype)


def _interlaced(layout: PngLayout, pixels: bytes) -> NDArray[Any]:
    """Decode an interlaced picture: each pass is a picture of its own (and libpng is called row by row otherwise)."""
    kept, packed = _split(pixels)
    bits = layout.bits * _CHANNELS[layout.colour_type]
    unpacker, whole = zlib.decompressobj(), None
    for column, row, across, down in _PASSES:
        width, height = (layout.width - column + across - 1) // across, (layout.height - row + down - 1) // down
        if width < 1 or height < 1:
            continue
        length = height * (1 + (width * bits + 7) // 8)
        rows = unpacker.decompress(packed, length)
        packed = unpacker.unconsumed_tail
        if len(rows) < length:
            raise EOFError("truncated")
        header = struct.pack(">IIBBBBB", width, height, layout.bits, layout.colour_type, 0, 0, 0)
        data = png_chunk(b"IHDR", header) + kept + png_chunk(b"IDAT", zlib.compress(rows, 1)) + png_chunk(b"IEND", b"")
        part = imagecodecs.png_decode(SIGNATURE + data)
        if whole is None:
            whole = np.empty((layout.height, layout.width, *part.shape[2:]), part.dtype)
        whole[row::down, column::across] = part
    assert whole is not None, "the first pass has a pixel"
    return whole


def _split(pixels: bytes) -> tuple[bytes, bytes]:
    """Return the chunks of palette and transparency, and the content of all IDAT chunks."""
    kept, packed, at = b"", [], len(SIGNATURE)
    while at + 8 <= len(pixels):
        length, kind = int.from_bytes(pixels[at : at + 4], "big"), pixels[at + 4 : at + 8]
        if kind == b"IDAT":
            packed.append(pixels[at + 8 : at + 8 + length])
        elif kind != b"IHDR":
            kept += pixels[at : at + length + 12] if kind != b"IEND" else b""
        at += length + 12
    return kept, b"".join(packed)
