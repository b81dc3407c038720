"""What a reader returns: samples as the file has them, still in the file's own colours and orientation."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stylizer_app.errors import PictureError
from stylizer_app.errors.picture import PictureFault, TooLarge
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.profiles import Space
from stylizer_app.imaging.samples import Samples
from stylizer_app.imaging.spaces import ColourSpace


@dataclass(frozen=True)
class Header:
    """What a file says before its pixels are decoded; ``exif`` as found, ``orientation`` still to be applied.

    ``space`` is the colour space of a file that states one without an ICC profile, ``iptc`` IPTC-IIM records.
    """

    size: Size
    exif: bytes | None = None
    icc: bytes | None = None
    dpi: tuple[float, float] | None = None
    xmp: bytes | None = None
    text: tuple[tuple[str, str], ...] = ()
    orientation: int = 1
    space: ColourSpace | None = None
    iptc: bytes | None = None


@dataclass(frozen=True)
class Raster:
    """Decoded samples: (H, W) for GRAY, (H, W, C) for the other colour spaces; ``alpha`` (H, W), not multiplied in."""

    samples: Samples
    space: Space
    alpha: Samples | None = None


class Reader(ABC):
    """A file of one format, opened. ``header`` is what it says of its picture."""

    header: Header

    @abstractmethod
    def raster(self) -> Raster:
        """Return the samples with all their bits. Raises PictureError, or whatever a decoder raises."""

    def quick_raster(self, _long_side: int, /) -> Raster:
        """Return a copy for a quick look: it may have fewer bits and, down to a long side, fewer pixels."""
        return self.raster()

    def partial_raster(self) -> Raster:
        """Return what there is of a truncated file, under ``pillow_ready(tolerant=True)``."""
        return self.raster()


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


def full_range(samples: NDArray[Any], bits: int) -> Samples:
    """Return unsigned samples of ``bits`` bits stretched to the whole range of 8 or, where they have more, 16.

    Black and white stay what they are, whatever the type that holds them.
    """
    white = 2**bits - 1
    if bits <= 8:
        return samples.astype(np.uint8) if bits == 8 else _scaled(samples, white, np.uint8)
    if bits > 16:
        return (samples.astype(np.uint64) >> np.uint64(bits - 16)).astype(np.uint16)
    return samples.astype(np.uint16) if bits == 16 else _scaled(samples, white, np.uint16)


def _scaled(samples: NDArray[Any], white: int, dtype: type[np.uint8 | np.uint16]) -> Any:
    """Return samples of 0 to ``white`` as those of a whole type, rounded to the nearest."""
    return ((samples.astype(np.uint32) * np.iinfo(dtype).max + white // 2) // white).astype(dtype)


def _divided(samples: NDArray[Any], alpha: NDArray[Any]) -> NDArray[Any]:
    """Return samples with the alpha that was multiplied into them taken out; nothing is left where alpha is 0."""
    peak = int(np.iinfo(samples.dtype).max)
    divisor = np.maximum(alpha, 1).astype(np.uint32)[..., np.newaxis]
    whole = (samples.astype(np.uint32) * np.uint32(peak) + divisor // 2) // divisor
    whole[alpha == 0] = 0
    result: NDArray[Any] = np.minimum(whole, peak).astype(samples.dtype)
    return result
