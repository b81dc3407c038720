"""The framed area of a pane: empty with a hint, with a picture, or inviting while something hovers."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from stylizer_app.ui.look import icons, palette, roles, theme
from stylizer_app.ui.widgets.basics.focus_ring import FocusRing

LARGEST = 232
"""As high as the panel is wide: more would show no more of any picture."""


class DropArea(QWidget):
    """Draws itself; a click, Enter or Space activates it."""

    activated = Signal()

    def __init__(self, icon: str, hint: str) -> None:
        super().__init__()
        self._icon, self._hint, self._hover_text = icon, hint, ""
        self._image: QImage | None = None
        self._words = ""
        self._under_mouse = False
        self._ring = FocusRing(self)
        roles.give(self, roles.Role.Button)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(88)
        self.setMaximumHeight(LARGEST)

    def sizeHint(self) -> QSize:
        """A picture of usual shape, as wide as the panel."""
        return QSize(LARGEST, 96)

    def show_image(self, image: QImage | None, words: str) -> None:
        """Show a picture, or only words where there are no pixels."""
        self._image, self._words = image, words
        self.update()

    def show_hover(self, text: str) -> None:
        """Show what a drop would do; an empty text ends it."""
        self._hover_text = text
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame and what is in it."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        if self._image is not None:
            self._paint_picture(painter, box, self._image)
        self._paint_frame(painter, box)
        if self._hover_text:
            self._paint_words(painter, box, "plus", self._hover_text, "text")
        elif self._image is None:
            self._paint_words(painter, box, self._icon, self._words or self._hint, "muted")
        painter.end()

    def _paint_picture(self, painter: QPainter, box: QRectF, image: QImage) -> None:
        """The whole picture, as large as the frame allows, on the canvas's grey."""
        path = QPainterPath()
        path.addRoundedRect(box, theme.RADIUS, theme.RADIUS)
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(box, palette.colours().color("canvas"))
        factor = min(box.width() / image.width(), box.height() / image.height())
        width, height = image.width() * factor, image.height() * factor
        target = QRectF(box.center().x() - width / 2, box.center().y() - height / 2, width, height)
        painter.drawImage(target, image)
        painter.restore()

    def _paint_frame(self, painter: QPainter, box: QRectF) -> None:
        colours = palette.colours()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._hover_text:
            veil = QColor(colours.color("accent_soft"))
            veil.setAlpha(235)
            painter.setBrush(veil)
            painter.setPen(QPen(colours.color("accent"), 2.5))
        elif self._ring.shown:
            painter.setPen(QPen(colours.color("accent"), 2.5))
        elif self._image is not None:
            painter.setPen(QPen(colours.color("outline" if self._under_mouse else "border"), 1))
        else:
            if self._under_mouse:
                painter.setBrush(colours.color("hover"))
            painter.setPen(QPen(colours.color("outline"), 1.5, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)

    def _paint_words(self, painter: QPainter, box: QRectF, icon: str, text: str, role: str) -> None:
        colours = palette.colours()
        middle = box.center()
        picture = icons.pixmap(icon, 28, colours.color(role), self.devicePixelRatioF())
        painter.drawPixmap(QPointF(middle.x() - 14, middle.y() - 28), picture)
        painter.setPen(colours.color(role))
        words = QRectF(box.left() + 8, middle.y() + 8, box.width() - 16, box.bottom() - middle.y() - 10)
        painter.drawText(
            words, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, text
        )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click activates."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.activated.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space activate."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.activated.emit()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, _event: QEnterEvent) -> None:
        """Show that it can be clicked."""
        self._set_under_mouse(True)

    def leaveEvent(self, _event: QEvent) -> None:
        """Back to rest."""
        self._set_under_mouse(False)

    def _set_under_mouse(self, under: bool) -> None:
        self._under_mouse = under
        self.update()
