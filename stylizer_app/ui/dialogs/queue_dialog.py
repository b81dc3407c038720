"""The queue as a table: what waits, what is being painted, what became of the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QStackedWidget, QWidget

from stylizer_app.imaging.formats import CLIP_SUFFIXES, READABLE_SUFFIXES
from stylizer_app.ui.dialogs import parts
from stylizer_app.ui.dialogs.queue_empty import EmptyQueue
from stylizer_app.ui.dialogs.queue_manner import MannerFields
from stylizer_app.ui.dialogs.queue_rows import QueueRows
from stylizer_app.ui.dialogs.queue_standing import StandingLine
from stylizer_app.ui.dialogs.queue_table import QueueTable
from stylizer_app.ui.look import theme
from stylizer_app.ui.signals import TypedSignal
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import Manner, Mark, QueueRow
from stylizer_app.ui.widgets.basics import mime

SIZE = QSize(920, 640)


class QueueDialog(QDialog):
    """Shows the queue and says what is wanted of it; it decides nothing. ``standing`` is told whom to ask."""

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
        self.model = QueueRows(self)
        self.folder = parts.label("", "muted")
        self.elsewhere = self._button(tr("Choose…"), self._choose_folder)
        self.manner = MannerFields(manner)
        self.table = QueueTable(self.model)
        self.table.changed.connect(self._selection_changed)
        self.standing = StandingLine()
        self.standing.failed.clicked.connect(self.table.show_failed)
        self.outlook = parts.label("", "muted")
        self.empty, self._pages = EmptyQueue(), QStackedWidget()
        self._buttons()
        self._arrange()
        self.empty.photos.setFocus()
        QShortcut(QKeySequence.StandardKey.Delete, self.table, self._remove)
        self.show_rows((), running=False, folder=None)

    def show_rows(self, rows: Sequence[QueueRow], *, running: bool, folder: Path | None) -> None:
        """Show all rows; what was selected stays so."""
        selected, stopped = self.table.selected, self.running and not running
        self.running = running
        self.model.show(rows, folder)
        self.table.select(selected)
        self.folder.setText(str(folder) if folder else tr("a folder beside the first photo"))
        self._enable(rows)
        self.table.fit()
        if stopped and self.standing.ask().over:
            self.table.scroll_to_failed()

    def show_row(self, number: int, row: QueueRow) -> None:
        """Show how far one picture is."""
        before = self.model.rows[number].state
        self.model.show_row(number, row)
        self.table.fit()
        self.standing.follow()
        if row.state is not before:
            self._selection_changed()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        if mime.offer_of(event.mimeData()).files:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on what was dropped."""
        self.added.emit(mime.offer_of(event.mimeData()).files)
        event.acceptProposedAction()

    def _button(self, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: act())
        return button

    def _buttons(self) -> None:
        self.add_photos = self._button(tr("Add photos…"), self._choose_photos)
        self.add_folder = self._button(tr("Add a folder…"), self._choose_folder_to_add)
        self.empty.photos.clicked.connect(self._choose_photos)
        self.empty.folder.clicked.connect(self._choose_folder_to_add)
        self.remove = self._button(tr("Remove"), self._remove)
        self.up = self._button(tr("Up"), lambda: self._move(-1))
        self.down = self._button(tr("Down"), lambda: self._move(1))
        self.retry = self._button(tr("Retry failed"), self.retry_requested.emit)
        self.cancel = self._button(tr("Stop"), self.cancel_requested.emit)
        self.start = self._button(tr("Start"), self._start_or_pause)
        self.start.setProperty("primary", True)

    def _arrange(self) -> None:
        column = parts.column(self)
        what = tr(
            "Paints many photos and clips one after another while you go on working, "
            "each with what is chosen in the window when you add it."
        )
        where, foot = QHBoxLayout(), QHBoxLayout()
        for widget in (parts.label(tr("Results go to")), self.folder, self.elsewhere):
            where.addWidget(widget)
        where.addStretch()
        self._editing = (self.add_photos, self.add_folder, self.remove, self.up, self.down)
        foot.setSpacing(theme.GRID)
        for button in self._editing:
            foot.addWidget(button)
        foot.addStretch()
        for button in (self.retry, self.cancel, self.start):
            foot.addWidget(button)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.table)
        self._what = parts.label(what, "muted", wrap=True)
        column.addWidget(self._what)
        column.addLayout(where)
        column.addWidget(self.manner)
        column.addWidget(self._pages, 1)
        line = QHBoxLayout()
        line.setSpacing(2 * theme.GRID)
        line.addWidget(self.standing)
        line.addWidget(self.outlook, 1)
        column.addLayout(line)
        column.addLayout(foot)

    def _enable(self, rows: Sequence[QueueRow]) -> None:
        states = [row.state for row in rows]
        self._pages.setCurrentWidget(self.table if rows else self.empty)
        self._what.setVisible(not rows)  # on a small screen the rows need its room
        for widget in (*self._editing, self.outlook):
            widget.setVisible(bool(rows))
        resume = tr("Resume") if self.standing.ask().paused else tr("Start")
        self.start.setText(tr("Pause") if self.running else resume)
        self.standing.follow()
        self.start.setEnabled(self.running or Mark.WAITING in states)
        self.cancel.setEnabled(Mark.PAINTING in states)
        self.retry.setEnabled(Mark.FAILED in states)
        self.elsewhere.setEnabled(not {Mark.PAINTING, Mark.WAITING} & set(states))
        self._selection_changed()

    def _selection_changed(self, *_: object) -> None:
        selected = self.table.selected
        waiting = [number for number, row in enumerate(self.model.rows) if row.state is Mark.WAITING]
        self.remove.setEnabled(bool(selected))
        moves = len(selected) == 1 and selected[0] in waiting
        self.up.setEnabled(moves and selected[0] > waiting[0])
        self.down.setEnabled(moves and selected[0] < waiting[-1])

    def _start_or_pause(self) -> None:
        (self.pause_requested if self.running else self.start_requested).emit()

    def _remove(self) -> None:
        self.removed.emit(self.table.selected)

    def _move(self, by: int) -> None:
        for row in self.table.selected:
            self.moved.emit(row, by)

    def _choose_photos(self) -> None:
        patterns = " ".join(f"*{suffix}" for suffix in (*READABLE_SUFFIXES, *CLIP_SUFFIXES))
        dialog = QFileDialog(self, tr("Add photos…"), "", f"{tr('Pictures and clips')} ({patterns})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda files: self.added.emit([Path(file) for file in files]))
        parts.open_dialog(dialog)

    def _choose_folder_to_add(self) -> None:
        parts.ask_folder(self, tr("Add a folder…"), lambda folder: self.added.emit([folder]))

    def _choose_folder(self) -> None:
        parts.ask_folder(self, tr("Folder to save in"), self.folder_chosen.emit)
