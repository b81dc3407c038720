"""The techniques that we draw ourselves: pictures that teach the networks a look, and show it to other networks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from scripts.styles.charcoal import charcoal
from scripts.styles.field import Field
from scripts.styles.washes import ink_wash, watercolour
from scripts.styles.woodcut import woodcut

SEED = 7

DRAWINGS: Mapping[str, Callable[[np.random.Generator], Field]] = MappingProxyType(
    {
        "watercolour": watercolour,
        "ink-wash": ink_wash,
        "woodcut": woodcut,
        "charcoal": charcoal,
    }
)
"""By the name of the look; each makes its picture (SIZE, SIZE, 3), sRGB 0..1, from a seeded generator."""
