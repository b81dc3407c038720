"""Amounts as a person says them: sizes of results (``original``, ``1600``, ``50%``) and sheets, memory (``2GB``)."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from stylizer_app.errors import UsageError
from stylizer_app.errors.usage import OutOfRange, WrongMegapixels, WrongMemory, WrongSize, told
from stylizer_app.imaging.geometry import Size

ORIGINAL = "original"
LONGEST_SIDE = 65_535
MOST_PERCENT = 1000.0
"""How large a result may be: its long side in pixels, or its share of the photo's."""
SHEET_SIDE = 512
"""Long side of every picture on a sheet of many, in pixels, unless told otherwise."""

_LEAST_SIDE, _MOST_SIDE = 64, 4096
_UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12}
_BINARY_UNITS = {"": 1, "k": 2**10, "m": 2**20, "g": 2**30, "t": 2**40}
_LEAST_MEMORY = 10**6
_MEMORY = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([kmgt]?)(i?)b?\s*", re.IGNORECASE | re.ASCII)
_MEGAPIXELS = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:mp)?\s*", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class SizeRule:
    """``long_side`` in pixels or ``percent`` of the photo; neither means the photo's own size."""

    long_side: int | None = None
    percent: float | None = None

    def __post_init__(self) -> None:
        if self.long_side is not None and not 1 <= self.long_side <= LONGEST_SIDE:
            raise _wrong_size(self.long_side)
        if self.percent is not None and not 0 < self.percent <= MOST_PERCENT:
            raise _wrong_size(f"{self.percent:g}%")

    @classmethod
    def parse(cls, text: str) -> SizeRule:
        """Read ``original``, ``1600`` (pixels of the long side) or ``50%``; raise UsageError for anything else."""
        words = text.strip().lower()
        if words in ("", ORIGINAL, "100%"):
            return cls()
        if not words.isascii() or "_" in words:
            raise _wrong_size(text)
        try:
            return cls(percent=float(words[:-1])) if words.endswith("%") else cls(long_side=int(words))
        except ValueError:
            raise _wrong_size(text) from None

    def __str__(self) -> str:
        if self.long_side is not None:
            return str(self.long_side)
        return ORIGINAL if self.percent is None else f"{self.percent:g}%"

    def apply(self, photo: Size) -> Size | None:
        """The size of the result for a photo of this size; None for the photo's own."""
        if self.long_side is not None:
            return photo.with_long_side(self.long_side)
        return None if self.percent is None else photo.scaled(self.percent / 100)


def _wrong_size(value: str | float) -> UsageError:
    return UsageError(WrongSize(told(value), LONGEST_SIDE, MOST_PERCENT))


PHOTO_SIZE = SizeRule()
"""The photo's own size."""


def parse_side(text: str) -> int:
    """Read the long side of the pictures on a sheet, in pixels. UsageError for what is no such number."""
    words = text.strip()
    if words.isascii() and words.isdigit() and len(words) < 9 and _LEAST_SIDE <= int(words) <= _MOST_SIDE:
        return int(words)
    raise UsageError(OutOfRange("Size", told(text), (), _LEAST_SIDE, _MOST_SIDE, whole=True))


def parse_memory(text: str) -> int | None:
    """Read bytes, a million at least: ``2GB``, ``500 MB``, ``1.5GiB``; None for ``auto``. UsageError else."""
    if text.strip().lower() == "auto":
        return None
    found = _MEMORY.fullmatch(text)
    units = _BINARY_UNITS if found and found[3] else _UNITS
    amount = float(found[1]) * units[found[2].lower()] if found else 0.0
    if not _LEAST_MEMORY <= amount < math.inf:
        raise UsageError(WrongMemory(str(told(text))))
    return int(amount)


def parse_pixels(text: str) -> int:
    """Read megapixels, ``250`` or ``250MP``, as a number of pixels. UsageError otherwise."""
    found = _MEGAPIXELS.fullmatch(text)
    count = float(found[1]) * 10**6 if found else 0.0
    if not 1 <= count < math.inf:
        raise UsageError(WrongMegapixels(str(told(text))))
    return round(count)
