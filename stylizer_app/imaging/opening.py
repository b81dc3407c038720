"""Opening a picture's file: every way in which that fails becomes one sentence."""

from __future__ import annotations

import errno
import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NoReturn

from stylizer_app.errors import PictureError, TruncatedPictureError
from stylizer_app.imaging.formats import READABLE_TITLES, Format, sniff
from stylizer_app.imaging.names import begin, shown

Source = Path | str | os.PathLike[str] | bytes | bytearray | memoryview | BinaryIO
"""Where a picture comes from: a path, the bytes of a file, or a file opened for reading."""

_REASONS = {
    errno.ENOENT: "does not exist: check its name and folder",
    errno.ENOTDIR: "does not exist: part of its path is a file, not a folder",
    errno.EACCES: "may not be read: ask its owner for permission",
    errno.EPERM: "may not be read: ask its owner for permission",
    errno.ENAMETOOLONG: "cannot exist: its name is too long",
    errno.ELOOP: "cannot be reached: its symbolic links lead in a circle",
    errno.EISDIR: "is a folder: name the pictures in it",
}


@dataclass(frozen=True)
class PictureFile:
    """A picture's file, opened: its name for messages, its bytes, its format by its first bytes."""

    name: str
    path: Path | None
    stream: BinaryIO
    form: Format

    def read(self) -> bytes:
        """Return the whole file."""
        self.stream.seek(0)
        return self.stream.read()

    def read_head(self, count: int) -> bytes:
        """Return the file's first bytes and go back to its beginning."""
        self.stream.seek(0)
        head = self.stream.read(count)
        self.stream.seek(0)
        return head


@contextmanager
def opened(source: Source) -> Iterator[PictureFile]:
    """Open a picture's file for reading. Raises PictureError when it is missing, empty, forbidden or no picture."""
    if isinstance(source, (bytes, bytearray, memoryview)):
        yield _recognized(io.BytesIO(source), None)
    elif isinstance(source, (str, os.PathLike)):
        path = Path(source)
        with _opened_path(path) as stream:
            yield _recognized(stream, path)
    else:
        stream = source if source.seekable() else io.BytesIO(source.read())
        name = getattr(source, "name", None)
        yield _recognized(stream, Path(name) if isinstance(name, str) and name else None)


@contextmanager
def _opened_path(path: Path) -> Iterator[BinaryIO]:
    """Open an ordinary file; pipes and devices are refused, as they may never end."""
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise PictureError(f"{shown(path)} is a folder: name the pictures in it.")
        if not stat.S_ISREG(kind):
            raise PictureError(f"{shown(path)} is not an ordinary file: save the picture to a file first.")
        stream = path.open("rb")
    except (OSError, ValueError) as error:
        _refuse(path, error)
    with stream:
        yield stream


def _refuse(path: Path, error: OSError | ValueError) -> NoReturn:
    """Raise the sentence that says why a file cannot be opened."""
    if isinstance(error, OSError):
        reason = _REASONS.get(error.errno or 0, f"cannot be read ({error.strerror or error})")
    else:
        reason = "cannot exist: its name holds a character that no file name can have"
    raise PictureError(f"{shown(path)} {reason}.") from error


def _recognized(stream: BinaryIO, path: Path | None) -> PictureFile:
    """Return the opened file with its format."""
    name = shown(path)
    stream.seek(0)
    head = stream.read(64)
    if not head:
        raise PictureError(f"{begin(name)} is empty (0 bytes): copy or download it again.")
    form = sniff(head)
    if form is None:
        raise PictureError(f"{begin(name)} is not a picture of a known kind ({READABLE_TITLES}): choose another file.")
    stream.seek(0)
    return PictureFile(name, path, stream, form)


@contextmanager
def explained(file: PictureFile) -> Iterator[None]:
    """Turn whatever a decoder raises into a PictureError that names the file."""
    name = begin(file.name)
    try:
        yield
    except PictureError:
        raise
    except MemoryError as error:
        raise PictureError(
            f"{name} needs more memory than there is: close other programs, or use a smaller copy."
        ) from error
    except Exception as error:  # decoders raise whatever their authors thought of; none may escape
        if _ends_early(file, error):
            raise TruncatedPictureError(
                f"{name} ends too early, a part of the picture is missing: "
                "get a whole copy, or use --allow-truncated to take what there is."
            ) from error
        raise PictureError(f"{name} is damaged and cannot be decoded: get another copy of it.") from error


def _ends_early(file: PictureFile, error: Exception) -> bool:
    """Return whether a file's decoder failed because the rest of the file is missing."""
    text = str(error).lower()
    if isinstance(error, EOFError) or "truncat" in text or "end of file" in text:
        return True
    size = file.stream.seek(0, io.SEEK_END)
    if file.form.name == "png":
        file.stream.seek(max(0, size - 1024))
        return b"IEND" not in file.stream.read()
    if file.form.name == "webp":
        return size < 8 + int.from_bytes(file.read_head(8)[4:], "little")
    if file.form.name in ("avif", "heic", "jpeg2000"):
        return _boxes_reach_beyond(file, size)
    return False


def _boxes_reach_beyond(file: PictureFile, size: int) -> bool:
    """Return whether a file of boxes (length, type, content) announces more than it holds."""
    at = 0
    while at + 8 <= size:
        file.stream.seek(at)
        length = int.from_bytes(file.stream.read(8)[:4], "big")
        if length < 8:
            return False  # to the end of the file, or a long box: cannot tell
        at += length
    return at > size
