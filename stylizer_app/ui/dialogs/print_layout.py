"""Where a picture lies on a sheet of paper; plain arithmetic in whatever unit."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSizeF


def fitted(room: QRectF, picture: QSizeF) -> QRectF:
    """The largest place in the middle of the room that shows the whole picture."""
    factor = min(room.width() / picture.width(), room.height() / picture.height())
    return _centred(room, picture * factor)


def filling(room: QRectF, picture: QSizeF) -> QRectF:
    """The part of the picture, in its own pixels, that fills the room: its middle."""
    factor = min(picture.width() / room.width(), picture.height() / room.height())
    return _centred(QRectF(0, 0, picture.width(), picture.height()), room.size() * factor)


def _centred(room: QRectF, size: QSizeF) -> QRectF:
    place = QRectF(0, 0, size.width(), size.height())
    place.moveCenter(room.center())
    return place
