"""The mixer: up to four paintings and the share of each; more are dropped on it from the shelf."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from stylizer_app.choices.document import MAX_STYLES
from stylizer_app.ui.look import icons, palette, theme
from stylizer_app.ui.signals import TypedSignal
from stylizer_app.ui.translate import tr
from stylizer_app.ui.widgets.basics.thumbnails import ElidedLabel, square, style_in
from stylizer_app.ui.widgets.basics.track import KNOB
from stylizer_app.ui.widgets.controls.slider_row import SliderRow

THUMBNAIL, SMALL = 44, 38
"""Pixels across a painting; small where there are more of them than ``FEW``."""
FEW = 2


@dataclass(frozen=True, slots=True)
class MixEntry:
    """A painting in the mixture: its key (name or path), its title, its picture, its share (any positive number)."""

    key: str
    title: str
    image: QImage | None
    weight: float = 1.0


def shares(weights: Sequence[float]) -> list[float]:
    """Return the weights so that they add up to 1; all alike where none is above zero."""
    total = sum(weights)
    return [weight / total for weight in weights] if total > 0 else [1 / len(weights)] * len(weights)


def rebalanced(weights: Sequence[float], index: int, share: float) -> list[float]:
    """Return the shares after one was set: the others keep their proportions in what is left."""
    others = [weight for place, weight in enumerate(weights) if place != index]
    rest = [(1 - share) * part for part in shares(others)] if others else []
    return [*rest[:index], share if others else 1.0, *rest[index:]]


class _Share(SliderRow):
    """The share of one painting; its name is shortened to one line."""

    def make_label(self, text: str) -> QLabel:
        return ElidedLabel(text)

    def arrange(self, grid: QGridLayout) -> None:
        grid.addWidget(self.label, 0, 0, 1, 2)
        grid.addWidget(self.track, 1, 0)
        grid.addWidget(self.number, 1, 1, 1, 2)

    def add_button(self, button: QToolButton) -> None:
        """Put a button beside the name."""
        self.grid.addWidget(button, 0, 2, Qt.AlignmentFlag.AlignRight)


class MixRow(QWidget):
    """One painting of so many: picture, name, share, and a button that takes it out."""

    removed = Signal()

    def __init__(self, entry: MixEntry, count: int) -> None:
        super().__init__()
        self.share = _Share(entry.title, 0, 100, 50, "%", tr("How much of this painting goes into the mixture"))
        self.picture = QLabel()
        small, alone = count > FEW, count == 1
        self._side = SMALL if small else THUMBNAIL
        self.picture.setFixedSize(self._side, self._side)
        self.remove = QToolButton()
        self.remove.setToolTip(tr("Remove {title}").format(title=entry.title))
        self.remove.setAccessibleName(self.remove.toolTip())
        self.remove.setIconSize(QSize(16, 16))
        icons.bind(self.remove, "close", "muted")
        self.remove.clicked.connect(self.removed)
        self.share.add_button(self.remove)
        self.share.track.setVisible(not alone)
        self.share.number.setVisible(not alone)
        if alone:
            self.share.setFocusProxy(self.remove)  # Tab would get stuck at the hidden slider
        if small:
            for widget in (self.remove, self.share.number):
                widget.setProperty("small", True)
            self.share.grid.setVerticalSpacing(0)
            self.share.track.setFixedHeight(KNOB + 4)
        self.show_image(entry.image)
        self._arrange()

    def _arrange(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.GRID)
        line.addWidget(self.picture)
        line.addWidget(self.share, 1)

    def show_image(self, image: QImage | None) -> None:
        """Show the painting."""
        if image is not None and not image.isNull():
            self.picture.setPixmap(square(image, self._side, self.devicePixelRatioF()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the painting out."""
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class Mixer(QWidget):
    """``weights_changed``: shares that add up to 1; ``style_dropped``: a starter's name or the path of a picture."""

    weights_changed = TypedSignal[list[float]]()
    weights_committed = Signal()
    style_removed = Signal(int)
    style_dropped = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.setAccessibleName(tr("Mixture of paintings"))
        self.rows: list[MixRow] = []
        self._entries: list[MixEntry] = []
        self._weights: list[float] = []
        self._hovering = False
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.GRID)
        self.hint = QLabel(wordWrap=True)
        self.hint.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        layout.addLayout(self._lines)
        layout.addWidget(self.hint)
        self._say()

    def set_styles(self, entries: Sequence[MixEntry]) -> None:
        """Show these paintings; nothing is built anew while they are the same ones."""
        if [entry.key for entry in entries] != [entry.key for entry in self._entries]:
            self._build(entries)
        for row, old, new in zip(self.rows, self._entries, entries, strict=True):
            if new.image is not old.image:
                row.show_image(new.image)
        self._entries = list(entries)
        self._weights = shares([entry.weight for entry in entries]) if entries else []
        self._show_weights()

    def _build(self, entries: Sequence[MixEntry]) -> None:
        for row in self.rows:
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [MixRow(entry, len(entries)) for entry in entries]
        for index, row in enumerate(self.rows):
            row.removed.connect(lambda index=index: self.style_removed.emit(index))
            row.share.value_changed.connect(lambda percent, index=index: self._weigh(index, percent / 100))
            row.share.value_committed.connect(lambda _percent: self.weights_committed.emit())
            self._lines.addWidget(row)
        self._lines.setSpacing(theme.HALF if len(entries) > FEW else theme.GRID)
        self._entries = list(entries)
        self._say()

    def _weigh(self, index: int, share: float) -> None:
        self._weights = rebalanced(self._weights, index, share)
        self._show_weights(but=index)
        self.weights_changed.emit(list(self._weights))

    def _show_weights(self, but: int | None = None) -> None:
        for index, (row, weight) in enumerate(zip(self.rows, self._weights, strict=True)):
            if index != but:
                row.share.set_value(round(weight * 100))

    def _say(self) -> None:
        if self._hovering:
            full = len(self.rows) >= MAX_STYLES
            most = tr("At most {count} paintings.").format(count=MAX_STYLES)
            text = most if full else tr("Drop to add it to the mixture")
        else:
            text = [
                tr("Choose a painting, or drag up to {count} here to mix them.").format(count=MAX_STYLES),
                tr("Drag more paintings here to mix them."),
            ][min(len(self.rows), 1)]
        self.hint.setText(text)
        self.hint.setVisible(self._hovering or len(self.rows) < 2)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Say what a drop would do."""
        if style_in(event.mimeData()) is not None:
            self._hover(True)
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Refuse while the mixture is full."""
        event.setAccepted(style_in(event.mimeData()) is not None and len(self.rows) < MAX_STYLES)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Back to rest."""
        self._hover(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Report the style."""
        key = style_in(event.mimeData())
        self._hover(False)
        if key is not None and len(self.rows) < MAX_STYLES:
            event.acceptProposedAction()
            self.style_dropped.emit(key)

    def _hover(self, hovering: bool) -> None:
        """Say it in as much room as there is: a drop at the lower edge would miss a box that gets lower."""
        room = self.hint.height() if hovering and self.hint.isVisible() else 0
        self.hint.setMinimumHeight(room)
        self._hovering = hovering
        self._say()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a dashed frame while there is room, filled while something hovers."""
        if len(self.rows) >= MAX_STYLES and not self._hovering:
            return
        shown = palette.colours()
        pen = theme.round_pen(shown.color("accent" if self._hovering else "outline"), 2 if self._hovering else 1.5)
        pen.setStyle(Qt.PenStyle.DashLine)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(pen)
            if self._hovering:
                painter.setBrush(shown.color("accent_soft"))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), theme.RADIUS, theme.RADIUS)
