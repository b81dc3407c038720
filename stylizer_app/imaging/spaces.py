"""Colour spaces stated by numbers instead of a profile: primaries, white and transfer curve, as many formats do."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Chromaticities = tuple[float, float, float, float, float, float, float, float]
"""x and y of red, green, blue and white (CIE 1931)."""
Curve = float | Literal["srgb", "pq", "hlg"]
"""How samples become light: a plain gamma, or a curve by its name."""

D65, _D50 = (0.3127, 0.3290), (0.3457, 0.3585)
_BT709 = (0.64, 0.33, 0.30, 0.60, 0.15, 0.06)
_P3 = (0.680, 0.320, 0.265, 0.690, 0.150, 0.060)
# ITU-T H.273: ColourPrimaries and TransferCharacteristics. What is close to BT.709's curve is shown with that of sRGB,
# as browsers do; 2 means unspecified.
_PRIMARIES: dict[int, Chromaticities] = {
    1: (*_BT709, *D65),
    2: (*_BT709, *D65),
    4: (0.67, 0.33, 0.21, 0.71, 0.14, 0.08, 0.310, 0.316),
    5: (0.64, 0.33, 0.29, 0.60, 0.15, 0.06, *D65),
    6: (0.630, 0.340, 0.310, 0.595, 0.155, 0.070, *D65),
    7: (0.630, 0.340, 0.310, 0.595, 0.155, 0.070, *D65),
    9: (0.708, 0.292, 0.170, 0.797, 0.131, 0.046, *D65),
    11: (*_P3, 0.314, 0.351),
    12: (*_P3, *D65),
    22: (0.630, 0.340, 0.295, 0.605, 0.155, 0.077, *D65),
}
_CURVES: dict[int, Curve] = {
    **dict.fromkeys((1, 2, 6, 7, 11, 12, 13, 14, 15), "srgb"),
    4: 2.2,
    5: 2.8,
    8: 1.0,
    16: "pq",
    18: "hlg",
}
_SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)  # parametric curve of type 3 (ICC.1, 10.18)
_BRADFORD = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])
_SAME = 0.002  # chromaticities that differ by less are the same ones, rounded
_NAMES = {9: "BT.2020", 11: "DCI-P3", 12: "Display P3"}
_NEAR_SRGB = (2.17, 2.23)  # a plain gamma that stands for sRGB's curve where the primaries are those of sRGB


@dataclass(frozen=True, slots=True)
class ColourSpace:
    """An RGB space."""

    primaries: Chromaticities
    curve: Curve

    @property
    def is_srgb(self) -> bool:
        """Whether samples can be taken as sRGB."""
        plain = isinstance(self.curve, float) and _NEAR_SRGB[0] < self.curve < _NEAR_SRGB[1]
        near = all(abs(a - b) < _SAME for a, b in zip(self.primaries, _PRIMARIES[1], strict=True))
        return near and (self.curve == "srgb" or plain)

    @property
    def is_hdr(self) -> bool:
        """Whether white is not the brightest there is (ITU-R BT.2100)."""
        return self.curve in ("pq", "hlg")

    def shown_by_a_screen(self) -> ColourSpace:
        """The space of the same primaries with the curve of sRGB."""
        return ColourSpace(self.primaries, "srgb")

    @property
    def name(self) -> str:
        """What other programs call it."""
        known = {_PRIMARIES[code]: name for code, name in _NAMES.items()} | {ADOBE_RGB.primaries: "Adobe RGB (1998)"}
        curve = f"gamma {self.curve:.2f}" if isinstance(self.curve, float) else self.curve
        return f"{known.get(self.primaries, 'RGB')}, {curve}"

    def profile(self) -> bytes:
        """Return an ICC profile (version 4). Raises ValueError for HDR curves and impossible primaries."""
        return _profile(self)

    def luminances(self) -> NDArray[np.float64]:
        """Return the share (3,) that each primary has in the luminance of white. Raises ValueError as above."""
        return np.asarray(_to_xyz(self.primaries)[1])


SRGB = ColourSpace(_PRIMARIES[1], "srgb")
ADOBE_RGB = ColourSpace((0.64, 0.33, 0.21, 0.71, 0.15, 0.06, *D65), 563 / 256)
ROMM_RGB = ColourSpace((0.7347, 0.2653, 0.1596, 0.8404, 0.0366, 0.0001, *_D50), 1.8)


def by_code_points(primaries: int, transfer: int) -> ColourSpace | None:
    """Return the space of the code points of CICP (ITU-T H.273, "nclx"), or None where they are unknown."""
    if primaries not in _PRIMARIES or transfer not in _CURVES:
        return None
    return ColourSpace(_PRIMARIES[primaries], _CURVES[transfer])


def hdr_space_of(icc: bytes) -> ColourSpace | None:
    """Return the HDR space that a profile means, whose curves only approximate it, or None (ICC.1:2022, 9.2.17)."""
    for at in range(132, 132 + 12 * min(int.from_bytes(icc[128:132], "big"), 100), 12):
        if icc[at : at + 4] == b"cicp":
            begin = int.from_bytes(icc[at + 4 : at + 8], "big")
            space = by_code_points(*icc[begin + 8 : begin + 10]) if len(icc) >= begin + 12 else None
            return space if space is not None and space.is_hdr else None
    return None


def by_gamma(gamma: float | None, primaries: Chromaticities | None) -> ColourSpace | None:
    """Return the space of a plain gamma (such as 2.2) and primaries, one of which may be missing; None if senseless."""
    if (gamma is None and primaries is None) or (gamma is not None and not 0.2 <= gamma <= 6):
        return None
    space = ColourSpace(primaries or _PRIMARIES[1], "srgb" if gamma is None else float(gamma))
    try:
        usable = bool(np.isfinite(_to_xyz(space.primaries)).all())
    except (ValueError, ZeroDivisionError):
        return None
    return space if usable else None


def _to_xyz(primaries: Chromaticities) -> NDArray[np.float64]:
    """Return the matrix from linear RGB to XYZ, white having Y = 1."""
    columns = np.array([_xyz(*primaries[at : at + 2]) for at in (0, 2, 4)]).T
    try:
        scale = np.linalg.solve(columns, _xyz(*primaries[6:]))
    except np.linalg.LinAlgError as error:
        raise ValueError("these primaries span no colours") from error
    if (scale <= 0).any():
        raise ValueError("white lies outside of these primaries")
    return columns * scale


def _xyz(x: float, y: float) -> NDArray[np.float64]:
    """Return XYZ of a chromaticity, with Y = 1."""
    if not (0 <= x <= 1 and 0 < y <= 1):
        raise ValueError(f"({x}, {y}) is no chromaticity")
    return np.array([x / y, 1.0, (1 - x - y) / y])


@lru_cache(maxsize=32)
def _profile(space: ColourSpace) -> bytes:
    """Write the profile: three colorants and a curve (ICC.1:2010), always the same bytes for the same space."""
    white, target = _xyz(*space.primaries[6:]), _xyz(*_D50)
    adaptation = np.linalg.inv(_BRADFORD) @ np.diag((_BRADFORD @ target) / (_BRADFORD @ white)) @ _BRADFORD
    colorants = adaptation @ _to_xyz(space.primaries)
    curve = _parametric(space.curve)
    tags = {
        b"desc": _text(space.name),
        b"cprt": _text("No copyright, use freely"),
        b"wtpt": b"XYZ \0\0\0\0" + _fixed(0.9642, 1.0, 0.8249),
        b"chad": b"sf32\0\0\0\0" + _fixed(*adaptation.ravel()),
        **{name: b"XYZ \0\0\0\0" + _fixed(*colorants[:, n]) for n, name in enumerate((b"rXYZ", b"gXYZ", b"bXYZ"))},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    return _assembled(tags)


def _parametric(curve: Curve) -> bytes:
    """Return a curve as an ICC element."""
    if curve == "srgb":
        return b"para\0\0\0\0" + struct.pack(">HH", 3, 0) + _fixed(*_SRGB_CURVE)
    if isinstance(curve, str):
        raise ValueError(f"the curve {curve} has no white to stop at")
    return b"para\0\0\0\0" + struct.pack(">HH", 0, 0) + _fixed(curve)


def _fixed(*numbers: Any) -> bytes:
    """Return numbers as s15Fixed16."""
    return struct.pack(f">{len(numbers)}i", *(round(float(number) * 65536) for number in numbers))


def _text(words: str) -> bytes:
    """Return a text as an ICC element in English."""
    return b"mluc\0\0\0\0" + struct.pack(">II4sII", 1, 12, b"enUS", 2 * len(words), 28) + words.encode("utf-16-be")


def _assembled(tags: dict[bytes, bytes]) -> bytes:
    """Return a profile of these elements; equal ones are stored once."""
    begin = 128 + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    content, table = b"", b""
    for name, element in tags.items():
        if element not in places:
            places[element] = begin + len(content)
            content += element + bytes(-len(element) % 4)
        table += struct.pack(">4sII", name, places[element], len(element))
    header = struct.pack(">I4sI4s4s4s6H4s", begin + len(content), bytes(4), 0x04200000, b"mntr", b"RGB ", b"XYZ ",
                         2000, 1, 1, 0, 0, 0, b"acsp")  # fmt: skip
    illuminant = _fixed(0.9642, 1.0, 0.8249)
    return header.ljust(68, b"\0") + illuminant + bytes(48) + struct.pack(">I", len(tags)) + table + content
