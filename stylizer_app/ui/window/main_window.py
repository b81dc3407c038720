"""The main window: where everything lies. Decides nothing; connections.py connects it, window_view.py fills it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from stylizer_app.ui.interfaces import DeviceSeen, Slot
from stylizer_app.ui.look import icons, theme
from stylizer_app.ui.translate import tr
from stylizer_app.ui.widgets.bars.message_bar import MessageBar
from stylizer_app.ui.widgets.bars.status import Status
from stylizer_app.ui.widgets.basics.buttons import tool_button
from stylizer_app.ui.widgets.canvas.bar import CanvasBar
from stylizer_app.ui.widgets.canvas.canvas import Canvas
from stylizer_app.ui.widgets.controls.controls import Controls
from stylizer_app.ui.widgets.panes.picture_pane import PicturePane
from stylizer_app.ui.widgets.shelf.shelf import Shelf
from stylizer_app.ui.widgets.strips.album_strip import AlbumStrip
from stylizer_app.ui.widgets.strips.results_strip import ResultsStrip
from stylizer_app.ui.window.actions import Actions


class MainWindow(QMainWindow):
    """Panes and shelf on the left, canvas in the middle, controls on the right, status at the bottom."""

    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.may_close: Callable[[], bool] = lambda: True
        self.device: DeviceSeen | None = None
        self.photo, self.painting = PicturePane(Slot.PHOTO), PicturePane(Slot.PAINTING)
        self.swap = tool_button("swap", tr("Swap photo and painting"))
        self.shelf = Shelf()
        self.messages = MessageBar()
        self.album = AlbumStrip()
        self.canvas = Canvas()
        self.canvas_bar = CanvasBar()
        self.results = ResultsStrip()
        self.controls = Controls()
        self.status = Status()
        self.commands = Actions(self)
        self.chip = self._make_chip()
        self.setWindowTitle("Stylizer")
        self.setWindowIcon(icons.app_icon())
        self.setAcceptDrops(True)
        self.setMinimumSize(900, 600)
        self.resize(QSize(1280, 820))
        self._arrange()
        self._order_tabs()
        self.canvas.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask whoever knows whether the window may go."""
        if self.may_close():
            self.closing.emit()
            event.accept()
        else:
            event.ignore()

    def _arrange(self) -> None:
        middle = QVBoxLayout()
        middle.setSpacing(0)
        for widget in (self.messages, self.album, self.canvas, self.canvas_bar, self.results):
            middle.addWidget(widget, 1 if widget is self.canvas else 0)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self._left())
        upper.addWidget(self._line(vertical=True))
        upper.addLayout(middle, 1)
        upper.addWidget(self._line(vertical=True))
        self.controls.setFixedWidth(theme.PANEL_RIGHT)
        upper.addWidget(self.controls)
        central = QWidget()
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(upper, 1)
        column.addWidget(self._line(vertical=False))
        column.addWidget(self.status)
        self.setCentralWidget(central)

    def _left(self) -> QWidget:
        """The column on the left."""
        panel = QWidget()
        panel.setObjectName("panel")
        panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        panel.setFixedWidth(theme.PANEL_LEFT)
        column = QVBoxLayout(panel)
        column.setContentsMargins(2 * theme.GRID, theme.GRID + theme.HALF, 2 * theme.GRID, theme.GRID)
        column.setSpacing(theme.HALF)
        column.addWidget(self.photo, 4)
        column.addWidget(self.swap, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.painting, 4)
        column.addWidget(self.shelf, 11)
        return panel

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

    @staticmethod
    def _line(*, vertical: bool) -> QFrame:
        line = QFrame()
        line.setStyleSheet("background: palette(mid);")
        (line.setFixedWidth if vertical else line.setFixedHeight)(1)
        return line

    def _order_tabs(self) -> None:
        """From the photo through the painting and the canvas to the controls."""
        stops: list[QWidget] = [self.photo.area, *self.photo.buttons.values(), self.swap, self.painting.area]
        stops += [*self.painting.buttons.values(), self.shelf.surprise, self.shelf.starters, self.shelf.own]
        stops += [
            self.messages.close_button,
            self.album.strip,
            self.album.save_all,
            self.album.close_button,
            self.canvas,
        ]
        stops += [*self.canvas_bar.modes.buttons(), self.canvas_bar.out, self.canvas_bar.into, self.canvas_bar.fit]
        stops += [self.canvas_bar.actual, self.results.strip, self.controls.first]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
        QWidget.setTabOrder(self.controls.save, self.status.cancel)
