"""The one definition of a picture: made in decode, relied on everywhere, never changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from stylizer_app.errors.picture import PictureNote
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.hidden import without_hidden
from stylizer_app.imaging.profiles import is_srgb, to_srgb
from stylizer_app.imaging.samples import Samples

COMMENT = "Comment"
"""The keyword among a picture's texts of what JPEG and GIF files call their comment."""


@dataclass(frozen=True)
class Metadata:
    """What a file says besides its pixels, kept to be written back.

    ``exif`` is the raw Exif block with the orientation already reset, ``icc`` the RGB profile of the samples (None:
    sRGB), ``dpi`` horizontal and vertical dots per inch, ``xmp`` and ``text`` what other programs left there, ``iptc``
    IPTC-IIM records.
    """

    exif: bytes | None = None
    icc: bytes | None = None
    dpi: tuple[float, float] | None = None
    xmp: bytes | None = None
    text: tuple[tuple[str, str], ...] = ()
    iptc: bytes | None = None


@dataclass(frozen=True, eq=False)
class Picture:
    """An upright picture, in its own colours.

    ``samples``: (H, W, 3), uint8 or uint16, C-contiguous and read-only, RGB in the colours of ``metadata.icc``.
    ``alpha``: (H, W) of the same type, or None where the file has none.
    ``notes``: what decoding had to put up with, such as a colour profile that cannot be read.
    """

    samples: Samples
    alpha: Samples | None = None
    metadata: Metadata = field(default_factory=Metadata)
    source: Path | None = None
    notes: tuple[PictureNote, ...] = ()

    def __post_init__(self) -> None:
        if self.samples.ndim != 3 or self.samples.shape[2] != 3 or 0 in self.samples.shape:
            raise ValueError(f"samples must be (H, W, 3) with H, W > 0, not {self.samples.shape}")
        if self.samples.dtype not in (np.uint8, np.uint16):
            raise ValueError(f"samples must be uint8 or uint16, not {self.samples.dtype}")
        object.__setattr__(self, "samples", _frozen(self.samples))
        if self.alpha is not None:
            if self.alpha.shape != self.samples.shape[:2] or self.alpha.dtype != self.samples.dtype:
                raise ValueError("alpha must match the samples in size and type")
            object.__setattr__(self, "alpha", _frozen(self.alpha))

    @cached_property
    def seen(self) -> Samples:
        """The samples, with the colours of their surroundings where the picture is transparent."""
        return _frozen(without_hidden(self.samples, self.alpha))  # type: ignore[no-any-return]

    @cached_property
    def rgb(self) -> Samples:
        """What a person sees: ``seen`` in sRGB, the same array where that changes nothing."""
        return _frozen(to_srgb(self.seen, self.metadata.icc))  # type: ignore[no-any-return]

    @property
    def size(self) -> Size:
        """Width and height in pixels."""
        return Size(self.samples.shape[1], self.samples.shape[0])

    @property
    def depth(self) -> int:
        """Bits per sample: 8 or 16."""
        return self.samples.dtype.itemsize * 8

    @property
    def peak(self) -> int:
        """The sample value of full white: 255 or 65535."""
        return 255 if self.depth == 8 else 65535

    @property
    def nbytes(self) -> int:
        """Bytes of memory that the picture takes once everything of it has been asked for."""
        copies = 1 + (self.alpha is not None) + (self.metadata.icc is not None and not is_srgb(self.metadata.icc))
        return copies * int(self.samples.nbytes) + (0 if self.alpha is None else int(self.alpha.nbytes))

    @cached_property
    def digest(self) -> str:
        """Hex digest of what a person sees: equal for the same picture in whatever file, with whatever lies hidden."""
        hasher = hashlib.blake2b(repr(self.rgb.shape).encode() + str(self.rgb.dtype).encode(), digest_size=16)
        hasher.update(self.rgb.data.cast("B"))
        return hasher.hexdigest()

    def with_pixels(self, samples: Samples, alpha: Samples | None) -> Picture:
        """Return a picture of other samples in the same colours, with this one's metadata and source, not its notes."""
        return Picture(samples, alpha, self.metadata, self.source)


def _frozen(samples: Any) -> Any:
    """Return the samples as a contiguous array that refuses writes."""
    array = np.ascontiguousarray(samples)
    if array.flags.writeable:
        array = array.view()
        array.flags.writeable = False
    return array
