"""Fields over the canvas: coordinates, noise, blur, resampling and colour ramps that every style picture is made of."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Field = NDArray[np.float64]
"""(H, W) numbers, or (H, W, 3) sRGB colours 0..1."""

Mask = NDArray[np.bool_]
"""(H, W) yes or no."""

Labels = NDArray[np.intp]
"""(H, W) numbers of pieces."""

SIZE = 512
"""Side of a style picture in pixels."""


def coordinates(size: int = SIZE) -> tuple[Field, Field]:
    """Return y and x of every pixel centre, in pixels, each (size, size)."""
    y, x = np.mgrid[0:size, 0:size].astype(np.float64)
    return y + 0.5, x + 0.5


def noise(
    rng: np.random.Generator, scale: float, roughness: float = 1.0, stretch: tuple[float, float] = (1.0, 1.0)
) -> Field:
    """Return fractal noise (SIZE, SIZE) with mean 0 and deviation 1.

    ``scale`` is the size of the largest features in pixels; ``roughness`` 0 keeps only those, 1 adds as much fine
    detail as clouds have, more is rougher. ``stretch`` lengthens the features along y and x.
    """
    fy = np.fft.fftfreq(SIZE)[:, None] * stretch[0]
    fx = np.fft.rfftfreq(SIZE)[None, :] * stretch[1]
    radius = np.hypot(fy, fx) * scale
    amplitude = np.exp(-radius * radius) if roughness == 0 else (1 + radius * radius) ** (-1.25 / roughness)
    spectrum = np.fft.rfft2(rng.standard_normal((SIZE, SIZE))) * amplitude
    spectrum[0, 0] = 0
    field: Field = np.fft.irfft2(spectrum, s=(SIZE, SIZE))
    return np.asarray(field / field.std())


def blur(field: Field, sigma: float) -> Field:
    """Return the field after a Gaussian blur of ``sigma`` pixels with mirrored borders."""
    pad = int(3 * sigma) + 1
    widths = [(pad, pad), (pad, pad)] + [(0, 0)] * (field.ndim - 2)
    wide = np.pad(field, widths, mode="reflect")
    frequencies = np.meshgrid(np.fft.fftfreq(wide.shape[0]), np.fft.rfftfreq(wide.shape[1]), indexing="ij")
    gain = np.exp(-2 * (np.pi * sigma) ** 2 * (frequencies[0] ** 2 + frequencies[1] ** 2))
    gain = gain.reshape(gain.shape + (1,) * (field.ndim - 2))
    spectrum = np.fft.rfft2(wide, axes=(0, 1)) * gain
    soft: Field = np.fft.irfft2(spectrum, s=wide.shape[:2], axes=(0, 1))
    return soft[pad:-pad, pad:-pad]


def smoothstep(low: float | Field, high: float | Field, value: Field) -> Field:
    """Return 0 below ``low``, 1 above ``high`` and a smooth rise between (``low`` > ``high`` falls instead)."""
    t = np.clip((value - low) / (high - low), 0, 1)
    return np.asarray(t * t * (3 - 2 * t))


def colour(code: str) -> Field:
    """Return the colour ``rrggbb`` as three numbers 0..1."""
    return np.array([int(code[i : i + 2], 16) / 255 for i in (0, 2, 4)])


def palette(*codes: str) -> Field:
    """Return colours ``rrggbb`` as an array (n, 3)."""
    return np.stack([colour(code) for code in codes])


def ramp(value: Field, colours: Field, stops: Sequence[float] | None = None) -> Field:
    """Return ``value`` 0..1 translated to colours (..., 3) by linear interpolation between the stops."""
    places = np.linspace(0, 1, len(colours)) if stops is None else np.asarray(stops)
    return np.stack([np.interp(value, places, colours[:, channel]) for channel in range(3)], axis=-1)


def blend(below: Field, above: Field, cover: Field) -> Field:
    """Return ``above`` (a colour or (H, W, 3)) painted over ``below`` where ``cover`` (H, W) is 1."""
    weight = cover[..., None]
    return np.asarray(below * (1 - weight) + above * weight)


def relief(height: Field, strength: float, angle: float = -2.3) -> Field:
    """Return the light (H, W), 1 where flat, that a height map in pixels catches from the direction ``angle``."""
    dy, dx = np.gradient(height)
    slope = (dx * np.cos(angle) + dy * np.sin(angle)) * strength
    return np.asarray(1 - slope / np.sqrt(1 + slope * slope))


def tone(picture: Field, factor: Field) -> Field:
    """Return colours (H, W, 3) lightened towards white or darkened towards black by a factor (H, W) around 1."""
    gain = factor[..., None]
    return np.asarray(np.where(gain <= 1, picture * gain, 1 - (1 - picture) / np.maximum(gain, 1)))


def segment_distance(y: Field, x: Field, start: tuple[float, float], end: tuple[float, float]) -> Field:
    """Return the distance in pixels of every position to the segment between two points (y, x)."""
    vy, vx = end[0] - start[0], end[1] - start[1]
    along = np.clip(((y - start[0]) * vy + (x - start[1]) * vx) / max(vy * vy + vx * vx, 1e-9), 0, 1)
    return np.asarray(np.hypot(y - start[0] - along * vy, x - start[1] - along * vx))
