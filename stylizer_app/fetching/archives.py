"""Unpacks .tar.gz and .zip archives: plain files only, inside one folder only, and no more than was expected."""

from __future__ import annotations

import stat
import struct
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple, Self

from stylizer_app.errors import StylizerError
from stylizer_app.errors.fetch import (
    ArchiveDamaged,
    ArchiveFault,
    ArchiveReason,
    HeldTwice,
    LeadsOutside,
    NotPlain,
    TooManyBytes,
    TooManyFiles,
)
from stylizer_app.errors.save import SaveFault
from stylizer_app.system.file_names import path_fault
from stylizer_app.system.files import is_file

ALLOWANCE = 1 << 20
"""Bytes that a small archive may unpack to whatever the ratio: texts compress well."""
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """The most bytes and files that an archive may unpack to, and how many times its own size, if that is limited."""

    size: int
    files: int = 2000
    ratio: int | None = None


LONGEST_HEADER = 1 << 16
"""Bytes of what stands before a member of a tar archive: long names and the like."""

ENTRY = 1000
"""Bytes that the list at a zip archive's end may have for every file that is allowed."""

_END_OF_ZIP = struct.Struct("<4s4H2LH")


class ArchiveError(StylizerError):
    """An archive is damaged, or holds more or other things than it should."""

    reason: ArchiveReason

    def __init__(self, reason: ArchiveReason, archive: Path) -> None:
        super().__init__(reason, archive)


class _Member(NamedTuple):
    """A plain file in an archive, or a folder, which is not opened."""

    name: str
    open: Callable[[], IO[bytes]] | None


def unpack(archive: Path, folder: Path, limits: Limits) -> None:
    """Unpack into ``folder``, over what is there.

    Raises ArchiveError for links, devices, names that lead out of the folder, too many files, too
    many bytes, and damage, and OSError where the disk is full; then part of it may be in the folder already.
    """
    try:
        with _members(archive, limits) as members:
            _write_all(members, folder, limits, archive)
    except ArchiveError:
        raise
    except OSError as error:
        if error.errno is not None:
            raise
        raise ArchiveError(ArchiveDamaged(str(error)), archive) from error  # how bz2 and gzip call bad data
    except Exception as error:
        raise ArchiveError(ArchiveDamaged(str(error) or type(error).__name__), archive) from error


def _write_all(members: Iterator[_Member], folder: Path, limits: Limits, archive: Path) -> None:
    """Write every member, counting files and bytes."""
    most = min(limits.size, limits.ratio * archive.stat().st_size + ALLOWANCE) if limits.ratio else limits.size
    written, left = set[Path](), most
    for count, member in enumerate(members, start=1):
        if count > limits.files:
            raise ArchiveError(TooManyFiles(limits.files), archive)
        if member.open is None:
            continue
        target = folder.joinpath(*_safe_parts(member.name, archive))
        if target in written:
            raise ArchiveError(HeldTwice(member.name), archive)
        written.add(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as out, member.open() as source:
            while chunk := source.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise ArchiveError(TooManyBytes(most), archive)
                out.write(chunk)


_ANOTHER_FILE = (SaveFault.RESERVED_NAME, SaveFault.BAD_ENDING)
"""Names that Windows takes for a device, or for the same name without its end."""


def _safe_parts(name: str, archive: Path) -> tuple[str, ...]:
    """The parts of a member's path. Raises ArchiveError if it leads anywhere but to a file of its own in the folder."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in name or not path.parts or path_fault(path) in _ANOTHER_FILE:
        raise ArchiveError(LeadsOutside(name), archive)
    return path.parts


@contextmanager
def _members(archive: Path, limits: Limits) -> Iterator[Iterator[_Member]]:
    """The plain files and folders of an archive, whatever its kind."""
    if not is_file(archive):
        raise ArchiveError(ArchiveFault.NOT_AN_ARCHIVE, archive)
    if zipfile.is_zipfile(archive):
        if _list_size(archive) > limits.files * ENTRY:
            raise ArchiveError(TooManyFiles(limits.files), archive)
        with zipfile.ZipFile(archive) as packed:
            yield _zip_members(packed, archive)
        return
    try:
        packed_tar = tarfile.open(archive, tarinfo=_Header)  # noqa: SIM115 (closed below)
    except tarfile.ReadError as error:
        raise ArchiveError(ArchiveFault.NOT_AN_ARCHIVE, archive) from error
    with packed_tar:
        yield _tar_members(packed_tar, archive)


class _Header(tarfile.TarInfo):
    """A header of a tar archive; those that belong to the next one are read into memory, so they may not be long."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        """Read a header. Raises ReadError for an extension that is too long."""
        header = super().frombuf(buf, encoding, errors)
        if header.size < 0 or (header.type in _EXTENSIONS and header.size > LONGEST_HEADER):
            raise tarfile.ReadError("a header is too long")
        return header


_EXTENSIONS = (
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
)


def _list_size(archive: Path) -> int:
    """Bytes that a zip archive's list of files says it has, which is read as a whole; 4 GB in those that have more."""
    with archive.open("rb") as file:
        file.seek(max(0, archive.stat().st_size - (1 << 16) - _END_OF_ZIP.size))
        end = file.read()
    at = end.rfind(b"PK\5\6")
    return int(_END_OF_ZIP.unpack_from(end, at)[5])


def _tar_members(packed: tarfile.TarFile, archive: Path) -> Iterator[_Member]:
    for member in packed:
        if member.isdir():
            yield _Member(member.name, None)
        elif member.isreg():
            yield _Member(member.name, partial(_open_in_tar, packed, member, archive))
        else:
            raise ArchiveError(NotPlain(member.name), archive)


def _open_in_tar(packed: tarfile.TarFile, member: tarfile.TarInfo, archive: Path) -> IO[bytes]:
    """Open a plain file in a tar archive for reading. Raises ArchiveError."""
    opened = packed.extractfile(member)
    if opened is None:
        raise ArchiveError(NotPlain(member.name), archive)
    return opened


def _zip_members(packed: zipfile.ZipFile, archive: Path) -> Iterator[_Member]:
    for info in packed.infolist():
        kind = stat.S_IFMT(info.external_attr >> 16)
        if info.filename.endswith("/"):
            yield _Member(info.filename, None)
        elif kind in {0, stat.S_IFREG}:
            yield _Member(info.filename, partial(packed.open, info))
        else:
            raise ArchiveError(NotPlain(info.filename), archive)
