"""The bar under the canvas: photo, both or painted picture; zoom."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QWidget

from stylizer_app.ui.look import theme
from stylizer_app.ui.translate import tr
from stylizer_app.ui.widgets.basics.buttons import tool_button
from stylizer_app.ui.widgets.canvas.scene import Mode

ROOMY = 420
"""Pixels of width from which on there are words."""


class CanvasBar(QWidget):
    """Reports what is asked for; shows what the canvas says."""

    mode_chosen = Signal(int)
    zoom_requested = Signal(float)
    fit_requested = Signal()
    actual_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.modes = QButtonGroup(self)
        self.zoom_label = QLabel()
        self.zoom_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.zoom_label.setMinimumWidth(56)
        keeps_its_place = self.zoom_label.sizePolicy()
        keeps_its_place.setRetainSizeWhenHidden(True)
        self.zoom_label.setSizePolicy(keeps_its_place)
        self.zoom_label.setProperty("role", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GRID, theme.HALF, theme.GRID, theme.HALF)
        row.setSpacing(2)
        looks = ((Mode.PHOTO, "photo", tr("Photo (1)")), (Mode.WIPE, "wipe", tr("Both (2)")))
        for mode, name, text in (*looks, (Mode.RESULT, "painting", tr("Painted (3)"))):
            button = tool_button(name, text)
            button.setCheckable(True)
            self.modes.addButton(button, int(mode))
            row.addWidget(button)
        self.mask_button = tool_button("mask", tr("Mask: keep parts of the photo (M)"))
        self.mask_button.setText(tr("Mask"))
        self.mask_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.mask_button.setCheckable(True)
        self.mask_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # the canvas keeps the keys after a click
        row.addSpacing(theme.GRID)
        row.addWidget(self.mask_button)
        row.addStretch()
        self.out = tool_button("zoom-out", tr("Zoom out (−)"))
        self.into = tool_button("zoom-in", tr("Zoom in (+)"))
        self.fit = tool_button("fit", tr("Fit to window (Ctrl+0)"))
        self.actual = tool_button("actual", tr("Actual size (Ctrl+1)"))
        for widget in (self.out, self.zoom_label, self.into, self.fit, self.actual):
            row.addWidget(widget)
        self.setMinimumWidth(1)  # a narrow window leaves out words, it does not grow
        self._connect()
        self.show_mode(Mode.WIPE)
        self.set_active(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out words where there is no room for them."""
        styles = Qt.ToolButtonStyle
        roomy = event.size().width() >= ROOMY
        self.mask_button.setToolButtonStyle(styles.ToolButtonTextBesideIcon if roomy else styles.ToolButtonIconOnly)
        super().resizeEvent(event)

    def show_mode(self, mode: int) -> None:
        """Mark what is shown."""
        self.modes.button(int(mode)).setChecked(True)

    def show_zoom(self, zoom: float, fits: bool) -> None:
        """Show the zoom in percent of the picture's own pixels."""
        percent = zoom * 100
        self.zoom_label.setText(f"{percent:.0f} %" if percent >= 1 else f"{percent:.1f} %")
        self.fit.setChecked(fits)

    def set_active(self, active: bool) -> None:
        """Whether there is anything to look at."""
        for widget in (
            *self.modes.buttons(),
            self.mask_button,
            self.out,
            self.into,
            self.fit,
            self.actual,
            self.zoom_label,
        ):
            widget.setEnabled(active)
        self.zoom_label.setVisible(active)

    def _connect(self) -> None:
        self.modes.idClicked.connect(self.mode_chosen)
        self.out.clicked.connect(lambda: self.zoom_requested.emit(-1.0))
        self.into.clicked.connect(lambda: self.zoom_requested.emit(1.0))
        self.fit.clicked.connect(self.fit_requested)
        self.actual.clicked.connect(self.actual_requested)
