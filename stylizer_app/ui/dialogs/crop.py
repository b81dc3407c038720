"""Choosing a part of a picture: a frame with handles, by mouse or by keys."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from stylizer_app.choices.document import WHOLE, Crop
from stylizer_app.ui.dialogs import parts
from stylizer_app.ui.dialogs.crop_frame import at, dragged, nudged, shaped
from stylizer_app.ui.look import palette, roles
from stylizer_app.ui.translate import tr
from stylizer_app.ui.widgets.basics.drop_down import DropDown

MARGIN = 16.0


class CropArea(QWidget):
    """The picture with its frame. Arrows move the frame, Shift+arrows its lower right corner."""

    changed = Signal()

    def __init__(self, crop: Crop) -> None:
        super().__init__()
        self.crop = crop
        self.ratio: float | None = None
        self._image: QImage | None = None
        self._grip = ""
        self._pressed = QPointF()
        self._before = crop
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(480, 360)
        roles.give(self, roles.Role.Graphic)
        self.setAccessibleName(tr("Frame"))
        self.setAccessibleDescription(tr("Arrow keys move the frame; with Shift they resize it."))

    def sizeHint(self) -> QSize:
        """Room to aim."""
        return QSize(720, 520)

    def show_image(self, image: QImage) -> None:
        """Show the whole picture."""
        self._image = image
        self.update()

    def choose(self, crop: Crop) -> None:
        """Set the frame."""
        self.crop = crop
        self.changed.emit()
        self.update()

    @property
    def shape_(self) -> float:
        """Width by height of the picture."""
        return self._image.width() / self._image.height() if self._image is not None else 1.0

    def picture_rect(self) -> QRectF:
        """Where the picture lies."""
        room = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        width = min(room.width(), room.height() * self.shape_)
        height = width / self.shape_
        return QRectF(room.center().x() - width / 2, room.center().y() - height / 2, width, height)

    def frame_rect(self) -> QRectF:
        """Where the frame lies."""
        rect, crop = self.picture_rect(), self.crop
        left, top = rect.left() + crop.left * rect.width(), rect.top() + crop.top * rect.height()
        return QRectF(left, top, (crop.right - crop.left) * rect.width(), (crop.bottom - crop.top) * rect.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture, what is left out darkened, and the frame with thirds and handles."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), palette.colours().color("canvas"))
        if self._image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            rect, frame = self.picture_rect(), self.frame_rect()
            painter.drawImage(rect, self._image)
            outside = QPainterPath()
            outside.addRect(rect)
            outside.addRect(frame)
            painter.fillPath(outside, QColor(0, 0, 0, 140))
            self._paint_frame(painter, frame)
        painter.end()

    def _paint_frame(self, painter: QPainter, frame: QRectF) -> None:
        painter.setPen(QPen(QColor(255, 255, 255, 90), 1))
        for third in (1 / 3, 2 / 3):
            x, y = frame.left() + third * frame.width(), frame.top() + third * frame.height()
            painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()))
            painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y))
        colour = palette.colours().color("accent") if self.hasFocus() else QColor(255, 255, 255)
        painter.setPen(QPen(colour, 2))
        painter.drawRect(frame)
        painter.setBrush(QColor(255, 255, 255))
        for x in (frame.left(), frame.center().x(), frame.right()):
            for y in (frame.top(), frame.center().y(), frame.bottom()):
                if (x, y) != (frame.center().x(), frame.center().y()):
                    painter.drawRect(QRectF(x - 4, y - 4, 8, 8))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a corner, an edge or the whole frame."""
        self._grip = at(event.position(), self.frame_rect())
        self._pressed, self._before = event.position(), self.crop

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move what is held."""
        if not self._grip:
            shapes = {"": Qt.CursorShape.ArrowCursor, "inside": Qt.CursorShape.SizeAllCursor}
            self.setCursor(shapes.get(at(event.position(), self.frame_rect()), Qt.CursorShape.CrossCursor))
            return
        rect, moved = self.picture_rect(), event.position() - self._pressed
        crop = dragged(self._before, self._grip, moved.x() / rect.width(), moved.y() / rect.height())
        self.choose(shaped(crop, self._grip, self.ratio, self.shape_))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self._grip = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move or resize by a hundredth."""
        steps = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        resize = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        crop = nudged(self.crop, step[0] / 100, step[1] / 100, resize=resize)
        self.choose(shaped(crop, "bottom right" if resize else "inside", self.ratio, self.shape_))


class CropDialog(QDialog):
    """``crop`` is what was chosen; the picture may arrive after the dialog is shown."""

    def __init__(self, title: str, crop: Crop, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.area = CropArea(crop)
        self.shape_ = DropDown(tr("Shape"))
        shapes = ((tr("Any shape"), None), (tr("Square"), 1.0), ("3 : 2", 1.5), ("2 : 3", 2 / 3), ("4 : 3", 4 / 3))
        din = ((tr("A4, A3 (landscape)"), math.sqrt(2)), (tr("A4, A3 (portrait)"), math.sqrt(0.5)))
        for text, ratio in (*shapes, ("3 : 4", 0.75), ("16 : 9", 16 / 9), *din):
            self.shape_.addItem(text, ratio)
        self.whole = QPushButton(tr("Whole picture"))
        self.whole.setAutoDefault(False)
        self.shape_.currentIndexChanged.connect(self._reshape)
        self.whole.clicked.connect(self._all)
        box, _ = parts.buttons(self, tr("Crop"))
        row = QHBoxLayout()
        row.addWidget(QLabel(tr("Shape")))
        row.addWidget(self.shape_)
        row.addWidget(self.whole)
        row.addStretch()
        row.addWidget(box)
        column = parts.column(self)
        column.addWidget(self.area, 1)
        column.addLayout(row)
        self.area.setFocus()

    @property
    def crop(self) -> Crop:
        """The part that was chosen."""
        return self.area.crop

    def show_image(self, image: QImage) -> None:
        """Show the whole picture."""
        self.area.show_image(image)

    def _reshape(self) -> None:
        self.area.ratio = self.shape_.currentData()
        self.area.choose(shaped(self.area.crop, "bottom right", self.area.ratio, self.area.shape_))

    def _all(self) -> None:
        self.shape_.setCurrentIndex(0)
        self.area.choose(WHOLE)
