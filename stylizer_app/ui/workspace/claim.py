"""Every running program keeps a session of its own: the first the usual one, others beside it."""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from pathlib import Path

from PySide6.QtCore import QLockFile


class Claim:
    """``file`` belongs to this program until ``release``; what a crash left locked is free again."""

    def __init__(self, usual: Path) -> None:
        with suppress(OSError):
            usual.parent.mkdir(parents=True, exist_ok=True)
        for number in count(1):
            self.file = usual if number == 1 else usual.with_stem(f"{usual.stem}-{number}")
            self._lock = QLockFile(f"{self.file}.lock")
            self._lock.setStaleLockTime(0)  # never by age: only a program that is gone gives its session up
            if self._lock.tryLock(0) or self._lock.error() is not QLockFile.LockError.LockFailedError:
                return

    def release(self) -> None:
        """Let others have it."""
        self._lock.unlock()
