"""What is made of a photo at a small size, kept as long as the photo: many looks ask for it, and a moving slider."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.picture import Picture

T = TypeVar("T")

KEPT_SIZES = 5
"""How many sizes of a photo are kept: the draft's, the drawing's, and those of the brushes tried last."""


class SmallCopies(Generic[T]):
    """``make`` makes one, which nobody changes; those of more than ``most`` megapixels are not kept."""

    def __init__(self, make: Callable[[Picture, Size], T], most: float) -> None:
        self._make, self._most = make, most
        self._lock = threading.Lock()
        self._kept: WeakKeyDictionary[Picture, dict[Size, T]] = WeakKeyDictionary()

    def of(self, photo: Picture, size: Size) -> T:
        """The one of this photo at this size."""
        if size.megapixels > self._most:
            return self._make(photo, size)
        with self._lock:
            kept = self._kept.setdefault(photo, {})
            if size in kept:
                return kept[size]
        made = self._make(photo, size)
        with self._lock:
            while len(kept) >= KEPT_SIZES:
                del kept[next(iter(kept))]
            kept[size] = made
        return made
