"""How one painting on the shelf is drawn."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from stylizer_app.ui.look import icons, palette, theme
from stylizer_app.ui.widgets.basics import captions
from stylizer_app.ui.widgets.basics.thumbnails import paint_square

BADGE = 24
KEY, PICTURE, PREVIEW, TOLD, CREDIT, STARRED = (Qt.ItemDataRole.UserRole + step for step in range(6))
FADED = 0.3
LINES = 3
"""Of a title and, below it, painter and year."""
Index = QModelIndex | QPersistentModelIndex


def caption_height(font: QFont) -> int:
    """Return how high what stands under a picture is."""
    return LINES * captions.line_height(font) + theme.GRID


def caption_of(index: Index, metrics: QFontMetrics, width: int) -> list[captions.Line]:
    """Return the lines under a picture: its title, painter and year."""
    title = captions.wrapped(str(index.data(Qt.ItemDataRole.DisplayRole)), metrics, width, LINES - 1)
    credit, left = captions.year_together(str(index.data(CREDIT) or "")), LINES - len(title)
    under = (
        [captions.in_one_line(credit, metrics, width)] if left == 1 else captions.wrapped(credit, metrics, width, left)
    )
    return [*((line, "text") for line in title), *((line, "muted") for line in under)]


def picture_box(cell: QRect) -> QRect:
    """Return where the picture lies in a cell."""
    side = cell.width() - theme.GRID
    return QRect(cell.left() + theme.HALF, cell.top() + theme.HALF, side, side)


def badge_box(cell: QRect) -> QRect:
    """Return where the plus lies in a cell that is hovered over."""
    return QRect(picture_box(cell).topRight() + QPoint(-BADGE - 3, theme.HALF), QSize(BADGE, BADGE))


def star_box(cell: QRect) -> QRect:
    """Return where the star of a favourite lies."""
    return QRect(picture_box(cell).topLeft() + QPoint(theme.HALF, theme.HALF), QSize(BADGE, BADGE))


class ShelfDelegate(QStyledItemDelegate):
    """Paints one painting: the photo in its style if there is one, its title, a ring when it is in use."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self.active: frozenset[str] = frozenset()
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the view's own cell."""
        return self._view.gridSize()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        cell: QRect = option.rect
        state: QStyle.StateFlag = option.state
        enabled = bool(state & QStyle.StateFlag.State_Enabled)
        hovered = enabled and bool(state & QStyle.StateFlag.State_MouseOver)
        box = picture_box(cell)
        painter.save()
        painter.setOpacity(1.0 if enabled else FADED)
        self._paint_picture(painter, box, index, hovered)
        self._paint_rings(painter, box, index, bool(state & QStyle.StateFlag.State_HasFocus))
        if hovered:
            self._paint_badge(painter, badge_box(cell), "plus")
        if hovered or index.data(STARRED):
            self._paint_badge(painter, star_box(cell), "star-full" if index.data(STARRED) else "star")
        self._paint_caption(painter, QRect(box.left(), box.bottom() + theme.HALF, box.width(), cell.height()), index)
        painter.restore()

    @staticmethod
    def _paint_picture(painter: QPainter, box: QRect, index: Index, hovered: bool) -> None:
        picture, preview = index.data(PICTURE), index.data(PREVIEW)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(palette.colours().color("groove"))
        painter.drawRoundedRect(box, theme.HALF, theme.HALF)
        paint_square(painter, box, picture if preview is None else preview)
        if hovered and preview is not None and picture is not None:  # what it is learned from, beside what it does
            side = box.width() // 3
            inset = QRect(box.right() - side - 3, box.bottom() - side - 3, side, side)
            painter.setBrush(QColor(255, 255, 255))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(inset.adjusted(-2, -2, 2, 2), theme.HALF, theme.HALF)
            paint_square(painter, inset, picture)

    def _paint_rings(self, painter: QPainter, box: QRect, index: Index, focused: bool) -> None:
        shown = palette.colours()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if index.data(KEY) in self.active:
            painter.setPen(QPen(shown.color("accent"), 3))
            painter.drawRoundedRect(box.adjusted(-1, -1, 0, 0), theme.RADIUS, theme.RADIUS)
        if focused and self._view.hasFocus():
            painter.setPen(QPen(shown.color("text"), 2))
            painter.drawRoundedRect(box.adjusted(-3, -3, 2, 2), theme.RADIUS + 1, theme.RADIUS + 1)

    @staticmethod
    def _paint_badge(painter: QPainter, box: QRect, icon: str) -> None:
        shown = palette.colours()
        painter.setPen(QPen(shown.color("outline"), 1))
        painter.setBrush(shown.color("raised"))
        painter.drawEllipse(box)
        ratio = painter.device().devicePixelRatioF()
        colour = shown.color("accent" if icon == "star-full" else "text")
        painter.drawPixmap(box.adjusted(4, 4, -4, -4), icons.pixmap(icon, BADGE - 8, colour, ratio))

    def _paint_caption(self, painter: QPainter, box: QRect, index: Index) -> None:
        painter.setFont(captions.caption_font(self._view.font()))
        lines = caption_of(index, painter.fontMetrics(), box.width())
        captions.draw(painter, box, lines, Qt.AlignmentFlag.AlignLeading)
