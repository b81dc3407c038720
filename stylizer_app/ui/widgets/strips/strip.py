"""A row of thumbnails to choose from, by mouse and by arrow keys: the album and the last results are made of it."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from stylizer_app.ui.look import icons, palette
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import Mark
from stylizer_app.ui.widgets.basics.thumbnails import square

SIDE = 64
_ROLE_PICTURE = Qt.ItemDataRole.DecorationRole
MARK, STAR = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_SIGNS = {
    Mark.WAITING: ("recent", "muted"),
    Mark.PAINTING: ("brush", "accent"),
    Mark.DONE: ("check", "accent"),
    Mark.FAILED: ("warning", "danger"),
    Mark.BROKEN: ("warning", "danger"),
}
BADGE = 20
"""Pixels across a sign."""
ABSENT = 24
"""Pixels across the icon in the place of a picture that is not there."""


class _Delegate(QStyledItemDelegate):
    """Draws a rounded thumbnail, and a frame around the chosen one."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one item."""
        colours = palette.colours()
        box = QRectF(thumbnail_box(option.rect))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        picture = index.data(_ROLE_PICTURE)
        if isinstance(picture, QPixmap) and not picture.isNull():
            painter.drawPixmap(box.toRect(), picture)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.color("groove"))
            painter.drawRoundedRect(box, 4, 4)
            icon = icons.pixmap("photo", ABSENT, colours.color("muted"), painter.device().devicePixelRatioF())
            painter.drawPixmap(box.center() - QPointF(ABSENT, ABSENT) / 2, icon)
        mark = index.data(MARK)
        if isinstance(mark, Mark):
            self._badge(painter, box, mark)
        self._star(painter, option.rect, index, hovered=bool(option.state & QStyle.StateFlag.State_MouseOver))
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
    def _star(painter: QPainter, cell: QRect, index: QModelIndex | QPersistentModelIndex, *, hovered: bool) -> None:
        """The star in the other corner: full where there is one, an outline where a click would give it."""
        star = index.data(STAR)
        if star is None or not (star or hovered):
            return
        colours, disc = palette.colours(), star_box(cell)
        painter.setPen(QPen(colours.color("outline"), 1))
        painter.setBrush(colours.color("raised"))
        painter.drawEllipse(disc)
        ratio = painter.device().devicePixelRatioF()
        colour = colours.color("accent" if star else "text")
        icon = icons.pixmap("star-full" if star else "star", BADGE - 6, colour, ratio)
        painter.drawPixmap(disc.topLeft() + QPoint(3, 3), icon)

    @staticmethod
    def _frame(painter: QPainter, box: QRectF, pen: QPen) -> None:
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 5, 5)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The thumbnail and room for the frame."""
        return QSize(SIDE + 8, SIDE + 8)


def thumbnail_box(cell: QRect) -> QRect:
    """Where the thumbnail lies in a cell, which is as high as the strip: halfway up, as large as it was drawn."""
    return QRect(cell.left() + 4, cell.top() + (cell.height() - SIDE) // 2, SIDE, SIDE)


def star_box(cell: QRect) -> QRect:
    """Where the star lies in a cell."""
    return QRect(thumbnail_box(cell).topLeft() + QPoint(2, 2), QSize(BADGE, BADGE))


class Strip(QListWidget):
    """One row; scrolls sideways when it gets long. ``stars``: a click on its corner, or *, gives a thumbnail a star.

    ``chosen``: by mouse, arrow keys or Enter; never because the keyboard came here, or because something was marked.
    """

    chosen = Signal(int)
    star_toggled = Signal(int)
    menu_requested = Signal(int, QPoint)

    def __init__(self, name: str, parent: QWidget | None = None, *, stars: bool = False) -> None:
        super().__init__(parent)
        self._stars = stars
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

    def set_star(self, index: int, star: bool) -> None:
        """Show whether a thumbnail has a star."""
        item = self.item(index)
        item.setData(STAR, star)
        text = tr("{what}, with a star").format(what=item.toolTip()) if star else item.toolTip()
        item.setData(Qt.ItemDataRole.AccessibleTextRole, text)

    def has_star(self, index: int) -> bool:
        """Whether a thumbnail has a star."""
        return bool(self.item(index).data(STAR))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the star gives it or takes it away, and chooses nothing; nor does the right button."""
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.RightButton:
            return
        on_star = index.isValid() and star_box(self.visualRect(index)).contains(event.position().toPoint())
        if on_star and self._stars:
            self.star_toggled.emit(index.row())
            return
        super().mousePressEvent(event)
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(index.row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """While a button is held nothing else gets marked."""
        if not event.buttons():
            super().mouseMoveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys and Enter choose; the asterisk is the star's key."""
        before = self.currentRow()
        if self._stars and event.key() == Qt.Key.Key_Asterisk and before >= 0:
            self.star_toggled.emit(before)
            return
        super().keyPressEvent(event)
        if self.currentRow() != before or (before >= 0 and event.key() in _ENTER):
            self.chosen.emit(self.currentRow())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for what can be done with the thumbnail there."""
        index = self.indexAt(event.pos())
        if index.isValid():
            self.menu_requested.emit(index.row(), event.globalPos())

    def select(self, index: int) -> None:
        """Mark one as the current; -1 marks none."""
        if index < 0:
            self.clearSelection()
        else:
            self.setCurrentRow(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.viewport().update()
