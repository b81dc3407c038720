"""Resizing: shrinking and enlarging whole pictures, and enlarging one region exactly as the whole would be."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from stylizer_app.imaging.colour import luma, to_float
from stylizer_app.imaging.geometry import Region, Size
from stylizer_app.imaging.samples import Floats

STRIP = 4_000_000
"""Source pixels in a strip: memory follows the strip and not the picture."""
# More threads would wait for the memory.
_MOST_THREADS = 4
# Output rows enlarged at a time: the working set stays in a core's cache.
_BLOCK = 1 << 16


def resize_float(samples: NDArray[Any], size: Size, *, strip: int = STRIP) -> Floats:
    """Return (H, W, C) samples at another size as float32; uint8 and uint16 become 0..1.

    Shrinking averages over all the pixels that fall into a new one (Lanczos, antialiased), enlarging is bicubic.
    Results are clipped to 0..1. Rows are taken in strips of about ``strip`` source pixels. The same input gives the
    same bits.
    """
    if samples.shape[:2] == (size.height, size.width):
        return np.array(to_float(samples), dtype=np.float32)
    return _resize(samples, size, _channels, samples.shape[2], strip, left=2.5)


def resize_luma(samples: NDArray[Any], size: Size) -> Floats:
    """Return the luma (H, W, 1) of (H, W, 3) samples at another size. Shrinking averages plainly: it is quick."""
    if samples.shape[:2] == (size.height, size.width):
        return luma(to_float(samples))[..., np.newaxis]
    return _resize(samples, size, lambda pixels: iter((luma(pixels),)), 1, STRIP, left=0.95)


_Planes = Callable[[Floats], Iterator[Floats]]
"""Makes planes (h, w), one by one, of pixels (h, w, C)."""


def _channels(pixels: Floats) -> Iterator[Floats]:
    for channel in range(pixels.shape[2]):
        yield pixels[..., channel]


def _resize(samples: NDArray[Any], size: Size, planes: _Planes, count: int, strip: int, left: float) -> Floats:
    """Resize ``count`` planes of the samples in strips, by several threads."""
    height, width = samples.shape[:2]
    result = np.empty((size.height, size.width, count), dtype=np.float32)
    pixels_per_row = max(height * width / size.height, size.width)
    step = max(1, int(strip / pixels_per_row))
    tops = range(0, size.height, step)

    def resize(top: int) -> None:
        bottom = min(size.height, top + step)
        _resize_strip(samples, size, planes, top, result[top:bottom], left)
        np.clip(result[top:bottom], 0, 1, out=result[top:bottom])

    threads = min(_MOST_THREADS, os.cpu_count() or 1, len(tops))
    if threads < 2:
        for top in tops:
            resize(top)
    else:
        with ThreadPoolExecutor(threads, "resize") as pool:
            list(pool.map(resize, tops))
    return result


def _resize_strip(samples: NDArray[Any], size: Size, planes: _Planes, top: int, out: Floats, left: float) -> None:
    """Write the rows from ``top`` on of the resized picture.

    Shrinking first averages whole blocks of pixels, which is quick, and leaves the filter a factor beyond ``left``.
    """
    height, width = samples.shape[:2]
    bottom, scale = top + len(out), height / size.height
    across, down = max(1, int(width / size.width / left)), max(1, int(scale / left))
    reach = math.ceil(3 * max(scale, 1)) + 2 * down
    first = max(0, math.floor(top * scale) - reach) // down * down
    last = min(height, math.ceil(bottom * scale) + reach)
    lowest = math.ceil((last - first) / down)
    box = (0.0, (top * scale - first) / down, width / across, min(float(lowest), (bottom * scale - first) / down))
    method = Image.Resampling.LANCZOS if size.pixels < height * width else Image.Resampling.BICUBIC
    for number, values in enumerate(planes(_block_means(samples[first:last], down))):
        plane = Image.fromarray(np.ascontiguousarray(_block_means(values.T, across).T))
        out[:, :, number] = np.asarray(plane.resize((size.width, bottom - top), method, box))


def _block_means(values: NDArray[Any], size: int) -> Floats:
    """The means (ceil(n / size), ...) of blocks of ``size`` entries of samples or floats (n, ...), as floats 0..1."""
    if size == 1:
        return to_float(values)
    whole = len(values) // size * size
    total = values[0:whole:size].astype(np.float32)
    for offset in range(1, size):
        total += values[offset:whole:size]
    total *= np.float32(1 / (size * _peak(values)))
    if whole == len(values):
        return total
    rest = to_float(values[whole:]).mean(axis=0, dtype=np.float32)
    return np.concatenate([total, rest[np.newaxis]])


def _peak(values: NDArray[Any]) -> float:
    """The number that stands for 1."""
    return 1.0 if values.dtype == np.float32 else float(np.iinfo(values.dtype).max)


def enlarge_region(source: NDArray[Any], full: Size, region: Region) -> Floats:
    """Return ``region`` of an array (h, w, c) that is enlarged to ``full``, float32; uint8 and uint16 become 0..1.

    Smooth cubic filter almost without halos (Mitchell and Netravali 1988, B = C = 1/3; values overshoot by 4 % of a
    step at most), edges repeated. A value depends on its place in ``full`` alone, so any region equals the same part of
    the whole enlargement bit for bit. A source that already has the size ``full`` is only cut out.
    """
    height, width, channels = source.shape
    if full.width < width or full.height < height:
        raise ValueError(f"cannot enlarge {width} x {height} to {full}")
    rows, row_weights = _taps(height, full.height, region.top, region.bottom)
    columns, column_weights = _taps(width, full.width, region.left, region.right)
    result = np.empty((region.height, region.width, channels), dtype=np.float32)
    if result.size == 0:
        return result
    first, last = int(rows.min()), int(rows.max()) + 1
    wide = _enlarge_columns(source[first:last], columns, column_weights)
    _enlarge_rows(wide, rows - first, row_weights, result)
    return result


def _taps(source: int, full: int, begin: int, end: int) -> tuple[NDArray[np.intp], Floats]:
    """Return indices and weights (4, end - begin) of the source samples that make up positions begin..end-1."""
    if not 0 <= begin <= end <= full:
        raise ValueError(f"positions {begin} to {end} lie outside of 0 to {full}")
    centre = (np.arange(begin, end, dtype=np.float64) + 0.5) * (source / full) - 0.5
    base = np.floor(centre).astype(np.intp)
    offsets = np.arange(-1, 3, dtype=np.intp)[:, np.newaxis]
    weights = _mitchell(np.abs(centre - (base + offsets))) if source != full else (offsets == 0) * np.ones(end - begin)
    return np.clip(base + offsets, 0, source - 1), weights.astype(np.float32)


def _mitchell(distance: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the filter's weight at a distance of 0..2 samples."""
    near = (21 * distance - 36) * distance**2 + 16
    far = ((-7 * distance + 36) * distance - 60) * distance + 32
    return np.where(distance < 1, near, np.where(distance < 2, far, 0.0)) / 18


def _enlarge_columns(source: NDArray[Any], columns: NDArray[np.intp], weights: Floats) -> Floats:
    """Return the source rows enlarged from left to right: (h, region width, channels)."""
    height, width, channels = source.shape
    wide = np.empty((height, columns.shape[1] * channels), dtype=np.float32)
    flat = (columns[:, :, np.newaxis] * channels + np.arange(channels)).reshape(len(columns), -1)
    spread = np.repeat(weights, channels, axis=1)
    step = max(1, _BLOCK // wide.shape[1])
    for top in range(0, height, step):
        rows = to_float(source[top : top + step]).reshape(-1, width * channels)
        _gather(rows, flat, spread, 1, wide[top : top + step])
    return wide.reshape(height, columns.shape[1], channels)


def _enlarge_rows(wide: Floats, rows: NDArray[np.intp], weights: Floats, out: Floats) -> None:
    """Write the rows enlarged from top to bottom into ``out`` (region height, region width, channels)."""
    height, width, channels = out.shape
    lines = wide.reshape(len(wide), width * channels)
    step = max(1, _BLOCK // (width * channels))
    for top in range(0, height, step):
        part = slice(top, min(height, top + step))
        target = out[part].reshape(-1, width * channels)
        _gather(lines, rows[:, part], weights[:, part, np.newaxis], 0, target)


def _gather(values: Floats, index: NDArray[np.intp], weights: Floats, axis: int, out: Floats) -> None:
    """Write the weighted sum of four gathers along an axis, always in the same order."""
    picked = np.empty_like(out)
    np.take(values, index[0], axis=axis, out=out, mode="clip")
    out *= weights[0]
    for tap in range(1, len(index)):
        np.take(values, index[tap], axis=axis, out=picked, mode="clip")
        picked *= weights[tap]
        out += picked
