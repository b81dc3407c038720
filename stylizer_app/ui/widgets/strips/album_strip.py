"""The album's photos above the canvas: look at each with the current choices, save all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from stylizer_app.ui.look import icons, theme
from stylizer_app.ui.signals import TypedSignal
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import Mark
from stylizer_app.ui.widgets.basics.buttons import tool_button
from stylizer_app.ui.widgets.strips.strip import Strip


class AlbumStrip(QWidget):
    """Hidden as long as the album is empty. Delete takes a photo out of it."""

    chosen = TypedSignal[Path]()
    removed = TypedSignal[Path]()
    save_all_requested = Signal()
    close_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photos: tuple[Path, ...] = ()
        self.strip = Strip(tr("Album"))
        self.save_all = QPushButton(tr("Save all…"))
        self.save_all.setToolTip(tr("Paint every photo of the album with the current choices and save them"))
        icons.bind(self.save_all, "save")
        self.save_all.clicked.connect(self.save_all_requested)
        self.close_button = tool_button("close", tr("Close album"), size=16, colour="muted")
        self.close_button.clicked.connect(self.close_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        row.addWidget(self.strip, 1)
        row.addWidget(self.save_all)
        row.addWidget(self.close_button)
        self.strip.chosen.connect(self._choose)
        self.strip.menu_requested.connect(lambda row, where: self.menu(row).popup(where))
        self.hide()

    def show_photos(self, photos: Sequence[Path], current: Path | None) -> None:
        """Show these photos, one of them marked."""
        if tuple(photos) != self._photos:
            self._build(tuple(photos))
        self.strip.select(self._photos.index(current) if current in self._photos else -1)
        self.setVisible(bool(photos))

    def show_thumbnail(self, path: Path, image: QImage) -> None:
        """Give one photo its picture."""
        if path in self._photos:
            self.strip.set_image(self._photos.index(path), image)

    def show_mark(self, path: Path, mark: Mark | None) -> None:
        """Say what becomes of one photo while all are saved, or that it is broken."""
        if path in self._photos:
            words = {
                Mark.WAITING: tr("waiting"),
                Mark.PAINTING: tr("being painted"),
                Mark.DONE: tr("saved"),
                Mark.FAILED: tr("not saved"),
                Mark.BROKEN: tr("cannot be read"),
            }
            text = f"{path.name}: {words[mark]}" if mark else path.name
            self.strip.set_mark(self._photos.index(path), mark, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the marked photo out of the album; its file stays."""
        row = self.strip.currentRow()
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and 0 <= row < len(self._photos):
            self.removed.emit(self._photos[row])
        else:
            super().keyPressEvent(event)

    def menu(self, row: int) -> QMenu:
        """Return what can be done with one of the photos."""
        menu, path = QMenu(self), self._photos[row]
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        icons.bind(menu.addAction(tr("Show"), lambda: self.chosen.emit(path)), "photo")
        icons.bind(menu.addAction(tr("Take out of the album"), lambda: self.removed.emit(path)), "close")
        menu.addSeparator()
        icons.bind(menu.addAction(tr("Save all…"), self.save_all_requested.emit), "save")
        icons.bind(menu.addAction(tr("Close album"), self.close_requested.emit), "album")
        return menu

    def _build(self, photos: tuple[Path, ...]) -> None:
        stay = [(index, path) for index, path in enumerate(self._photos) if path in photos]
        kept = {path: self.strip.item(index).clone() for index, path in stay}  # a clone that no list takes is lost
        self.strip.clear()
        for path in photos:
            if path in kept:
                self.strip.addItem(kept[path])
            else:
                self.strip.add(path, path.name, None)
        self._photos = photos

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._photos):
            self.chosen.emit(self._photos[row])
