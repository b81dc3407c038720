"""Where a photo may show skin."""

from __future__ import annotations

import numpy as np

from stylizer_app.imaging.samples import Floats

HUE, FAR = 0.65, 0.55
"""How far red lies above green in skin, as a share of how far it lies above blue, and what is far from that: 0.59 in
fair skin, 0.67 in dark, 0.8 and more where it is flushed or the light is cold. Yellow has less, and rose more."""

PALEST, PALE, DEEP, DEEPEST = 0.03, 0.2, 0.65, 0.85
"""How far red lies above blue as a share of red: below the first it is grey, between the middle ones it may be skin,
beyond the last it is the orange of cloth and of fire."""

DARKEST, DARK = 0.1, 0.25
"""Red below which colours are mere noise, and from which on they are not."""


def skin(rgb: Floats) -> Floats:
    """Return how much like skin the colours (H, W, 3) sRGB 0..1 are, (H, W) 0..1; hair, fur, wood and sand are, too.

    Skin of every shade has red over green over blue, or nearly (Kovac, Peer and Solina 2003, "Human skin colour
    clustering for face detection"). There are no steps: in a face, what is and what is not meet everywhere.
    """
    red, green, blue = np.moveaxis(rgb, -1, 0)
    depth = (red - blue) / np.maximum(red, np.float32(DARKEST))
    apart = ((red - green) / np.maximum(red - blue, np.float32(1e-3)) - np.float32(HUE)) / np.float32(FAR)
    result: Floats = np.clip(2 - 2 * np.abs(apart), 0, 1)
    result *= np.clip((depth - np.float32(PALEST)) / np.float32(PALE - PALEST), 0, 1)
    result *= np.clip((np.float32(DEEPEST) - depth) / np.float32(DEEPEST - DEEP), 0, 1)
    result *= np.clip((red - np.float32(DARKEST)) / np.float32(DARK - DARKEST), 0, 1)
    return result
