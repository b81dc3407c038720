"""From pictures to what Qt draws: 32-bit images in halving sizes, made outside the window's thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColorSpace, QImage

from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.picture import Picture

_SMALLEST = 384
_ROWS = 256


@dataclass(frozen=True, slots=True, eq=False)
class Levels:
    """One picture at its own size and at halves of it, so that any zoom draws few pixels.

    The images lie over ``samples``, which must live as long as they do: copy an image that is kept elsewhere.
    """

    images: tuple[QImage, ...]
    samples: tuple[NDArray[np.uint8], ...]

    @property
    def size(self) -> Size:
        """The size of the largest image."""
        return Size(self.images[0].width(), self.images[0].height())

    @property
    def has_alpha(self) -> bool:
        """Whether the picture is transparent anywhere."""
        return self.images[0].hasAlphaChannel()

    def for_width(self, pixels: float) -> QImage:
        """The smallest image that is at least this many pixels wide."""
        fitting = [image for image in self.images if image.width() >= pixels]
        return fitting[-1] if fitting else self.images[0]


def to_levels(picture: Picture) -> Levels:
    """All sizes of a picture, ready to be drawn. numpy releases the interpreter's lock while it copies."""
    samples = _premultiplied(picture)
    kept = [samples]
    while max(samples.shape[:2]) >= 2 * _SMALLEST and min(samples.shape[:2]) >= 2:
        samples = _halved(samples)
        kept.append(samples)
    return Levels(tuple(_image(one, picture.alpha is not None) for one in kept), tuple(kept))


def to_image(picture: Picture, long_side: int) -> QImage:
    """One small image of a picture, for panes and strips."""
    return small_image(to_levels(picture), long_side)


def thumbnail_of(picture: Picture, long_side: int) -> QImage:
    """The same of a picture of any size with little memory: of a large one not every pixel is looked at."""
    step = max(1, picture.size.long_side // (4 * long_side))
    alpha = None if picture.alpha is None else picture.alpha[::step, ::step]
    return to_image(picture.with_pixels(picture.samples[::step, ::step], alpha), long_side)


def small_image(levels: Levels, long_side: int) -> QImage:
    """The same from levels that are there already; a copy that needs no samples."""
    size = levels.size
    image = levels.for_width(size.width * min(1.0, long_side / size.long_side))
    if max(image.width(), image.height()) <= long_side:
        return image.copy()
    shape, mode = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(long_side, long_side, shape, mode)


def _premultiplied(picture: Picture) -> NDArray[np.uint8]:
    """The picture as (H, W, 4) blue, green, red, alpha, which is what Qt's 32-bit formats hold in memory."""
    height, width = picture.rgb.shape[:2]
    samples = np.empty((height, width, 4), dtype=np.uint8)
    for top in range(0, height, _ROWS):
        rows = slice(top, top + _ROWS)
        rgb = _eight_bits(picture.rgb[rows])
        samples[rows, :, 2], samples[rows, :, 1], samples[rows, :, 0] = rgb[..., 0], rgb[..., 1], rgb[..., 2]
        if picture.alpha is None:
            samples[rows, :, 3] = 255
        else:
            _apply_alpha(samples[rows], _eight_bits(picture.alpha[rows]))
    return samples


def _eight_bits(samples: NDArray[Any]) -> NDArray[np.uint8]:
    return samples if samples.dtype == np.uint8 else (samples >> 8).astype(np.uint8)


def _apply_alpha(rows: NDArray[np.uint8], alpha: NDArray[np.uint8]) -> None:
    """Multiply the colours by alpha in place, as Qt draws it fastest."""
    product = rows[..., :3].astype(np.uint16) * alpha[..., np.newaxis] + 127
    rows[..., :3] = product // 255
    rows[..., 3] = alpha


def _halved(samples: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The mean of every 2 x 2 pixels."""
    height, width = samples.shape[0] // 2 * 2, samples.shape[1] // 2 * 2
    half = np.empty((height // 2, width // 2, 4), dtype=np.uint8)
    for top in range(0, height, _ROWS):
        rows = samples[top : min(top + _ROWS, height), :width]
        total = rows[0::2, 0::2].astype(np.uint16)
        for part in (rows[1::2, 0::2], rows[0::2, 1::2], rows[1::2, 1::2]):
            total += part
        total += 2
        half[top // 2 : (top + rows.shape[0]) // 2] = total >> 2
    return half


def _image(samples: NDArray[np.uint8], alpha: bool) -> QImage:
    """A QImage over the samples, without a copy, marked as sRGB for the screen's colour management."""
    height, width = samples.shape[:2]
    form = QImage.Format.Format_ARGB32_Premultiplied if alpha else QImage.Format.Format_RGB32
    image = QImage(samples.data, width, height, samples.strides[0], form)
    image.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    return image
