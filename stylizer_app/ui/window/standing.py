"""How the parts of the window stand: what is looked for, how far it is scrolled, how the picture is looked at."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QAbstractItemView, QScrollBar

from stylizer_app.ui.values import Message
from stylizer_app.ui.widgets.canvas.mask_stroke import Brush
from stylizer_app.ui.widgets.canvas.scene import Mode
from stylizer_app.ui.widgets.canvas.viewport import Viewport
from stylizer_app.ui.window.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class Standing:
    """All of it that neither the document nor the session knows."""

    words: str
    group: str
    mode: Mode
    wipe: float
    viewport: Viewport
    masking: bool
    left_for: Mode
    brush: Brush
    message: Message | None
    card: Message | None
    rows: tuple[int, ...]
    scrolled: tuple[int, ...]

    @classmethod
    def of(cls, window: MainWindow) -> Standing:
        """How the window stands now."""
        finder, scene, masking = window.shelf.finder, window.canvas.scene, window.canvas.masking
        return cls(
            words=finder.words,
            group=finder.group,
            mode=scene.mode,
            wipe=scene.wipe,
            viewport=scene.viewport,
            masking=masking.active,
            left_for=masking.left_for,
            brush=masking.brush,
            message=window.messages.message,
            card=window.card.message,
            rows=tuple(view.currentIndex().row() for view in _lists(window)),
            scrolled=tuple(bar.value() for bar in _bars(window)),
        )

    def bring_back(self, window: MainWindow) -> None:
        """Let the parts of the window, filled with the same things, stand as they did."""
        window.shelf.finder.look_for(self.words, self.group)
        canvas = window.canvas
        canvas.set_wipe(self.wipe)
        canvas.look(self.viewport)
        canvas.masking.use(self.brush)
        canvas.masking.set_active(self.masking)
        canvas.masking.left_for = self.left_for
        canvas.set_mode(self.mode)
        window.messages.say(self.message)
        window.card.say(self.card)
        for view, row in zip(_lists(window), self.rows, strict=True):
            view.selectionModel().blockSignals(True)
            view.setCurrentIndex(view.model().index(row, 0))
            view.selectionModel().blockSignals(False)

    def scroll(self, window: MainWindow) -> None:
        """Scroll everything to where it was, once it is laid out."""
        for bar, value in zip(_bars(window), self.scrolled, strict=True):
            bar.setValue(value)


def _lists(window: MainWindow) -> tuple[QAbstractItemView, ...]:
    """What has a current row that nothing else knows."""
    return (*window.shelf.lists, window.ways.list)


def _bars(window: MainWindow) -> tuple[QScrollBar, ...]:
    """What scrolls."""
    down = (window.shelf.page, window.controls.page, window.ways.list)
    along = (window.album.strip, window.results.strip)
    return (*(one.verticalScrollBar() for one in down), *(one.horizontalScrollBar() for one in along))
