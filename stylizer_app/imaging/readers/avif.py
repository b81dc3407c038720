"""AVIF files, cropped as they say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import imagecodecs

from stylizer_app.imaging.geometry import Region, Size
from stylizer_app.imaging.metadata.exif_block import exif_orientation
from stylizer_app.imaging.opening import PictureFile
from stylizer_app.imaging.raster import Raster, Reader, full_range, raster_of
from stylizer_app.imaging.readers.heif_items import main_picture
from stylizer_app.imaging.readers.pillow import PillowReader


class AvifReader(Reader):
    """An AVIF file, opened. Turns and mirrors come from Pillow, in the words of Exif."""

    def __init__(self, file: PictureFile, max_pixels: int) -> None:
        self._file, self._inside = file, PillowReader(file, max_pixels)
        self._main = main_picture(file.read())
        header, crop = self._inside.header, self._main.crop
        self.header = replace(
            header,
            size=header.size if crop is None else Size(crop.width, crop.height),
            orientation=exif_orientation(header.exif) or 1,
            space=self._main.space,
        )

    def raster(self) -> Raster:
        """Return the samples with all their bits."""
        bits = self._main.bits or 8
        if bits <= 8:
            return self._eight_bits()
        samples = imagecodecs.avif_decode(self._file.read(), numthreads=1)
        first = samples[0] if samples.ndim == 4 else samples
        return _cropped(raster_of(full_range(first, bits)), self._main.crop)

    def quick_raster(self, _long_side: int, /) -> Raster:
        """Return the samples with 8 bits."""
        return self._eight_bits()

    def partial_raster(self) -> Raster:
        """Return what Pillow makes of it."""
        return self._eight_bits()

    def _eight_bits(self) -> Raster:
        return _cropped(self._inside.raster(), self._main.crop)


def _cropped(raster: Raster, crop: Region | None) -> Raster:
    """Return the part that a file says is its picture."""
    if crop is None:
        return raster
    samples: Any = raster.samples[crop.slices]
    return replace(raster, samples=samples, alpha=None if raster.alpha is None else raster.alpha[crop.slices])
