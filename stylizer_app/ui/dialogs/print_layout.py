"""Where a picture lies on a sheet of paper; plain arithmetic in whatever unit."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet by its name and its sides in millimetres, the short one first."""

    name: str
    short: float
    long: float

    def turned(self, picture: QSizeF) -> QSizeF:
        """The sheet, upright or lying as the picture is."""
        wide = picture.width() > picture.height()
        return QSizeF(self.long, self.short) if wide else QSizeF(self.short, self.long)


PAPERS = (Paper("10 × 15", 100, 150), Paper("A4", 210, 297), Paper("A3", 297, 420))


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
