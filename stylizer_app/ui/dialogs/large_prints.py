"""How large a photo can be printed, what painting at full size does, and where the size is set; under Help."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from stylizer_app.imaging.geometry import CM_PER_INCH, Size
from stylizer_app.ui import wording
from stylizer_app.ui.dialogs import parts
from stylizer_app.ui.look import theme
from stylizer_app.ui.translate import tr

HAND, WALL = 300, 200
"""Dots per inch of a print that is held in the hand, and of one that is looked at from a step away."""
CAMERAS = (Size(4000, 3000), Size(6000, 4000), Size(8256, 5504), Size(11648, 8736))
"""Photos of a phone, of two cameras, and of a large one."""


def paper_size(size: Size, dpi: float) -> str:
    """The sides of a print in whole centimetres and inches."""
    inches = [side / dpi for side in (size.width, size.height)]
    sides = [(round(side * CM_PER_INCH), side) for side in inches]
    cm = " × ".join(str(whole) for whole, _ in sides)
    return tr("{cm} cm ({inches} in)").format(
        cm=cm, inches=" × ".join(QLocale().toString(side, "f", 0 if side >= 10 else 1) for _, side in sides)
    )


def about_sizes() -> list[tuple[str, str]]:
    """What there is to say, each with its heading."""
    return [
        (
            tr("At full size"),
            tr(
                "Save… paints every pixel of the photo, in layers: broad strokes first, then finer ones that follow "
                "the photo. What the window shows at 100 % is what is saved, and strokes that look right in the "
                "window look right on paper, whatever its size."
            ),
        ),
        (
            tr("Larger than the photo"),
            tr(
                "A size above the photo’s own is painted for that size: the strokes stay crisp, though the photo has "
                "no more detail to give."
            ),
        ),
        (
            tr("Where the size is set"),
            tr(
                "In Save…, under Size: centimetres or inches and the dots per inch, or a sheet such as A4, A3, A2 or "
                "Letter that the picture fits on. To fill a sheet, crop the photo to its shape first. "
                "When the picture is saved, its card offers Print…, which fits it on the sheet or fills it."
            ),
        ),
    ]


class LargePrintsDialog(QDialog):
    """``own``: the size of the picture that the person has, which is told first."""

    def __init__(self, own: Size | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Large prints"))
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.HALF)
        told = tr("A photo is painted at its own size: its pixels decide how large it can be printed.")
        column.addWidget(parts.label(told, wrap=True))
        column.addSpacing(theme.GRID)
        column.addWidget(self._table(own))
        for heading, text in about_sizes():
            column.addSpacing(theme.GRID)
            column.addWidget(parts.label(heading, "heading"))
            column.addWidget(parts.label(text, wrap=True))
        column.addStretch()
        scroll = parts.scrolling(self, page)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.resize(96 * theme.GRID, 60 * theme.GRID)
        parts.fit_height(self, scroll)

    def _table(self, own: Size | None) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        grid = QGridLayout(card)
        grid.setHorizontalSpacing(3 * theme.GRID)
        grid.setVerticalSpacing(theme.GRID)
        heads = (
            tr("Photo"),
            tr("In the hand: {dpi} dpi").format(dpi=HAND),
            tr("On the wall: {dpi} dpi").format(dpi=WALL),
        )
        for place, head in enumerate(heads):
            grid.addWidget(parts.label(head, "section", wrap=True), 0, place)
        for row, size in enumerate((*([own] if own else []), *CAMERAS), start=1):
            role = "heading" if size is own else ""
            name = wording.megapixel_size(size)
            cells = (tr("Yours: {size}").format(size=name) if size is own else name, *self._sides(size))
            for place, text in enumerate(cells):
                grid.addWidget(parts.label(text, role, wrap=True), row, place)
        for place, stretch in enumerate((5, 4, 4)):
            grid.setColumnStretch(place, stretch)
        return card

    @staticmethod
    def _sides(size: Size) -> tuple[str, str]:
        return paper_size(size, HAND), paper_size(size, WALL)


def link_to_large_prints(own: Size) -> QPushButton:
    """A button that tells how large a picture of this size can be printed."""
    button = QPushButton(tr("How large can I print?"))
    button.setProperty("link", True)
    button.setAutoDefault(False)
    button.clicked.connect(lambda: parts.open_dialog(LargePrintsDialog(own, button.window())))
    return button
