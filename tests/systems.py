"""What the system that runs the tests can have; tests of what it cannot have are skipped, with the reason."""

from __future__ import annotations

import ctypes
import errno
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from stylizer_app.system.file_names import path_fault

WINDOWS = sys.platform == "win32"
WINE = WINDOWS and hasattr(getattr(ctypes, "windll").ntdll, "wine_get_version")  # noqa: B009 - only Windows has it
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
"""Ends a process at once; Windows does so whatever the signal."""

STRANGE_NAMES = (
    "with space.png",
    "100%.png",
    'it\'s "quoted".png',
    "new\nline.png",
    "Gemälde-絵画-🖼.png",
    "-rf.png",
    "x" * 251 + ".png",
)
"""Names of picture files that a person, or an attacker, may have."""


def windows_error(number: int, code: int = errno.EACCES) -> OSError:
    """An error as Python makes it of one of Windows' numbers."""
    error = OSError(code, "said by Windows")
    held: Any = type("WindowsError", (type(error),), {"winerror": number})(code, "said by Windows")
    assert isinstance(held, OSError)
    return held


def need_name(path: Path) -> Path:
    """Return the path, or skip the test where no file can have it."""
    fault = path_fault(path)
    if fault is not None:
        pytest.skip(f"no file here can be called {path.name[:40]!r}: {fault.name}")
    try:
        path.touch()
        path.unlink()
    except OSError as error:
        pytest.skip(f"no file here can be called {path.name[:40]!r} in this folder: {error.strerror}")
    return path


def need_links(folder: Path) -> None:
    """Skip the test where symbolic links may not be made, as on a Windows without developer mode."""
    try:
        (folder / "link").symlink_to("nowhere")
        (folder / "link").unlink()
    except OSError as error:
        pytest.skip(f"no symbolic links may be made here: {error.strerror}")
