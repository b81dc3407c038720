"""How alike looks and paintings are to a network: by what it makes of their style vectors."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from stylizer_app.imaging.samples import Floats


def distances(one: Floats, others: Sequence[Floats]) -> list[float]:
    """How far each of the others is from one; all are the gains and biases (n,) that a style gives the network.

    Every number counts by how much it varies among them, so that none outweighs the rest for its unit.
    """
    if not others:
        return []
    rows = np.stack([one, *others]).astype(np.float64)
    spread = rows.std(axis=0)
    away = (rows[1:] - rows[0]) / np.where(spread > 0, spread, 1)
    return [float(distance) for distance in np.sqrt(np.mean(away**2, axis=1))]
