"""Where paint goes: a grey picture that is white where a photo is painted and black where it stays itself."""

from __future__ import annotations

import base64
import binascii
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from stylizer_app.imaging.colour import luma, row_blocks, to_float, to_samples
from stylizer_app.imaging.geometry import DEFAULT_MAX_PIXELS, Region, Size
from stylizer_app.imaging.picture import Picture
from stylizer_app.imaging.pillow_guard import pillow_ready
from stylizer_app.imaging.samples import Floats

MOST_BYTES = 20_000
"""A written mask takes no more than this, so that it fits into the metadata of every format, JPEG's included."""
FINEST = 1024
"""Pixels of the long side of a written mask, if so many fit."""
_SIDES = (FINEST, 768, 512, 384, 256, 192, 128, 96)
_LONGEST = 4096

Coverage = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Mask:
    """``coverage``: (h, w) uint8, 0 the photo's own pixels, 255 paint; it is stretched over a photo of any size."""

    coverage: Coverage

    def __post_init__(self) -> None:
        if self.coverage.ndim != 2 or 0 in self.coverage.shape or self.coverage.dtype != np.uint8:
            raise ValueError(f"coverage must be (h, w) of uint8, not {self.coverage.shape} of {self.coverage.dtype}")

    @property
    def size(self) -> Size:
        """Width and height in pixels."""
        return Size(self.coverage.shape[1], self.coverage.shape[0])

    def no_larger_than(self, size: Size) -> Mask:
        """The mask, each of its pixels the mean of those that fall into it; where all are 0, so is the mean."""
        least = Size(min(size.width, self.size.width), min(size.height, self.size.height))
        if least == self.size:
            return self
        image = Image.fromarray(self.coverage).resize((least.width, least.height), Image.Resampling.BOX)
        return Mask(np.asarray(image))

    def shares(self, region: Region, size: Size) -> Floats:
        """How much of a region (h, w, 1) is paint, 0..1, in a picture of ``size``: the same bits in whatever region."""
        upper, lower, down = _between(region.top, region.bottom, size.height, self.size.height)
        left, right, across = _between(region.left, region.right, size.width, self.size.width)
        columns = slice(left[0], right[-1] + 1)
        first, second = to_float(self.coverage[upper, columns]), to_float(self.coverage[lower, columns])
        rows = first + (second - first) * down[:, np.newaxis]
        near, far = rows[:, left - left[0]], rows[:, right - left[0]]
        return (near + (far - near) * across)[..., np.newaxis]

    def sized(self, size: Size) -> Mask:
        """The mask at exactly this size."""
        shares = self.no_larger_than(size).shares(Region(0, 0, size.width, size.height), size)
        return Mask(to_samples(shares[..., 0], 8))  # type: ignore[arg-type]

    def packed(self) -> bytes:
        """A PNG file of at most MOST_BYTES: as fine as that allows, FINEST pixels long at best."""
        for side in _SIDES:
            factor = min(1.0, side / self.size.long_side)
            data = _png(self.no_larger_than(self.size.scaled(factor)).coverage)
            if len(data) <= MOST_BYTES:
                break
        return data

    def to_text(self) -> str:
        """The packed mask as a line of ASCII."""
        return text_of(self.packed())


def _between(first: int, last: int, length: int, count: int) -> tuple[NDArray[np.intp], NDArray[np.intp], Floats]:
    """For the pixels first..last-1 of ``length`` the two of ``count`` that they lie between, and how far along."""
    places = np.clip((np.arange(first, last) + 0.5) * (count / length) - 0.5, 0, count - 1)
    before = np.floor(places).astype(np.intp)
    return before, np.minimum(before + 1, count - 1), (places - before).astype(np.float32)


def _png(coverage: Coverage) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(coverage).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def unpacked(data: bytes) -> Mask:
    """The mask of a PNG file that ``packed`` wrote. Raises ValueError for anything else."""
    try:
        with pillow_ready(), Image.open(io.BytesIO(data), formats=("PNG",)) as image:
            if image.mode != "L" or max(image.size) > _LONGEST:
                raise ValueError("no mask")
            return Mask(np.asarray(image))
    except (OSError, SyntaxError, EOFError) as error:
        raise ValueError("no mask") from error


def text_of(packed: bytes) -> str:
    """A packed mask as a line of ASCII."""
    return base64.b64encode(packed).decode("ascii")


def bytes_of(text: Any) -> bytes:
    """The packed mask that ``text_of`` wrote down, looked at; b"" of "". Raises ValueError for anything else."""
    if not isinstance(text, str) or len(text) > 2 * MOST_BYTES:
        raise ValueError("no mask")
    try:
        data = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("no mask") from error
    if data:
        unpacked(data)
    return data


def mask_of(picture: Picture) -> Mask:
    """What a picture says as a mask: its alpha where any of it is transparent, else how light it is."""
    alpha = picture.alpha
    if alpha is not None and alpha.min() < picture.peak:
        return Mask(_eight_bits(alpha))
    grey: Coverage = np.empty(picture.samples.shape[:2], np.uint8)
    for rows in row_blocks(picture.samples):
        grey[rows] = to_samples(luma(to_float(picture.samples[rows])), 8)
    return Mask(grey)


def _eight_bits(alpha: NDArray[Any]) -> Coverage:
    return alpha if alpha.dtype == np.uint8 else to_samples(to_float(alpha), 8)  # type: ignore[return-value]


def read_mask(path: Path, *, max_pixels: int = DEFAULT_MAX_PIXELS, allow_truncated: bool = False) -> Mask:
    """The mask in a picture file. Raises PictureError."""
    from stylizer_app.imaging.decode import decode  # a window that starts needs no readers

    return mask_of(decode(path, max_pixels=max_pixels, allow_truncated=allow_truncated))
