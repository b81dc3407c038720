"""The queue as tests of the window see it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from stylizer_app.ui.dialogs.queue_dialog import QueueDialog


def close_queues() -> None:
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QueueDialog):
            widget.close()


def column(dialog: QueueDialog, number: int) -> list[str]:
    return [dialog.model.index(row, number).data() for row in range(dialog.model.rowCount())]


def click(button) -> None:
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
