"""The queue as a table: what waits, what is being painted, what became of the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QIcon, QImage, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from stylizer_app.imaging.formats import CLIP_SUFFIXES, READABLE_SUFFIXES
from stylizer_app.ui.dialogs import parts
from stylizer_app.ui.dialogs.queue_manner import MannerFields
from stylizer_app.ui.look import theme
from stylizer_app.ui.signals import TypedSignal
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import Manner, Mark, QueueRow
from stylizer_app.ui.widgets.basics import mime
from stylizer_app.ui.wording import duration

PHOTO, TARGET, LOOK, STATE = range(4)
THUMBNAIL = QSize(48, 48)
SIZE = QSize(920, 640)


class QueueDialog(QDialog):
    """Shows the queue and says what is wanted of it; it decides nothing."""

    added = TypedSignal[Sequence[Path]]()
    folder_chosen = TypedSignal[Path]()
    removed = TypedSignal[Sequence[int]]()
    moved = Signal(int, int)
    start_requested = Signal()
    pause_requested = Signal()
    cancel_requested = Signal()
    retry_requested = Signal()

    def __init__(self, manner: Manner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Queue"))
        self.setAcceptDrops(True)
        self.resize(SIZE)
        self.running = False
        self._pictures: dict[Path, QIcon] = {}
        blank = QPixmap(THUMBNAIL)
        blank.fill(Qt.GlobalColor.transparent)
        self._blank = QIcon(blank)
        self.folder = parts.label("", "muted")
        self.elsewhere = self._button(tr("Choose…"), self._choose_folder)
        self.manner = MannerFields(manner)
        self.table = self._table()
        self.outlook = parts.label("", "muted")
        self.hint = parts.label(
            tr("Drop photos or folders here. Each is painted as is chosen in the window now."), "muted"
        )
        self._buttons()
        self._arrange()
        QShortcut(QKeySequence.StandardKey.Delete, self.table, self._remove)
        self.show_rows((), running=False, folder=None)

    def show_rows(self, rows: Sequence[QueueRow], *, running: bool, folder: Path | None) -> None:
        """Show all rows; what was selected stays so."""
        selected, self.running = self.selected, running
        self.table.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for column, text in enumerate((row.photo.name, _below(folder, row.target), row.look)):
                _item(self.table, number, column).setText(text)
            photo = _item(self.table, number, PHOTO)
            photo.setIcon(self._pictures.get(row.photo, self._blank))
            photo.setToolTip(str(row.photo))
            photo.setData(Qt.ItemDataRole.UserRole, row.photo)
            _item(self.table, number, TARGET).setToolTip(str(row.target))
            self.show_row(number, row)
        self.select(selected)
        self.folder.setText(str(folder) if folder else tr("a folder beside the first photo"))
        self._enable(rows)

    def show_row(self, number: int, row: QueueRow) -> None:
        """Show how far one picture is."""
        words = {Mark.WAITING: tr("Waiting"), Mark.DONE: tr("Painted"), Mark.FAILED: tr("Failed: {reason}")}
        words[Mark.PAINTING] = tr("Painting: {percent} %")
        text = words[row.state].format(reason=row.error, percent=round(100 * row.fraction))
        if row.remaining is not None:
            text += tr(", {time} left").format(time=duration(row.remaining))
        item = _item(self.table, number, STATE)
        item.setText(text)
        item.setToolTip(row.error)
        self.table.resizeRowToContents(number)

    def show_thumbnail(self, photo: Path, image: QImage) -> None:
        """Show a photo's small picture wherever it stands."""
        self._pictures[photo] = QIcon(QPixmap.fromImage(image))
        for number in range(self.table.rowCount()):
            item = _item(self.table, number, PHOTO)
            if item.data(Qt.ItemDataRole.UserRole) == photo:
                item.setIcon(self._pictures[photo])

    @property
    def selected(self) -> list[int]:
        """The rows that are selected, from top to bottom."""
        return sorted({index.row() for index in self.table.selectedIndexes()})

    def select(self, rows: Sequence[int]) -> None:
        """Select these rows and no others."""
        flags = QItemSelectionModel.SelectionFlag
        self.table.clearSelection()
        for row in rows:
            self.table.selectionModel().select(self.table.model().index(row, PHOTO), flags.Select | flags.Rows)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        if mime.offer_of(event.mimeData()).files:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on what was dropped."""
        self.added.emit(mime.offer_of(event.mimeData()).files)
        event.acceptProposedAction()

    def _table(self) -> QTableWidget:
        table = QTableWidget(0, 4)
        table.setHorizontalHeaderLabels([tr("Photo"), tr("Becomes"), tr("Look"), tr("State")])
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setIconSize(THUMBNAIL)
        table.setShowGrid(False)
        table.setAccessibleName(tr("Queue"))
        table.setTabKeyNavigation(False)
        table.setAcceptDrops(False)
        table.verticalHeader().hide()
        table.verticalHeader().setMinimumSectionSize(THUMBNAIL.height() + theme.GRID)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.itemSelectionChanged.connect(self._selection_changed)
        return table

    def _button(self, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: act())
        return button

    def _buttons(self) -> None:
        self.add_photos = self._button(tr("Add photos…"), self._choose_photos)
        add_folder = tr("Add a folder…")
        self.add_folder = self._button(
            add_folder, lambda: self._ask_folder(add_folder, lambda folder: self.added.emit([folder]))
        )
        self.remove = self._button(tr("Remove"), self._remove)
        self.up = self._button(tr("Up"), lambda: self._move(-1))
        self.down = self._button(tr("Down"), lambda: self._move(1))
        self.retry = self._button(tr("Retry failed"), self.retry_requested.emit)
        self.cancel = self._button(tr("Stop"), self.cancel_requested.emit)
        self.start = self._button(tr("Start"), self._start_or_pause)
        self.start.setProperty("primary", True)

    def _arrange(self) -> None:
        column = parts.column(self)
        where, editing, running = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for widget in (parts.label(tr("Results go to:")), self.folder, self.elsewhere):
            where.addWidget(widget)
        where.addStretch()
        for button in (self.add_photos, self.add_folder, self.remove, self.up, self.down):
            editing.addWidget(button)
        editing.addStretch()
        running.addStretch()
        for button in (self.retry, self.cancel, self.start):
            running.addWidget(button)
        column.addLayout(where)
        column.addWidget(self.manner)
        column.addWidget(self.table, 1)
        column.addWidget(self.hint)
        column.addWidget(self.outlook)
        column.addLayout(editing)
        column.addLayout(running)

    def _enable(self, rows: Sequence[QueueRow]) -> None:
        states = [row.state for row in rows]
        self.start.setText(tr("Pause") if self.running else tr("Start"))
        self.start.setEnabled(self.running or Mark.WAITING in states)
        self.cancel.setEnabled(Mark.PAINTING in states)
        self.retry.setEnabled(Mark.FAILED in states)
        self.elsewhere.setEnabled(not {Mark.PAINTING, Mark.WAITING} & set(states))
        self._selection_changed()

    def _selection_changed(self) -> None:
        selected = self.selected
        self.remove.setEnabled(bool(selected))
        self.up.setEnabled(len(selected) == 1 and selected[0] > 0)
        self.down.setEnabled(len(selected) == 1 and selected[0] < self.table.rowCount() - 1)

    def _start_or_pause(self) -> None:
        (self.pause_requested if self.running else self.start_requested).emit()

    def _remove(self) -> None:
        self.removed.emit(self.selected)

    def _move(self, by: int) -> None:
        for row in self.selected:
            self.moved.emit(row, by)

    def _choose_photos(self) -> None:
        patterns = " ".join(f"*{suffix}" for suffix in (*READABLE_SUFFIXES, *CLIP_SUFFIXES))
        dialog = QFileDialog(self, tr("Add photos…"), "", f"{tr('Pictures and clips')} ({patterns})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda files: self.added.emit([Path(file) for file in files]))
        parts.open_dialog(dialog)

    def _choose_folder(self) -> None:
        self._ask_folder(tr("Folder to save in"), self.folder_chosen.emit)

    def _ask_folder(self, title: str, chosen: Callable[[Path], None]) -> None:
        dialog = QFileDialog(self, title, "")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.filesSelected.connect(lambda folders: chosen(Path(folders[0])))
        parts.open_dialog(dialog)


def _item(table: QTableWidget, row: int, column: int) -> QTableWidgetItem:
    """The cell, made if it is not there yet; nobody writes into it."""
    item = table.item(row, column)
    if item is None:
        item = QTableWidgetItem()
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        table.setItem(row, column, item)
    return item


def _below(folder: Path | None, target: Path) -> str:
    """A result's name, with the folders that are mirrored."""
    return str(target.relative_to(folder)) if folder is not None and folder in target.parents else target.name
