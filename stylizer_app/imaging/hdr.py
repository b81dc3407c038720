"""High dynamic range to what a screen shows: up to diffuse white as it is, highlights rolled off above it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from stylizer_app.imaging.colour import row_blocks
from stylizer_app.imaging.samples import Floats
from stylizer_app.imaging.spaces import ColourSpace

WHITE = 203.0  # cd/m2 of diffuse white (ITU-R BT.2408)
_KNEE = 0.85  # of diffuse white: below it, light stays what it is
_PEAK_SHARE = 0.9999  # of the pixels may at most be as bright as what becomes screen white
_HLG_PEAK, _HLG_GAMMA = 1000.0, 1.2  # cd/m2 of the reference screen, and its system gamma (ITU-R BT.2100)


def tone_mapped(samples: NDArray[Any], space: ColourSpace, peak: float | None = None) -> NDArray[np.uint16]:
    """Return (H, W, 3) samples of a PQ or HLG picture as 16-bit samples of the same primaries with sRGB's curve.

    Hue and saturation stay, as red, green and blue of a pixel are dimmed alike. The roll-off ends where the picture's
    own highlights end; a picture without any is shown as it is.  ``peak``: light, of 1 for white, at which it ends
    whatever the picture holds.
    """
    table = _light_table(space.curve == "hlg", int(np.iinfo(samples.dtype).max))
    weights = space.luminances().astype(np.float32) if space.curve == "hlg" else None
    if peak is None:
        thin = max(1, int((samples.shape[0] * samples.shape[1] / 1e6) ** 0.5))
        brightest = _light(samples[::thin, ::thin], table, weights).max(axis=-1)
        peak = float(np.quantile(brightest, _PEAK_SHARE))
    result = np.empty(samples.shape, np.uint16)
    for rows in row_blocks(samples):
        light = _light(samples[rows], table, weights)
        if peak > 1:
            most = light.max(axis=-1, keepdims=True)
            light *= _rolled_off(most, peak) / np.maximum(most, np.float32(1e-6))
        result[rows] = _srgb_curve(light) * np.float32(65535) + np.float32(0.5)
    return result


def _light_table(hlg: bool, peak: int) -> Floats:
    """Return the light that each sample value stands for: of the screen for PQ, of the scene for HLG; 1 is white."""
    signal = np.arange(peak + 1) / peak
    if hlg:
        a, b, c = 0.17883277, 0.28466892, 0.55991073
        scene = np.where(signal <= 0.5, signal**2 / 3, (np.exp((signal - c) / a) + b) / 12)
        return np.asarray(scene, np.float32)
    m1, m2, c1, c2, c3 = 2610 / 16384, 2523 / 32, 3424 / 4096, 2413 / 128, 2392 / 128
    power = signal ** (1 / m2)
    light = 10_000 / WHITE * (np.maximum(power - c1, 0) / (c2 - c3 * power)) ** (1 / m1)
    return np.asarray(light, np.float32)


def _light(samples: NDArray[Any], table: Floats, weights: Floats | None) -> Floats:
    """Return the light (H, W, 3) of the screen; ``weights``: HLG's scene light goes through its system gamma."""
    light: Floats = table[samples]
    if weights is not None:
        luminance = np.maximum(light @ weights, np.float32(1e-6))[..., np.newaxis]
        light *= np.float32(_HLG_PEAK / WHITE) * luminance ** np.float32(_HLG_GAMMA - 1)
    return light


def _rolled_off(light: Floats, peak: float) -> Floats:
    """Return light bent above the knee so that ``peak`` becomes 1 (Reinhard et al. 2002, equation 4)."""
    above = np.maximum(light - np.float32(_KNEE), 0) / np.float32(1 - _KNEE)
    most = np.float32((peak - _KNEE) / (1 - _KNEE))
    bent = above * (1 + above / most**2) / (1 + above)
    rolled: Floats = np.minimum(light, np.float32(_KNEE)) + np.float32(1 - _KNEE) * bent
    return rolled


def _srgb_curve(light: Floats) -> Floats:
    """Return sRGB values of light, clipped to 0..1."""
    clipped = np.clip(light, 0, 1)
    curved: Floats = np.where(
        clipped <= 0.0031308, clipped * np.float32(12.92), np.float32(1.055) * clipped ** np.float32(1 / 2.4) - 0.055
    )
    return curved
