"""What a TIFF file says before its pixels: read from its first directory, whatever kind of samples it has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PIL import Image

from stylizer_app.imaging.decode_raster import sane_dpi
from stylizer_app.imaging.opening import PictureFile
from stylizer_app.imaging.raster import Header, check_size

_WIDTH, _HEIGHT, _BITS, _ORIENTATION, _SAMPLE_FORMAT = 256, 257, 258, 274, 339
_X_RESOLUTION, _Y_RESOLUTION, _UNIT, _XMP, _ICC = 282, 283, 296, 700, 34675
_EXIF_IFD, _GPS_IFD = 0x8769, 0x8825
# Tags about the picture and its maker, not about how this file stores it.
_DESCRIPTIVE = (270, 271, 272, 305, 306, 315, 316, 33432)
_CENTIMETRES = 3


@dataclass(frozen=True)
class TiffHeader:
    """A TIFF file's header, and whether its samples need more than 8 bits."""

    header: Header
    deep: bool


def read_tiff_header(file: PictureFile, max_pixels: int) -> TiffHeader:
    """Return what the first page says. Raises PictureError for a forbidden size, anything for a damaged file."""
    tags = Image.Exif()
    file.stream.seek(0)
    tags.load_from_fp(file.stream)
    size = check_size(int(_first(tags.get(_WIDTH, 0))), int(_first(tags.get(_HEIGHT, 0))), max_pixels)
    bits, sample_format = int(_first(tags.get(_BITS, 1))), int(_first(tags.get(_SAMPLE_FORMAT, 1)))
    orientation = _first(tags.get(_ORIENTATION, 1))
    header = Header(
        size,
        _exif_of(tags),
        _blob(tags.get(_ICC)),
        _dpi(tags),
        _blob(tags.get(_XMP)),
        (),
        orientation if orientation in range(1, 9) else 1,
    )
    file.stream.seek(0)
    return TiffHeader(header, bits > 8 or sample_format != 1)


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, (tuple, list)) and value else value


def _blob(value: Any) -> bytes | None:
    value = _first(value)
    return value if isinstance(value, bytes) and value else None


def _dpi(tags: Image.Exif) -> tuple[float, float] | None:
    """Return the resolution in dots per inch."""
    dpi = sane_dpi((_first(tags.get(_X_RESOLUTION)), _first(tags.get(_Y_RESOLUTION))))
    if dpi is not None and tags.get(_UNIT, 2) == _CENTIMETRES:
        return dpi[0] * 2.54, dpi[1] * 2.54
    return dpi if tags.get(_UNIT, 2) == 2 else None


def _exif_of(tags: Image.Exif) -> bytes | None:
    """Return an Exif block of its own, made of the file's descriptive tags, Exif and GPS directories."""
    try:
        block = Image.Exif()
        for tag in _DESCRIPTIVE:
            if tag in tags:
                block[tag] = tags[tag]
        for tag in (_EXIF_IFD, _GPS_IFD):
            directory = tags.get_ifd(tag)
            if directory:
                block[tag] = dict(directory)
        return block.tobytes() if len(block) else None
    except Exception:  # noqa: BLE001 - damaged tags make Pillow raise anything; the picture is worth more than they are
        return None
