"""The header of a BMP file: how its pixels are stored, and which colours they are in."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from stylizer_app.errors import PictureError
from stylizer_app.errors.picture import UnsupportedCoding
from stylizer_app.imaging.opening import PictureFile
from stylizer_app.imaging.readers.pillow import sane_dpi
from stylizer_app.imaging.spaces import D65, ColourSpace, by_gamma

_FILE_HEADER = 14
_OS2, _OS2_SECOND, _WITH_ALPHA, _WITH_COLOURS, _WITH_PROFILE = 12, 64, 56, 108, 124  # lengths of headers
_PLAIN, _FIELDS, _FIELDS_WITH_ALPHA = 0, 3, 6
_RUN_LENGTHS = (1, 2)
_CODINGS = {4: "JPEG", 5: "PNG", 11: "CMYK", 12: "CMYK", 13: "CMYK"}
_DEPTHS = (1, 2, 4, 8, 16, 24, 32)
_CALIBRATED, _EMBEDDED = 0, int.from_bytes(b"MBED", "big")
_USUAL_FIELDS = {16: (0x7C00, 0x3E0, 0x1F, 0), 32: (0xFF0000, 0xFF00, 0xFF, 0)}
_METRE = 39.3701  # inches


@dataclass(frozen=True)
class BmpHeader:
    """A BMP file's numbers.

    ``fields`` are the bits of red, green, blue and alpha in a pixel of 16 or 32 bits; ``palette`` says where the
    palette begins, how long an entry is and how many there may be.
    """

    width: int
    height: int
    from_top: bool
    bits: int
    packed: bool
    pixels_at: int
    palette: tuple[int, int, int]
    fields: tuple[int, int, int, int] | None = None
    dpi: tuple[float, float] | None = None
    space: ColourSpace | None = None
    icc: bytes | None = None


def read_bmp_header(file: PictureFile) -> BmpHeader:
    """Read the header. Raises PictureError for a coding that is not read, struct.error if the file is too short."""
    head = file.read_head(_FILE_HEADER + _WITH_PROFILE)
    pixels_at, length = struct.unpack_from("<II", head, 10)
    dib = head[_FILE_HEADER:]
    if length == _OS2:
        width, height, _, bits = struct.unpack_from("<HHHH", dib, 4)
        palette = (_FILE_HEADER + _OS2, 3, 1 << min(bits, 8))
        return BmpHeader(width, height, False, _known(bits), False, pixels_at, palette)
    width, signed, _, bits, coding = struct.unpack_from("<iiHHI", dib, 4)
    if coding not in (_PLAIN, *_RUN_LENGTHS, _FIELDS, _FIELDS_WITH_ALPHA) or (length == _OS2_SECOND and coding > 2):
        raise PictureError(UnsupportedCoding("BMP", _CODINGS.get(coding, f"coding {coding}")))
    (used,) = struct.unpack_from("<I", dib, 32)
    return BmpHeader(
        width,
        abs(signed),
        signed < 0,
        _known(bits),
        coding in _RUN_LENGTHS,
        pixels_at,
        (_FILE_HEADER + length, 4, min(used or 256, 1 << min(bits, 8))),
        _fields(dib, length, bits, coding),
        sane_dpi([dots / _METRE for dots in struct.unpack_from("<ii", dib, 24)]),
        _space(dib) if length >= _WITH_COLOURS else None,
        _profile(file, dib) if length >= _WITH_PROFILE else None,
    )


def _known(bits: int) -> int:
    """Return the bits of a pixel. Raises PictureError for other numbers than the format has."""
    if bits not in _DEPTHS:
        raise PictureError(UnsupportedCoding("BMP", f"{bits} bits"))
    return bits


def _fields(dib: bytes, length: int, bits: int, coding: int) -> tuple[int, int, int, int] | None:
    """Return the bits of each channel, which lie in the header or right behind it."""
    if coding not in (_FIELDS, _FIELDS_WITH_ALPHA):
        return _USUAL_FIELDS.get(bits)
    red, green, blue = struct.unpack_from("<III", dib, 40)
    has_alpha = length >= _WITH_ALPHA or coding == _FIELDS_WITH_ALPHA
    return red, green, blue, struct.unpack_from("<I", dib, 52)[0] if has_alpha else 0


def _space(dib: bytes) -> ColourSpace | None:
    """Return the calibrated space of a header of version 4 or 5: primaries and gamma as fixed-point numbers."""
    if struct.unpack_from("<I", dib, 56)[0] != _CALIBRATED:
        return None
    ends = [number / (1 << 30) for number in struct.unpack_from("<9I", dib, 60)]
    gammas = [number / (1 << 16) for number in struct.unpack_from("<3I", dib, 96)]
    sums = [sum(ends[at : at + 3]) for at in (0, 3, 6)]
    points = [ends[3 * n + axis] / total for n, total in enumerate(sums) for axis in (0, 1)] if all(sums) else None
    gamma = sum(gammas) / 3
    red_x, red_y, green_x, green_y, blue_x, blue_y = points or (0.0,) * 6
    return by_gamma(gamma or None, (red_x, red_y, green_x, green_y, blue_x, blue_y, *D65) if points else None)


def _profile(file: PictureFile, dib: bytes) -> bytes | None:
    """Return the profile that a header of version 5 points to."""
    kind, at, length = (struct.unpack_from("<I", dib, place)[0] for place in (56, 112, 116))
    if kind != _EMBEDDED:
        return None
    file.stream.seek(_FILE_HEADER + at)
    return file.stream.read(length) or None
