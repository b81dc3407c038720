"""The queue as tests of the window see it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from stylizer_app.ui.dialogs.queue_dialog import QueueDialog
from tests.ui.fakes import drop, settle, urls


def close_queues() -> None:
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QueueDialog):
            widget.close()


def column(dialog: QueueDialog, number: int) -> list[str]:
    return [dialog.model.index(row, number).data() for row in range(dialog.model.rowCount())]


def click(button) -> None:
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def opened(program, qtbot) -> QueueDialog:
    program.window.commands["queue"].trigger()
    settle(program, qtbot)
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, QueueDialog) and w.isVisible())


def fill(program, qtbot, dialog: QueueDialog, *paths: Path, patience: int = 20_000) -> None:
    assert drop(dialog, urls(*paths))
    settle(program, qtbot, patience)
