"""The main window: where everything lies. Decides nothing; connections.py connects it, window_view.py fills it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QMenuBar,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from stylizer_app.ui.look import icons, theme
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import ActiveDevice, Slot
from stylizer_app.ui.widgets.bars.message_bar import CARD, MessageBar
from stylizer_app.ui.widgets.bars.status import Status
from stylizer_app.ui.widgets.basics.buttons import tool_button
from stylizer_app.ui.widgets.basics.recent_menu import RecentMenu
from stylizer_app.ui.widgets.canvas.bar import CanvasBar
from stylizer_app.ui.widgets.canvas.canvas import Canvas
from stylizer_app.ui.widgets.canvas.mask_bar import MaskBar
from stylizer_app.ui.widgets.canvas.ways import WaysView
from stylizer_app.ui.widgets.controls.controls import Controls
from stylizer_app.ui.widgets.panes.picture_pane import PicturePane
from stylizer_app.ui.widgets.shelf.item_list import INSET, LEAST_CELL, MOST_CELL
from stylizer_app.ui.widgets.shelf.shelf import Shelf
from stylizer_app.ui.widgets.strips.album_strip import AlbumStrip
from stylizer_app.ui.widgets.strips.results_strip import ResultsStrip
from stylizer_app.ui.window.actions import Actions

SHELF_SHARE = 0.24
"""Of the window's width, for the column on the left."""

MARGIN = 2 * theme.GRID
"""On either side of the column on the left. The ring of the focus lies in it, so that pictures begin where it ends."""

AROUND_SHELF = 44
"""Pixels of that column beside the tiles: margins and the scroll bar."""


class MainWindow(QMainWindow):
    """Panes and shelf on the left, canvas in the middle, controls on the right, status at the bottom."""

    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.may_close: Callable[[], bool] = lambda: True
        self.device: ActiveDevice | None = None
        self.panels_shown, self.alone = True, False
        self._escape = QShortcut(QKeySequence("Esc"), self)
        self._escape.activated.connect(lambda: self.show_alone(False))
        self._escape.setEnabled(False)
        self.setWindowTitle("Stylizer")
        self.setWindowIcon(icons.app_icon())
        self.setAcceptDrops(True)
        self._make_parts()

    def _make_parts(self) -> None:
        self.photo, self.painting = PicturePane(Slot.PHOTO), PicturePane(Slot.PAINTING)
        self.swap = tool_button("swap", tr("Swap photo and painting"), size=18)
        self.shelf = Shelf()
        self.album = AlbumStrip()
        self.canvas = Canvas()
        self.ways = WaysView(self.canvas)
        self.messages, self.card = MessageBar(self.canvas), MessageBar(self.canvas, low=True, stays=CARD)
        self.canvas_bar, self.mask_bar = CanvasBar(), MaskBar()
        self.results = ResultsStrip()
        self.controls = Controls()
        self.status = Status()
        self.commands = Actions(self)
        self.chip = self._make_chip()
        self.left = self._make_left()
        self._lines: list[QFrame] = []
        self._arrange()
        self._order_tabs()
        self.canvas.addActions(self.commands.on_picture())
        self.canvas.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.canvas.setFocus()

    def make_anew(self) -> None:
        """Make every part anew, in the language spoken now: empty, and connected with nothing."""
        for action in self.actions():
            self.removeAction(action)
        self.commands.deleteLater()
        self.setMenuBar(QMenuBar())
        self._make_parts()
        self.left.setFixedWidth(left_width(self.width()))
        self.commands["panels"].setChecked(self.panels_shown)
        self._show_parts()
        self._central.show()

    def lay_out(self) -> None:
        """Give every part its place now, not when there is time for it."""
        for _ in range(2):  # what scrolls knows its content's size only once it has its own
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            for layout in (self.layout(), self._central.layout()):
                if layout is not None:
                    layout.activate()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask whoever knows whether the window may go."""
        if self.may_close():
            self.closing.emit()
            event.accept()
        else:
            event.ignore()

    @property
    def recent_menus(self) -> tuple[RecentMenu, ...]:
        """Every menu of recent files."""
        return self.commands.photos, self.commands.paintings, self.photo.recent, self.painting.recent

    def show_panels(self, shown: bool) -> None:
        """Show or hide the columns on both sides of the canvas."""
        self.panels_shown = shown
        self.commands["panels"].setChecked(shown)
        self._show_parts()

    def show_alone(self, alone: bool) -> None:
        """Show the picture alone on the whole screen, or the window as it was before."""
        if alone != self.alone:
            self.alone = alone
            self._show_parts()
            others = self.windowState() & ~Qt.WindowState.WindowFullScreen
            self.setWindowState(others | Qt.WindowState.WindowFullScreen if alone else others)
            self.canvas.setFocus()

    def _show_parts(self) -> None:
        for widget in (self.left, self.controls, *self._lines):
            widget.setVisible(self.panels_shown and not self.alone)
        for widget in (self.menuBar(), self.above, self.below, self.status):
            widget.setVisible(not self.alone)
        self._escape.setEnabled(self.alone)

    def _arrange(self) -> None:
        middle = QVBoxLayout()
        middle.setSpacing(0)
        self.above, self.below = _column(self.album), _column(self.mask_bar, self.canvas_bar, self.results)
        for widget in (self.above, self.canvas, self.below):
            middle.addWidget(widget, 1 if widget is self.canvas else 0)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self.left)
        upper.addWidget(self._line(vertical=True))
        upper.addLayout(middle, 1)
        upper.addWidget(self._line(vertical=True))
        self.controls.setFixedWidth(theme.PANEL_RIGHT)
        upper.addWidget(self.controls)
        central = self._central = QWidget()
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(upper, 1)
        column.addWidget(self._line(vertical=False))
        column.addWidget(self.status)
        self.setCentralWidget(central)

    def _make_left(self) -> QWidget:
        """The column on the left."""
        panel = QWidget()
        panel.setObjectName("panel")
        panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.painting.add_button(self.swap)
        panes = QHBoxLayout()
        panes.setSpacing(theme.GRID)
        panes.setContentsMargins(INSET, 0, 0, 0)
        panes.addWidget(self.photo, 1)
        panes.addWidget(self.painting, 1)
        column = QVBoxLayout(panel)
        column.setContentsMargins(MARGIN - INSET, theme.GRID + theme.HALF, MARGIN, theme.GRID)
        column.setSpacing(theme.HALF)
        column.addLayout(panes, 1)
        column.addSpacing(theme.HALF)
        column.addWidget(self.shelf, 4)
        return panel

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The shelf grows with the window."""
        super().resizeEvent(event)
        self.left.setFixedWidth(left_width(self.width()))

    def _make_chip(self) -> QToolButton:
        """What computes, at the right end of the menu bar."""
        chip = QToolButton()
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setIconSize(QSize(16, 16))
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a menu bar gives the focus back; the preferences have a shortcut
        chip.setAccessibleName(tr("Device"))
        chip.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        icons.bind(chip, "device", "muted")
        chip.hide()
        self.menuBar().setCornerWidget(chip)
        return chip

    def _line(self, *, vertical: bool) -> QFrame:
        line = QFrame()
        self._lines.append(line)
        line.setStyleSheet("background: palette(mid);")
        (line.setFixedWidth if vertical else line.setFixedHeight)(1)
        return line

    def _order_tabs(self) -> None:
        """From the photo through the painting and the canvas to the controls."""
        stops: list[QWidget] = [self.photo.area, *self.photo.buttons.values(), self.painting.area]
        stops += [
            *self.painting.buttons.values(),
            self.swap,
            self.shelf.finder.field,
            self.shelf.looks,
            self.shelf.surprise,
        ]
        stops += [*self.shelf.finder.groups.values()]
        stops += [self.shelf.starters, self.shelf.keep, self.shelf.own]
        stops += [
            self.messages.close_button,
            self.card.close_button,
            self.album.strip,
            self.album.save_all,
            self.album.close_button,
            self.canvas,
            self.ways.list,
            self.ways.sliders,
            *self.ways.buttons.values(),
        ]
        bar = self.canvas_bar
        stops += [*self.mask_bar.stops(), *bar.modes.buttons(), bar.mask_button, bar.out, bar.into, bar.fit]
        stops += [self.canvas_bar.actual, self.results.strip, self.controls.first]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
        QWidget.setTabOrder(self.controls.save, self.status.cancel)


def shelf_width(window: int) -> int:
    """How wide the shelf is in a window of this width."""
    return left_width(window) - 2 * MARGIN + INSET


def left_width(window: int) -> int:
    """How wide the column on the left is in a window of this width: so that whole tiles fill the shelf."""
    room = max(round(window * SHELF_SHARE) - AROUND_SHELF, 2 * LEAST_CELL)
    columns = room // LEAST_CELL
    most, more = columns * MOST_CELL, (columns + 1) * LEAST_CELL
    if room > most:
        room = most if room - most < more - room else more
    return room + AROUND_SHELF


def _column(*widgets: QWidget) -> QWidget:
    """Widgets that are hidden and shown together, whatever each of them has to show."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget)
    return holder
