"""A row of thumbnails to choose from, by mouse and by arrow keys: the album and the last results are made of it."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from stylizer_app.ui.interfaces import Mark
from stylizer_app.ui.look import icons, palette
from stylizer_app.ui.widgets.basics.thumbnails import square

SIDE = 64
_ROLE_PICTURE = Qt.ItemDataRole.DecorationRole
MARK = Qt.ItemDataRole.UserRole + 1
_SIGNS = {
    Mark.WAITING: ("recent", "muted"),
    Mark.PAINTING: ("brush", "accent"),
    Mark.DONE: ("check", "accent"),
    Mark.FAILED: ("warning", "danger"),
}
BADGE = 20
"""Pixels across a sign."""


class _Delegate(QStyledItemDelegate):
    """Draws a rounded thumbnail, and a frame around the chosen one."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one item."""
        colours = palette.colours()
        box = QRectF(option.rect).adjusted(4, 4, -4, -4)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        picture = index.data(_ROLE_PICTURE)
        if isinstance(picture, QPixmap) and not picture.isNull():
            painter.drawPixmap(box.toRect(), picture)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.color("groove"))
            painter.drawRoundedRect(box, 4, 4)
        mark = index.data(MARK)
        if isinstance(mark, Mark):
            self._badge(painter, box, mark)
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            self._frame(painter, box, QPen(colours.color("accent"), 3))
        elif state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus):
            self._frame(painter, box, QPen(colours.color("outline"), 2))
        painter.restore()

    def _badge(self, painter: QPainter, box: QRectF, mark: Mark) -> None:
        """A round sign in the corner; what waits is dimmed."""
        colours = palette.colours()
        if mark is Mark.WAITING:
            veil = colours.color("panel")
            veil.setAlpha(150)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(veil)
            painter.drawRoundedRect(box, 4, 4)
        name, role = _SIGNS[mark]
        disc = QRectF(box.right() - BADGE - 2, box.bottom() - BADGE - 2, BADGE, BADGE)
        painter.setPen(QPen(colours.color("raised"), 1.5))
        painter.setBrush(colours.color(role))
        painter.drawEllipse(disc)
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(
            disc.topLeft() + QPointF(3, 3), icons.pixmap(name, BADGE - 6, colours.color("raised"), ratio)
        )

    @staticmethod
    def _frame(painter: QPainter, box: QRectF, pen: QPen) -> None:
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 5, 5)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The thumbnail and room for the frame."""
        return QSize(SIDE + 8, SIDE + 8)


class Strip(QListWidget):
    """One row; scrolls sideways when it gets long."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("bare", True)
        self.setFlow(QListWidget.Flow.LeftToRight)
        self.setWrapping(False)
        self.setItemDelegate(_Delegate(self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setFixedHeight(SIDE + 8 + 16)
        self.setFrameShape(QListWidget.Shape.NoFrame)

    def add(self, key: object, text: str, image: QImage | None) -> None:
        """Append a thumbnail."""
        item = QListWidgetItem()
        item.setData(Qt.ItemDataRole.UserRole, key)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, text)
        item.setToolTip(text)
        self.addItem(item)
        self.set_image(self.count() - 1, image)

    def set_image(self, index: int, image: QImage | None) -> None:
        """Give a thumbnail its picture."""
        if image is not None:
            self.item(index).setData(_ROLE_PICTURE, square(image, SIDE, self.devicePixelRatioF()))

    def set_mark(self, index: int, mark: Mark | None, text: str) -> None:
        """Give a thumbnail its sign, and the words for it."""
        item = self.item(index)
        item.setData(MARK, mark)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, text)
        item.setToolTip(text)

    def select(self, index: int) -> None:
        """Mark one as the current, without reporting it; -1 marks none."""
        self.blockSignals(True)
        if index < 0:
            self.clearSelection()
        else:
            self.setCurrentRow(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.blockSignals(False)
        self.viewport().update()
