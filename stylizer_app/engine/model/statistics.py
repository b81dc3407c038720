"""Mean and variance of every channel over the whole picture, whatever tiles it is cut into."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from stylizer_app.engine.packs.pack import NormInfo
from stylizer_app.engine.runtime.network import Array
from stylizer_app.engine.tiles.grid import CELL
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.samples import Floats


class Statistics:
    """Sums over all tiles, in float64, that become mean and variance of every channel."""

    def __init__(self, norm: NormInfo, cells: Size) -> None:
        self._count = cells.pixels * (CELL // norm.scale) ** 2
        self._sum = np.zeros(norm.channels)
        self._square_sum = np.zeros(norm.channels)

    def add(self, total: Array, square_total: Array) -> None:
        """Add a tile's sums."""
        self._sum += total
        self._square_sum += square_total

    @property
    def are_finite(self) -> bool:
        """Whether no value was infinite or not a number."""
        return bool(np.isfinite(self._sum).all() and np.isfinite(self._square_sum).all())

    def folded(self, gain: Array, bias: Array, epsilon: float) -> tuple[Floats, Floats]:
        """Scale and shift (1, C, 1, 1) that normalize and style a channel (Ghiasi et al. 2017, equation 5)."""
        mean = self._sum / self._count
        variance = np.maximum(self._square_sum / self._count - mean**2, 0)
        scale = gain.astype(np.float64) / np.sqrt(variance + epsilon)
        shift = bias.astype(np.float64) - mean * scale
        return _per_channel(scale), _per_channel(shift)


class Norms:
    """Scale and shift (1, C, 1, 1) of every normalization layer in one run, by the stages' names for them."""

    def __init__(self, known: Mapping[str, Floats] | None = None) -> None:
        """``known``: those of another picture, which stay; else the run's own are gathered."""
        self.values = dict(known or {})
        self.are_known = known is not None

    def begin(self) -> None:
        """Forget what a run that failed has gathered."""
        if not self.are_known:
            self.values.clear()

    def gathered(self, number: int, scale: Floats, shift: Floats) -> None:
        """Take a layer's, unless they are known."""
        if not self.are_known:
            self.values[f"scale_{number}"], self.values[f"shift_{number}"] = scale, shift


def _per_channel(values: NDArray[np.float64]) -> Floats:
    """Values (C,) shaped for a map: (1, C, 1, 1) float32."""
    return values.astype(np.float32).reshape(1, -1, 1, 1)
