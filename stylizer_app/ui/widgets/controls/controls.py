"""The column on the right: strength, brush, colours, the mixture, and the button that saves."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from stylizer_app.engine.request import BRUSHES
from stylizer_app.ui.look import icons, theme
from stylizer_app.ui.translate import tr
from stylizer_app.ui.widgets.controls.brush_row import BrushRow
from stylizer_app.ui.widgets.controls.mixer import Mixer
from stylizer_app.ui.widgets.controls.slider_row import SliderRow

MARGIN = 2 * theme.GRID


class Controls(QWidget):
    """Reports every movement at once (``*_changed``) and when one is over (``committed``); setters do not echo.

    ``strength_changed``: 0..1.5. ``brush_changed``: pixels. ``colors_changed``: 0 the painting's, 1 the photo's.
    """

    strength_changed = Signal(float)
    brush_changed = Signal(int)
    colors_changed = Signal(float)
    committed = Signal()
    save_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._make_rows()
        self.mixer = Mixer()
        self.save = QPushButton(tr("Save…"))
        self.save.setToolTip(tr("Paint the photo in full size and write it to a file"))
        self.save.setProperty("primary", True)
        icons.bind(self.save, "save", "on_accent")
        self._arrange()
        self._connect()
        self.set_brush(BRUSHES["medium"])

    def _make_rows(self) -> None:
        self.strength = SliderRow(
            tr("Strength"), 0, 150, 100, "%",
            tr("How far the photo moves towards the painting: 0 % is the photo itself. Double-click resets."),
        )  # fmt: skip
        self.brush = BrushRow(
            tr("Brush"),
            tr("How broad the strokes are. It belongs to the picture: small and large copies look alike."),
        )
        self.colors = SliderRow(
            tr("Colour"), 0, 100, 0, "%",
            tr("Whose colours the result has: the painting's on the left, the photo's own on the right."),
        )  # fmt: skip
        self.colors.add_stops({0.0: tr("Painting’s"), 100.0: tr("Photo’s")})

    def _arrange(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(MARGIN, theme.GRID, MARGIN, MARGIN)
        column.setSpacing(MARGIN)
        title = QLabel(tr("Mix"))
        for widget in (self.strength, self.brush, self.colors, self._line(), title, self.mixer):
            column.addWidget(widget)
        column.addStretch()
        scroll = QScrollArea(widgetResizable=True)
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
        self.strength.value_changed.connect(lambda percent: self.strength_changed.emit(percent / 100))
        self.brush.value_changed.connect(lambda pixels: self.brush_changed.emit(round(pixels)))
        self.colors.value_changed.connect(lambda percent: self.colors_changed.emit(percent / 100))
        for row in (self.strength, self.brush, self.colors):
            row.value_committed.connect(lambda _value: self.committed.emit())
        self.mixer.weights_committed.connect(self.committed)
        self.save.clicked.connect(self.save_requested)

    def set_strength(self, strength: float) -> None:
        """Show a strength, 0..1.5."""
        self.strength.set_value(round(strength * 100, 3))

    def set_brush(self, pixels: int) -> None:
        """Show a brush in pixels of the first octave's long side."""
        self.brush.set_value(float(pixels))

    def set_colors(self, colors: float) -> None:
        """Show whose colours are used, 0..1."""
        self.colors.set_value(round(colors * 100, 3))

    def set_save_enabled(self, enabled: bool) -> None:
        """Say whether there is something to save."""
        self.save.setEnabled(enabled)
