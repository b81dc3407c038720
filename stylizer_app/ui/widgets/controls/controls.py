"""The column on the right: a slider for every adjustment, the mixture, and the button that saves."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from stylizer_app.adjustments import DEFAULTS, ROWS, Adjustment, Adjustments
from stylizer_app.ui.look import icons, theme
from stylizer_app.ui.translate import tr
from stylizer_app.ui.widgets.controls.brush_row import BrushRow
from stylizer_app.ui.widgets.controls.line_row import LineRow, align
from stylizer_app.ui.widgets.controls.mixer import Mixer
from stylizer_app.ui.widgets.controls.preset_row import PresetRow
from stylizer_app.ui.widgets.controls.slider_row import SliderRow

MARGIN = 2 * theme.GRID


class Controls(QWidget):
    """Reports an adjustment at every movement (``changed``: name, value) and when it is over; showing does not echo."""

    changed = Signal(str, float)
    committed = Signal()
    save_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.rows = {row.name: slider_of(row) for row in ROWS.values()}
        self.mixer = Mixer()
        self.save = QPushButton(tr("Save…"))
        self.save.setToolTip(tr("Paint the photo at full size and save it to a file"))
        self.save.setProperty("primary", True)
        icons.bind(self.save, "save", "on_accent")
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(MARGIN, theme.GRID, MARGIN, 0)
        align([row for row in self.rows.values() if isinstance(row, LineRow)])
        column.setSpacing(theme.GRID)  # four paintings in the mixture are seen on a screen of 768 lines
        for widget in (*self.rows.values(), self._line()):
            column.addWidget(widget)
        mixture = QVBoxLayout()
        mixture.setSpacing(theme.HALF)
        mixture.addWidget(QLabel(tr("Mix")))
        mixture.addWidget(self.mixer)
        column.addLayout(mixture)
        column.addStretch()
        scroll = self.page = QScrollArea(widgetResizable=True)
        scroll.setProperty("panel", True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scroll, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(MARGIN, theme.GRID, MARGIN, MARGIN)
        foot.addWidget(self.save)
        outer.addLayout(foot)

    @staticmethod
    def _line() -> QFrame:
        line = QFrame()
        line.setProperty("role", "line")
        return line

    def _connect(self) -> None:
        for name, row in self.rows.items():
            row.value_changed.connect(lambda value, name=name: self.changed.emit(name, value))
            row.value_committed.connect(lambda _value: self.committed.emit())
        self.mixer.weights_committed.connect(self.committed)
        self.save.clicked.connect(self.save_requested)

    @property
    def first(self) -> QWidget:
        """What Tab reaches first."""
        return next(iter(self.rows.values())).track

    def show_adjustments(self, adjustments: Adjustments, usual: Adjustments = DEFAULTS) -> None:
        """Show the value of every slider, and to which one it goes back."""
        for name, value in adjustments.values().items():
            self.rows[name].set_value(value)
        for name, value in usual.values().items():
            self.rows[name].set_default(value)

    def set_save_enabled(self, enabled: bool) -> None:
        """Say whether there is something to save."""
        self.save.setEnabled(enabled)


def slider_of(row: Adjustment) -> SliderRow:
    """The slider of an adjustment."""
    usual = SliderRow if row.stops else LineRow
    kind = {"strength": PresetRow, "brush": BrushRow}.get(row.name, usual)
    tooltip = tr(row.help) + " " + tr("Double-click resets.")
    slider = kind(tr(row.label), row.least, row.most, row.default, row.unit, tooltip)
    slider.add_stops({stop.value: tr(stop.label) for stop in row.stops})
    return slider
