"""Colour profiles: from a file's own colours to sRGB and back, through Little CMS."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, Literal

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from stylizer_app.imaging.picture import Samples

Space = Literal["GRAY", "RGB", "CMYK", "LAB"]

_SPACES: dict[bytes, Space] = {b"GRAY": "GRAY", b"RGB ": "RGB", b"CMYK": "CMYK", b"Lab ": "LAB"}
_RELATIVE, _BLACK_POINT = 1, 8192  # relative colorimetric with black point compensation
# Pixels converted at a time.
_STRIP = 8_000_000


def profile_space(icc: bytes) -> Space | None:
    """Return the colour space a profile describes, or None if it is no profile that can be used."""
    return _SPACES.get(icc[16:20]) if icc[36:40] == b"acsp" else None


def to_srgb(samples: Samples, space: Space, icc: bytes | None) -> tuple[Samples, bool]:
    """Return (H, W, 3) samples in sRGB of the same depth, and whether the profile (if there is one) could be used.

    ``samples`` are (H, W) for GRAY and (H, W, C) otherwise, CMYK as amounts of ink. Where no profile helps, grey and
    RGB are taken as sRGB and inks as ideal ones. A profile that is sRGB in all but name leaves every sample as it is.
    """
    described = profile_space(icc) if icc else None
    if described == "RGB" and space == "GRAY":
        samples, space = _assumed_srgb(samples, space), "RGB"
    if icc is None or described != space:
        return _assumed_srgb(samples, space), icc is None
    try:
        if space == "RGB" and is_srgb(icc):
            return samples, True
        return _converted(samples, icc, _srgb(), space, "RGB"), True
    except (RuntimeError, ValueError):
        return _assumed_srgb(samples, space), False


def from_srgb(rgb: Samples, icc: bytes | None) -> tuple[Samples, bytes | None]:
    """Return sRGB samples converted to a profile, and the profile to embed with them.

    Profiles of grey or ink, and those that work in one direction only, give the sRGB samples back and None.
    """
    if icc is None or profile_space(icc) != "RGB":
        return rgb, None
    try:
        return (rgb if is_srgb(icc) else _converted(rgb, _srgb(), icc, "RGB", "RGB")), icc
    except (RuntimeError, ValueError):
        return rgb, None


@lru_cache(maxsize=32)
def is_srgb(icc: bytes) -> bool:
    """Return whether an RGB profile means sRGB: colours pass through it unchanged, within one of 255 steps."""
    steps = np.arange(0, 256, 15, dtype=np.uint8)
    lattice = np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), axis=-1).reshape(1, -1, 3)
    changed = _converted(lattice, icc, _srgb(), "RGB", "RGB")
    return bool(np.abs(changed.astype(np.int16) - lattice).max() <= 1)


def _converted(samples: Samples, source: bytes, target: bytes, space: Space, target_space: Space) -> Samples:
    """Return samples taken from one profile to another, strip by strip; raises RuntimeError if Little CMS cannot."""
    height, width = samples.shape[:2]
    result: Any = np.empty((height, width, 3), samples.dtype)
    step = max(1, _STRIP // width)
    for top in range(0, height, step):
        result[top : top + step] = imagecodecs.cms_transform(
            np.ascontiguousarray(samples[top : top + step]),
            source,
            target,
            colorspace=space.lower(),
            outcolorspace=target_space.lower(),
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
        return _converted(samples, _lab(), _srgb(), "LAB", "RGB")
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
