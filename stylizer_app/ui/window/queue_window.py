"""The queue's dialog, connected with the queue."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from stylizer_app.choices.document import PhotoChoice
from stylizer_app.imaging.formats import is_clip
from stylizer_app.ui.background.clips import ClipThumbnail
from stylizer_app.ui.background.loading import Thumbnail
from stylizer_app.ui.background.queueing import Foresee
from stylizer_app.ui.background.runner import Runner
from stylizer_app.ui.dialogs.queue_dialog import QueueDialog
from stylizer_app.ui.interfaces import Dialogue
from stylizer_app.ui.values import Manner, QueueRow
from stylizer_app.ui.window.album_outlook import space_told, time_told
from stylizer_app.ui.workspace.queue import Queue

if TYPE_CHECKING:
    from stylizer_app.many.forecast import Total


class QueueWindow:
    """Opens the dialog, and keeps it up to date as long as it is open; the queue goes on without it."""

    def __init__(self, parent: QWidget, queue: Queue, runner: Runner, view: Dialogue) -> None:
        self._parent, self._queue, self._runner, self._view = parent, queue, runner, view
        self._dialog: QueueDialog | None = None
        self._ticket: int | None = None
        queue.changed.connect(self._show)
        queue.row_changed.connect(self._show_row)
        queue.intake.example_changed.connect(self._show_example)

    def open(self) -> None:
        """Show the queue, with what is left of it from before."""
        if self._dialog is not None:
            self._dialog.activateWindow()
            return
        queue = self._queue
        dialog = QueueDialog(queue.intake.manner, self._parent)
        self._dialog = dialog
        dialog.standing.ask = lambda: queue.standing
        dialog.table.opened.connect(self._view.open_file)
        dialog.table.folder_wanted.connect(self._view.open_folder)
        dialog.model.picture_wanted.connect(self._bring_picture)
        dialog.added.connect(queue.intake.add)
        dialog.folder_chosen.connect(queue.intake.use_folder)
        dialog.manner.changed.connect(self._take_manner)
        dialog.removed.connect(queue.remove)
        dialog.moved.connect(lambda row, by: dialog.table.select([queue.move(row, by)]))
        dialog.start_requested.connect(queue.start)
        dialog.pause_requested.connect(queue.pause)
        dialog.cancel_requested.connect(queue.cancel)
        dialog.retry_requested.connect(queue.retry)
        dialog.finished.connect(lambda _result: setattr(self, "_dialog", None))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()  # beside the window, in which the looks of further photos are chosen
        queue.intake.take_up()
        self._show()

    def take(self, clips: Sequence[Path]) -> None:
        """Show the queue with clips that were meant for the window."""
        self.open()
        self._queue.intake.add(clips)

    def speak_anew(self) -> None:
        """Show the queue in the language spoken now, if it is shown; what was typed stays as it is."""
        before = self._dialog
        if before is None:
            return
        before.close()
        self.open()
        assert self._dialog is not None
        self._dialog.setGeometry(before.geometry())
        self._dialog.manner.take_over(before.manner)
        self._dialog.table.select(before.table.selected)
        self._dialog.table.verticalScrollBar().setValue(before.table.verticalScrollBar().value())

    def _show(self) -> None:
        if self._dialog is None:
            return
        rows = self._queue.rows
        self._dialog.show_rows(rows, running=self._queue.running, folder=self._queue.intake.folder)
        self._show_example()
        if not self._queue.running:
            self._foresee()

    def _bring_picture(self, photo: Path) -> None:
        """A photo has come into sight."""
        task = ClipThumbnail(photo) if is_clip(photo) else Thumbnail(PhotoChoice(photo))
        self._runner.io(task, partial(self._show_thumbnail, photo))

    def _take_manner(self, manner: Manner) -> None:
        """What comes from now on is painted so."""
        self._queue.intake.manner = manner
        self._show_example()

    def _show_example(self) -> None:
        if self._dialog is not None:
            self._dialog.manner.show_looks(self._queue.intake.looks)
            self._dialog.manner.show_example(self._queue.intake.examples())

    def _foresee(self) -> None:
        """Say what painting all that waits will take."""
        self._runner.cancel(self._ticket)
        waiting = self._queue.waiting
        if not waiting:
            self._show_outlook("")
            return

        def foreseen(total: Total) -> None:
            space = space_told(total.pictures, total.bytes, self._queue.intake.folder or waiting[0].target.path.parent)
            self._show_outlook(space if total.seconds is None else f"{space}. {time_told(total.seconds)}")

        self._ticket = self._runner.idle(Foresee(waiting, self._queue.intake.conditions), foreseen)

    def _show_outlook(self, text: str) -> None:
        if self._dialog is not None:
            self._dialog.outlook.setText(text)

    def _show_row(self, number: int, row: QueueRow) -> None:
        if self._dialog is not None:
            self._dialog.show_row(number, row)

    def _show_thumbnail(self, photo: Path, image: QImage) -> None:
        if self._dialog is not None:
            self._dialog.model.show_picture(photo, image)
