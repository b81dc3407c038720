"""The queue's dialog, connected with the queue."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from stylizer_app.choices.document import PhotoChoice
from stylizer_app.ui.background.loading import Thumbnail
from stylizer_app.ui.background.runner import Runner
from stylizer_app.ui.dialogs.queue_dialog import QueueDialog
from stylizer_app.ui.workspace.queue import Queue


class QueueWindow:
    """Opens the dialog, and keeps it up to date as long as it is open; the queue goes on without it."""

    def __init__(self, parent: QWidget, queue: Queue, runner: Runner) -> None:
        self._parent, self._queue, self._runner = parent, queue, runner
        self._dialog: QueueDialog | None = None
        self._thumbnails: set[Path] = set()
        queue.changed.connect(self._show)
        queue.row_changed.connect(self._show_row)

    def open(self) -> None:
        """Show the queue, with what is left of it from before."""
        if self._dialog is not None:
            self._dialog.activateWindow()
            return
        dialog, queue = QueueDialog(self._parent), self._queue
        self._dialog, self._thumbnails = dialog, set()
        dialog.added.connect(queue.intake.add)
        dialog.folder_chosen.connect(queue.intake.use_folder)
        dialog.removed.connect(queue.remove)
        dialog.moved.connect(lambda row, by: dialog.select(queue.move(row, by)))
        dialog.start_requested.connect(queue.start)
        dialog.pause_requested.connect(queue.pause)
        dialog.cancel_requested.connect(queue.cancel)
        dialog.retry_requested.connect(queue.retry)
        dialog.finished.connect(lambda _result: setattr(self, "_dialog", None))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()  # beside the window, in which the looks of further photos are chosen
        queue.intake.take_up()
        self._show()

    def _show(self) -> None:
        if self._dialog is None:
            return
        rows = self._queue.rows
        self._dialog.show_rows(rows, running=self._queue.running, folder=self._queue.intake.folder)
        for photo in dict.fromkeys(row.photo for row in rows):
            if photo not in self._thumbnails:
                self._thumbnails.add(photo)
                self._runner.io(Thumbnail(PhotoChoice(photo)), partial(self._show_thumbnail, photo))

    def _show_row(self, number: int) -> None:
        if self._dialog is not None:
            self._dialog.show_row(number, self._queue.rows[number])

    def _show_thumbnail(self, photo: Path, image: QImage) -> None:
        if self._dialog is not None:
            self._dialog.show_thumbnail(photo, image)
