"""BMP files of every version: plain pixels and fields of bits by numpy, run lengths by Pillow."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.opening import PictureFile
from stylizer_app.imaging.raster import Header, Raster, Reader, check_size, full_range, raster_of
from stylizer_app.imaging.readers.bmp_header import read_bmp_header
from stylizer_app.imaging.readers.pillow import open_image, raster_from
from stylizer_app.imaging.samples import to_depth


class BmpReader(Reader):
    """A BMP file, opened."""

    def __init__(self, file: PictureFile, max_pixels: int) -> None:
        self._file, self._max_pixels = file, max_pixels
        self._bmp = read_bmp_header(file)
        size = check_size(self._bmp.width, self._bmp.height, max_pixels)
        self.header = Header(size, icc=self._bmp.icc, dpi=self._bmp.dpi, space=self._bmp.space)

    def raster(self) -> Raster:
        """Return the samples."""
        if self._bmp.packed:
            return raster_from(open_image(self._file, self._max_pixels))
        return self._in_colours(self._rows(missing=False))

    def partial_raster(self) -> Raster:
        """Return the same, black where the file has ended."""
        return self.raster() if self._bmp.packed else self._in_colours(self._rows(missing=True))

    def _rows(self, *, missing: bool) -> NDArray[np.uint8]:
        """Return the rows' bytes from the top. Raises EOFError if pixels are missing (not just their padding)."""
        size, used = self.header.size, (self.header.size.width * self._bmp.bits + 7) // 8
        stride = (used + 3) // 4 * 4
        self._file.stream.seek(self._bmp.pixels_at)
        data = self._file.stream.read(stride * size.height)
        if len(data) < stride * (size.height - 1) + used and not missing:
            raise EOFError
        rows = np.frombuffer(data.ljust(stride * size.height, b"\0"), np.uint8).reshape(size.height, stride)
        return rows if self._bmp.from_top else rows[::-1]

    def _in_colours(self, rows: NDArray[np.uint8]) -> Raster:
        """Return the pixels of rows of bytes."""
        bits, size = self._bmp.bits, self.header.size
        if bits == 24:
            pixels = rows[:, : 3 * size.width].reshape(size.height, size.width, 3)
            return raster_of(np.ascontiguousarray(pixels[..., ::-1]))
        if bits in (16, 32):
            stored = np.ascontiguousarray(rows[:, : bits // 8 * size.width]).view(f"<u{bits // 8}")
            return self._from_fields(stored)
        return raster_of(self._palette()[_indices(rows, bits, size)])

    def _from_fields(self, stored: NDArray[Any]) -> Raster:
        """Return the channels that lie in some bits each of a pixel; an alpha that is 0 everywhere is none."""
        fields = self._bmp.fields or (0, 0, 0, 0)
        channels = [_channel(stored, field) for field in fields]
        has_alpha = fields[3] != 0 and bool(channels[3].any())
        deep = max(channel.itemsize for channel in channels)
        wide = [to_depth(channel, 8 * deep) for channel in channels]
        return raster_of(np.stack(wide if has_alpha else wide[:3], axis=-1))

    def _palette(self) -> NDArray[np.uint8]:
        """Return 256 colours, black where the file has none."""
        at, entry, count = self._bmp.palette
        self._file.stream.seek(at)
        stored = self._file.stream.read(entry * count)
        colours = np.zeros((256, 3), np.uint8)
        whole = np.frombuffer(stored, np.uint8)[: len(stored) // entry * entry].reshape(-1, entry)
        colours[: len(whole)] = whole[:, 2::-1]
        return colours


def _indices(rows: NDArray[np.uint8], bits: int, size: Size) -> NDArray[np.uint8]:
    """Return the palette entry of each pixel of 1, 2, 4 or 8 bits."""
    if bits == 8:
        return rows[:, : size.width]
    single = np.unpackbits(rows[:, : (size.width * bits + 7) // 8], axis=1)
    grouped = single.reshape(size.height, -1, bits)[:, : size.width]
    values: NDArray[np.uint8] = (grouped << np.arange(bits - 1, -1, -1, dtype=np.uint8)).sum(axis=2, dtype=np.uint8)
    return values


def _channel(stored: NDArray[Any], field: int) -> NDArray[Any]:
    """Return the values of a field of bits, from black to white."""
    if field == 0:
        return np.zeros(stored.shape, np.uint8)
    shift = (field & -field).bit_length() - 1
    bits = field.bit_length() - shift
    return full_range((stored & stored.dtype.type(field & int(np.iinfo(stored.dtype).max))) >> shift, bits)
