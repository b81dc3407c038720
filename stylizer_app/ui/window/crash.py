"""The crash plan in the window: what nobody caught is said quietly and can be copied; an earlier crash is shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import Action, Message


class Watch(QObject):
    """Brings reports of uncaught exceptions from any thread to the window's thread."""

    reported = Signal(str)

    def __init__(self, say: Callable[[Message], None], show_report: Callable[[str], object], parent: QObject) -> None:
        super().__init__(parent)
        self._say, self._show_report = say, show_report
        self.reported.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def copy(self, details: str) -> None:
        """Put a report on the clipboard: versions, what happened, the end of the log."""
        from stylizer_app.system import logs

        QApplication.clipboard().setText(logs.report(crash=details))

    def actions(self, crash: str) -> tuple[Action, ...]:
        """What a message about an earlier crash offers: its report, if it left one."""
        show = Action(lambda: tr("Show report"), lambda: self._show_report(crash), stays=True)
        return (show,) if crash else ()

    def _tell(self, report: str) -> None:
        details = Action(lambda: tr("Copy details"), lambda: QApplication.clipboard().setText(report))
        self._say(
            Message(lambda: tr("Something unexpected went wrong. Your choices are safe."), (details,), problem=True)
        )
