"""The brush: a slider painted as strokes from fine to broad, with three named stops."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath

from stylizer_app.adjustments import ROWS
from stylizer_app.ui.look import palette, theme
from stylizer_app.ui.widgets.basics.track import Track
from stylizer_app.ui.widgets.controls.named_number import NamedNumber
from stylizer_app.ui.widgets.controls.slider_row import SliderRow

NAMED = tuple(round(stop.value) for stop in ROWS["brush"].stops)
FINEST, BROADEST = max(NAMED), min(NAMED)
"""The ends of the slider; beyond them a number can be typed."""
USUAL = round(ROWS["brush"].default)
STEPS = 200
STROKES = 9


def position_of(pixels: float) -> int:
    """Return the slider's position for a brush of this width in pixels; equal steps are equal ratios."""
    share = math.log(FINEST / min(max(pixels, 1), 1e6)) / math.log(FINEST / BROADEST)
    return round(min(max(share, 0.0), 1.0) * STEPS)


def pixels_at(position: int) -> int:
    """Return the brush's pixels for a position of the slider: the named stops exactly."""
    named = {position_of(pixels): pixels for pixels in NAMED}
    return named.get(position) or round(FINEST * (BROADEST / FINEST) ** (position / STEPS))


class BrushTrack(Track):
    """Strokes that grow broader; those up to the knob are painted in."""

    def sizeHint(self) -> QSize:
        """Higher than other sliders: the strokes need room."""
        return QSize(160, 5 * theme.GRID)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys go to the next named stop."""
        towards = {Qt.Key.Key_PageUp: 1, Qt.Key.Key_PageDown: -1}.get(Qt.Key(event.key()))
        if towards is None:
            super().keyPressEvent(event)
            return
        stops = sorted((position_of(pixels) for pixels in NAMED), reverse=towards < 0)
        self.setValue(next((stop for stop in stops if (stop - self.value()) * towards > 0), stops[-1]))

    def paint_groove(self, painter: QPainter) -> None:
        """Draw the strokes."""
        shown = palette.colours()
        chosen = shown.color("text" if self.isEnabled() else "disabled")
        for index in range(STROKES):
            share = index / (STROKES - 1)
            reached = share * self.maximum() <= self.value() + 1
            self._paint_stroke(painter, share, chosen if reached else shown.color("groove"))

    def _paint_stroke(self, painter: QPainter, share: float, colour: QColor) -> None:
        """Draw one stroke: a leaning curve, its hairs showing the paper where it is broad."""
        x, middle = self.knob_x(round(share * self.maximum())), self.height() / 2
        broad = 1.5 + 9.5 * share**1.4
        reach = 11 + 3 * share
        hairs = 1 + round(5 * share)
        for hair in range(hairs):
            off = (hair - (hairs - 1) / 2) * broad / hairs
            ragged = 2.5 * share * math.sin(hair * 2.4 + share * 9)
            path = QPainterPath(QPointF(x + off - 3, middle + reach + ragged))
            path.cubicTo(
                QPointF(x + off - 3, middle + 4), QPointF(x + off + 4, middle - 2),
                QPointF(x + off + 3, middle - reach + ragged),
            )  # fmt: skip
            painter.setPen(theme.round_pen(colour, max(1.5, broad / hairs)))
            painter.drawPath(path)


class Breadth(NamedNumber):
    """How broad the strokes are, in per cent of the usual ones: fewer pixels are a larger number."""

    def number_of(self, value: float) -> float:
        """Return the per cent for pixels."""
        return 100 * USUAL / max(value, 1)  # Qt asks for 0 while the field is being made

    def value_of(self, number: float) -> float:
        """Return the pixels for per cent."""
        return 100 * USUAL / max(number, 1)

    def stepBy(self, steps: int) -> None:
        """Go up to broader strokes."""
        super().stepBy(-steps)


class BrushRow(SliderRow):
    """The brush in pixels of the first octave's long side: fewer pixels, broader strokes."""

    def make_number(self, unit: str) -> NamedNumber:  # noqa: ARG002 - pixels are nothing that a person thinks in
        """Return the number, in steps that can be seen."""
        number = Breadth(self.minimum, self.maximum, "%")
        number.setSingleStep(16)
        return number

    def make_track(self) -> Track:
        """Return the slider of strokes."""
        return BrushTrack(STEPS, position_of(self.default))

    def position_of(self, value: float) -> int:
        """Return the slider's position, fine on the left."""
        return position_of(value)

    def value_at(self, position: int) -> float:
        """Return the pixels for a position."""
        return float(pixels_at(position))
