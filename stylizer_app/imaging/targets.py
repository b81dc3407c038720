"""Where a result is written: in its place, whole or not at all, with what is to happen to a file that is there."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal, get_args

from stylizer_app.errors import SaveError
from stylizer_app.errors.save import NotWritten, SaveFault
from stylizer_app.system.file_names import LONGEST_PATH, numbered, path_fault
from stylizer_app.system.files import filled_beside, followed, is_folder, is_taken, try_folder, write_through_folder
from stylizer_app.system.system_errors import is_held, is_read_only, number_of, patiently

Overwrite = Literal["refuse", "replace", "skip", "rename"]
"""What becomes of a file that already exists: it is an error, it is replaced, it stays and nothing is written, or it
stays and the result gets another name ("name (2).jpg")."""

OVERWRITE_CHOICES: tuple[str, ...] = ("ask", "changed", *(one for one in get_args(Overwrite) if one != "refuse"))
"""What a person can choose; who cannot be asked is refused. ``changed`` replaces what another recipe painted."""

LEAST_QUALITY, MOST_QUALITY, USUAL_QUALITY = 1, 100, 92
"""The quality of a lossy file."""

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
    errno.EILSEQ: SaveFault.BAD_NAME,
    errno.EBUSY: SaveFault.IN_USE,
    errno.ELOOP: SaveFault.LINK_LOOP,
}


@dataclass(frozen=True, slots=True)
class Target:
    """Where and how a result is written: ``format`` None follows the name, ``dpi`` None keeps the photo's."""

    path: Path
    format: str | None = None
    quality: int = USUAL_QUALITY
    strip_metadata: bool = False
    dpi: float | None = None
    overwrite: Overwrite = "refuse"


def check_name(path: Path) -> None:
    """Raise SaveError if a name in this path is none that files and folders can have here."""
    fault = path_fault(path)
    if fault is not None:
        raise SaveError(fault, path)


def make_folder(path: Path) -> None:
    """Make a folder for results unless it is there. Raises SaveError, also where a file or something odd is there."""
    check_name(path)
    with explained(path):
        try:
            path.mkdir(parents=True, exist_ok=True)
        except FileExistsError as error:
            path.stat()
            raise SaveError(SaveFault.NOT_IN_A_FOLDER, path) from error


def check_place(path: Path, overwrite: Overwrite = "refuse") -> None:
    """Raise SaveError unless a file of this name can be made, before minutes are spent on painting."""
    check_name(path)
    with explained(path):
        _check_kind(path)
        if not stat.S_ISDIR(path.parent.stat().st_mode):
            raise SaveError(SaveFault.NOT_IN_A_FOLDER, path)
        if overwrite == "replace" and is_read_only(path):
            raise SaveError(SaveFault.IS_READ_ONLY, path)
        try:
            try_folder(path.parent)
        except FileNotFoundError as error:  # a folder of the system's own, such as /proc
            raise SaveError(SaveFault.FORBIDDEN, path) from error


def _check_kind(path: Path) -> None:
    """Raise SaveError if what is there is no file: a folder, a pipe, a device. Raises OSError for a loop of links."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISDIR(mode):
        raise SaveError(SaveFault.IS_FOLDER, path)
    if not stat.S_ISREG(mode):
        raise SaveError(SaveFault.NOT_A_FILE, path)


def write_file(path: Path, data: bytes, overwrite: Overwrite) -> Path:
    """Write ``data`` as a file as ``fill_file`` does. Raises SaveError."""
    return fill_file(path, lambda file: file.write(data), overwrite)


def fill_file(path: Path, fill: Callable[[BinaryIO], object], overwrite: Overwrite) -> Path:
    """Write a file so that it is there whole or not at all, and return its path (another one after ``rename``).

    What ``fill`` writes goes to a temporary file beside the target, onto the disk, and then into its place at once.
    Unless told to ``replace`` nothing is ever replaced, not even a file that appeared a moment ago. Raises SaveError,
    and what ``fill`` raises besides OSError.
    """
    with explained(path):
        if overwrite == "replace":
            _check_kind(path)
            path = followed(path) if path.is_symlink() else path
        with filled_beside(path, fill) as temporary:
            target = _put_in_place(temporary, path, overwrite)
        write_through_folder(path.parent)
        return target


def _put_in_place(temporary: Path, path: Path, overwrite: Overwrite) -> Path:
    """Give the finished file its name and return it."""
    if overwrite == "replace":
        _replaced_by(temporary, path)
        return path
    if _taken_by(temporary, path) or overwrite == "skip":
        return path
    if overwrite == "refuse":
        raise SaveError(SaveFault.EXISTS, path)
    return next(free for free in numbered(path) if _taken_by(temporary, free))


def _replaced_by(temporary: Path, path: Path) -> None:
    """Put a file in another one's place; Windows gives one reason for whatever stands against that."""
    try:
        patiently(lambda: temporary.replace(path))
    except OSError as error:
        if not is_held(error) or not is_taken(path):
            raise
        raise SaveError(SaveFault.IS_READ_ONLY if is_read_only(path) else SaveFault.IN_USE, path) from error


def _taken_by(temporary: Path, path: Path) -> bool:
    """Give a file a name that must be free; return whether it was."""
    try:
        if sys.platform == "win32":
            patiently(lambda: temporary.rename(path))  # refuses to replace on Windows
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


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn the system's errors into a SaveError that names the file."""
    try:
        yield
    except OSError as error:
        number = errno.ENAMETOOLONG if _is_past_the_limit(error, path) else number_of(error)
        raise SaveError(_FAULTS.get(number, NotWritten(error.strerror or str(error))), path) from error
    except ValueError as error:
        raise SaveError(SaveFault.BAD_NAME, path) from error


def _is_past_the_limit(error: OSError, path: Path) -> bool:
    """Whether a path is longer than Windows takes, which then says that its folder, although there, does not exist."""
    longer = sys.platform == "win32" and len(str(path.absolute())) > LONGEST_PATH
    return longer and isinstance(error, FileNotFoundError) and is_folder(path.parent)
