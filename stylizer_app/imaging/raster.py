"""What a decoder returns: samples as the file has them, still in the file's own colours and orientation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stylizer_app.errors import PictureError
from stylizer_app.errors.picture import PictureFault, TooLarge
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.picture import Samples
from stylizer_app.imaging.profiles import Space

DEFAULT_MAX_PIXELS = 500_000_000
"""Pictures with more pixels are refused unless told otherwise: decoding them takes gigabytes."""


@dataclass(frozen=True)
class Header:
    """What a file says before its pixels are decoded; ``exif`` as found, ``orientation`` still to be applied."""

    size: Size
    exif: bytes | None = None
    icc: bytes | None = None
    dpi: tuple[float, float] | None = None
    xmp: bytes | None = None
    text: tuple[tuple[str, str], ...] = ()
    orientation: int = 1


@dataclass(frozen=True)
class Raster:
    """Decoded samples: (H, W) for GRAY, (H, W, C) for the other colour spaces; ``alpha`` (H, W), not multiplied in."""

    samples: Samples
    space: Space
    alpha: Samples | None = None


def check_size(width: int, height: int, max_pixels: int) -> Size:
    """Return the size a file claims, or raise PictureError when it is none or more than allowed."""
    if width < 1 or height < 1:
        raise PictureError(PictureFault.DAMAGED)
    if width * height > max_pixels:
        raise PictureError(TooLarge(width, height, max_pixels))
    return Size(width, height)


def raster_of(samples: NDArray[Any], *, inks: bool = False, premultiplied: bool = False) -> Raster:
    """Return a raster of uint8 or uint16 samples whose meaning follows from their number per pixel.

    One: grey, two: grey and alpha, three: RGB, four: RGB and alpha (or CMYK if ``inks``, alpha coming fifth).
    """
    if samples.ndim == 2:
        return Raster(samples, "GRAY")
    channels = samples.shape[2]
    colours = 4 if inks else 3 if channels >= 3 else 1
    alpha = np.ascontiguousarray(samples[..., colours]) if channels > colours else None
    kept: Any = samples if channels == colours else samples[..., :colours]
    if alpha is not None and premultiplied:
        kept = _divided(kept, alpha)
    space: Space = "CMYK" if inks else "RGB" if colours == 3 else "GRAY"
    return Raster(np.ascontiguousarray(kept[..., 0] if colours == 1 else kept), space, alpha)


def _divided(samples: NDArray[Any], alpha: NDArray[Any]) -> NDArray[Any]:
    """Return samples with the alpha that was multiplied into them taken out; nothing is left where alpha is 0."""
    peak = int(np.iinfo(samples.dtype).max)
    divisor = np.maximum(alpha, 1).astype(np.uint32)[..., np.newaxis]
    whole = (samples.astype(np.uint32) * np.uint32(peak) + divisor // 2) // divisor
    whole[alpha == 0] = 0
    result: NDArray[Any] = np.minimum(whole, peak).astype(samples.dtype)
    return result
