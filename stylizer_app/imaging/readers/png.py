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

_WHOLE = ((0, 0, 1, 1),)  # column, row, and the steps to the next ones
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))  # Adam7
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_LAST_FILTER = 4


class PngReader(Reader):
    """A PNG file, opened."""

    def __init__(self, file: PictureFile, max_pixels: int) -> None:
        self._chunks = read_chunks(file.stream)
        check_size(self._chunks.layout.width, self._chunks.layout.height, max_pixels)
        self.header = png_header(self._chunks)

    def raster(self) -> Raster:
        """Return the samples with all their bits."""
        if self._suits_pillow:
            return self.partial_raster()
        samples = _decoded(self._chunks.layout, self._chunks.pixels)
        return raster_of(_widened(samples) if has_narrow_range(self._chunks) else samples)

    def partial_raster(self) -> Raster:
        """Return what Pillow makes of it, with 8 bits."""
        return raster_from(Image.open(io.BytesIO(self._chunks.pixels), formats=("PNG",)))

    @property
    def _suits_pillow(self) -> bool:
        """Whether Pillow decodes the file right: it cuts 16 bits down, and misreads the colour keys of 2 and 4."""
        layout = self._chunks.layout
        return layout.bits in (1, 8) and not layout.interlaced and not has_narrow_range(self._chunks)


def _widened(samples: NDArray[Any]) -> NDArray[Any]:
    """Return samples of video's range stretched to the whole one."""
    peak = int(np.iinfo(samples.dtype).max)
    unit = (peak + 1) // 256
    wide = (samples.astype(np.int64) - 16 * unit) * peak // (219 * unit)
    return np.clip(wide, 0, peak).astype(samples.dtype)


def _decoded(layout: PngLayout, pixels: bytes) -> NDArray[Any]:
    """Decode a picture of any depth, each pass as a picture of its own. Raises EOFError if rows are missing.

    libpng sees nothing but sound rows: interlaced ones make it complain on standard error, and imagecodecs loses track
    of its references when a file is damaged.
    """
    kept, packed = _split(pixels)
    bits = layout.bits * _CHANNELS[layout.colour_type]
    unpacker, whole = zlib.decompressobj(), None
    for column, row, across, down in _PASSES if layout.interlaced else _WHOLE:
        width, height = (layout.width - column + across - 1) // across, (layout.height - row + down - 1) // down
        if width < 1 or height < 1:
            continue
        rows = _sound_rows(unpacker, packed, height, 1 + (width * bits + 7) // 8)
        packed = unpacker.unconsumed_tail
        header = struct.pack(">IIBBBBB", width, height, layout.bits, layout.colour_type, 0, 0, 0)
        data = png_chunk(b"IHDR", header) + kept + png_chunk(b"IDAT", zlib.compress(rows, 0)) + png_chunk(b"IEND", b"")
        part = imagecodecs.png_decode(SIGNATURE + data)
        if len(part) == layout.height and part.shape[1] == layout.width:
            return part
        if whole is None:
            whole = np.empty((layout.height, layout.width, *part.shape[2:]), part.dtype)
        whole[row::down, column::across] = part
    assert whole is not None, "the first pass has a pixel"
    return whole


def _sound_rows(unpacker: zlib._Decompress, packed: bytes, height: int, length: int) -> bytes:
    """Return the next rows of ``length`` bytes. Raises EOFError where they end, ValueError where they are damaged."""
    rows = unpacker.decompress(packed, height * length)
    if len(rows) < height * length:
        raise EOFError
    if np.frombuffer(rows, np.uint8)[::length].max() > _LAST_FILTER:
        raise ValueError("an unknown filter")
    return rows


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
