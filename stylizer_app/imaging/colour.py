"""Colour arithmetic: samples to floats and back, keeping the photo's own colours, blurring."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stylizer_app.imaging.mirror import mirror_pad
from stylizer_app.imaging.samples import Floats, Samples
from stylizer_app.imaging.skin import skin

# Rec. 709 luma, applied to the sRGB values themselves: close to perceived lightness and cheap.
_LUMA = (0.2126, 0.7152, 0.0722)
# Working sets of about this many floats stay in a core's second-level cache.
_BLOCK = 1 << 17

NOTHING = 1e-9
"""A share that no sample of 16 bits shows."""

SKIN = 3
"""How much more of the photo's colours stays on skin: what the painting's keep elsewhere, to this power. Green or blue
faces are what people mind first about a painting that suits everything else in the picture."""


def to_float(samples: NDArray[Any]) -> Floats:
    """Return samples of any shape as float32: uint8 and uint16 become 0..1, float32 comes back as it is."""
    if samples.dtype == np.float32:
        return samples
    if samples.dtype not in (np.uint8, np.uint16):
        raise ValueError(f"samples must be uint8, uint16 or float32, not {samples.dtype}")
    peak = np.float32(np.iinfo(samples.dtype).max)
    result: Floats = np.divide(samples, peak, dtype=np.float32)
    return result


def to_samples(values: Floats, depth: int) -> Samples:
    """Return float values 0..1 (H, ...) as uint8 (depth 8) or uint16 (depth 16).

    Halves round up, values outside 0..1 are clipped and NaN becomes 0; ``to_samples(to_float(x), depth)`` is ``x``.
    """
    if depth not in (8, 16):
        raise ValueError(f"a sample has 8 or 16 bits, not {depth}")
    samples: Any = np.empty(values.shape, dtype=np.uint8 if depth == 8 else np.uint16)
    peak = np.float32(255 if depth == 8 else 65535)
    for rows in row_blocks(values):
        block = np.fmin(np.fmax(values[rows], np.float32(0)), np.float32(1))
        block *= peak
        block += np.float32(0.5)
        samples[rows] = block  # a cast to integers cuts off: floor, as nothing is negative
    return samples  # type: ignore[no-any-return]


def keep_photo_colours(painted: Floats, photo: Floats, amount: float, seen: Floats | None = None) -> Floats:
    """Return the painting's light and dark with the photo's colours, by ``amount`` 0 (painted) to 1 (photo's colours).

    Both are (H, W, 3) 0..1 in one colour space; ``seen``: the photo in sRGB, where that is another. At 1 every
    pixel has the luma of ``painted`` and the hue of ``photo``: shaded where it is darker than the photo (the
    photo's saturation), raised where it is lighter (the photo's chroma), greyed just as far as the gamut demands.
    At 0 ``painted`` itself comes back. On skin the painting's colours keep the share that they have elsewhere to
    the power of SKIN.
    """
    if painted.shape != photo.shape:
        raise ValueError(f"the painted picture {painted.shape} and the photo {photo.shape} differ in size")
    if amount <= 0:
        return painted
    seen = photo if seen is None else seen
    result = np.empty_like(painted)
    for rows in row_blocks(painted):
        exponent = 1 + np.float32(SKIN - 1) * skin(seen[rows])
        np.clip(recoloured(painted[rows], photo[rows], amount, exponent), 0, 1, out=result[rows])
    return result


def recoloured(painted: Floats, photo: Floats, amount: float, exponent: Floats) -> Floats:
    """Return pixels (H, W, 3) that keep of their own colours the share 1 - ``amount`` to the power of ``exponent``.

    ``exponent``: (H, W), 0 for all of them; the rest are those of ``photo``. Light and dark stay.
    """
    mixed = _coloured(painted, photo)
    mixed -= painted
    mixed *= 1 - np.exp(np.float32(math.log(max(1 - amount, NOTHING))) * exponent)[..., np.newaxis]
    mixed += painted
    return mixed


def _coloured(painted: Floats, photo: Floats) -> Floats:
    """Return pixels with the luma of the first and the chroma of the second, inside the gamut."""
    chroma = np.moveaxis(photo, -1, 0).copy()
    light, photo_light = luma(painted), luma(photo)
    chroma -= photo_light
    tiny = np.float32(1e-6)
    most = np.maximum(np.maximum(chroma[0], chroma[1]), chroma[2])
    scale = np.minimum(light / np.maximum(photo_light, tiny), (1 - light) / np.maximum(most, tiny))
    chroma *= np.clip(scale, 0, 1, out=scale)
    chroma += light
    return np.ascontiguousarray(np.moveaxis(chroma, 0, -1))


def luma(rgb: Floats) -> Floats:
    """Return the luma (H, W) of sRGB values (H, W, 3)."""
    result: Floats = rgb[..., 0] * np.float32(_LUMA[0])
    result += rgb[..., 1] * np.float32(_LUMA[1])
    result += rgb[..., 2] * np.float32(_LUMA[2])
    return result


def low_pass(x: Floats, scale: float) -> Floats:
    """Return (H, W, C) values with the detail that a picture reduced ``scale`` times can hold, borders mirrored.

    The kernel is a sinc with Lanczos' window of two lobes (Duchon 1979): nearly nothing of what is broader is lost,
    and little of what is finer is left. A pixel's result depends on nothing but its neighbours less than ``2 * scale``
    away, in a fixed order: a part cut out with such a margin gives the very same bits.
    """
    kernel = _lanczos_kernel(scale)
    reach = len(kernel) - 1
    height, width, channels = x.shape
    padded = mirror_pad(x, reach, reach, reach, reach).reshape(height + 2 * reach, -1)
    result = np.empty((height, width * channels), dtype=np.float32)
    step = min(height, max(8, _BLOCK // padded.shape[1]))
    buffers = np.empty((2, step, padded.shape[1]), dtype=np.float32)  # one for all bands: fresh memory costs time
    for top in range(0, height, step):
        rows = min(step, height - top)
        band, pair = buffers[:, :rows]
        _convolve(padded[top : top + rows + 2 * reach], kernel, 1, band, pair)
        _convolve(band.T, kernel, channels, result[top : top + rows].T, pair[:, : width * channels].T)
    return result.reshape(x.shape)


def column_means(x: Floats, reach: int) -> Floats:
    """Return for every value (H, W) the mean of those up to ``reach`` above and below it, borders mirrored.

    ``reach`` is a power of two. A part cut out with a margin of ``reach`` gives the very same bits.
    """
    padded = mirror_pad(x, reach, reach, 0, 0)
    total, summed = padded, 1
    while summed < 2 * reach:
        total = total[:-summed] + total[summed:]
        summed *= 2
    result: Floats = total[: len(x)] + padded[2 * reach :]
    result *= np.float32(1 / (2 * reach + 1))
    return result


def square_means(x: Floats, reach: int) -> Floats:
    """Return the same of the square around every value (H, W): up to ``reach`` away to all sides."""
    return column_means(column_means(x, reach).T, reach).T


def _lanczos_kernel(scale: float) -> Floats:
    """Return the weights at distances 0, 1, ..., with a sum of 1."""
    distance = np.arange(math.ceil(2 * scale)) / scale
    weights = np.sinc(distance) * np.sinc(distance / 2)
    kernel: Floats = (weights / (weights[0] + 2 * weights[1:].sum())).astype(np.float32)
    return kernel


def _convolve(padded: Floats, kernel: Floats, stride: int, out: Floats, pair: Floats) -> None:
    """Convolve along the first axis with a symmetric kernel whose neighbours lie ``stride`` entries apart."""
    reach, length = (len(kernel) - 1) * stride, len(out)
    np.multiply(padded[reach : reach + length], kernel[0], out=out)
    for distance, weight in enumerate(kernel[1:], start=1):
        before, after = reach - distance * stride, reach + distance * stride
        np.add(padded[before : before + length], padded[after : after + length], out=pair)
        pair *= weight
        out += pair


def row_blocks(x: NDArray[Any]) -> Iterator[slice]:
    """Yield slices of rows of an (H, ...) array that are small enough for a core's cache."""
    row = max(1, x.size // max(1, len(x)))
    step = max(1, _BLOCK // row)
    for top in range(0, len(x), step):
        yield slice(top, min(len(x), top + step))
