"""One value with a name: a slider and a number to type, kept in step."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QToolButton, QWidget

from stylizer_app.ui.look import theme
from stylizer_app.ui.widgets.basics.thumbnails import ElidedButton
from stylizer_app.ui.widgets.basics.track import Track
from stylizer_app.ui.widgets.controls.named_number import NamedNumber

SETTLE_MS = 400
"""A change by wheel or key counts as finished after this long a pause."""


class SliderRow(QWidget):
    """``value_changed`` follows every movement of the person's; ``value_committed`` comes once it is over.

    Neither is sent for `set_value`.
    """

    value_changed = Signal(float)
    value_committed = Signal(float)

    def __init__(
        self,
        label: str,
        minimum: float,
        maximum: float,
        default: float,
        unit: str = "",
        tooltip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.minimum, self.maximum, self.default = minimum, maximum, default
        self._value, self._dirty = default, False
        self.track = self.make_track()
        self.label = self.make_label(label)
        self.stops: list[QToolButton] = []
        self.number = self.make_number(unit)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._arrange()
        self._name(label, tooltip)
        self._connect()
        self.set_value(default)

    def make_track(self) -> Track:
        """Return the slider, one position to each unit."""
        return Track(round(self.maximum - self.minimum), self.position_of(self.default))

    def make_label(self, text: str) -> QLabel:
        """Return the name; it wraps where there is little room."""
        label = QLabel(text)
        label.setWordWrap(True)
        return label

    def position_of(self, value: float) -> int:
        """Return the slider's position for a value."""
        return round(value - self.minimum)

    def value_at(self, position: int) -> float:
        """Return the value for a position of the slider."""
        return self.minimum + position

    @property
    def value(self) -> float:
        """The value shown."""
        return self._value

    def set_value(self, value: float) -> None:
        """Show a value without reporting it."""
        if value != self._value:
            self._dirty = False
            self._settle.stop()
        self._show(min(max(value, self.minimum), self.maximum))

    def set_default(self, value: float) -> None:
        """Say which value is usual: it is marked, and a double click goes there."""
        if value != self.default:
            self.default, self.track.default = value, self.position_of(value)
            self.track.update()

    def add_stops(self, titles: Mapping[float, str]) -> None:
        """Put small words under the slider; each goes to its value."""
        line = QHBoxLayout()
        line.setSpacing(0)
        for value, title in titles.items():
            if self.stops:
                line.addStretch()
            self.stops.append(self.make_stop(value, title))
            line.addWidget(self.stops[-1])
            self.number.name(value, title)
        self.grid.addLayout(line, 3, 0, 1, 2)

    def make_stop(self, value: float, title: str) -> QToolButton:
        """Return a button that goes to a value."""
        stop = ElidedButton(title)
        stop.setProperty("stop", True)
        stop.setAccessibleName(f"{self.label.text()}: {title}")
        stop.clicked.connect(lambda: self.choose(value))
        return stop

    def choose(self, value: float) -> None:
        """Take a value, as the person's finished doing."""
        self._take(value)
        self._commit()

    def reset(self) -> None:
        """Go back to the usual value, as the person's doing."""
        self.choose(self.default)

    def make_number(self, unit: str) -> NamedNumber:
        """Return the field to type the number in."""
        return NamedNumber(self.minimum, self.maximum, unit)

    def _arrange(self) -> None:
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setVerticalSpacing(theme.HALF // 2)
        self.grid.setHorizontalSpacing(theme.GRID)
        self.grid.setColumnStretch(0, 1)
        self.arrange(self.grid)
        self.setFocusProxy(self.track)
        QWidget.setTabOrder(self.track, self.number)

    def arrange(self, grid: QGridLayout) -> None:
        """Put the name and the number over the slider."""
        grid.addWidget(self.label, 0, 0)
        grid.addWidget(self.number, 0, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.track, 2, 0, 1, 2)

    def _name(self, label: str, tooltip: str) -> None:
        self.track.setAccessibleName(label)
        self.number.setAccessibleName(label)
        self.setToolTip(tooltip)
        self.track.setAccessibleDescription(tooltip)

    def _connect(self) -> None:
        self.track.valueChanged.connect(lambda position: self._take(self.value_at(position)))
        self.track.sliderReleased.connect(self._commit)
        self.track.left.connect(self._commit)
        self.track.reset_requested.connect(self.reset)
        self.number.valueChanged.connect(self._take)
        self.number.editingFinished.connect(self._commit)
        self._settle.timeout.connect(self._commit)

    def _take(self, value: float) -> None:
        """Take over what the person chose, and report it if it is something else."""
        if value == self._value:
            return
        self._show(value)
        self._dirty = True
        self.value_changed.emit(value)
        if not self.track.isSliderDown():
            self._settle.start()

    def _show(self, value: float) -> None:
        self._value = value
        with QSignalBlocker(self.track), QSignalBlocker(self.number):
            self.track.setValue(self.position_of(value))
            self.number.setValue(value)
        self.track.update()

    def _commit(self) -> None:
        self._settle.stop()
        if self._dirty:
            self._dirty = False
            self.value_committed.emit(self._value)
