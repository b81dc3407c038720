"""What does not fit into memory: blocks of equal size in a temporary file."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
import threading
from pathlib import Path
from typing import IO, Self

from stylizer_app.engine.tiles.buffers import ThreadBuffers
from stylizer_app.errors import MemoryBudgetError
from stylizer_app.errors.painting import SpillFailed, SpillTooLarge
from stylizer_app.imaging.samples import Floats
from stylizer_app.system.system_errors import number_of

_FULL = (errno.ENOSPC, errno.EDQUOT)


class SpillFile:
    """A file without a name (it vanishes with the process) that holds blocks in slots; any thread may use any slot.

    Slots are used again, the last one first: what is overwritten soon enough never reaches the disk. Whole blocks are
    read and written, which takes half as long as having the system page them in and out.
    """

    def __init__(self, folder: Path, size: int, expected: int) -> None:
        """Slots for ``size`` numbers each, in a file in ``folder`` that is made as soon as it is needed.

        ``expected``: bytes that are known to come, 0 if none are. Raises MemoryBudgetError if the disk has less.
        """
        self._folder, self._bytes, self._expected = folder, 4 * size, expected
        self._lock, self._scratch = threading.Lock(), ThreadBuffers()
        self._free: list[int] = []
        self._slots = 0
        self._file: IO[bytes] | None = None
        if expected:
            self._file = self._made()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def put(self, values: Floats) -> int:
        """Write contiguous values; returns their slot. Raises MemoryBudgetError if the disk is full or fails."""
        with self._lock:
            file = self._file = self._file or self._made()
            if not self._free:
                self._free.append(self._slots)
                self._slots += 1
            slot = self._free.pop()
        try:
            self._write(file, values.data.cast("B"), slot * self._bytes)
        except OSError as error:
            raise (self._full() if number_of(error) in _FULL else self._unusable(error)) from error
        return slot

    def get(self, slot: int, shape: tuple[int, ...]) -> Floats:
        """The values of a slot, in memory that the calling thread uses again at its next call.

        Raises MemoryBudgetError if the disk fails.
        """
        file, values = self._file, self._scratch.at(0).array(shape)
        if file is None:
            raise ValueError("the temporary file is closed")
        try:
            self._read(file, values.data.cast("B"), slot * self._bytes)
        except OSError as error:
            raise self._unusable(error) from error
        return values

    def give(self, slot: int) -> None:
        """The values of a slot are not needed any more."""
        with self._lock:
            self._free.append(slot)

    def _write(self, file: IO[bytes], data: memoryview, at: int) -> None:
        """Write all of the data; one thread at a time where the system cannot write at a place."""
        while data:
            if hasattr(os, "pwrite"):
                done = os.pwrite(file.fileno(), data, at)
            else:
                with self._lock:
                    file.seek(at)
                    done = file.write(data)
            data, at = data[done:], at + done

    def _read(self, file: IO[bytes], data: memoryview, at: int) -> None:
        """Fill the data from the file."""
        while data:
            if hasattr(os, "preadv"):
                done = os.preadv(file.fileno(), [data], at)
            else:
                with self._lock:
                    file.seek(at)
                    done = file.readinto(data)  # type: ignore[attr-defined]
            if not done:
                raise OSError(errno.EIO, "it is shorter than what was written to it")
            data, at = data[done:], at + done

    def _made(self) -> IO[bytes]:
        """The file."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if shutil.disk_usage(self._folder).free < self._expected:
                raise self._full()
            return tempfile.TemporaryFile(dir=self._folder, prefix="stylizer-", buffering=0)
        except OSError as error:
            raise self._unusable(error) from error

    def _unusable(self, error: OSError) -> MemoryBudgetError:
        return MemoryBudgetError(SpillFailed(error.strerror or str(error)), self._folder)

    def _full(self) -> MemoryBudgetError:
        return MemoryBudgetError(SpillTooLarge(max(self._expected, self._slots * self._bytes)), self._folder)
