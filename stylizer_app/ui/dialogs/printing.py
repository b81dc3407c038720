"""Printing a picture: on which paper, whole or filling it, as it will look."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter, QPaintEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QButtonGroup, QDialog, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from stylizer_app.imaging.geometry import Size
from stylizer_app.ui.dialogs import parts
from stylizer_app.ui.dialogs.large_prints import link_to_large_prints
from stylizer_app.ui.dialogs.print_layout import filling, fitted
from stylizer_app.ui.dialogs.sheets import SHEETS, Sheet
from stylizer_app.ui.look import palette
from stylizer_app.ui.translate import tr
from stylizer_app.ui.widgets.basics.drop_down import DropDown

MARGIN = 5.0
"""Millimetres around a picture that is printed whole: hardly any printer reaches the edge."""


class SheetView(QWidget):
    """The sheet with the picture on it."""

    def __init__(self, image: QImage) -> None:
        super().__init__()
        self._image = image
        self.paper, self.fill = SHEETS[0], False
        self.setMinimumSize(320, 320)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("The sheet as it will be printed"))

    def sizeHint(self) -> QSize:
        """Room to see it."""
        return QSize(420, 400)

    def show_on(self, paper: Sheet, fill: bool) -> None:
        """Show another sheet."""
        self.paper, self.fill = paper, fill
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw paper, shadow and picture."""
        with QPainter(self) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
            painter.fillRect(self.rect(), palette.colours().color("canvas"))
            room = QRectF(self.rect()).adjusted(24, 24, -24, -24)
            sheet = fitted(room, self.paper.turned(QSizeF(self._image.size())))
            painter.fillRect(sheet.translated(0, 3), QColor(0, 0, 0, 60))
            painter.fillRect(sheet, Qt.GlobalColor.white)
            margin = 0 if self.fill else MARGIN * sheet.width() / self.paper.turned(QSizeF(self._image.size())).width()
            draw(painter, self._image, sheet.adjusted(margin, margin, -margin, -margin), fill=self.fill)


class PrintDialog(QDialog):
    """Asks for paper and place, then for the printer, and prints."""

    def __init__(
        self, image: QImage, name: str, parent: QWidget | None = None, *, proposed: Sheet | None = None
    ) -> None:
        super().__init__(parent)
        self._image, self._name = image, name
        self.setWindowTitle(tr("Print"))
        self.sheet = SheetView(image)
        self.papers = DropDown()
        for paper in SHEETS:
            self.papers.addItem(paper.title, paper)
        self.papers.setCurrentIndex(SHEETS.index(proposed) if proposed is not None else 0)
        self.whole, self.fill = QRadioButton(tr("Whole picture")), QRadioButton(tr("Fill the sheet"))
        self._places = QButtonGroup(self)
        for button in (self.whole, self.fill):
            self._places.addButton(button)
        self.whole.setChecked(True)
        self.papers.setAccessibleName(tr("Paper"))
        self._arrange()
        self.papers.currentIndexChanged.connect(self._show)
        self._places.buttonClicked.connect(self._show)
        self._show()

    def _arrange(self) -> None:
        column = parts.column(self)
        row = QHBoxLayout()
        row.addWidget(parts.label(tr("Paper")))
        row.addWidget(self.papers)
        row.addStretch()
        row.addWidget(self.whole)
        row.addWidget(self.fill)
        column.addLayout(row)
        column.addWidget(self.sheet, 1)
        box, self.print_button = parts.buttons(self, tr("Print…"))
        self.help = link_to_large_prints(Size(self._image.width(), self._image.height()))
        foot = QHBoxLayout()
        foot.addWidget(self.help)
        foot.addStretch()
        foot.addWidget(box)
        column.addLayout(foot)

    def _show(self) -> None:
        self.sheet.show_on(self.papers.currentData(), self.fill.isChecked())

    def accept(self) -> None:
        """Ask which printer, then print and go."""
        printer = self.printer()
        ask = QPrintDialog(printer, self.parentWidget())
        ask.accepted.connect(lambda: self.print_on(printer))
        super().accept()
        parts.open_dialog(ask)

    def printer(self) -> QPrinter:
        """A printer with this paper in it, lying or upright as the picture is."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._name)
        printer.setFullPage(True)
        paper = self.sheet.paper
        size = QPageSize(paper.turned(QSizeF(1, 2)), QPageSize.Unit.Millimeter, paper.name)
        lies = self._image.width() > self._image.height()
        turned = QPageLayout.Orientation.Landscape if lies else QPageLayout.Orientation.Portrait
        printer.setPageLayout(QPageLayout(size, turned, QMarginsF(), QPageLayout.Unit.Millimeter))
        return printer

    def print_on(self, printer: QPrinter) -> None:
        """Print on one sheet."""
        sheet = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
        margin = 0 if self.sheet.fill else MARGIN / 25.4 * printer.resolution()
        with QPainter(printer) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            draw(painter, self._image, sheet.adjusted(margin, margin, -margin, -margin), fill=self.sheet.fill)


def draw(painter: QPainter, image: QImage, room: QRectF, *, fill: bool) -> None:
    """Draw a picture whole in the middle of the room, or as much of its middle as fills it."""
    size = QSizeF(image.size())
    if fill:
        painter.drawImage(room, image, filling(room, size))
    else:
        painter.drawImage(fitted(room, size), image, QRectF(image.rect()))
