"""Dropping on the canvas: as the photo, or as the painting once there is a photo."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QPainter

from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import Slot
from stylizer_app.ui.widgets.basics.mime import acceptable, count, is_style, offer_of
from stylizer_app.ui.widgets.canvas.marks import paint_targets
from stylizer_app.ui.widgets.canvas.view import CanvasView

_GAP = 16.0


class CanvasDrop:
    """While something hovers, the canvas shows where it could go."""

    def __init__(self, canvas: CanvasView) -> None:
        self._canvas = canvas
        self._count = 0
        self._hovered = -1
        self._style = False

    @property
    def hovering(self) -> bool:
        """Whether something could be dropped now."""
        return self._count > 0

    def handle(self, event: QEvent) -> bool:
        """Whether the event was about dragging and dropping, and is done."""
        if isinstance(event, QDragEnterEvent):
            return self._enter(event)
        if isinstance(event, QDragMoveEvent):
            self._hover(event.position())
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            return True
        if isinstance(event, QDragLeaveEvent):
            self._leave()
            return True
        if isinstance(event, QDropEvent):
            return self._drop(event)
        return False

    def paint(self, painter: QPainter) -> None:
        """Draw the places, if something hovers."""
        if self.hovering:
            paint_targets(painter, self._targets(), self._hovered, self._canvas.devicePixelRatioF())

    def _enter(self, event: QDragEnterEvent) -> bool:
        if not acceptable(event.mimeData()) or event.source() is self._canvas:
            return False
        self._count, self._style = count(event.mimeData()), is_style(event.mimeData())
        self._hover(event.position())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        return True

    def _hover(self, point: QPointF) -> None:
        boxes = [box for box, _, _ in self._targets()]
        self._hovered = next((index for index, box in enumerate(boxes) if box.contains(point)), self._hovered)
        self._hovered = max(self._hovered, 0)
        self._canvas.update()

    def _leave(self) -> None:
        self._count, self._hovered = 0, -1
        self._canvas.update()

    def _drop(self, event: QDropEvent) -> bool:
        if event.source() is self._canvas:
            return False
        self._hover(event.position())
        slot = Slot.PAINTING if self._style else (Slot.PHOTO, Slot.PAINTING)[self._hovered]
        offer = offer_of(event.mimeData())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._leave()
        self._canvas.offered.emit(offer, slot)
        return True

    def _targets(self) -> list[tuple[QRectF, str, str]]:
        """The places: one for the first photo, then one each for photo and painting."""
        area = QRectF(self._canvas.rect()).adjusted(_GAP, _GAP, -_GAP, -_GAP)
        photo = (
            tr("Drop as photo")
            if self._count == 1
            else tr("Drop as an album of {count} photos").format(count=self._count)
        )
        if self._style:
            return [(area, "painting", tr("Drop to paint like this"))]
        if self._canvas.scene.before is None:
            return [(area, "photo", photo)]
        painting = tr("Drop as painting") if self._count == 1 else tr("Drop as paintings to mix")
        width = (area.width() - _GAP) / 2
        left = QRectF(area.left(), area.top(), width, area.height())
        return [(left, "photo", photo), (left.translated(width + _GAP, 0), "painting", painting)]
