"""A picture's samples: their types, in files and while computing, and how their depth changes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.uint8] | NDArray[np.uint16]
"""uint8 from 0 to 255, or uint16 from 0 to 65535."""
Floats = NDArray[np.float32]
"""What is computed with; samples of pictures from 0 to 1."""


def to_depth(samples: Samples, depth: int) -> Samples:
    """Return samples with 8 or 16 bits, rounded to the nearest; from 8 to 16 and back changes nothing."""
    if samples.dtype.itemsize * 8 == depth:
        return samples
    if depth == 16:
        return samples.astype(np.uint16) * np.uint16(257)
    reduced: Samples = ((samples.astype(np.uint32) * 255 + 32767) // 65535).astype(np.uint8)
    return reduced
