"""Which looks go together: those whose tiles have colours alike."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImageReader

from stylizer_app.choices.styles import find_starter

NEIGHBOURS = 4
"""So many of the others go well with a look."""
_SIDE = 8


def companions(name: str, others: Sequence[str]) -> list[str]:
    """Those of the other looks that go well with one."""
    own = _colours(name)
    return sorted(others, key=lambda other: _distance(own, _colours(other)))[:NEIGHBOURS]


def _distance(one: Sequence[float], other: Sequence[float]) -> float:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


@cache
def _colours(name: str) -> tuple[float, ...]:
    """Mean and spread of a tile's red, green and blue; all alike for a look without a tile."""
    found = find_starter(name)
    reader = QImageReader(str(found.tile) if found else "")
    reader.setScaledSize(QSize(_SIDE, _SIDE))
    image = reader.read()
    if image.isNull():
        return (0.0,) * 6
    small = image.scaled(_SIDE, _SIDE, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    pixels = [small.pixelColor(x, y) for x in range(_SIDE) for y in range(_SIDE)]
    channels = ([p.redF() for p in pixels], [p.greenF() for p in pixels], [p.blueF() for p in pixels])
    means = [sum(channel) / len(channel) for channel in channels]
    spreads = [
        (sum((value - mean) ** 2 for value in channel) / len(channel)) ** 0.5
        for channel, mean in zip(channels, means, strict=True)
    ]
    return (*means, *spreads)
