"""What style transfer can and cannot do, on four pictures; under Help."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from stylizer_app.system import paths
from stylizer_app.ui.dialogs import parts
from stylizer_app.ui.look import icons, palette, theme
from stylizer_app.ui.translate import tr


@dataclass(frozen=True, slots=True)
class Example:
    """A pair of pictures in resources/welcome (name.jpg: photo on the left half, result on the right)."""

    picture: str
    good: bool
    title: str
    sentence: str


def examples() -> list[Example]:
    """Return two pictures that work well and two that do not."""
    return [
        Example(
            "good-landscape", True, tr("Landscapes and large shapes"),
            tr("Sky, water, trees and houses turn into strokes without losing what they are."),
        ),
        Example(
            "good-strokes", True, tr("Paintings with visible strokes"),
            tr("The more visible the brush, the ink or the mosaic is, the more of it appears in the photo."),
        ),
        Example(
            "bad-small", False, tr("Small things that matter"),
            tr("Faces in a group and lettering get lost in the strokes: lower the strength, or use a finer brush."),
        ),
        Example(
            "bad-flat", False, tr("Photos with little detail"),
            tr("Fog, empty walls and clear sky give the brush nothing to follow: patterns appear from nowhere."),
        ),
    ]  # fmt: skip


class PairPicture(QWidget):
    """Photo and result side by side, as wide as there is room, with round corners and a line between them."""

    def __init__(self, name: str, accessible: str) -> None:
        super().__init__()
        self._picture = QPixmap(str(paths.bundled("resources", "welcome", f"{name}.jpg")))
        self.setAccessibleName(accessible)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(17 * theme.GRID)

    def sizeHint(self) -> QSize:
        """Twice as wide as high."""
        return QSize(34 * theme.GRID, 17 * theme.GRID)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the widget with the middle of both halves."""
        half = self.width() // 2
        with QPainter(self) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
            outline = QPainterPath()
            outline.addRoundedRect(QRectF(self.rect()), theme.RADIUS, theme.RADIUS)
            painter.setClipPath(outline)
            painter.fillRect(self.rect(), palette.colours().color("groove"))
            if not self._picture.isNull():
                for side, left in enumerate((0, half)):
                    box = QRect(left, 0, self.width() - half if side else half, self.height())
                    painter.drawPixmap(box, self._picture, self._part(side, box.size()))
            painter.setPen(QPen(Qt.GlobalColor.white, 2))
            painter.drawLine(half, 0, half, self.height())

    def _part(self, side: int, shape: QSize) -> QRect:
        """Return the middle of one half of the file, cut to a shape."""
        whole = QSize(self._picture.width() // 2, self._picture.height())
        cut = shape.scaled(whole, Qt.AspectRatioMode.KeepAspectRatio)
        left = side * whole.width() + (whole.width() - cut.width()) // 2
        return QRect(left, (whole.height() - cut.height()) // 2, cut.width(), cut.height())


class HintsDialog(QDialog):
    """Two pictures that work well, and two that do not, each with why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("What works well, and what does not"))
        layout = parts.column(self)
        why = tr("The networks paint strokes, textures and colours; they do not know what is in a picture.")
        layout.addWidget(parts.label(why, wrap=True))
        cards = QWidget()
        grid = QGridLayout(cards)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * theme.GRID)
        grid.setVerticalSpacing(theme.GRID)
        for row, (verdict, good) in enumerate(((tr("Works well"), True), (tr("Works less well"), False))):
            grid.addWidget(parts.label(verdict, "section"), 2 * row, 0, 1, 2)
            for column, example in enumerate(example for example in examples() if example.good == good):
                grid.addWidget(self._card(example, verdict), 2 * row + 1, column)
        scroll = parts.Page(widgetResizable=True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(cards)
        scroll.setAccessibleName(self.windowTitle())
        layout.addWidget(scroll, 1)
        box, _ = parts.buttons(self)
        layout.addWidget(box)
        self.resize(92 * theme.GRID, 76 * theme.GRID)

    def _card(self, example: Example, verdict: str) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        mark = QLabel()
        colour = palette.colours().color("accent" if example.good else "danger")
        mark.setPixmap(icons.pixmap("check" if example.good else "warning", 16, colour, self.devicePixelRatioF()))
        mark.setAccessibleName(verdict)
        head = QHBoxLayout()
        head.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(parts.label(example.title, "heading", wrap=True), 1)
        column = QVBoxLayout(card)
        column.setSpacing(theme.HALF)
        column.addWidget(PairPicture(example.picture, f"{verdict}: {example.title}"))
        column.addLayout(head)
        column.addWidget(parts.label(example.sentence, wrap=True))
        column.addStretch()
        return card
