"""How large a window may be, so that all of it can be seen."""

from __future__ import annotations

from PySide6.QtCore import QSize

FRAME = QSize(16, 40)
"""What a desktop draws around a window."""


def fitting(size: QSize, available: QSize) -> QSize:
    """The size of a window on a screen with so much room."""
    return size.boundedTo(available - FRAME)
