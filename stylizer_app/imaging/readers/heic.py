"""HEIC files, by pillow-heif, which turns, mirrors and crops by itself."""

from __future__ import annotations

import io
from typing import Any

import numpy as np

from stylizer_app.errors import PictureError
from stylizer_app.errors.picture import PictureFault
from stylizer_app.imaging.opening import PictureFile
from stylizer_app.imaging.raster import Header, Raster, Reader, check_size, full_range, raster_of
from stylizer_app.imaging.readers.heif_items import main_picture


class HeicReader(Reader):
    """A HEIC file, opened."""

    def __init__(self, file: PictureFile, max_pixels: int) -> None:
        data = file.read()
        self._image = heif_module().open_heif(io.BytesIO(data), convert_hdr_to_8bit=False)
        width, height = self._image.size
        info = self._image.info
        self.header = Header(
            check_size(width, height, max_pixels),
            info.get("exif") or None,
            info.get("icc_profile") or None,
            xmp=info.get("xmp") or None,
            space=main_picture(data).space,
        )

    def raster(self) -> Raster:
        """Return the samples with all their bits."""
        samples: Any = np.asarray(self._image)
        mode, bits = self._image.mode, int(self._image.info.get("bit_depth", 16))
        if samples.dtype == np.uint16 and bits < 16:
            samples = full_range(samples >> (16 - bits), bits)  # white is not quite white otherwise
        return raster_of(samples, premultiplied="a;" in mode or mode.endswith("a"))


def heif_module() -> Any:
    """Return pillow_heif, or raise PictureError where it is not installed."""
    try:
        import pillow_heif
    except ImportError as error:
        raise PictureError(PictureFault.NEEDS_PILLOW_HEIF) from error
    return pillow_heif
