"""What a transformer looks at: a picture with mirrored borders, read window by window as float32."""

from __future__ import annotations

import threading
from collections.abc import Callable
from math import ceil

import numpy as np
from numpy.typing import NDArray

from stylizer_app.engine.tiles.grid import CELL
from stylizer_app.imaging.geometry import Region, Size
from stylizer_app.imaging.mirror import mirror_index
from stylizer_app.imaging.samples import Floats

Reader = Callable[[Region], Floats]
"""Gives the pixels of a region of a picture, (h, w, 3) float32 0..1."""


class PaddedImage:
    """A picture of ``size`` with ``border`` mirrored pixels around it, filled up to whole cells.

    Positions are cells of the padded picture; ``inside`` tells which pixels of a core belong to the picture.
    """

    def __init__(self, size: Size, read: Reader, *, border: int, min_size: int) -> None:
        self.size, self._read, self._border = size, read, border
        self.cells = Size(
            ceil(max(size.width + 2 * border, min_size) / CELL), ceil(max(size.height + 2 * border, min_size) / CELL)
        )
        self._columns = mirror_index(size.width, border, self.cells.width * CELL - size.width - border)
        self._rows = mirror_index(size.height, border, self.cells.height * CELL - size.height - border)
        self._last = threading.local()  # each thread works on a tile of its own
        self._held: Floats | None = None

    def window(self, cells: Region) -> Floats:
        """The pixels (1, h, w, 3) of a window in cells. A thread's last one is kept: it is often asked for again."""
        if self._held is not None:
            rows, columns = cells.times(CELL).slices
            return self._held[:, rows, columns]
        last: Region | None = getattr(self._last, "region", None)
        if last is None or not last.contains(cells):
            rows, columns = cells.times(CELL).slices
            pixels = np.ascontiguousarray(self._gather(self._rows[rows], self._columns[columns]))[np.newaxis]
            self._last.region, self._last.pixels = cells, pixels
            last = cells
        pixels = self._last.pixels
        rows, columns = cells.relative_to(last).times(CELL).slices
        return np.ascontiguousarray(pixels[:, rows, columns])

    def hold(self, pixels: Floats) -> None:
        """Look windows up in the pixels (1, H, W, 3) of all cells from now on, instead of reading them again."""
        self._held = pixels

    def inside(self, cells: Region) -> tuple[Region, Region]:
        """Of a core in cells, the part inside the picture: counted in the picture, and counted in the core's pixels."""
        pixels = cells.times(CELL)
        b, size = self._border, self.size
        clip = Region(
            min(max(pixels.left, b), b + size.width),
            min(max(pixels.top, b), b + size.height),
            min(max(pixels.right, b), b + size.width),
            min(max(pixels.bottom, b), b + size.height),
        )
        return clip.relative_to(Region(b, b, b, b)), clip.relative_to(pixels)

    def _gather(self, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Floats:
        """The pixels at mirrored rows and columns, reading only the region that holds them."""
        top, left = int(rows.min()), int(columns.min())
        region = Region(left, top, int(columns.max()) + 1, int(rows.max()) + 1)
        pixels = self._read(region)
        if not (len(columns) == region.width and _rising(columns)):
            pixels = pixels[:, columns - left]
        return pixels if len(rows) == region.height and _rising(rows) else pixels[rows - top]


def _rising(index: NDArray[np.intp]) -> bool:
    """Whether an index runs straight upwards, with nothing mirrored."""
    return len(index) < 2 or bool(index[1] > index[0] and index[-1] - index[0] == len(index) - 1)
