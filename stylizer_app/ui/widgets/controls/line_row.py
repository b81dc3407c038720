"""A slider without named stops, on one line with its name and its number where there is room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from stylizer_app.ui.look import theme
from stylizer_app.ui.widgets.controls.slider_row import SliderRow

TRACK = 72
"""Pixels that a slider has at least on such a line."""


class LineRow(SliderRow):
    """Half as high as others: there is nothing to click but the slider."""

    def arrange(self, grid: QGridLayout) -> None:
        """Put the slider between the name and the number; below them where letters are large or words long."""
        if self.name_width + self.number.sizeHint().width() + TRACK > theme.PANEL_RIGHT - 6 * theme.GRID:
            super().arrange(grid)
            return
        grid.setColumnStretch(0, 0)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.label, 0, 0)
        grid.addWidget(self.track, 0, 1)
        grid.addWidget(self.number, 0, 2, Qt.AlignmentFlag.AlignRight)

    @property
    def name_width(self) -> int:
        """Pixels that the name takes on one line."""
        self.label.ensurePolished()
        return self.label.fontMetrics().horizontalAdvance(self.label.text())

    @property
    def on_one_line(self) -> bool:
        """Whether there was room."""
        return self.grid.columnStretch(1) > 0


def align(rows: Sequence[LineRow]) -> None:
    """Let sliders on one line begin below one another."""
    if all(row.on_one_line for row in rows):
        width = max((row.name_width for row in rows), default=0)
        for row in rows:
            row.label.setMinimumWidth(width + 1)
