"""JPEG files: by Pillow where they have 8 bits, else by imagecodecs; without their end mark too."""

from __future__ import annotations

import io

import imagecodecs
import numpy as np
from PIL import Image, ImageFile

from stylizer_app.errors import PictureError
from stylizer_app.errors.picture import UnsupportedCoding
from stylizer_app.imaging.opening import PictureFile
from stylizer_app.imaging.raster import Raster, Reader, check_size, full_range, raster_of
from stylizer_app.imaging.readers.jpeg_segments import jpeg_header, read_segments
from stylizer_app.imaging.readers.pillow import raster_from, smaller_image

_PILLOW_FRAMES = {0xC0, 0xC1, 0xC2, 0xC9, 0xCA}  # Huffman and arithmetic coding, at once or progressively
_LOSSLESS = 0xC3
_END = b"\xff\xd9"
# If bits are missing, the decoder takes them from here, and two such fillers make two pictures.
_FILLERS = (bytes(256), b"\x55\xaa\x3c" * 86)


class JpegReader(Reader):
    """A JPEG file, opened."""

    def __init__(self, file: PictureFile, max_pixels: int) -> None:
        found = read_segments(file.stream)
        self._file, self._frame = file, found.frame
        check_size(found.frame.size.width, found.frame.size.height, max_pixels)
        self.header = jpeg_header(found)

    def raster(self) -> Raster:
        """Return the samples with all their bits."""
        if self._by_pillow:
            return self._whole(None)
        return raster_of(full_range(self._by_imagecodecs(), self._frame.bits))

    def quick_raster(self, long_side: int, /) -> Raster:
        """Return a smaller copy, decoded at reduced size, which takes a fraction of the time."""
        return self._whole(long_side) if self._by_pillow else self.raster()

    def partial_raster(self) -> Raster:
        """Return what Pillow makes of it."""
        return raster_from(self._image(self._file.read()))

    @property
    def _by_pillow(self) -> bool:
        return self._frame.marker in _PILLOW_FRAMES and self._frame.bits == 8

    def _whole(self, long_side: int | None) -> Raster:
        """Decode by Pillow; where only the end mark is missing, as if it were there."""
        data = self._file.read()
        try:
            return _decoded(self._image(data), long_side)
        except OSError:
            if data.rstrip(b"\0").endswith(_END):
                raise
            first, second = (self._image(data.rstrip(b"\xff") + filler + _END) for filler in _FILLERS)
            raster = _decoded(first, long_side)
            if not np.array_equal(raster.samples, _decoded(second, long_side).samples):
                raise
            return raster

    def _image(self, data: bytes) -> ImageFile.ImageFile:
        image = Image.open(io.BytesIO(data), formats=("JPEG",))
        assert isinstance(image, ImageFile.ImageFile), "Image.open() makes nothing else"
        return image

    def _by_imagecodecs(self) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8 | np.uint16]]:
        """Decode 12 and 16 bits, and lossless frames. Raises PictureError for what nobody writes."""
        if self._frame.marker not in _PILLOW_FRAMES | {_LOSSLESS}:
            raise PictureError(UnsupportedCoding("JPEG", f"SOF{self._frame.marker - 0xC0}"))
        samples: np.ndarray[tuple[int, ...], np.dtype[np.uint8 | np.uint16]] = imagecodecs.jpeg8_decode(
            self._file.read()
        )
        return samples


def _decoded(image: Image.Image, long_side: int | None) -> Raster:
    return raster_from(image if long_side is None else smaller_image(image, long_side))
