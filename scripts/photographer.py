"""Drives the window from state to state and takes a picture of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.driver import Driver, opened
from scripts.states import States

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QApplication, QWidget

    from stylizer_app.ui.app import Program


@dataclass(frozen=True, slots=True)
class Look:
    """One way to show every state."""

    theme: str
    language: str
    scale: int

    @property
    def suffix(self) -> str:
        """The end of the files' names."""
        return f"{self.theme}-{self.language}-{self.scale}"


class Photographer:
    """Goes through the states of the real program."""

    def __init__(self, app: QApplication, program: Program, photos: Sequence[Path]) -> None:
        self._driver = Driver(app, program, photos)
        self._states = States(self._driver)

    def visit(self, wanted: Sequence[str] = ()) -> Iterator[tuple[str, list[QWidget]]]:
        """Yield each of the wanted states, or all, with the window and what is open over it.

        One state leads to the next, so that all are gone through as far as needed. Raises ValueError for what is none.
        """
        driver, states = self._driver, self._states.in_order()
        if unknown := sorted({*wanted} - {*states}):
            raise ValueError(f"{', '.join(unknown)}: no state of the window; there are {', '.join(states)}")
        left = set(wanted or states)
        for name, reach in states.items():
            if not left:
                return
            reach()
            driver.settle(0.15)
            if name in left:
                left.discard(name)
                yield name, [driver.window, *opened(driver.app)]
            driver.put_away()

    def shoot(self, wanted: Sequence[str], out: Path, look: Look) -> None:
        """Keep a picture of every wanted state, or of all."""
        for name, (window, *over) in self.visit(wanted):
            picture(window, over).save(str(out / f"{name}-{look.suffix}.png"))


def picture(window: QWidget, over: Sequence[QWidget]) -> QPixmap:
    """Return the window with the dialogs, in its middle, and the menus, where they are, that are open over it."""
    from PySide6.QtCore import QPoint, QRect
    from PySide6.QtGui import QColor, QPainter
    from PySide6.QtWidgets import QMenu

    shot = window.grab()
    for widget in over:
        top = widget.grab()
        box = QRect(window.mapFromGlobal(widget.pos()), top.deviceIndependentSize().toSize())
        with QPainter(shot) as painter:
            if not isinstance(widget, QMenu):
                box.moveCenter(window.rect().center())
                painter.fillRect(window.rect(), QColor(0, 0, 0, 90))
            for step in range(12, 0, -2):
                painter.fillRect(box.adjusted(-step, -step + 4, step, step + 4), QColor(0, 0, 0, 14))
            painter.drawPixmap(QPoint(box.topLeft()), top)
            painter.setPen(QColor(128, 128, 128))
            painter.drawRect(box.adjusted(-1, -1, 0, 0))
    return shot
