"""What a mask keeps of the photo, laid over a painted picture."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from stylizer_app.imaging.mask import Mask


def kept_image(mask: Mask) -> QImage:
    """What a mask keeps of the photo, as alpha."""
    kept = np.ascontiguousarray(255 - mask.coverage)
    height, width = kept.shape
    return QImage(kept.data, width, height, width, QImage.Format.Format_Alpha8).copy()


def with_kept(painted: QImage, photo: QImage, kept: QImage) -> QImage:
    """A copy of a painted picture with the photo's own pixels where ``kept`` is opaque."""
    result, whole = painted.copy(), QRectF(painted.rect())
    modes = QPainter.CompositionMode
    own = QImage(painted.size(), QImage.Format.Format_ARGB32_Premultiplied)
    own.fill(Qt.GlobalColor.transparent)
    with QPainter(own) as painter:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(whole, photo, QRectF(photo.rect()))
        painter.setCompositionMode(modes.CompositionMode_DestinationIn)
        painter.drawImage(whole, kept, QRectF(kept.rect()))
    with QPainter(result) as painter:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if painted.hasAlphaChannel():
            painter.setCompositionMode(modes.CompositionMode_DestinationOut)
            painter.drawImage(whole, kept, QRectF(kept.rect()))
            painter.setCompositionMode(modes.CompositionMode_Plus)
        painter.drawImage(0, 0, own)
    return result
