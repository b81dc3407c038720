"""The arithmetic of a crop frame: what the pointer holds, and the frame after it moved."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from stylizer_app.choices.document import Crop

REACH = 12.0
SMALLEST = 0.02


def at(point: QPointF, frame: QRectF) -> str:
    """What a point holds: "top left", "right", ..., "inside" or nothing."""
    if not frame.adjusted(-REACH, -REACH, REACH, REACH).contains(point):
        return ""
    vertical = "top" if abs(point.y() - frame.top()) <= REACH else ""
    vertical = vertical or ("bottom" if abs(point.y() - frame.bottom()) <= REACH else "")
    horizontal = "left" if abs(point.x() - frame.left()) <= REACH else ""
    horizontal = horizontal or ("right" if abs(point.x() - frame.right()) <= REACH else "")
    return f"{vertical} {horizontal}".strip() or "inside"


def dragged(crop: Crop, grip: str, right: float, down: float) -> Crop:
    """The frame after what is held was moved by fractions of the picture."""
    if grip == "inside":
        return nudged(crop, right, down, resize=False)
    left, top, far, bottom = crop.left, crop.top, crop.right, crop.bottom
    if "left" in grip:
        left = min(max(left + right, 0.0), far - SMALLEST)
    if "right" in grip:
        far = max(min(far + right, 1.0), left + SMALLEST)
    if "top" in grip:
        top = min(max(top + down, 0.0), bottom - SMALLEST)
    if "bottom" in grip:
        bottom = max(min(bottom + down, 1.0), top + SMALLEST)
    return Crop(left, top, far, bottom)


def nudged(crop: Crop, right: float, down: float, *, resize: bool) -> Crop:
    """The frame moved, or its lower right corner, and kept within the picture."""
    if resize:
        return dragged(crop, "bottom right", right, down)
    right = min(max(right, -crop.left), 1.0 - crop.right)
    down = min(max(down, -crop.top), 1.0 - crop.bottom)
    return Crop(crop.left + right, crop.top + down, crop.right + right, crop.bottom + down)


def shaped(crop: Crop, grip: str, ratio: float | None, picture: float) -> Crop:
    """The largest frame of the wanted shape inside this one; the side opposite of what is held stays.

    ``ratio`` is width by height of the frame in pixels, ``picture`` that of the whole picture.
    """
    if ratio is None:
        return crop
    wide, high = crop.right - crop.left, crop.bottom - crop.top
    share = ratio / picture
    width = min(wide, high * share)
    height = width / share
    left = crop.right - width if "left" in grip else crop.left
    top = crop.bottom - height if "top" in grip else crop.top
    return Crop(left, top, left + width, top + height)
