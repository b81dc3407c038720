"""What a TIFF file's directories say about the picture: colours, resolution, Exif, XMP, IPTC."""

from __future__ import annotations

import struct
from math import log
from typing import Any

from stylizer_app.imaging.geometry import CM_PER_INCH, Size
from stylizer_app.imaging.metadata.exif_facts import exif_says_adobe_rgb
from stylizer_app.imaging.metadata.iptc import iptc_in_resources
from stylizer_app.imaging.opening import PictureFile
from stylizer_app.imaging.raster import Header
from stylizer_app.imaging.readers.pillow import sane_dpi
from stylizer_app.imaging.readers.tiff_exif import TagSource
from stylizer_app.imaging.readers.tiff_pages import tag_number, tag_values
from stylizer_app.imaging.spaces import ADOBE_RGB, ColourSpace, by_gamma

_BITS, _ORIENTATION, _X_RESOLUTION, _Y_RESOLUTION, _UNIT = 258, 274, 282, 283, 296
_TRANSFER, _WHITE, _PRIMARIES = 301, 318, 319
_XMP, _IPTC, _PHOTOSHOP, _ICC = 700, 33723, 34377, 34675
_CENTIMETRES = 3


def tiff_header(file: PictureFile, tiff: Any, directory: Any) -> Header:
    """Return what a directory says; what it leaves out stands in the file's first one."""
    orientation = tag_number(directory, _ORIENTATION, 1)
    exif = _exif(file, tiff)
    return Header(
        Size(int(directory.imagewidth), int(directory.imagelength)),
        exif,
        _blob(directory, tiff, _ICC),
        _dpi(directory),
        _blob(directory, tiff, _XMP),
        (),
        orientation if orientation in range(1, 9) else 1,
        space=ADOBE_RGB if exif_says_adobe_rgb(exif) else _space(directory),
        iptc=_iptc(directory, tiff),
    )


def _blob(directory: Any, tiff: Any, tag: int) -> bytes | None:
    """Return a tag's bytes, or None."""
    for one in (directory, tiff.pages[0]):
        for value in tag_values(one, tag)[:1]:
            if isinstance(value, bytes) and value:
                return value
    return None


def _space(directory: Any) -> ColourSpace | None:
    """Return the space of the tags for white, primaries and transfer function (TIFF 6.0, section 20)."""
    points = [above / below for above, below in _pairs(directory, _PRIMARIES) + _pairs(directory, _WHITE) if below]
    if len(points) != 8:
        return None
    red_x, red_y, green_x, green_y, blue_x, blue_y, white_x, white_y = points
    curve, entries = tag_values(directory, _TRANSFER), 1 << min(16, tag_number(directory, _BITS, 1))
    half = entries // 2
    light = curve[half] / 65535 if len(curve) >= entries > 2 else 0.0  # of one curve for all, or the first of three
    gamma = log(light) / log(half / (entries - 1)) if 0 < light < 1 else None
    return by_gamma(gamma, (red_x, red_y, green_x, green_y, blue_x, blue_y, white_x, white_y))


def _pairs(directory: Any, tag: int) -> list[tuple[int, int]]:
    """Return a tag's fractions as numerator and denominator."""
    values = tag_values(directory, tag)
    return list(zip(values[::2], values[1::2], strict=False))


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
        return dpi[0] * CM_PER_INCH, dpi[1] * CM_PER_INCH
    return dpi if unit == 2 else None


def _exif(file: PictureFile, tiff: Any) -> bytes | None:
    """Return an Exif block of its own, made of what the file's first directory says of the photo."""
    source = TagSource(file.stream, tiff.byteorder, big=tiff.is_bigtiff)
    try:
        return source.exif_block(tiff.pages[0].offset)
    except (OSError, OverflowError, ValueError, struct.error):  # damaged: the picture is worth more than its tags
        return None
