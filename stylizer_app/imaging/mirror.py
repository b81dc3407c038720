"""Mirrored borders: what lies beyond the edge of a picture so that no frame shows."""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

AnyScalar = TypeVar("AnyScalar", bound=np.generic)


def mirror_index(n: int, before: int, after: int) -> NDArray[np.intp]:
    """Return for positions ``-before .. n + after - 1`` the index of the sample that is mirrored there.

    The edge sample itself is not repeated (``2 1 | 0 1 2 | 1 0``), the mirror goes on as often as needed, and a
    line of one sample repeats it. Raises ValueError when ``n`` is below 1 or a margin is negative.
    """
    if n < 1 or before < 0 or after < 0:
        raise ValueError(f"cannot mirror {n} samples by {before} and {after}")
    if n == 1:
        return np.zeros(before + 1 + after, dtype=np.intp)
    period = 2 * (n - 1)
    index = np.arange(-before, n + after, dtype=np.intp) % period
    return np.minimum(index, period - index)


def mirror_pad(x: NDArray[AnyScalar], top: int, bottom: int, left: int, right: int) -> NDArray[AnyScalar]:
    """Return (H, W, ...) samples with mirrored borders of this many rows and columns, as a new contiguous array."""
    height, width = x.shape[:2]
    shape: tuple[Any, ...] = (top + height + bottom, left + width + right, *x.shape[2:])
    rows = mirror_index(height, top, bottom)
    columns = mirror_index(width, left, right)
    padded = np.empty(shape, dtype=x.dtype)
    middle = padded[top : top + height]
    middle[:, left : left + width] = x
    middle[:, :left] = x[:, columns[:left]]
    middle[:, left + width :] = x[:, columns[left + width :]]
    padded[:top] = middle[rows[:top]]
    padded[top + height :] = middle[rows[top + height :]]
    return padded
