"""Writing files so that they are there whole or not at all."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO
from unicodedata import normalize

from stylizer_app.system.leftovers import hold, remove_leftovers
from stylizer_app.system.system_errors import patiently

_OWNER_ONLY = 0o600


def finished_beside(path: Path, data: bytes, *, private: bool = False) -> AbstractContextManager[Path]:
    """The same as ``filled_beside`` with a file that holds ``data``."""
    return filled_beside(path, lambda file: file.write(data), private=private)


@contextmanager
def filled_beside(path: Path, fill: Callable[[BinaryIO], object], *, private: bool = False) -> Iterator[Path]:
    """Yield a temporary file beside ``path`` that ``fill`` has written, on the disk and not just on its way there.

    It is gone afterwards unless it was moved; so is what killed runs left there. ``private``: only the person may
    read it. Raises OSError and what ``fill`` raises.
    """
    remove_leftovers(path.parent)
    temporary = _name_beside(path)
    try:
        with temporary.open("xb") as file:
            hold(file.fileno())
            if private:
                temporary.chmod(_OWNER_ONLY)
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        yield temporary
    finally:
        with suppress(OSError):
            patiently(temporary.unlink)


def _name_beside(path: Path) -> Path:
    """A name that nothing has: a short one, since paths on Windows often end at 260 characters."""
    return path.parent / f".sty-{secrets.token_hex(4)}"


def try_folder(folder: Path) -> None:
    """Make a file in a folder and take it away again: only so Windows tells whether one may. Raises OSError."""
    temporary = _name_beside(folder / "any")
    temporary.touch(exist_ok=False)
    patiently(temporary.unlink)


def write_atomically(path: Path, data: bytes) -> None:
    """Write what the program remembers so that at any moment the old file is there whole, or the new one.

    Only the person may read it. Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with finished_beside(path, data, private=True) as temporary:
        patiently(lambda: temporary.replace(path))


def is_file(path: Path) -> bool:
    """Whether a file is there. Never raises, unlike Path.is_file, which does where a drive or a permission is gone."""
    return os.path.isfile(path)  # noqa: PTH113


def is_folder(path: Path) -> bool:
    """Whether a folder is there. Never raises."""
    return os.path.isdir(path)  # noqa: PTH112


def is_taken(path: Path) -> bool:
    """Whether anything is there, were it a link to nothing. Never raises."""
    return os.path.lexists(path)


def followed(path: Path) -> Path:
    """The path without links on its way, as far as they lead anywhere. Never raises, unlike Path.resolve."""
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError):  # the name of a device on Windows
        return path.absolute()


def may_write_into(folder: Path) -> bool:
    """Whether files can be made in a folder, as far as its permissions tell; trying tells more. Never raises."""
    try:
        return os.access(folder, os.W_OK | os.X_OK)
    except ValueError:
        return False


def typed_path(text: str) -> Path:
    """The path that a person typed; ``~`` is the home folder. Never raises."""
    return Path(os.path.expanduser(text))  # noqa: PTH111


class FileSet:
    """Files, however their paths are written: through links, or in letters of another case where that is the same."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._names, self._files = set[Path](), set[tuple[int, int]]()
        self.add(paths)

    def add(self, paths: Iterable[Path]) -> None:
        """Take more files."""
        for path in paths:
            self._names.add(real_path(path))
            self._files.update(_identity(path))

    def __contains__(self, path: Path) -> bool:
        return real_path(path) in self._names or not self._files.isdisjoint(_identity(path))


def real_path(path: Path) -> Path:
    """The file that a path leads to, as one way of writing it. Never raises."""
    written = os.path.normcase(followed(path))
    if sys.platform == "darwin":  # where disks tell neither case nor ways of composing letters apart
        written = normalize("NFC", written).casefold()
    return Path(written)


def _identity(path: Path) -> tuple[tuple[int, int], ...]:
    """The disk's number for a file that is there; nothing where there is none."""
    try:
        facts = path.stat()
    except (OSError, ValueError):
        return ()
    return ((facts.st_dev, facts.st_ino),) if facts.st_ino else ()


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
