"""Decoding through Pillow: everything with at most 8 bits per sample."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from PIL import Image, ImageFile

from stylizer_app.errors import PictureError
from stylizer_app.errors.picture import UnsupportedMode
from stylizer_app.imaging.exif_block import exif_orientation
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.opening import PictureFile
from stylizer_app.imaging.raster import Header, Raster, check_size, raster_of
from stylizer_app.imaging.xmp import xmp_orientation

_PLUGINS = {
    "jpeg": ("JPEG", "MPO"),
    "png": ("PNG",),
    "webp": ("WEBP",),
    "tiff": ("TIFF",),
    "avif": ("AVIF",),
    "bmp": ("BMP", "DIB"),
    "gif": ("GIF",),
    "jpeg2000": ("JPEG2000",),
}
# What Pillow's modes become before their samples are taken; the others stay as they are.
_CONVERSIONS = {"1": "L", "La": "LA", "RGBX": "RGB", "RGBa": "RGBA", "YCbCr": "RGB", "HSV": "RGB", "PA": "RGBA"}
_TRANSPARENT = {"1": "LA", "L": "LA", "P": "RGBA", "RGB": "RGBA"}
_PLAIN = ("L", "LA", "RGB", "RGBA", "CMYK", "LAB")


def open_image(file: PictureFile, max_pixels: int) -> ImageFile.ImageFile:
    """Return the file's first picture, opened and of permitted size but not decoded."""
    image = Image.open(file.stream, formats=_PLUGINS[file.form.name])
    check_size(*image.size, max_pixels)
    if not isinstance(image, ImageFile.ImageFile):
        raise TypeError(f"Pillow opened a file as {type(image)}")
    return image


def header_of(image: ImageFile.ImageFile, file: PictureFile) -> Header:
    """Return what an opened picture of any format but TIFF says."""
    info = image.info
    exif = _bytes(info.get("exif")) or _legacy_png_exif(info)
    xmp = _bytes(info.get("xmp"))
    return Header(
        Size(*image.size),
        exif,
        _bytes(info.get("icc_profile")),
        sane_dpi(info.get("dpi")),
        xmp,
        _texts(info) if file.form.name == "png" else (),
        exif_orientation(exif) or xmp_orientation(xmp) or 1,
    )


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


def _texts(info: dict[Any, Any]) -> tuple[tuple[str, str], ...]:
    """Return a PNG file's text entries, without those that only wrap something else."""
    return tuple(
        (key, str(value))
        for key, value in info.items()
        if isinstance(key, str) and isinstance(value, str) and not key.startswith(("Raw profile type", "XML:"))
    )


def _legacy_png_exif(info: dict[Any, Any]) -> bytes | None:
    """Return the Exif block that old programs hid in a PNG text entry as hexadecimal digits."""
    for key in ("Raw profile type exif", "Raw profile type APP1"):
        digits = info.get(key)
        if isinstance(digits, str):
            try:
                return bytes.fromhex("".join(digits.split("\n")[3:])) or None
            except ValueError:
                return None
    return None
