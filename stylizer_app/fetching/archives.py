"""Unpacks .tar.gz and .zip archives: plain files only, inside one folder only, and no more than was expected."""

from __future__ import annotations

import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple

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

ALLOWANCE = 1 << 20
"""Bytes that a small archive may unpack to whatever the ratio: texts compress well."""
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """The most bytes and files that an archive may unpack to, and how many times its own size, if that is limited."""

    size: int
    files: int = 2000
    ratio: int | None = None


_DAMAGE = (
    tarfile.TarError,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    RuntimeError,
    NotImplementedError,
)


class ArchiveError(StylizerError):
    """An archive is damaged, or holds more or other things than it should."""

    reason: ArchiveReason

    def __init__(self, reason: ArchiveReason, archive: Path) -> None:
        super().__init__(reason, archive)


class _Member(NamedTuple):
    """A plain file in an archive."""

    name: str
    open: Callable[[], IO[bytes]]


def unpack(archive: Path, folder: Path, limits: Limits) -> None:
    """Unpack into ``folder``, over what is there.

    Raises ArchiveError for links, devices, names that lead out of the folder, too many files, too
    many bytes, and damage, and OSError where the disk is full; then part of it may be in the folder already.
    """
    try:
        with _members(archive) as members:
            _write_all(members, folder, limits, archive)
    except _DAMAGE as error:
        raise ArchiveError(ArchiveDamaged(str(error)), archive) from error


def _write_all(members: Iterator[_Member], folder: Path, limits: Limits, archive: Path) -> None:
    """Write every member, counting files and bytes."""
    most = min(limits.size, limits.ratio * archive.stat().st_size + ALLOWANCE) if limits.ratio else limits.size
    written, left = set[Path](), most
    for member in members:
        target = folder.joinpath(*_safe_parts(member.name, archive))
        if target in written:
            raise ArchiveError(HeldTwice(member.name), archive)
        written.add(target)
        if len(written) > limits.files:
            raise ArchiveError(TooManyFiles(limits.files), archive)
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
def _members(archive: Path) -> Iterator[Iterator[_Member]]:
    """The plain files of an archive, whatever its kind."""
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as packed:
            yield _zip_members(packed, archive)
    elif tarfile.is_tarfile(archive):
        with tarfile.open(archive) as packed_tar:
            yield _tar_members(packed_tar, archive)
    else:
        raise ArchiveError(ArchiveFault.NOT_AN_ARCHIVE, archive)


def _tar_members(packed: tarfile.TarFile, archive: Path) -> Iterator[_Member]:
    for member in packed:
        if member.isdir():
            continue
        if not member.isreg():
            raise ArchiveError(NotPlain(member.name), archive)
        yield _Member(member.name, partial(_open_in_tar, packed, member))


def _open_in_tar(packed: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    """Open a plain file in a tar archive for reading."""
    opened = packed.extractfile(member)
    if opened is None:
        raise tarfile.ReadError(f"{member.name} cannot be read")
    return opened


def _zip_members(packed: zipfile.ZipFile, archive: Path) -> Iterator[_Member]:
    for info in packed.infolist():
        if info.is_dir():
            continue
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in {0, stat.S_IFREG}:
            raise ArchiveError(NotPlain(info.filename), archive)
        yield _Member(info.filename, partial(packed.open, info))
