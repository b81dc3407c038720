"""The canvas filled with ways to paint the photo, side by side: walked through by key, taken with a click or Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from stylizer_app.ui.look import palette, theme
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import Way
from stylizer_app.ui.widgets.basics.buttons import tool_button
from stylizer_app.ui.widgets.basics.thumbnails import ElidedLabel
from stylizer_app.ui.widgets.canvas.ways_list import NOTE, PICTURE, TITLE, WaysList, caption_height

LEAST_WIDTH = 88
"""Of a picture in pixels: below it the canvas scrolls."""


class WaysView(QWidget):
    """Lies over the canvas while there is something to show. ``taken`` has the number of a way."""

    taken = Signal(int)
    left = Signal()
    save_requested = Signal()
    looks_requested = Signal()
    ways_requested = Signal()
    alike_requested = Signal()
    sliders_requested = Signal(bool)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over, self._wanted, self._aspect = over, 0, 1.5
        self._ways: tuple[Way, ...] = ()
        self.title = ElidedLabel()
        self.title.setProperty("role", "heading")
        self.list = WaysList()
        self.takes = ElidedLabel()
        self.keys = QLabel(tr("Arrows walk, S saves all as one picture, Esc leaves"))
        self.keys.setProperty("role", "muted")
        self.buttons = {
            "looks": tool_button("grid", tr("All looks on this photo (L)")),
            "ways": tool_button("brush", tr("Strengths and brushes of this look (Shift+L)")),
            "alike": tool_button("mix", tr("More like this (N)")),
            "save": tool_button("save", tr("Save all as one picture (S)")),
            "close": tool_button("close", tr("Back to the picture (Esc)")),
        }
        self.sliders = QPushButton(tr("As the sliders stand"))
        self.sliders.setToolTip(
            tr("Strength, brush and colour as chosen on the right, instead of what each look asks for")
        )
        self.sliders.setCheckable(True)
        self._arrange()
        self._connect()
        over.installEventFilter(self)
        self.hide()

    @property
    def columns(self) -> int:
        """How many pictures stand in a row."""
        return self._columns()[0]

    def show_ways(self, heading: str, ways: Sequence[Way], columns: int, current: int, aspect: float) -> None:
        """Fill the canvas, and go to the ``current`` one.

        ``columns``: 0 for as many as make the pictures largest; ``aspect``: their width by their height.
        """
        self._wanted, self._aspect, self._ways = columns, aspect, tuple(ways)
        self.sliders.hide()
        self.title.setText(heading)
        self.list.setAccessibleName(heading)
        self.list.clear()
        for way in ways:
            row = QListWidgetItem()
            title, note = way.title(), way.note()
            row.setData(TITLE, title)
            row.setData(NOTE, note)
            told = ", ".join(filter(None, (title, note)))
            row.setToolTip(told)
            row.setData(Qt.ItemDataRole.AccessibleTextRole, told)
            self.list.addItem(row)
        self.list.setCurrentRow(current)
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self._fit()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_sliders(self, by_sliders: bool, *, offered: bool) -> None:
        """Show whether the looks are as the sliders stand, and offer the other."""
        self.sliders.setChecked(by_sliders)
        self.sliders.setVisible(offered)

    def show_way(self, number: int, image: QImage) -> None:
        """Show what one of the ways looks like."""
        if number < self.list.count():
            self.list.item(number).setData(PICTURE, image)

    def leave(self) -> None:
        """Show the canvas again."""
        if self.isVisible():
            self.hide()
            self.list.clear()
            self._over.setFocus()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.HALF)
        head.addWidget(self.title, 1)
        head.addWidget(self.sliders)
        for button in self.buttons.values():
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GRID, theme.HALF, theme.GRID, theme.HALF)
        column.setSpacing(theme.HALF)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.setSpacing(2 * theme.GRID)
        foot.addWidget(self.takes, 1)
        foot.addWidget(self.keys)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.list.taken.connect(self.taken)
        self.sliders.clicked.connect(self.sliders_requested)
        self.list.left.connect(self.left)
        self.list.saved.connect(self.save_requested)
        self.list.currentRowChanged.connect(self._tell)
        signals = (self.looks_requested, self.ways_requested, self.alike_requested, self.save_requested, self.left)
        for button, signal in zip(self.buttons.values(), signals, strict=True):
            button.clicked.connect(signal)

    def _tell(self, number: int) -> None:
        """Say what Enter takes, and mark it."""
        self.list.viewport().update()
        if not 0 <= number < len(self._ways):
            return
        name, settings = self._ways[number].title(), self._ways[number].settings()
        text = tr("Enter takes {name} with its own settings ({settings})") if settings else tr("Enter takes {name}")
        self.takes.setText(text.format(name=name, settings=settings))
        self.takes.setToolTip("")
        self.list.item(number).setData(Qt.ItemDataRole.AccessibleDescriptionRole, self.takes.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the canvas."""
        if watched is self._over and isinstance(event, QResizeEvent):
            self.setGeometry(self._over.rect())
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the room there is."""
        super().resizeEvent(event)
        self.keys.setVisible(2 * self.keys.sizeHint().width() <= self.width())
        self._fit()

    def _columns(self) -> tuple[int, int]:
        """How many columns, and how wide a picture is in them: the widest with which everything is seen at once.

        Where that would be too small to see anything, as many as fit, and the list scrolls.
        """
        count = max(1, self.list.count())
        room, height = self.list.width() - 8, self.list.height() - 8
        foot, gap = caption_height(self.list.font()), theme.GRID

        def width(columns: int) -> int:
            rows = -(-count // columns)
            highest = height // rows - foot - gap
            return min(room // columns - gap, int(highest * self._aspect))

        best = self._wanted or max(range(1, count + 1), key=width)
        if width(best) >= LEAST_WIDTH:
            return best, width(best)
        room -= self.list.verticalScrollBar().sizeHint().width()
        best = self._wanted or max(1, room // (LEAST_WIDTH + gap))
        return best, room // best - gap

    def _fit(self) -> None:
        """Spread the columns over the width."""
        columns, width = self._columns()
        picture = int(width / self._aspect)
        cell = QSize(0, picture + caption_height(self.list.font()) + theme.GRID)
        scrolls = -(-max(1, self.list.count()) // columns) * cell.height() > self.list.height()
        policies = Qt.ScrollBarPolicy
        self.list.setVerticalScrollBarPolicy(policies.ScrollBarAlwaysOn if scrolls else policies.ScrollBarAlwaysOff)
        bar = self.list.verticalScrollBar().sizeHint().width() if scrolls else 0
        cell.setWidth((self.list.width() - 8 - bar) // columns)
        self.list.setGridSize(cell)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Hide the picture underneath."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), palette.colours().color("canvas"))
