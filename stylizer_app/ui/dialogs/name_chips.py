"""Buttons below a pattern of names: each puts what it stands for in where the cursor is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from stylizer_app.ui.look import theme


@dataclass(frozen=True, slots=True)
class Chip:
    """What is put in, braces included, and what it stands for, in a word and in a phrase."""

    place: str
    title: str
    meaning: str


class NameChips(QWidget):
    """``buttons`` by what they put in; ``inserted`` comes after each of them was pressed."""

    inserted = Signal()

    def __init__(self, field: QLineEdit, chips: Iterable[Chip]) -> None:
        super().__init__()
        self._field = field
        self.buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.HALF + 2)
        for chip in chips:
            button = QPushButton(f"+ {chip.title}")
            button.setProperty("chip", True)
            button.setAutoDefault(False)
            button.setToolTip(f"{chip.place}: {chip.meaning}")
            button.clicked.connect(lambda _checked=False, place=chip.place: self._insert(place))
            self.buttons[chip.place] = button
            row.addWidget(button)
        row.addStretch()

    def _insert(self, place: str) -> None:
        """Two places that follow each other are kept apart."""
        field = self._field
        start = field.selectionStart() if field.hasSelectedText() else field.cursorPosition()
        field.insert(f" {place}" if field.text()[:start].endswith("}") else place)
        field.setFocus()
        self.inserted.emit()
