"""The bar of the mask: tools, the brush's size and edge, invert and clear. It reports, and decides nothing."""

from __future__ import annotations

import math
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from stylizer_app.ui.look import icons, theme
from stylizer_app.ui.signals import TypedSignal
from stylizer_app.ui.translate import tr
from stylizer_app.ui.widgets.basics.buttons import tool_button
from stylizer_app.ui.widgets.basics.track import Track
from stylizer_app.ui.widgets.canvas.mask_stroke import LARGEST, SMALLEST, Brush, Tool

_FINE = 100
_ROOMY = 700
"""Pixels of width from which on there are words."""


class MaskBar(QWidget):
    """Hidden until a mask is drawn."""

    brush_chosen = TypedSignal[Brush]()
    invert_requested = Signal()
    clear_requested = Signal()
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._brush = Brush()
        self.tools, self.ways = QButtonGroup(self), QButtonGroup(self)
        self.keep = self._choice("photo", tr("Keep the photo where you draw (X)"), self.ways)
        self.back = self._choice("painting", tr("Paint where you draw (X)"), self.ways)
        for button, text in ((self.keep, tr("Keep photo")), (self.back, tr("Paint"))):
            button.setText(text)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.tool_buttons = {
            Tool.BRUSH: self._choice("mask-brush", tr("Brush (B)"), self.tools),
            Tool.ELLIPSE: self._choice("mask-ellipse", tr("Ellipse: a face, say (E)"), self.tools),
            Tool.GRADIENT: self._choice("mask-gradient", tr("Gradient (G)"), self.tools),
        }
        self.width_slider = self._slider(tr("Size of the brush ([ and ])"), _share(self._brush.size))
        self.soft_slider = self._slider(tr("Softness of the edge"), self._brush.soft)
        self.invert = tool_button("mask-invert", tr("Invert the mask (I)"))
        self.clear = tool_button("trash", tr("Remove the mask: paint everywhere (Delete)"))
        self.finish = QPushButton()
        self.finish.setAccessibleName(tr("Done"))
        self.finish.setToolTip(tr("Done"))
        self._labels: list[QLabel] = []
        self._lay_out()
        self.setMinimumWidth(1)  # a narrow window leaves out words, it does not grow
        self._connect()
        self.show_brush(self._brush)
        self.hide()

    def show_brush(self, brush: Brush) -> None:
        """Show how strokes are drawn."""
        self._brush = brush
        (self.keep if brush.keep else self.back).setChecked(True)
        self.tool_buttons[brush.tool].setChecked(True)
        for slider, share in ((self.width_slider, _share(brush.size)), (self.soft_slider, brush.soft)):
            slider.blockSignals(True)
            slider.setValue(round(share * _FINE))
            slider.blockSignals(False)
        self.width_slider.setEnabled(brush.tool is Tool.BRUSH)
        self.soft_slider.setEnabled(brush.tool is not Tool.GRADIENT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out words where there is no room for them."""
        roomy = event.size().width() >= _ROOMY
        for label in self._labels:
            label.setVisible(roomy)
        styles = Qt.ToolButtonStyle
        for button in (self.keep, self.back):
            button.setToolButtonStyle(styles.ToolButtonTextBesideIcon if roomy else styles.ToolButtonIconOnly)
        self.finish.setText(tr("Done") if roomy else "")
        self.finish.setIcon(QIcon() if roomy else icons.icon("check"))
        super().resizeEvent(event)

    def stops(self) -> list[QWidget]:
        """What Tab goes through, in order."""
        drawing = [self.keep, self.back, *self.tool_buttons.values(), self.width_slider, self.soft_slider]
        return [*drawing, self.invert, self.clear, self.finish]

    def _choice(self, icon: str, text: str, group: QButtonGroup) -> QToolButton:
        button = tool_button(icon, text)
        button.setCheckable(True)
        group.addButton(button)
        return button

    def _slider(self, name: str, usual: float) -> Track:
        slider = Track(_FINE, round(usual * _FINE))
        slider.reset_requested.connect(lambda: slider.setValue(slider.default))
        slider.setMinimumWidth(32)
        slider.setMaximumWidth(88)
        slider.setToolTip(name)
        slider.setAccessibleName(name)
        return slider

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GRID, theme.HALF, theme.GRID, theme.HALF)
        row.setSpacing(2)
        groups: tuple[tuple[QWidget, ...], ...] = (
            (QLabel(tr("Mask")), self.keep, self.back),
            tuple(self.tool_buttons.values()),
            (QLabel(tr("Size")), self.width_slider),
            (QLabel(tr("Soft")), self.soft_slider),
            (self.invert, self.clear),
        )
        for group in groups:
            for widget in group:
                row.addWidget(widget, isinstance(widget, Track))
                if isinstance(widget, QLabel):
                    widget.setContentsMargins(theme.HALF, 0, theme.HALF, 0)
                    widget.setProperty("role", "muted")
                    self._labels.append(widget)
                else:
                    widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # the canvas keeps the keys after a click
            row.addSpacing(theme.GRID)
        row.addStretch()
        self.finish.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row.addWidget(self.finish)

    def _connect(self) -> None:
        self.keep.clicked.connect(lambda: self._choose(replace(self._brush, keep=True)))
        self.back.clicked.connect(lambda: self._choose(replace(self._brush, keep=False)))
        for tool, button in self.tool_buttons.items():
            button.clicked.connect(lambda _checked=False, tool=tool: self._choose(replace(self._brush, tool=tool)))
        self.width_slider.valueChanged.connect(
            lambda value: self._choose(replace(self._brush, size=_size(value / _FINE)))
        )
        self.soft_slider.valueChanged.connect(lambda value: self._choose(replace(self._brush, soft=value / _FINE)))
        self.invert.clicked.connect(self.invert_requested)
        self.clear.clicked.connect(self.clear_requested)
        self.finish.clicked.connect(self.done)

    def _choose(self, brush: Brush) -> None:
        self._brush = brush
        self.brush_chosen.emit(brush)


def _size(share: float) -> float:
    """The brush's size for a place on the slider: every step is by the same factor."""
    return float(SMALLEST * (LARGEST / SMALLEST) ** share)


def _share(size: float) -> float:
    return math.log(size / SMALLEST) / math.log(LARGEST / SMALLEST)
