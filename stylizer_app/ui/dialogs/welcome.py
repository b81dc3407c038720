"""The first start: one picture, half photo and half painting, two words, and a way in."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from stylizer_app.system import paths
from stylizer_app.ui.dialogs import parts
from stylizer_app.ui.look import palette, theme
from stylizer_app.ui.signals import TypedSignal
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import Offer
from stylizer_app.ui.widgets.basics.mime import acceptable, offer_of
from stylizer_app.ui.widgets.canvas.marks import paint_targets

PICTURE = "before-after"
SHAPE = QSize(16, 9)
SEAM = 0.5
"""Where in the picture the photo ends."""
MARGIN = 2.0 * theme.GRID
"""Pixels around the place for a photo."""


class BeforeAfter(QWidget):
    """The picture, as wide as the dialog, with the line of the canvas between both halves."""

    def __init__(self) -> None:
        super().__init__()
        self._hovered = False
        self._picture = QPixmap(str(paths.bundled("resources", "welcome", f"{PICTURE}.jpg")))
        self.setAccessibleName(tr("Left the photo, right the same photo painted"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(SHAPE * 20)

    def show_hovered(self, hovered: bool) -> None:
        """Show that what hovers can be dropped."""
        self._hovered = hovered
        self.update()

    def sizeHint(self) -> QSize:
        """Large: it is what the program is for."""
        return SHAPE * 48

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the widget with the middle of the picture."""
        with QPainter(self) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
            painter.fillRect(self.rect(), palette.colours().color("groove"))
            if self._picture.isNull():
                return
            cut = self.size().scaled(self._picture.size(), Qt.AspectRatioMode.KeepAspectRatio)
            source = QRect(0, 0, cut.width(), cut.height())
            source.moveCenter(self._picture.rect().center())
            painter.drawPixmap(self.rect(), self._picture, source)
            x = self.width() * SEAM
            painter.setPen(QPen(Qt.GlobalColor.white, 2))
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
            for text, middle in ((tr("Photo"), x / 2), (tr("Painted"), (x + self.width()) / 2)):
                self._name(painter, text, middle)
            if self._hovered:
                box = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
                paint_targets(painter, [(box, "photo", tr("Drop as photo"))], 0, self.devicePixelRatioF())

    def _name(self, painter: QPainter, text: str, middle: float) -> None:
        """A label at the foot of one half."""
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        width, height = painter.fontMetrics().horizontalAdvance(text) + 24.0, painter.fontMetrics().height() + 8.0
        box = QRectF(middle - width / 2, self.height() - height - 2 * theme.GRID, width, height)
        outline = QPainterPath()
        outline.addRoundedRect(box, height / 2, height / 2)
        painter.fillPath(outline, QColor(0, 0, 0, 150))
        painter.setPen(Qt.GlobalColor.white)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


class WelcomeDialog(QDialog):
    """``example_requested``: the person wants to try with a photo that comes along; ``offered``: dropped one here."""

    example_requested = Signal()
    offered = TypedSignal[Offer]()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Welcome to Stylizer"))
        self.setAcceptDrops(True)
        self.picture = BeforeAfter()
        self.example = QPushButton(tr("Try with an example photo"))
        self.example.setAutoDefault(False)
        self.example.clicked.connect(self.example_requested)
        self.example.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 2 * theme.GRID)
        layout.setSpacing(2 * theme.GRID)
        layout.addWidget(self.picture, 1)
        layout.addLayout(self._foot())
        self.resize(self.sizeHint())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what the main window takes."""
        if acceptable(event.mimeData()):
            self.picture.show_hovered(True)
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Back to rest."""
        self.picture.show_hovered(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand it on, and make room for it."""
        offer = offer_of(event.mimeData())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.offered.emit(offer)
        self.accept()

    def _foot(self) -> QHBoxLayout:
        start = self.start = QPushButton(tr("Start"))
        start.setProperty("primary", True)
        start.setDefault(True)
        start.setFocus()
        words = QVBoxLayout()
        words.setSpacing(theme.HALF)
        words.addWidget(parts.label(tr("Photos, painted."), "title"))
        steps = tr("Drop a photo, choose a look, save. Everything stays on this computer.")
        words.addWidget(parts.label(steps, "muted", wrap=True))
        foot = QHBoxLayout()
        foot.setContentsMargins(parts.MARGIN, 0, parts.MARGIN, 0)
        foot.setSpacing(theme.GRID)
        foot.addLayout(words, 1)
        box = QDialogButtonBox()  # puts them in the order of other dialogs
        box.addButton(start, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(self.example, QDialogButtonBox.ButtonRole.ActionRole)
        box.accepted.connect(self.accept)
        foot.addWidget(box, 0, Qt.AlignmentFlag.AlignBottom)
        return foot
