"""TIFF files, classic and big: their header and pixels, by Pillow where it can, else by tifffile."""

from __future__ import annotations

import struct
from dataclasses import replace
from typing import Any

import numpy as np
import tifffile
from PIL import ImageFile, UnidentifiedImageError

from stylizer_app.errors import PictureError
from stylizer_app.errors.picture import UnsupportedCoding
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.iptc import iptc_in_resources
from stylizer_app.imaging.opening import PictureFile
from stylizer_app.imaging.raster import Header, Raster, Reader, check_size
from stylizer_app.imaging.readers.pillow import open_image, raster_from, sane_dpi, smaller_image
from stylizer_app.imaging.readers.tiff_exif import TagSource
from stylizer_app.imaging.readers.tiff_pages import Place, opened_tiff, picture_in, tag_number, tag_values
from stylizer_app.imaging.readers.tiff_samples import directory_raster

_BITS, _PHOTOMETRIC, _ORIENTATION, _SAMPLE_FORMAT = 258, 262, 274, 339
_X_RESOLUTION, _Y_RESOLUTION, _UNIT, _XMP, _IPTC, _PHOTOSHOP, _ICC = 282, 283, 296, 700, 33723, 34377, 34675
_PALETTE, _CENTIMETRES = 3, 3
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
            self.header = _header(file, tiff, directory)
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
        self._image, self.header = image, _upright(self.header, Size(*image.size))


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


def _header(file: PictureFile, tiff: Any, directory: Any) -> Header:
    """Return what a directory says; what it leaves out stands in the file's first one."""
    orientation = tag_number(directory, _ORIENTATION, 1)
    return Header(
        Size(int(directory.imagewidth), int(directory.imagelength)),
        _exif(file, tiff),
        _blob(directory, tiff, _ICC),
        _dpi(directory),
        _blob(directory, tiff, _XMP),
        (),
        orientation if orientation in range(1, 9) else 1,
        iptc=_iptc(directory, tiff),
    )


def _upright(header: Header, size: Size) -> Header:
    """Return the header of a picture that has been turned already."""
    return replace(header, size=size, orientation=1)


def _blob(directory: Any, tiff: Any, tag: int) -> bytes | None:
    """Return a tag's bytes, or None."""
    for one in (directory, tiff.pages[0]):
        for value in tag_values(one, tag)[:1]:
            if isinstance(value, bytes) and value:
                return value
    return None


def _iptc(directory: Any, tiff: Any) -> bytes | None:
    """Return IPTC records, which stand in a tag of their own (of bytes, or wrongly of longs) or in Photoshop's."""
    for one in (directory, tiff.pages[0]):
        stored = tag_values(one, _IPTC)
        if stored and isinstance(stored[0], int):
            stored = (struct.pack(f"{tiff.byteorder}{len(stored)}I", *stored),)
        for value in (*stored[:1], *tag_values(one, _PHOTOSHOP)[:1]):
            if isinstance(value, bytes) and (found := iptc_in_resources(value)):
                return found
    return None


def _dpi(directory: Any) -> tuple[float, float] | None:
    """Return the resolution in dots per inch."""
    fractions = [tag_values(directory, tag) for tag in (_X_RESOLUTION, _Y_RESOLUTION)]
    if any(len(fraction) != 2 or not fraction[1] for fraction in fractions):
        return None
    dpi = sane_dpi([above / below for above, below in fractions])
    unit = tag_number(directory, _UNIT, 2)
    if dpi is not None and unit == _CENTIMETRES:
        return dpi[0] * 2.54, dpi[1] * 2.54
    return dpi if unit == 2 else None


def _exif(file: PictureFile, tiff: Any) -> bytes | None:
    """Return an Exif block of its own, made of what the file's first directory says of the photo."""
    source = TagSource(file.stream, tiff.byteorder, big=tiff.is_bigtiff)
    try:
        return source.exif_block(tiff.pages[0].offset)
    except (OSError, OverflowError, ValueError, struct.error):  # damaged: the picture is worth more than its tags
        return None
