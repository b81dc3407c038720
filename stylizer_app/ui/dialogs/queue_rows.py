"""The rows of the queue as Qt asks for them: only what is in sight is made into words and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QPoint, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap

from stylizer_app.ui.look import icons, palette
from stylizer_app.ui.signals import TypedSignal
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import Mark, QueueRow
from stylizer_app.ui.wording import duration

PHOTO, TARGET, LOOK, STATE = range(4)
THUMBNAIL = QSize(48, 48)

Index = QModelIndex | QPersistentModelIndex


class QueueRows(QAbstractTableModel):
    """``picture_wanted``: a photo has come into sight whose small picture was not brought yet."""

    picture_wanted = TypedSignal[Path]()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[QueueRow] = []
        self._folder: Path | None = None
        self._pictures: dict[Path, QIcon] = {}
        self._blank = _absent()

    def show(self, rows: Sequence[QueueRow], folder: Path | None) -> None:
        """Show all rows, with the names of results below this folder."""
        self.beginResetModel()
        self.rows, self._folder = list(rows), folder
        self.endResetModel()

    def show_row(self, number: int, row: QueueRow) -> None:
        """Show what became of one row."""
        self.rows[number] = row
        self.dataChanged.emit(self.index(number, PHOTO), self.index(number, STATE))

    def show_picture(self, photo: Path, image: QImage) -> None:
        """Show a photo's small picture wherever it stands."""
        self._pictures[photo] = QIcon(QPixmap.fromImage(image))
        if self.rows:
            self.dataChanged.emit(
                self.index(0, PHOTO), self.index(len(self.rows) - 1, PHOTO), [Qt.ItemDataRole.DecorationRole]
            )

    def rowCount(self, parent: Index | None = None) -> int:
        """How many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Photo, result, look and state."""
        return 0 if parent is not None and parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What stands above the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (tr("Photo"), tr("Becomes"), tr("Look"), tr("State"))[section]
        return super().headerData(section, orientation, role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What stands in a cell."""
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return {PHOTO: str(row.photo), TARGET: str(row.target), STATE: row.error}.get(column)
        if role == Qt.ItemDataRole.DecorationRole and column == PHOTO:
            return self._picture(row.photo)
        return None

    def _text(self, row: QueueRow, column: int) -> str:
        if column == STATE:
            return _state(row)
        return (row.photo.name, _below(self._folder, row.target), row.look)[column]

    def _picture(self, photo: Path) -> QIcon:
        if photo not in self._pictures:
            self._pictures[photo] = self._blank
            self.picture_wanted.emit(photo)
        return self._pictures[photo]


def _state(row: QueueRow) -> str:
    """How far one picture is."""
    words = {Mark.WAITING: tr("Waiting"), Mark.DONE: tr("Painted"), Mark.FAILED: tr("Failed: {reason}")}
    words[Mark.PAINTING] = tr("Painting: {percent} %")
    text = words[row.state].format(reason=row.error, percent=round(100 * row.fraction))
    return text if row.remaining is None else text + tr(", {time} left").format(time=duration(row.remaining))


def _below(folder: Path | None, target: Path) -> str:
    """A result's name, with the folders that are mirrored."""
    return str(target.relative_to(folder)) if folder is not None and folder in target.parents else target.name


def _absent() -> QIcon:
    """What stands in the place of a picture that is not there, be it yet or at all; seen in both themes."""
    ratio, side = 2.0, THUMBNAIL.height() // 2
    blank = QPixmap(THUMBNAIL * ratio)
    blank.setDevicePixelRatio(ratio)
    blank.fill(Qt.GlobalColor.transparent)
    with QPainter(blank) as painter:
        corner = QPoint((THUMBNAIL.width() - side) // 2, (THUMBNAIL.height() - side) // 2)
        painter.drawPixmap(corner, icons.pixmap("photo", side, palette.colours().color("outline"), ratio))
    return QIcon(blank)
