"""How the queue stands as a whole, in a line: how much is painted, how long the rest takes, what failed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from stylizer_app.ui.dialogs import parts
from stylizer_app.ui.look import theme
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import QueueStanding
from stylizer_app.ui.wording import duration

TICK_MS = 1000


class StandingLine(QWidget):
    """While something is painted the line follows the clock: ``ask`` tells the standing of now."""

    def __init__(self) -> None:
        super().__init__()
        self.ask: Callable[[], QueueStanding] = QueueStanding
        self.text = parts.label("", "heading")
        self.failed = QPushButton(tr("Show what failed"))
        self.failed.setAutoDefault(False)
        self._clock = QTimer(self, interval=TICK_MS)
        self._clock.timeout.connect(self.follow)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * theme.GRID)
        row.addWidget(self.text)
        row.addWidget(self.failed)
        row.addStretch()

    def follow(self) -> None:
        """Show how the queue stands now."""
        standing = self.ask()
        told = told_of(standing)
        self.text.setText(told)
        self.failed.setVisible(bool(standing.failed))
        self.setVisible(bool(told))
        if standing.running and not self._clock.isActive():
            self._clock.start()
        elif not standing.running:
            self._clock.stop()


def told_of(standing: QueueStanding) -> str:
    """The line in words; "" before anything was painted."""
    if standing.paused:
        text = tr("Paused after the picture under way: {done} of {total} painted.")
        text = text if standing.running else tr("Paused: {done} of {total} painted.")
        return text.format(done=standing.done, total=standing.total)
    if standing.running:
        text = tr("{done} of {total} painted, {percent} %")
        text = text.format(done=standing.done, total=standing.total, percent=round(100 * standing.fraction))
        left = standing.remaining
        return text if left is None else text + tr(", {time} left").format(time=duration(left))
    return outcome(standing) if standing.over else ""


def outcome(standing: QueueStanding) -> str:
    """How it went, once nothing waits any more."""
    return tr("{done} painted, {failed} failed.").format(done=standing.done, failed=standing.failed)
