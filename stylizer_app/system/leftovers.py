"""What a killed run leaves of its temporary files and folders: the next run in that folder takes it away."""

from __future__ import annotations

import os
import re
import shutil
import stat
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Self

if sys.platform != "win32":
    import fcntl

OLD = 60.0
"""Seconds after the last byte: until then a file may be on its way into its place."""

VERY_OLD = 3600.0
"""Seconds after which a file is nobody's even where that cannot be asked: on Windows, and on disks without locks."""

_TEMPORARY = re.compile(r"\.sty-[0-9a-f]{8}|\.stylizer-.*\.part")
"""Names of temporary files: those of today, and those of the first version."""

_PREFIX = "stylizer-"
_FOLDER = re.compile(re.escape(_PREFIX) + "[a-z0-9_]{8}")
_MARK = ".sty-in-use"
"""Names of temporary folders, and of the file in them that whoever uses them holds."""

_seen: set[Path] = set()
_lock = threading.Lock()


def hold(descriptor: int) -> None:
    """Mark an open file as in use by this process until it is closed, where the system and the disk can do that."""
    if sys.platform != "win32":
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class TemporaryFolder:
    """A folder among the system's temporary ones, until it is closed; those that killed runs left are removed first."""

    def __init__(self) -> None:
        """Raises OSError."""
        remove_leftovers(Path(tempfile.gettempdir()))
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX))
        self._mark = (self.path / _MARK).open("xb")
        hold(self._mark.fileno())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Remove it with all that is in it, as far as nobody else holds that."""
        self._mark.close()
        shutil.rmtree(self.path, ignore_errors=True)


def remove_leftovers(folder: Path) -> None:
    """Remove the person's temporary files and folders there that no living process uses; looks once into each folder.

    Never raises.
    """
    with _lock:
        if folder in _seen:
            return
        _seen.add(folder)
    with suppress(OSError), os.scandir(folder) as entries:
        for path in [Path(entry.path) for entry in entries]:
            with suppress(OSError):
                if _TEMPORARY.fullmatch(path.name) and _is_nobodys(path):
                    path.unlink()
                if _FOLDER.fullmatch(path.name) and not path.is_symlink() and _is_nobodys(path / _MARK):
                    (path / _MARK).unlink()  # Windows refuses that while somebody holds it
                    shutil.rmtree(path, ignore_errors=True)


def _is_nobodys(path: Path) -> bool:
    """Whether a file is the person's own, and whoever wrote it is gone. Raises OSError."""
    facts = path.lstat()
    age = time.time() - facts.st_mtime
    if not stat.S_ISREG(facts.st_mode) or age < OLD:
        return False
    if sys.platform == "win32":
        return age > VERY_OLD
    if facts.st_uid != os.getuid():
        return False
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return age > VERY_OLD
    return True
