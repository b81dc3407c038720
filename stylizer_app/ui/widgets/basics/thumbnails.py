"""Small pictures with round corners, labels that shorten themselves, and styles that travel by drag and drop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPalette, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyleOptionToolButton, QToolButton, QWidget

STYLE_MIME = "application/x-stylizer-style"
"""A style on its way from the shelf: its name, or the path of the person's own painting, as UTF-8."""


def style_mime(key: str) -> QMimeData:
    """Return what a dragged style carries."""
    data = QMimeData()
    data.setData(STYLE_MIME, key.encode())
    return data


def style_in(data: QMimeData) -> str | None:
    """Return the style that is being dragged: from the shelf, or the path of a local file; else None."""
    if data.hasFormat(STYLE_MIME):
        return bytes(data.data(STYLE_MIME).data()).decode()
    files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    return str(Path(files[0])) if len(files) == 1 else None


def paint_square(painter: QPainter, box: QRect, image: QImage | QPixmap | None, radius: float = 4) -> None:
    """Fill a square with the middle of a picture, the corners rounded."""
    outline = QPainterPath()
    outline.addRoundedRect(QRectF(box), radius, radius)
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.setClipPath(outline)
    if image is not None and not image.isNull():
        side = min(image.width(), image.height())
        source = QRect((image.width() - side) // 2, (image.height() - side) // 2, side, side)
        if isinstance(image, QImage):
            painter.drawImage(box, image, source)
        else:
            painter.drawPixmap(box, image, source)
    painter.restore()


def square(image: QImage, side: int, ratio: float, radius: float = 4) -> QPixmap:
    """Return a square pixmap of the middle of a picture, ``side`` logical pixels large."""
    shape, smooth = Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    small = image.scaled(QSize(side, side) * ratio, shape, smooth) if not image.isNull() else image
    result = QPixmap(QSize(side, side) * ratio)
    result.setDevicePixelRatio(ratio)
    result.fill(Qt.GlobalColor.transparent)
    with QPainter(result) as painter:
        paint_square(painter, QRect(QPoint(0, 0), QSize(side, side)), small, radius)
    return result


class ElidedLabel(QLabel):
    """A label of one line that shortens its text to the room there is; the whole text is its tooltip then."""

    def __init__(
        self,
        text: str = "",
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the layout likes."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much of the text as fits."""
        room = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), self._mode, room.width())
        if text != self.text() and self.toolTip() != self.text():
            self.setToolTip(self.text())
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            align = (
                self.alignment()
                if self.isLeftToRight()
                else Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            )
            painter.drawText(room, align, text)


class ElidedButton(QToolButton):
    """A button with a word on it that shortens the word to the room there is."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the layout likes."""
        return QSize(self.fontMetrics().averageCharWidth() * 3, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as the style does, with as much of the word as fits."""
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - 6)
        option.text = text
        with QPainter(self) as painter:
            self.style().drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option, painter, self)
