"""Reads the pictures of the looks one at a time while nothing else happens, so that the window is there at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QImage, QImageReader

from stylizer_app.ui.widgets.shelf.delegate import PICTURE
from stylizer_app.ui.widgets.shelf.item import ShelfItem
from stylizer_app.ui.widgets.shelf.item_list import ShelfList

PICTURE_SIDE = 256


class TileReader(QTimer):
    """Gives each row of a list its picture."""

    def __init__(self, parent: QObject, shelf: ShelfList) -> None:
        super().__init__(parent, singleShot=True, interval=0)
        self._shelf = shelf
        self._waiting: list[ShelfItem] = []
        self.timeout.connect(self._read_next)

    def read(self, items: Sequence[ShelfItem]) -> None:
        """Read the pictures of these."""
        self._waiting = list(items)
        self.start()

    def _read_next(self) -> None:
        if not self._waiting:
            return
        item = self._waiting.pop(0)
        row = self._shelf.row_of(item.key)
        if row is not None and item.path is not None:
            row.setData(PICTURE, _read_small(str(item.path)))
        self.start()


def _read_small(path: str) -> QImage:
    """Read one of our own small pictures at thumbnail size; never used for files from elsewhere."""
    reader = QImageReader(path)
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(size.scaled(PICTURE_SIDE, PICTURE_SIDE, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    return reader.read()
