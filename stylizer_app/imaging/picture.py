"""The one definition of a picture: made in decode, relied on everywhere, never changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stylizer_app.errors.picture import PictureNote
from stylizer_app.imaging.geometry import Size

Samples = NDArray[np.uint8] | NDArray[np.uint16]


@dataclass(frozen=True)
class Metadata:
    """What a file says besides its pixels, kept to be written back.

    ``exif`` is the raw Exif block with the orientation already reset, ``icc`` the file's own profile,
    ``dpi`` horizontal and vertical dots per inch, ``xmp`` and ``text`` what other programs left there.
    """

    exif: bytes | None = None
    icc: bytes | None = None
    dpi: tuple[float, float] | None = None
    xmp: bytes | None = None
    text: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, eq=False)
class Picture:
    """An upright picture in sRGB.

    ``rgb``: (H, W, 3), uint8 or uint16, C-contiguous and read-only, sRGB transfer curve.
    ``alpha``: (H, W) of the same type, or None where the file has none.
    ``notes``: what decoding had to put up with, such as a colour profile that cannot be read.
    """

    rgb: Samples
    alpha: Samples | None = None
    metadata: Metadata = field(default_factory=Metadata)
    source: Path | None = None
    notes: tuple[PictureNote, ...] = ()

    def __post_init__(self) -> None:
        if self.rgb.ndim != 3 or self.rgb.shape[2] != 3 or 0 in self.rgb.shape:
            raise ValueError(f"rgb must be (H, W, 3) with H, W > 0, not {self.rgb.shape}")
        if self.rgb.dtype not in (np.uint8, np.uint16):
            raise ValueError(f"rgb must be uint8 or uint16, not {self.rgb.dtype}")
        object.__setattr__(self, "rgb", _frozen(self.rgb))
        if self.alpha is not None:
            if self.alpha.shape != self.rgb.shape[:2] or self.alpha.dtype != self.rgb.dtype:
                raise ValueError("alpha must match rgb in size and type")
            object.__setattr__(self, "alpha", _frozen(self.alpha))

    @property
    def size(self) -> Size:
        """Width and height in pixels."""
        return Size(self.rgb.shape[1], self.rgb.shape[0])

    @property
    def depth(self) -> int:
        """Bits per sample: 8 or 16."""
        return self.rgb.dtype.itemsize * 8

    @property
    def peak(self) -> int:
        """The sample value of full white: 255 or 65535."""
        return 255 if self.depth == 8 else 65535

    @cached_property
    def digest(self) -> str:
        """Hex digest of the pixels alone: equal pictures have equal digests whatever file they came from."""
        hasher = hashlib.blake2b(repr(self.rgb.shape).encode() + str(self.rgb.dtype).encode(), digest_size=16)
        hasher.update(self.rgb.data.cast("B"))
        return hasher.hexdigest()

    def with_pixels(self, rgb: Samples, alpha: Samples | None) -> Picture:
        """Return a picture of other pixels that keeps this one's metadata and source, not its notes."""
        return Picture(rgb, alpha, self.metadata, self.source)


def _frozen(samples: Any) -> Any:
    """Return the samples as a contiguous array that refuses writes."""
    array = np.ascontiguousarray(samples)
    if array.flags.writeable:
        array = array.view()
        array.flags.writeable = False
    return array
