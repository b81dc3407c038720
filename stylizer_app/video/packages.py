"""PyAV and OpenCV, which nothing but clips needs: the extra ``video``."""

from __future__ import annotations

from typing import Any

from stylizer_app.errors import UsageError
from stylizer_app.errors.usage import UsageFault


def av() -> Any:
    """PyAV, which reads and writes clips. Raises UsageError if it is not installed."""
    try:
        import av as package
    except ImportError as error:
        raise UsageError(UsageFault.NO_VIDEO) from error
    return package


def cv2() -> Any:
    """OpenCV, which follows what moves. Raises UsageError if it is not installed."""
    try:
        import cv2 as package
    except ImportError as error:
        raise UsageError(UsageFault.NO_VIDEO) from error
    return package


def major(package: Any) -> int:
    """The first number of a package's version."""
    return int(package.__version__.partition(".")[0])
