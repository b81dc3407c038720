"""Where results go: the overwrite policies, and writing a file whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

from stylizer_app.errors import SaveError
from stylizer_app.errors.save import NotWritten, SaveFault

Overwrite = Literal["refuse", "replace", "rename"]
Policy = Literal["ask", "replace", "skip", "rename"]

_NAME_BYTES = 255  # the longest file name that the usual file systems take
_FAULTS = {
    errno.ENOSPC: SaveFault.DISK_FULL,
    errno.EDQUOT: SaveFault.QUOTA_USED_UP,
    errno.EFBIG: SaveFault.FILE_TOO_LARGE,
    errno.EACCES: SaveFault.FORBIDDEN,
    errno.EPERM: SaveFault.FORBIDDEN,
    errno.EROFS: SaveFault.READ_ONLY,
    errno.ENOENT: SaveFault.NO_FOLDER,
    errno.ENOTDIR: SaveFault.NOT_IN_A_FOLDER,
    errno.ENAMETOOLONG: SaveFault.NAME_TOO_LONG,
    errno.EISDIR: SaveFault.IS_FOLDER,
}


def writable_target(path: Path | str, policy: Policy) -> Path | None:
    """Return where a result may be written, or None when it is to be skipped because the file exists.

    ``ask`` raises SaveError with SaveFault.EXISTS for an existing file (the caller may ask, then say ``replace``),
    ``rename`` returns a free name such as ``"name (2).jpg"``. Raises SaveError when the folder does not exist or a
    folder has that name.
    """
    path = Path(path)
    with _explained(path):
        if not path.parent.is_dir():
            raise SaveError(SaveFault.NO_FOLDER, path)
        if path.is_dir():
            raise SaveError(SaveFault.IS_FOLDER, path)
        if not os.path.lexists(path) or policy == "replace":
            return path
        if policy == "skip":
            return None
        if policy == "ask":
            raise SaveError(SaveFault.EXISTS, path)
        return next(free for free in _numbered(path) if not os.path.lexists(free))


def write_file(path: Path, data: bytes, overwrite: Overwrite) -> Path:
    """Write a file so that it is there whole or not at all, and return its path (another one after ``rename``).

    The data go to a temporary file beside the target, onto the disk, and then into their place at once. With
    ``refuse`` and ``rename`` nothing is ever replaced, not even a file that appeared a moment ago. Raises
    SaveError.
    """
    with _explained(path):
        if overwrite == "replace":
            path = path.resolve() if path.is_symlink() else path
        temporary = path.parent / f".stylizer-{secrets.token_hex(8)}.part"
        try:
            _write_through(temporary, data)
            target = _put_in_place(temporary, path, overwrite)
        finally:
            with suppress(OSError):
                temporary.unlink()
        _write_through_folder(path.parent)
        return target


def _put_in_place(temporary: Path, path: Path, overwrite: Overwrite) -> Path:
    """Give the finished file its name and return it."""
    if overwrite == "replace":
        temporary.replace(path)
        return path
    if _taken_by(temporary, path):
        return path
    if overwrite == "refuse":
        raise SaveError(SaveFault.EXISTS, path)
    return next(free for free in _numbered(path) if _taken_by(temporary, free))


def _taken_by(temporary: Path, path: Path) -> bool:
    """Give a file a name that must be free; return whether it was."""
    try:
        if sys.platform == "win32":
            temporary.rename(path)  # refuses to replace on Windows
        else:
            path.hardlink_to(temporary)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK):
            raise
        return _reserved_by(temporary, path)  # a disk without hard links
    return True


def _reserved_by(temporary: Path, path: Path) -> bool:
    """Do the same with an empty file that holds the place for a moment."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    except FileExistsError:
        return False
    try:
        temporary.replace(path)
    except OSError:
        path.unlink()
        raise
    return True


def _write_through(path: Path, data: bytes) -> None:
    """Write a new file and wait until the disk has it."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _write_through_folder(folder: Path) -> None:
    """Wait until the disk has the new name, where a folder can be told to; the file itself is safe already."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _numbered(path: Path) -> Iterator[Path]:
    """Yield "name (2).jpg", "name (3).jpg" and so on, the name cut where it would become too long."""
    number = 1
    while True:
        number += 1
        ending = os.fsencode(f" ({number}){path.suffix}")
        stem = os.fsencode(path.stem)[: _NAME_BYTES - len(ending)]
        yield path.with_name(_whole_letters(stem) + os.fsdecode(ending))


def _whole_letters(name: bytes) -> str:
    """Return a cut-off name without the half of a letter at its end."""
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError as error:
        return os.fsdecode(name[: error.start] if len(name) - error.start < 4 else name)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn the system's errors into a SaveError that names the file."""
    try:
        yield
    except OSError as error:
        raise SaveError(_FAULTS.get(error.errno or 0, NotWritten(error.strerror or str(error))), path) from error
    except ValueError as error:
        raise SaveError(SaveFault.BAD_NAME, path) from error
