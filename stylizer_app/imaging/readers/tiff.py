"""TIFF files, classic and big: their header and pixels, by Pillow where it can, else by tifffile."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import tifffile
from PIL import ImageFile, UnidentifiedImageError

from stylizer_app.errors import PictureError
from stylizer_app.errors.picture import UnsupportedCoding
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.opening import PictureFile
from stylizer_app.imaging.raster import Raster, Reader, check_size
from stylizer_app.imaging.readers.pillow import open_image, raster_from, smaller_image
from stylizer_app.imaging.readers.tiff_about import tiff_header
from stylizer_app.imaging.readers.tiff_pages import Place, opened_tiff, picture_in, tag_number
from stylizer_app.imaging.readers.tiff_samples import directory_raster

_BITS, _PHOTOMETRIC, _SAMPLE_FORMAT = 258, 262, 339
_PALETTE = 3
# What Pillow's libtiff surely has inside; about the others it complains on standard error.
_PILLOW_CODINGS = {1, 2, 3, 4, 5, 6, 7, 8, 32771, 32773, 32809, 32946}


class TiffReader(Reader):
    """A TIFF file, opened."""

    def __init__(self, file: PictureFile, max_pixels: int) -> None:
        self._file = file
        self._image: ImageFile.ImageFile | None = None
        with opened_tiff(file) as tiff:
            self._place = picture_in(file, tiff)
            directory = self._place.directory(tiff)
            check_size(int(directory.imagewidth), int(directory.imagelength), max_pixels)
            self.header = tiff_header(file, tiff, directory)
            pillow, other = _ways_to_read(directory, self._place)
        if pillow:
            try:
                self._open_image(max_pixels)
            except UnidentifiedImageError:
                if not other:
                    raise

    def raster(self) -> Raster:
        """Return the samples with all their bits."""
        if self._image is not None:
            return raster_from(self._image)
        with opened_tiff(self._file) as tiff:
            return directory_raster(self._place.directory(tiff))

    def quick_raster(self, long_side: int, /) -> Raster:
        """Return the same, smaller where Pillow reads the file."""
        return self.raster() if self._image is None else raster_from(smaller_image(self._image, long_side))

    def _open_image(self, max_pixels: int) -> None:
        """Open the picture by Pillow, which turns it upright by itself."""
        self._file.stream.seek(0)
        image = open_image(self._file, max_pixels)
        image.seek(self._place.page)
        self._image, self.header = image, replace(self.header, size=Size(*image.size), orientation=1)


def _ways_to_read(directory: Any, place: Place) -> tuple[bool, bool]:
    """Return whether Pillow and tifffile can read a directory. Raises PictureError if neither can."""
    coding = directory.compression
    other = coding in tifffile.TIFF.DECOMPRESSORS
    pillow = int(coding) in _PILLOW_CODINGS
    if not (other or pillow):
        raise PictureError(UnsupportedCoding("TIFF", str(getattr(coding, "name", coding))))
    return pillow and place.below is None and _plain(directory), other


def _plain(directory: Any) -> bool:
    """Return whether a directory's samples are whole numbers of at most 8 bits, as Pillow understands them."""
    is_palette = tag_number(directory, _PHOTOMETRIC) == _PALETTE
    if is_palette and np.max(directory.colormap, initial=0) < 256:
        return False  # a palette of 8-bit colours, against the letter of the format: Pillow would show it black
    return tag_number(directory, _BITS, 1) <= 8 and tag_number(directory, _SAMPLE_FORMAT, 1) == 1
