"""The line at the bottom: what the full picture will take, what is being painted, how long it still takes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from stylizer_app.engine.progress import Doing
from stylizer_app.ui import wording
from stylizer_app.ui.look import icons, theme
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import Busy, Forecast
from stylizer_app.ui.widgets.basics.thumbnails import ElidedLabel


class Status(QWidget):
    """Forecast on the left, progress on the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._busy: Busy | None = None
        self.forecast = ElidedLabel()
        self.forecast.setProperty("role", "muted")
        self.forecast.setToolTip(tr("What saving at full size will take: time and peak memory"))
        self.painting = QLabel()
        self.painting.setProperty("role", "muted")
        self.doing = ElidedLabel("", Qt.TextElideMode.ElideMiddle)
        self.doing.setMinimumWidth(120)
        self.doing.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(160)
        self.bar.setAccessibleName(tr("Progress of saving"))
        self.remaining = QLabel()
        self.cancel = QPushButton(tr("Cancel"))
        icons.bind(self.cancel, "stop")
        self.cancel.clicked.connect(self._cancel)
        self._arrange()
        self.show_busy(None)
        self.show_painting(None)

    def show_forecast(self, forecast: Forecast | None) -> None:
        """Show size, seconds and memory of the full picture."""
        self.forecast.setText(describe(forecast) if forecast else "")

    def show_painting(self, doing: Doing | None) -> None:
        """Show what is being painted for the canvas, None when nothing is."""
        self.painting.setText(wording.previewing(doing or ""))
        self.painting.setVisible(doing is not None and self._busy is None)

    def show_busy(self, busy: Busy | None) -> None:
        """Show how far saving is; None when it is over."""
        self._busy = busy
        for widget in (self.doing, self.bar, self.remaining, self.cancel):
            widget.setVisible(busy is not None)
        if busy is not None:
            self.painting.hide()
            self.doing.setText(busy.what())
            self.bar.setValue(round(busy.fraction * 1000))
            self.remaining.setText(wording.duration(busy.remaining) if busy.remaining is not None else "")

    def _cancel(self) -> None:
        if self._busy is not None:
            self._busy.cancel()

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.GRID, theme.HALF, 2 * theme.GRID, theme.HALF)
        row.setSpacing(theme.GRID)
        row.addWidget(self.forecast)
        row.addStretch(1)
        row.addWidget(self.painting)
        row.addWidget(self.doing)
        for widget in (self.bar, self.remaining, self.cancel):
            row.addWidget(widget)
        self.setFixedHeight(max(44, self.cancel.sizeHint().height() + theme.GRID))


def describe(forecast: Forecast) -> str:
    """The forecast in words, as short as can be; without a time as long as this machine has not painted anything."""
    picture = wording.megapixel_size(forecast.size)
    memory = wording.file_size(forecast.memory)
    if forecast.seconds is None:
        return f"{picture} – {memory}"
    time = tr("about {time}").format(time=wording.duration(forecast.seconds))
    return f"{picture} – {time}, {memory}"
