"""A flow of paintings as thumbnails, as high as its rows: chosen by click or key, dragged to the mixer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QDrag,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QFrame, QListView, QListWidget, QListWidgetItem, QMenu, QSizePolicy, QWidget

from stylizer_app.choices.own_looks import is_look
from stylizer_app.ui.look import icons, theme
from stylizer_app.ui.translate import tr
from stylizer_app.ui.widgets.basics.thumbnails import square, style_mime
from stylizer_app.ui.widgets.shelf.delegate import (
    KEY,
    PICTURE,
    PREVIEW,
    TOLD,
    ShelfDelegate,
    badge_box,
    caption_height,
    star_box,
)
from stylizer_app.ui.widgets.shelf.item import ShelfItem, is_said_of, row_for

LEAST_CELL, MOST_CELL = 118, 148
"""Width of a cell in pixels: that of its picture and 8 more."""
INSET = 6
"""Pixels from the list's edge to its pictures: room for the ring of the focus."""
DRAGGED = 64
BY_KEY = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason}
"""How the keyboard arrives."""
ENABLED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled


class ShelfList(QListWidget):
    """``chosen``: use this painting alone; ``added``: take it into the mixture; ``removed``: off the shelf;

    ``starred``: make it a favourite, or one no more; ``renamed``, ``shared``: give a look of one's own another name, or
    write it to a file.

    ``reached``: the keyboard went to another painting, and it should be seen; the mouse is where it is.
    ``left_upwards`` and ``left_downwards``: an arrow key asks for the neighbouring list.
    """

    chosen = Signal(str)
    added = Signal(str)
    removed = Signal(str)
    renamed = Signal(str)
    shared = Signal(str)
    starred = Signal(str)
    reached = Signal()
    left_upwards = Signal()
    left_downwards = Signal()

    def __init__(self, name: str, removable: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._removable = removable
        self.setProperty("bare", True)
        self.setAccessibleName(name)
        self._set_up()
        self._room = 2 * LEAST_CELL
        self._favourites: frozenset[str] = frozenset()
        self._items: list[ShelfItem] = []
        self._pressed: object = None
        self._painter = ShelfDelegate(self)
        self.setItemDelegate(self._painter)

    def _set_up(self) -> None:
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setDragEnabled(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_items(self, items: Sequence[ShelfItem]) -> None:
        """Show these paintings instead, the favourites among them first."""
        before = {row.data(KEY): row for row in (self.item(index) for index in range(self.count()))}
        pictures = {key: (row.data(PICTURE), row.data(PREVIEW)) for key, row in before.items()}
        current = self.currentItem().data(KEY) if self.currentRow() >= 0 else None
        self.clear()
        self._items = list(items)
        for item in sorted(items, key=lambda item: item.key not in self._favourites):
            row = row_for(item, starred=item.key in self._favourites)
            picture, preview = pictures.get(item.key, (None, None))
            row.setData(PICTURE, item.image or picture)
            row.setData(PREVIEW, preview)
            self.addItem(row)
            if item.key == current:
                self.setCurrentItem(row)
        self._fit()

    def set_favourites(self, keys: Collection[str]) -> None:
        """Put these first, with a star; what can be chosen and what is hidden stays so."""
        if frozenset(keys) != self._favourites:
            self._favourites = frozenset(keys)
            flags = {row.data(KEY): (row.flags(), row.toolTip(), row.isHidden()) for row in self._rows()}
            self.set_items(self._items)
            for row in self._rows():
                enabled, told, hidden = flags[row.data(KEY)]
                row.setFlags(enabled)
                row.setToolTip(told)
                row.setHidden(hidden)
            self._fit()

    def narrow(self, words: str, wanted: Callable[[ShelfItem], bool]) -> int:
        """Show only wanted paintings that these words are said of; return how many there are."""
        kept = {item.key for item in self._items if wanted(item) and is_said_of(item, words)}
        for row in self._rows():
            row.setHidden(row.data(KEY) not in kept)
        if self.currentRow() >= 0 and self.currentItem().isHidden():
            self.setCurrentRow(-1)
        self._fit()
        return len(kept)

    def shown(self) -> list[QListWidgetItem]:
        """Return the rows that are not hidden, in order."""
        return [row for row in self._rows() if not row.isHidden()]

    def _rows(self) -> list[QListWidgetItem]:
        return [self.item(index) for index in range(self.count())]

    def row_of(self, key: str) -> QListWidgetItem | None:
        """Return the row of a painting."""
        return next((row for row in self._rows() if row.data(KEY) == key), None)

    def set_enabled(self, keys: Collection[str], reason: str) -> None:
        """Let these paintings be chosen and no others; the others' tooltips say why not."""
        for row in self._rows():
            enabled = row.data(KEY) in keys
            row.setFlags(ENABLED if enabled else Qt.ItemFlag.NoItemFlags)
            row.setToolTip(row.data(TOLD) if enabled else f"{row.data(TOLD)}\n{reason}")

    def set_active(self, keys: frozenset[str]) -> None:
        """Mark what the result is painted with."""
        self._painter.active = keys
        self.viewport().update()

    def fit_to(self, width: int) -> None:
        """Share this width among as many columns as fit.

        Not the list's own: that depends on whether a scroll bar stands beside it, which depends on the rows' height.
        """
        self._room = width
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Make room for another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        width = self._room - 2 * self.frameWidth()
        columns = max(2, width // LEAST_CELL)
        side = max(LEAST_CELL // 2, min(MOST_CELL, (width - 1) // columns))
        caption = caption_height(self.font())
        self.setGridSize(QSize(side, side + caption))
        rows = -(-len(self.shown()) // columns)
        self.setFixedHeight(rows * (side + caption) + 2 * self.frameWidth() + theme.HALF)
        self.setFixedWidth(max(1, columns * side + 1 + 2 * self.frameWidth()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or Space uses a painting, + mixes it in, * makes it a favourite, Delete takes one's own away.

        Arrows leave at the edges.
        """
        before = self.currentRow()
        press = _actions(self, removable=self._removable).get(event.key())
        if before >= 0 and press is not None and self.item(before).flags() & Qt.ItemFlag.ItemIsEnabled:
            press(str(self.item(before).data(KEY)))
            return
        super().keyPressEvent(event)
        if self.currentRow() != before:
            self.reached.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        elif event.key() == Qt.Key.Key_Up:
            self.left_upwards.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember what is pressed: a click is about that, and about nothing that lies there when it ends."""
        self._pressed = self.indexAt(event.position().toPoint()).data(KEY)
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click uses a painting; on the plus, or with Ctrl, it is mixed in; the star makes it a favourite."""
        was_drag = self.state() == QListWidget.State.DraggingState
        super().mouseReleaseEvent(event)
        where = event.position().toPoint()
        index = self.indexAt(where)
        if not index.flags() & Qt.ItemFlag.ItemIsEnabled or was_drag or event.button() != Qt.MouseButton.LeftButton:
            return
        cell, key = self.visualRect(index), str(index.data(KEY))
        if key != self._pressed:
            return
        if star_box(cell).contains(where):
            self.starred.emit(key)
            return
        on_badge = badge_box(cell).contains(where)
        mixes = on_badge or bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        (self.added if mixes else self.chosen).emit(key)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer in words what click, plus and Delete do."""
        index = self.indexAt(event.pos())
        if index.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.menu_for(str(index.data(KEY))).popup(event.globalPos())

    def menu_for(self, key: str) -> QMenu:
        """Return what can be done with one painting."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        star = tr("No favourite any more") if key in self._favourites else tr("Make it a favourite")
        entries = [
            ("painting", tr("Paint with this"), self.chosen),
            ("plus", tr("Add to the mixture"), self.added),
            ("star", star, self.starred),
        ]
        if is_look(Path(key)):
            entries.append(("rename", tr("Rename…"), self.renamed))
            entries.append(("save", tr("Save as a file to share…"), self.shared))
        if self._removable:
            entries.append(("trash", tr("Remove from the shelf"), self.removed))
        for icon, text, signal in entries:
            action = QAction(text, menu)
            icons.bind(action, icon)
            action.triggered.connect(lambda _checked=False, signal=signal: signal.emit(key))
            menu.addAction(action)
        return menu

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Drag the painting itself."""
        if self.currentRow() < 0:
            return
        row, drag = self.currentItem(), QDrag(self)
        drag.setMimeData(style_mime(str(row.data(KEY))))
        picture = row.data(PICTURE)
        if isinstance(picture, QImage):
            drag.setPixmap(square(picture, DRAGGED, self.devicePixelRatioF()))
            drag.setHotSpot(QPoint(DRAGGED // 2, DRAGGED // 2))
        drag.exec(Qt.DropAction.CopyAction)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have a current painting as soon as the keyboard arrives."""
        super().focusInEvent(event)
        if self.currentRow() < 0 and self.count():
            self.setCurrentRow(0)
        if event.reason() in BY_KEY:
            self.reached.emit()
        self.viewport().update()


def _actions(shelf: ShelfList, *, removable: bool) -> dict[int, Callable[[str], None]]:
    """What each key does with a painting."""
    uses = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
    actions: dict[int, Callable[[str], None]] = dict.fromkeys(uses, shelf.chosen.emit)
    actions[Qt.Key.Key_Plus] = shelf.added.emit
    actions[Qt.Key.Key_Asterisk] = shelf.starred.emit
    if removable:
        actions[Qt.Key.Key_Delete] = shelf.removed.emit
    return actions
