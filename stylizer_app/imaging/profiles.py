"""Colour profiles: from a file's own colours to RGB ones, and between those and sRGB, through Little CMS."""

from __future__ import annotations

from enum import Enum, auto
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from stylizer_app.imaging.samples import Samples

Space = Literal["GRAY", "RGB", "CMYK", "LAB"]

_SPACES: dict[bytes, Space] = {b"GRAY": "GRAY", b"RGB ": "RGB", b"CMYK": "CMYK", b"Lab ": "LAB"}
_RELATIVE, _BLACK_POINT = 1, 8192  # relative colorimetric with black point compensation
# Pixels converted at a time.
_STRIP = 8_000_000
_LINEAR = 0.65  # sRGB value of a profile's half that tells light itself from values made for eyes


class InRgb(NamedTuple):
    """RGB samples, the profile that they are in (None: sRGB), and whether the file's profile could be used."""

    samples: Samples
    icc: bytes | None
    understood: bool


class _Use(Enum):
    """What an RGB profile is good for."""

    SRGB = auto()  # samples pass through it unchanged
    BOTH_WAYS = auto()
    TO_SRGB = auto()


def profile_space(icc: bytes) -> Space | None:
    """Return the colour space a profile describes, or None if it is no profile that can be used."""
    return _SPACES.get(icc[16:20]) if icc[36:40] == b"acsp" else None


def in_rgb(samples: Samples, space: Space, icc: bytes | None) -> InRgb:
    """Return (H, W, 3) samples of the same depth: RGB ones as they are, in their own profile, others in sRGB.

    ``samples`` are (H, W) for GRAY and (H, W, C) otherwise, CMYK as amounts of ink. Where no profile helps, grey and
    RGB are taken as sRGB and inks as ideal ones. A profile that leads to sRGB but not back is used up here.
    """
    described = profile_space(icc) if icc else None
    if described == "RGB" and space == "GRAY":
        samples, space = _assumed_srgb(samples, space), "RGB"
    if icc is None or described != space:
        return InRgb(_assumed_srgb(samples, space), None, icc is None)
    try:
        if space == "RGB" and _use(icc) is not _Use.TO_SRGB:
            return InRgb(samples, icc, True)
        return InRgb(_converted(samples, icc, _srgb(), space), None, True)
    except (RuntimeError, ValueError):
        return InRgb(_assumed_srgb(samples, space), None, False)


def to_srgb(rgb: Samples, icc: bytes | None) -> Samples:
    """Return samples of a profile that ``in_rgb`` named in sRGB; the same array where that changes nothing."""
    return rgb if icc is None or is_srgb(icc) else _converted(rgb, icc, _srgb(), "RGB")


def from_srgb(rgb: Samples, icc: bytes | None) -> Samples:
    """Return sRGB samples in such a profile; the same array where that changes nothing."""
    return rgb if icc is None or is_srgb(icc) else _converted(rgb, _srgb(), icc, "RGB")


def is_srgb(icc: bytes) -> bool:
    """Return whether an RGB profile means sRGB: colours pass through it unchanged, within one of 255 steps.

    Raises RuntimeError or ValueError for a profile that cannot be used.
    """
    return _use(icc) is _Use.SRGB


@lru_cache(maxsize=32)
def needs_depth(icc: bytes) -> bool:
    """Return whether a profile's values count light, so that 256 of them would show as bands."""
    half = np.full((1, 1, 3), 32768, np.uint16)
    return bool(to_srgb(half, icc)[0, 0, 1] > _LINEAR * 65535)


@lru_cache(maxsize=32)
def _use(icc: bytes) -> _Use:
    """Return what an RGB profile is good for. Raises RuntimeError or ValueError if nothing."""
    steps = np.arange(0, 256, 15, dtype=np.uint8)
    lattice = np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), axis=-1).reshape(1, -1, 3)
    changed = _converted(lattice, icc, _srgb(), "RGB")
    if np.abs(changed.astype(np.int16) - lattice).max() <= 1:
        return _Use.SRGB
    try:
        _converted(lattice, _srgb(), icc, "RGB")
    except (RuntimeError, ValueError):
        return _Use.TO_SRGB
    return _Use.BOTH_WAYS


def _converted(samples: Samples, source: bytes, target: bytes, space: Space) -> Samples:
    """Return samples taken to an RGB profile, strip by strip; raises RuntimeError if Little CMS cannot."""
    height, width = samples.shape[:2]
    result: Any = np.empty((height, width, 3), samples.dtype)
    step = max(1, _STRIP // width)
    for top in range(0, height, step):
        result[top : top + step] = imagecodecs.cms_transform(
            np.ascontiguousarray(samples[top : top + step]),
            source,
            target,
            colorspace=space.lower(),
            outcolorspace="rgb",
            intent=_RELATIVE,
            flags=_BLACK_POINT,
        )
    return result  # type: ignore[no-any-return]


def _assumed_srgb(samples: NDArray[Any], space: Space) -> Any:
    """Return sRGB samples without the help of a profile."""
    if space == "GRAY":
        return np.repeat(samples[:, :, np.newaxis], 3, axis=2)
    if space == "CMYK":
        return _ideal_inks(samples)
    if space == "LAB":
        return _converted(samples, _lab(), _srgb(), "LAB")
    return samples


def _ideal_inks(inks: NDArray[Any]) -> NDArray[Any]:
    """Return what inks leave of white light if each absorbs one primary wholly."""
    peak = int(np.iinfo(inks.dtype).max)
    wide = np.uint16 if inks.dtype == np.uint8 else np.uint32
    rgb = np.empty((*inks.shape[:2], 3), inks.dtype)
    paper = (peak - inks[..., 3]).astype(wide)
    for channel in range(3):
        rgb[..., channel] = ((peak - inks[..., channel]) * paper + peak // 2) // peak
    return rgb


@cache
def _srgb() -> bytes:
    return bytes(imagecodecs.cms_profile("srgb"))


@cache
def _lab() -> bytes:
    return bytes(imagecodecs.cms_profile("lab4"))
