"""The style shelf: the looks and the person's own paintings, searched and grouped, and "Surprise me"."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from stylizer_app.ui.look import theme
from stylizer_app.ui.translate import tr
from stylizer_app.ui.widgets.basics.buttons import tool_button
from stylizer_app.ui.widgets.basics.thumbnails import ElidedButton, ElidedLabel
from stylizer_app.ui.widgets.shelf.delegate import KEY, PICTURE, PREVIEW
from stylizer_app.ui.widgets.shelf.finder import (
    ALL,
    FAVOURITES,
    OWN,
    PAINTINGS,
    TECHNIQUES,
    Finder,
    nothing_found,
)
from stylizer_app.ui.widgets.shelf.item import ShelfItem, is_called, starter_items
from stylizer_app.ui.widgets.shelf.item_list import INSET, ShelfList
from stylizer_app.ui.widgets.shelf.tiles import TileReader

log = logging.getLogger(__name__)


class Shelf(QWidget):
    """Reports keys: a look's name, or for the person's own painting its path.

    ``in_sight_changed``: which can be seen now, from top to bottom. Pictures of looks are read one at a time while
    nothing else happens, so that the window is there at once.
    """

    style_chosen = Signal(str)
    style_added_to_mix = Signal(str)
    own_removed = Signal(str)
    own_renamed = Signal(str)
    own_shared = Signal(str)
    starred = Signal(str)
    surprise_requested = Signal()
    looks_requested = Signal()
    in_sight_changed = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finder = Finder()
        self.starters = ShelfList(tr("Looks"))
        self.own = ShelfList(tr("Mine"), removable=True)
        self.looks = tool_button("grid", tr("All looks on this photo (L)"))
        self.surprise = tool_button("surprise", tr("Surprise me: paint with a random painting"))
        self.surprise.setAccessibleName(tr("Surprise me"))
        self.nothing = QLabel(wordWrap=True)
        self.keep = ElidedButton(tr("Save as my look…"))
        self.keep.setProperty("chip", True)
        self.keep.setToolTip(tr("Keep these paintings, their shares and all sliders under a name (Ctrl+D)"))
        self._own_title = ElidedLabel(tr("Mine"))
        self._favourites: frozenset[str] = frozenset()
        self._active: tuple[str, ...] = ()
        self._awaited = ("", "")
        self._tiles = TileReader(self, self.starters)
        self._looking = QTimer(self, singleShot=True, interval=0)
        self._looking.timeout.connect(lambda: self.in_sight_changed.emit(self.in_sight()))
        self._arrange()
        self._connect()
        self.set_own(())
        items = starter_items()
        self.starters.set_items(items)
        self._narrow()
        self._tiles.read(items)

    @property
    def lists(self) -> tuple[ShelfList, ShelfList]:
        """The looks, and the person's own paintings."""
        return self.starters, self.own

    def _arrange(self) -> None:
        self._own_title.setProperty("role", "heading")
        self.nothing.setProperty("role", "muted")
        self.nothing.setContentsMargins(INSET, 0, 0, 0)
        head = QHBoxLayout()
        head.setContentsMargins(INSET, 0, 0, 0)
        head.setSpacing(theme.HALF)
        head.addWidget(self.finder.field, 1)
        head.addWidget(self.looks)
        head.addWidget(self.surprise)
        self._inner = QWidget()
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.HALF)
        self._own_head = QWidget()
        own_head = QHBoxLayout(self._own_head)
        own_head.setContentsMargins(INSET, 0, 0, 0)
        own_head.addWidget(self._own_title, 1)
        own_head.addWidget(self.keep)
        for widget in (self.starters, self._own_head, self.own, self.nothing):
            column.addWidget(widget)
        column.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.GRID)
        outer.addLayout(head)
        self.finder.setContentsMargins(INSET, 0, 0, 0)
        outer.addWidget(self.finder)
        self.page = QScrollArea(widgetResizable=True)
        self.page.setProperty("panel", True)
        self.page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page.setWidget(self._inner)
        outer.addWidget(self.page, 1)

    def _connect(self) -> None:
        for shelf in self.lists:
            shelf.chosen.connect(self.style_chosen)
            shelf.added.connect(self.style_added_to_mix)
            shelf.starred.connect(self.starred)
            shelf.reached.connect(lambda shelf=shelf: self._reveal(shelf))
        self.own.removed.connect(self.own_removed)
        self.own.renamed.connect(self.own_renamed)
        self.own.shared.connect(self.own_shared)
        self.starters.left_downwards.connect(lambda: self._go(self.own))
        self.own.left_upwards.connect(lambda: self._go(self.starters))
        self.surprise.clicked.connect(self.surprise_requested)
        self.looks.clicked.connect(self.looks_requested)
        self.finder.changed.connect(self._narrow)
        self.finder.left_downwards.connect(self._go_to_first)
        self.page.verticalScrollBar().valueChanged.connect(lambda _value: self._looking.start())

    def _go(self, shelf: ShelfList) -> None:
        if shelf.isVisible() and shelf.shown():
            shelf.setFocus(Qt.FocusReason.TabFocusReason)

    def _go_to_first(self) -> None:
        """From the search to the painting that is called so, or else to the first that was found."""
        found = [(shelf, row) for shelf in self.lists for row in shelf.shown()]
        if found:
            shelf, row = next((one for one in found if is_called(one[1].text(), self.finder.words)), found[0])
            shelf.setCurrentItem(row)
            self._go(shelf)

    def _narrow(self) -> None:
        """Show what is looked for, of the group that was chosen."""
        words, group = self.finder.words, self.finder.group
        wanted: dict[ShelfList, Callable[[ShelfItem], bool]] = {
            self.starters: lambda item: group in {ALL, TECHNIQUES if not item.credit else PAINTINGS},
            self.own: lambda _item: group in {ALL, OWN},
        }
        if group == FAVOURITES:
            wanted = dict.fromkeys(self.lists, lambda item: item.key in self._favourites)
        found = {shelf: shelf.narrow(words, wanted[shelf]) for shelf in self.lists}
        self.starters.setVisible(bool(found[self.starters]))
        self.own.setVisible(bool(found[self.own]))
        self._own_head.setVisible(group in {ALL, OWN} and (bool(found[self.own]) or not words.strip()))
        self.nothing.setVisible(not any(found.values()))
        self.nothing.setText(nothing_found(words, group))
        self._looking.start()

    def _reveal(self, shelf: ShelfList) -> None:
        """Scroll to the painting that the keyboard went to."""
        if shelf.currentRow() >= 0:
            centre = shelf.mapTo(self._inner, shelf.visualItemRect(shelf.currentItem()).center())
            self.page.ensureVisible(centre.x(), centre.y(), 0, shelf.gridSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the scroll bar whether it is there or not."""
        super().resizeEvent(event)
        room = self.width() - self.page.verticalScrollBar().sizeHint().width()
        for shelf in self.lists:
            shelf.fit_to(room)
        self._looking.start()

    def in_sight(self) -> list[str]:
        """Return the keys of what can be seen now."""
        port = self.page.viewport()
        found = []
        for shelf in self.lists:
            for row in shelf.shown() if shelf.isVisible() else ():
                box = shelf.visualItemRect(row)
                top = shelf.viewport().mapTo(port, box.topLeft()).y() if port.isAncestorOf(shelf) else 0
                if top < port.height() and top + box.height() > 0:
                    found.append(str(row.data(KEY)))
        return found

    def set_own(self, items: Sequence[ShelfItem]) -> None:
        """Show the person's own paintings, newest first."""
        self.own.set_items(items)
        self._narrow()
        if self._awaited[0]:
            self.reveal(*self._awaited)

    def set_favourites(self, keys: Iterable[str]) -> None:
        """Put these first, with a star."""
        self._favourites = frozenset(keys)
        for shelf in self.lists:
            shelf.set_favourites(self._favourites)
        self._narrow()

    def set_paintable(self, names: Collection[str]) -> None:
        """Show which looks the networks can paint; the others cannot be chosen."""
        reason = tr("The networks in use were not taught this look. Choose others in the preferences.")
        self.starters.set_enabled(names, reason)

    def set_active(self, keys: Iterable[str]) -> None:
        """Mark the paintings that are in use."""
        before, self._active = self._active, tuple(keys)
        for shelf in self.lists:
            shelf.set_active(frozenset(self._active))
        new = next((key for key in self._active if key not in before), "")
        if new:
            self.reveal(new)

    def reveal(self, key: str, group: str = "") -> None:
        """Let a tile be seen, whatever is looked for, in a group if one is named; one still to come, when it comes."""
        self._awaited = key, group
        shelf = next((shelf for shelf in self.lists if shelf.row_of(key)), None)
        row = shelf.row_of(key) if shelf is not None else None
        if shelf is None or row is None:
            return
        self._awaited = "", ""
        if row.isHidden() or group:
            self.finder.look_for("", group or self.finder.group)
        if row.isHidden():
            self.finder.look_for("", ALL)
        if group:
            shelf.setCurrentItem(row)
        if key not in self.in_sight():
            centre = shelf.mapTo(self._inner, shelf.visualItemRect(row).center())
            self.page.ensureVisible(centre.x(), centre.y(), 0, shelf.gridSize().height())

    def set_preview(self, name: str, image: QImage) -> None:
        """Show what a style does to the current photo instead of the painting itself."""
        for shelf in self.lists:
            row = shelf.row_of(name)
            if row is not None:
                row.setData(PREVIEW, image)

    def clear_previews(self) -> None:
        """Show the paintings themselves: the photo is another one or gone."""
        for shelf in self.lists:
            for index in range(shelf.count()):
                shelf.item(index).setData(PREVIEW, None)

    def picture(self, key: str) -> QImage | None:
        """Return the small picture of a painting on the shelf, if it is there and read."""
        row = self.starters.row_of(key) or self.own.row_of(key)
        picture = None if row is None else row.data(PICTURE)
        return picture if isinstance(picture, QImage) else None

    def keys(self) -> list[str]:
        """Return every painting on the shelf, in order."""
        return [str(shelf.item(i).data(KEY)) for shelf in self.lists for i in range(shelf.count())]
