"""Convolutions that compute a block of pixels at once: their weights."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scripts.graphs.graph import Array

BLOCK = 4
"""Pixels a side of a block."""


def block_weights(weights: Array) -> NDArray[np.float32]:
    """Weights (O, I, k, k) as (16 * O, I, k + 3, k + 3): the same kernel at each of the 4 x 4 pixels of a block."""
    out, inside, rows, columns = weights.shape
    wide = np.zeros((BLOCK, BLOCK, out, inside, rows + BLOCK - 1, columns + BLOCK - 1), np.float32)
    for y in range(BLOCK):
        for x in range(BLOCK):
            wide[y, x, :, :, y : y + rows, x : x + columns] = weights
    return wide.reshape(BLOCK * BLOCK * out, inside, rows + BLOCK - 1, columns + BLOCK - 1)
