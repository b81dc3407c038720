"""Reading through Pillow: whole files of some formats, and the 8-bit pixels of others."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from PIL import Image, ImageFile

from stylizer_app.errors import PictureError
from stylizer_app.errors.picture import UnsupportedMode
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.metadata.exif_block import exif_orientation
from stylizer_app.imaging.metadata.xmp import xmp_orientation
from stylizer_app.imaging.opening import PictureFile
from stylizer_app.imaging.raster import Header, Raster, Reader, check_size, raster_of

# What Pillow's modes become before their samples are taken; the others stay as they are.
_CONVERSIONS = {"1": "L", "La": "LA", "RGBX": "RGB", "RGBa": "RGBA", "YCbCr": "RGB", "HSV": "RGB", "PA": "RGBA"}
_TRANSPARENT = {"1": "LA", "L": "LA", "P": "RGBA", "RGB": "RGBA"}
_PLAIN = ("L", "LA", "RGB", "RGBA", "CMYK", "LAB")


class PillowReader(Reader):
    """A file that Pillow reads as a whole."""

    def __init__(self, file: PictureFile, max_pixels: int) -> None:
        self.image = open_image(file, max_pixels)
        self.header = header_of(self.image)

    def raster(self) -> Raster:
        """Return the samples."""
        return raster_from(self.image)

    def quick_raster(self, long_side: int, /) -> Raster:
        """Return a smaller copy."""
        return raster_from(smaller_image(self.image, long_side))


def open_image(file: PictureFile, max_pixels: int) -> ImageFile.ImageFile:
    """Return the file's first picture, opened and of permitted size but not decoded."""
    file.stream.seek(0)
    image = Image.open(file.stream, formats=(file.form.name.upper(),))
    check_size(*image.size, max_pixels)
    if not isinstance(image, ImageFile.ImageFile):
        raise TypeError(f"Pillow opened a file as {type(image)}")
    return image


def header_of(image: ImageFile.ImageFile) -> Header:
    """Return what an opened picture says."""
    info = image.info
    exif, xmp = _bytes(info.get("exif")), _bytes(info.get("xmp"))
    return Header(
        Size(*image.size),
        exif,
        _bytes(info.get("icc_profile")),
        sane_dpi(info.get("dpi")),
        xmp,
        orientation=stated_orientation(exif, xmp),
    )


def stated_orientation(exif: bytes | None, xmp: bytes | None) -> int:
    """Return the orientation that Exif states, or else XMP, or else 1."""
    return exif_orientation(exif) or xmp_orientation(xmp) or 1


def raster_from(image: Image.Image) -> Raster:
    """Decode an opened picture."""
    image.load()
    transparent = "transparency" in image.info
    if image.mode.startswith("I;16"):
        return raster_of(np.asarray(image).astype(np.uint16))
    if image.mode in _TRANSPARENT and transparent:
        image = image.convert(_TRANSPARENT[image.mode])
    elif image.mode == "P":
        image = image.convert("RGBA" if image.palette is not None and image.palette.mode == "RGBA" else "RGB")
    elif image.mode in _CONVERSIONS:
        image = image.convert(_CONVERSIONS[image.mode])
    if image.mode not in _PLAIN:
        raise PictureError(UnsupportedMode(image.mode))
    samples = np.asarray(image)
    if image.mode == "LAB":
        return Raster(
            np.bitwise_xor(samples, np.array([0, 128, 128], np.uint8)), "LAB"
        )  # Pillow counts a and b from 0, signed
    return raster_of(samples, inks=image.mode == "CMYK")


def smaller_image(image: Image.Image, long_side: int) -> Image.Image:
    """Return a picture scaled to a long side before anything else is done with it, if its kind allows that."""
    _request_draft(image, long_side)
    image.load()
    size = Size(*image.size)
    if image.mode not in ("RGB", "L", "CMYK") or "transparency" in image.info or size.long_side <= long_side:
        return image
    small = size.with_long_side(long_side)
    return image.resize((small.width, small.height), Image.Resampling.HAMMING, reducing_gap=2.0)


def _request_draft(image: Image.Image, long_side: int) -> None:
    """Let the JPEG decoder leave out detail that a small copy does not show."""
    if (
        isinstance(image, ImageFile.ImageFile)
        and image.format in ("JPEG", "MPO")
        and image.mode in ("RGB", "L", "CMYK")
    ):
        factor = long_side / max(image.size)
        image.draft(image.mode, (max(1, round(image.size[0] * factor)), max(1, round(image.size[1] * factor))))


def sane_dpi(value: Any) -> tuple[float, float] | None:
    """Return a resolution as two sensible numbers, or None."""
    try:
        across, down = (float(number) for number in value)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    return (across, down) if all(math.isfinite(n) and 1 < n <= 1e5 for n in (across, down)) else None


def _bytes(value: Any) -> bytes | None:
    """Return non-empty bytes as such, anything else as None; text is encoded."""
    if isinstance(value, str):
        value = value.encode("utf-8", "surrogateescape")
    return value if isinstance(value, bytes) and value else None
