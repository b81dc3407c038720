"""The slider itself: a QSlider that jumps to where it is pressed, resets on a double click and paints itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSlider, QWidget

from stylizer_app.ui.look import palette, theme

KNOB = 16
GROOVE = 4
_NOTCH = 120


class Track(QSlider):
    """Positions 0..steps. ``reset_requested``: double click; ``left``: the focus went elsewhere."""

    reset_requested = Signal()
    left = Signal()

    def __init__(self, steps: int, default: int, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(0, steps)
        self.setPageStep(max(1, steps // 10))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.default = default
        self.notch = max(1, steps // 50)
        self._grab = 0.0
        self._turned = 0

    def sizeHint(self) -> QSize:
        """Wide as a panel, high enough for a finger's precision."""
        return QSize(160, 3 * theme.GRID)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than can be aimed at."""
        return QSize(8 * theme.GRID, self.sizeHint().height())

    def knob_x(self, position: int) -> float:
        """Return where the knob's middle lies for a position."""
        share = position / max(1, self.maximum())
        if self.isRightToLeft():
            share = 1 - share
        return KNOB / 2 + 1 + share * (self.width() - KNOB - 2)

    def _position_at(self, x: float) -> int:
        share = (x - KNOB / 2 - 1) / max(1, self.width() - KNOB - 2)
        return round((1 - share if self.isRightToLeft() else share) * self.maximum())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the knob where it is, or bring it under the pointer."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        x = event.position().x()
        on_knob = abs(x - self.knob_x(self.value())) <= KNOB / 2
        self._grab = self.knob_x(self.value()) - x if on_knob else 0.0
        self.setSliderDown(True)
        self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer while pressed."""
        if self.isSliderDown():
            self._follow(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go: QSlider says sliderReleased."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Back to the usual value."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.reset_requested.emit()

    def _follow(self, event: QMouseEvent) -> None:
        self.setValue(self._position_at(event.position().x() + self._grab))
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """One notch is a fiftieth of the way; touch pads add up to notches."""
        delta = event.angleDelta()
        self._turned += delta.y() or delta.x()
        notches = int(self._turned / _NOTCH)
        self._turned -= notches * _NOTCH
        self.setValue(self.value() + notches * self.notch)
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say so: what was changed by key is final now."""
        super().focusOutEvent(event)
        self.left.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Paint again in the new colours."""
        super().changeEvent(event)
        if theme.is_restyle(event):
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Groove, the part that is chosen, a mark for the usual value, the knob."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.paint_groove(painter)
            self.paint_knob(painter)

    def paint_groove(self, painter: QPainter) -> None:
        """Draw what lies under the knob; the brush draws strokes here."""
        shown, middle = palette.colours(), self.height() / 2
        start, end = GROOVE / 2, self.width() - GROOVE / 2  # as wide as what stands above and below
        if self.isRightToLeft():
            start, end = end, start
        painter.setPen(theme.round_pen(shown.color("groove"), GROOVE))
        painter.drawLine(QPointF(start, middle), QPointF(end, middle))
        filled = "accent" if self.isEnabled() else "disabled"
        painter.setPen(theme.round_pen(shown.color(filled), GROOVE))
        if self.value() > 0:
            painter.drawLine(QPointF(start, middle), QPointF(self.knob_x(self.value()), middle))
        if 0 < self.default < self.maximum():
            painter.setPen(theme.round_pen(shown.color("outline"), 2))
            mark = self.knob_x(self.default)
            painter.drawLine(QPointF(mark, self.height() - 3), QPointF(mark, self.height() - 1))

    def paint_knob(self, painter: QPainter) -> None:
        """Draw the knob, with a ring when the keyboard moves it."""
        shown = palette.colours()
        centre = QPointF(self.knob_x(self.value()), self.height() / 2)
        box = QRectF(0, 0, KNOB - 2, KNOB - 2)
        box.moveCenter(centre)
        focused = self.hasFocus() or self.isSliderDown()
        if focused:
            painter.setPen(QPen(shown.color("accent"), 2))
        else:
            painter.setPen(QPen(shown.color("outline" if self.isEnabled() else "disabled"), 1))
        painter.setBrush(
            shown.color("raised" if not shown.dark else "text") if self.isEnabled() else shown.color("window")
        )
        painter.drawEllipse(box)
        if focused:
            painter.setBrush(shown.color("accent"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(centre, 3, 3)
