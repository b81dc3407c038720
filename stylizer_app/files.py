"""Writing files so that they are there whole or not at all, and finding names that are free and fit."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

NAME_BYTES = 255
"""The longest file name that the usual file systems take."""

_OWNER_ONLY = 0o600


@contextmanager
def finished_beside(path: Path, data: bytes, *, private: bool = False) -> Iterator[Path]:
    """Yield a temporary file beside ``path`` that holds ``data``, on the disk and not just on its way there.

    It is gone afterwards unless it was moved. ``private``: only the person may read it. Raises OSError.
    """
    temporary = path.parent / f".stylizer-{secrets.token_hex(8)}.part"
    try:
        with temporary.open("xb") as file:
            if private:
                temporary.chmod(_OWNER_ONLY)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield temporary
    finally:
        with suppress(OSError):
            temporary.unlink()


def write_atomically(path: Path, data: bytes) -> None:
    """Write what the program remembers so that at any moment the old file is there whole, or the new one.

    Only the person may read it. Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with finished_beside(path, data, private=True) as temporary:
        temporary.replace(path)


def write_through_folder(folder: Path) -> None:
    """Wait until the disk has a new name, where a folder can be told to; the file itself is safe already."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def numbered(path: Path) -> Iterator[Path]:
    """Yield "name (2).jpg", "name (3).jpg" and so on, the name cut where it would become too long."""
    number = 2
    while True:
        yield path.with_name(fitting(path.stem, f" ({number})", path.suffix))
        number += 1


def fitting(stem: str, extra: str, suffix: str) -> str:
    """Join a file name that is not too long; the stem is cut between characters."""
    room = NAME_BYTES - len(os.fsencode(extra + suffix))
    while len(os.fsencode(stem)) > room:
        stem = stem[:-1]
    return stem + extra + suffix
