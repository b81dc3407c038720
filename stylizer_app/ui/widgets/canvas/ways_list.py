"""Pictures with captions in rows: each a way to paint the photo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QImage, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QListWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from stylizer_app.ui.look import palette, theme
from stylizer_app.ui.translate import tr
from stylizer_app.ui.widgets.basics import captions

PICTURE, TITLE, NOTE = (Qt.ItemDataRole.UserRole + step for step in range(3))

Index = QModelIndex | QPersistentModelIndex


class _Painter(QStyledItemDelegate):
    """Paints one way: its picture as a whole, its caption, a ring around where the keyboard is."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return self._view.gridSize()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: QRect = option.rect.adjusted(theme.HALF, theme.HALF, -theme.HALF, -theme.HALF)
        state: QStyle.StateFlag = option.state
        colours = palette.colours()
        image = index.data(PICTURE)
        box = QRect(cell.left(), cell.top(), cell.width(), cell.height() - caption_height(self._view.font()))
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if isinstance(image, QImage) and not image.isNull():
            size = image.size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
            box = QRect(box.center() - QRect(0, 0, size.width(), size.height()).center(), size)
            painter.drawImage(box, image)
        else:
            painter.fillRect(box, colours.color("groove"))
        current = index.row() == self._view.currentIndex().row()
        if current or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(colours.color("accent" if current else "outline"), 3 if current else 2))
            painter.drawRect(box.adjusted(-1, -1, 1, 1))
        self._caption(painter, cell, index)
        painter.restore()

    def _caption(self, painter: QPainter, cell: QRect, index: Index) -> None:
        painter.setFont(captions.caption_font(self._view.font()))
        metrics = painter.fontMetrics()
        box = QRect(cell.left(), cell.bottom() - 2 * metrics.height() + 1, cell.width(), 2 * metrics.height())
        captions.draw(painter, box, caption_of(index, metrics, cell.width()), Qt.AlignmentFlag.AlignHCenter)


def caption_of(index: Index, metrics: QFontMetrics, width: int) -> list[captions.Line]:
    """Return the lines under a picture: what it is called, and what else there is to say."""
    title = metrics.elidedText(str(index.data(TITLE)), Qt.TextElideMode.ElideRight, width)
    return [(title, "text"), (captions.in_one_line(str(index.data(NOTE)), metrics, width), "muted")]


def caption_height(font: QFont) -> int:
    """Return how high the two lines under a picture are."""
    return 2 * captions.line_height(font) + theme.HALF


class WaysList(QListWidget):
    """``left``: Escape; ``saved``: the key S; Enter and clicks activate a row."""

    left = Signal()
    saved = Signal()
    taken = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("bare", True)
        self.setAccessibleName(tr("All looks on this photo"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Painter(self))
        self.itemClicked.connect(lambda row: self.taken.emit(self.row(row)))

    def event(self, event: QEvent) -> bool:
        """Keep the keys that mean something here from the menus."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._act(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes, Escape leaves, S saves; arrows walk."""
        act = self._act(event)
        if act is not None:
            act()
        elif event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            step = -1 if (event.key() == Qt.Key.Key_Left) is self.isLeftToRight() else 1
            self.setCurrentRow(min(max(self.currentRow() + step, 0), self.count() - 1))
        else:
            super().keyPressEvent(event)

    def _act(self, event: QKeyEvent) -> Callable[[], None] | None:
        """What a key does here."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        acts: dict[Qt.Key, Callable[[], None]] = {Qt.Key.Key_Escape: self.left.emit, Qt.Key.Key_S: self.saved.emit}
        acts |= dict.fromkeys((Qt.Key.Key_Return, Qt.Key.Key_Enter), lambda: self.taken.emit(self.currentRow()))
        return acts.get(Qt.Key(event.key()))
