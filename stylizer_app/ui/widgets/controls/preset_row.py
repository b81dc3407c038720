"""A slider below buttons: for those who want no more than a few values."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from stylizer_app.ui.look import theme
from stylizer_app.ui.widgets.controls.slider_row import SliderRow


class PresetRow(SliderRow):
    """The button nearest to the value that is shown is pressed in; the number says how much it is."""

    _presets: tuple[float, ...] = ()

    def add_stops(self, titles: Mapping[float, str]) -> None:
        """Put a button for each of these values above the slider."""
        line = QHBoxLayout()
        line.setSpacing(theme.HALF)
        for value, title in titles.items():
            button = self.make_stop(value, title)
            button.setProperty("stop", None)
            button.setProperty("preset", True)
            button.setCheckable(True)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(self._press)
            line.addWidget(button, 1)
            self.stops.append(button)
        self._presets = tuple(titles)
        self.grid.addLayout(line, 1, 0, 1, 2)
        self.value_changed.connect(self._press)
        self._press()

    def set_value(self, value: float) -> None:
        """Show a value without reporting it."""
        super().set_value(value)
        self._press()

    def choose(self, value: float) -> None:
        """Take a value, as the person's finished doing."""
        super().choose(value)
        self._press()

    def _press(self) -> None:
        nearest = min(self._presets, key=lambda preset: abs(preset - self.value), default=None)
        for preset, button in zip(self._presets, self.stops, strict=True):
            button.setChecked(preset == nearest)
