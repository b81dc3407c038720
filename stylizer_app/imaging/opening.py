"""Opening a picture's file: every way in which that fails becomes a reason."""

from __future__ import annotations

import errno
import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from stylizer_app.errors import PictureError
from stylizer_app.errors.picture import PictureFault, UnknownKind, Unreadable
from stylizer_app.imaging.formats import FORMATS, Format, is_clip, sniff
from stylizer_app.system.file_names import LONGEST, length
from stylizer_app.system.system_errors import number_of

Source = Path | str | os.PathLike[str] | bytes | bytearray | memoryview | BinaryIO
"""Where a picture comes from: a path, the bytes of a file, or a file opened for reading."""

_FAULTS = {
    errno.ENOENT: PictureFault.MISSING,
    errno.ENOTDIR: PictureFault.NOT_IN_A_FOLDER,
    errno.EACCES: PictureFault.FORBIDDEN,
    errno.EPERM: PictureFault.FORBIDDEN,
    errno.ENAMETOOLONG: PictureFault.NAME_TOO_LONG,
    errno.ELOOP: PictureFault.LINK_LOOP,
    errno.EISDIR: PictureFault.FOLDER,
    errno.EILSEQ: PictureFault.BAD_NAME,
}


@dataclass(frozen=True)
class PictureFile:
    """A picture's file, opened: its bytes, and its format by its first bytes."""

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
        with opened_path(path) as stream:
            yield _recognized(stream, path)
    else:
        stream = source if source.seekable() else io.BytesIO(source.read())
        name = getattr(source, "name", None)
        yield _recognized(stream, Path(name) if isinstance(name, str) and name else None)


@contextmanager
def opened_path(path: Path) -> Iterator[BinaryIO]:
    """Open an ordinary file; pipes and devices are refused, as they may never end. Raises PictureError."""
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise PictureError(PictureFault.FOLDER, path)
        if not stat.S_ISREG(kind):
            raise PictureError(PictureFault.NOT_A_FILE, path)
        stream = path.open("rb")
    except OSError as error:
        raise PictureError(_fault(error, path), path) from error
    except ValueError as error:
        raise PictureError(PictureFault.BAD_NAME, path) from error
    with stream:
        yield stream


def _fault(error: OSError, path: Path) -> PictureFault | Unreadable:
    """Why a file cannot be opened; Windows calls one with an impossible name missing."""
    number = number_of(error)
    if number == errno.ENOENT and any(length(name) > LONGEST for name in path.parts):
        return PictureFault.NAME_TOO_LONG
    return _FAULTS.get(number, Unreadable(error.strerror or str(error)))


def _recognized(stream: BinaryIO, path: Path | None) -> PictureFile:
    """Return the opened file with its format."""
    stream.seek(0)
    head = stream.read(64)
    if not head:
        raise PictureError(PictureFault.EMPTY, path)
    form = sniff(head)
    if form is None and path is not None and is_clip(path):
        raise PictureError(PictureFault.IS_CLIP, path)
    if form is None:
        raise PictureError(UnknownKind(tuple(form.title for form in FORMATS)), path)
    stream.seek(0)
    return PictureFile(path, stream, form)


@contextmanager
def explained(file: PictureFile) -> Iterator[None]:
    """Turn whatever a decoder raises into a PictureError that names the file."""
    try:
        yield
    except PictureError as error:
        raise PictureError(error.reason, file.path) from error
    except MemoryError as error:
        raise PictureError(PictureFault.OUT_OF_MEMORY, file.path) from error
    except Exception as error:  # decoders raise whatever their authors thought of; none may escape
        fault = PictureFault.TRUNCATED if _ends_early(file, error) else PictureFault.DAMAGED
        raise PictureError(fault, file.path) from error


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
