"""Sheets of paper: what they are called, and how a picture lies on them, as it is turned."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLocale, QSizeF

from stylizer_app.imaging.geometry import CM_PER_INCH, Size
from stylizer_app.ui.translate import tr

PIXELS, CM, INCHES = range(3)
"""The units, as the box of sizes lists them."""
PER_INCH = {CM: CM_PER_INCH, INCHES: 1.0}
_NOTICED = {CM: 0.1, INCHES: 0.05}
"""So narrow a white edge is not worth a word."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper, its shorter side first; ``unit`` is what its sides are given in."""

    name: str
    short: float
    long: float
    unit: int = CM

    @property
    def title(self) -> str:
        """The name of a series, if it has one, and both sides."""
        sides = " × ".join(_number(side) for side in (self.short, self.long))
        size = f"{sides} {self._unit}"
        return f"{self.name} ({size})" if self.name else size

    @property
    def _unit(self) -> str:
        return tr("cm") if self.unit == CM else tr("in")

    def dots(self, shape: Size, dpi: float) -> int:
        """The long side in pixels of the largest picture of a shape that fits on it, lying or standing."""
        per_inch = PER_INCH[self.unit]
        share = min(self.long / shape.long_side, self.short / shape.short_side)
        return max(1, int(share * shape.long_side / per_inch * dpi + 1e-6))

    def turned(self, picture: QSizeF) -> QSizeF:
        """Both sides in millimetres, upright or lying as the picture is."""
        short, long = (side / PER_INCH[self.unit] * CM_PER_INCH * 10 for side in (self.short, self.long))
        return QSizeF(long, short) if picture.width() > picture.height() else QSizeF(short, long)

    def filled_by(self, picture: Size, dpi: float) -> str:
        """In words, how a picture printed with so many dots per inch lies on it."""
        lies = picture.width > picture.height
        sides = (self.long, self.short) if lies else (self.short, self.long)
        per_dot = PER_INCH[self.unit] / dpi
        across, down = sides[0] - picture.width * per_dot, sides[1] - picture.height * per_dot
        least = _NOTICED[self.unit]
        if across < least and down < least:
            told = tr("{sheet}: fills the sheet.")
        elif across < least:
            told = tr("{sheet}: fills the width, {rest} of the height stay white.")
        elif down < least:
            told = tr("{sheet}: fills the height, {rest} of the width stay white.")
        else:
            told = tr("{sheet}: white on all sides, for no larger picture can be saved.")
        return told.format(sheet=self.name or self.title, rest=f"{_number(max(across, down), 2)} {self._unit}")


SHEETS = (
    Sheet("", 10, 15), Sheet("", 13, 18), Sheet("", 20, 30), Sheet("", 30, 45),
    Sheet("A5", 14.8, 21), Sheet("A4", 21, 29.7), Sheet("A3", 29.7, 42), Sheet("A2", 42, 59.4),
    Sheet("", 4, 6, INCHES), Sheet("", 8, 10, INCHES), Sheet("Letter", 8.5, 11, INCHES),
)  # fmt: skip


def _number(side: float, digits: int = 4) -> str:
    return QLocale().toString(float(side), "g", digits)
