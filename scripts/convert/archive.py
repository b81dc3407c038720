"""Unpacks .tar.gz and .zip archives: plain files only, inside one folder only, and not more than makes sense."""

from __future__ import annotations

import stat
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple

from stylizer_app.errors import StylizerError

LARGEST = 2 << 30
"""Bytes that an archive may unpack to."""
RATIO = 20
"""How many times its own size an archive may unpack to; weights hardly compress at all."""
ALLOWANCE = 1 << 20
MOST_FILES = 2000
CHUNK = 1 << 20


class ArchiveError(StylizerError):
    """An archive is damaged, or holds what an archive of a network has no reason to hold."""


class _Member(NamedTuple):
    """A plain file in an archive."""

    name: str
    open: Callable[[], IO[bytes]]


def unpack(archive: Path, folder: Path) -> Path:
    """Unpack into the new folder ``folder`` and return it.

    Raises ArchiveError with one sentence for links, devices, names that lead out of the folder, too many files, too
    many bytes, and damage; then nothing is left behind.
    """
    limit = min(LARGEST, RATIO * archive.stat().st_size + ALLOWANCE)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".unpack-", dir=folder.parent) as work:
        inside = Path(work, "inside")
        inside.mkdir()
        try:
            with _members(archive) as members:
                _write_all(members, inside, limit, archive.name)
        except (tarfile.TarError, zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
            raise ArchiveError(f"{archive.name} is damaged and cannot be unpacked ({error}).") from error
        inside.replace(folder)
    return folder


def _write_all(members: Iterator[_Member], folder: Path, limit: int, archive: str) -> None:
    """Write every member, counting files and bytes."""
    left = limit
    for count, member in enumerate(members):
        if count >= MOST_FILES:
            raise ArchiveError(f"{archive} holds more than {MOST_FILES} files, too many for a network.")
        target = folder.joinpath(*_safe_parts(member.name, archive))
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as out, member.open() as source:
            while chunk := source.read(CHUNK):
                left -= out.write(chunk)
                if left < 0:
                    raise ArchiveError(f"{archive} unpacks to more than {limit} bytes, far more than a network needs.")


def _safe_parts(name: str, archive: str) -> tuple[str, ...]:
    """The parts of a member's path. Raises ArchiveError if it leads out of the folder."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in name or not path.parts:
        raise ArchiveError(f"{archive} holds the file {name!r}, which would be written outside its folder.")
    return path.parts


@contextmanager
def _members(archive: Path) -> Iterator[Iterator[_Member]]:
    """The plain files of an archive, whatever its kind."""
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as packed:
            yield _zip_members(packed, archive.name)
    elif tarfile.is_tarfile(archive):
        with tarfile.open(archive) as packed_tar:
            yield _tar_members(packed_tar, archive.name)
    else:
        raise ArchiveError(f"{archive.name} is neither a .tar.gz nor a .zip archive, or is damaged.")


def _tar_members(packed: tarfile.TarFile, archive: str) -> Iterator[_Member]:
    for member in packed:
        if member.isdir():
            continue
        if not member.isreg():
            raise ArchiveError(f"{archive} holds {member.name!r}, which is a link or a device and not a plain file.")
        yield _Member(member.name, partial(_open_in_tar, packed, member))


def _open_in_tar(packed: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    """Open a plain file in a tar archive for reading."""
    opened = packed.extractfile(member)
    if opened is None:
        raise tarfile.ReadError(f"{member.name} cannot be read")
    return opened


def _zip_members(packed: zipfile.ZipFile, archive: str) -> Iterator[_Member]:
    for info in packed.infolist():
        if info.is_dir():
            continue
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in {0, stat.S_IFREG}:
            raise ArchiveError(f"{archive} holds {info.filename!r}, which is a link or a device and not a plain file.")
        yield _Member(info.filename, partial(packed.open, info))
