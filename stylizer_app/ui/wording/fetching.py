"""Sentences about downloads, archives and CUDA's libraries."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QLocale

from stylizer_app.errors.fetch import (
    ArchiveDamaged,
    ArchiveFault,
    ArchiveReason,
    HeldTwice,
    LeadsOutside,
    LibrariesFault,
    LibrariesReason,
    NoneForPython,
    NoRoom,
    NotDownloaded,
    NotInIndex,
    NotPlain,
    NotPut,
    NotRemoved,
    TooManyBytes,
    TooManyFiles,
)
from stylizer_app.ui.translate import tr


def archive(reason: ArchiveReason | NotDownloaded, name: str) -> str:
    """Return what is wrong with an archive or a file on the network."""
    match reason:
        case NotDownloaded(network):
            text = tr("{name} could not be downloaded ({reason}). Check the connection, or try again later.")
            return text.format(name=name, reason=network)
        case ArchiveFault.NOT_AN_ARCHIVE:
            return tr("{name} is neither a .tar.gz nor a .zip archive, or is damaged.").format(name=name)
        case ArchiveDamaged(detail):
            text = tr("{name} is damaged and cannot be unpacked ({reason}). Get another copy of it.")
            return text.format(name=name, reason=detail)
        case HeldTwice(member):
            text = tr("{name} is damaged: it holds {member} twice. Get another copy of it.")
            return text.format(name=name, member=member)
        case LeadsOutside(member):
            text = tr("{name} holds the file {member}, which would be written outside its folder. Do not trust it.")
            return text.format(name=name, member=member)
        case NotPlain(member):
            text = tr("{name} holds {member}, which is not a plain file. Do not trust it.")
            return text.format(name=name, member=member)
        case TooManyFiles(limit):
            text = tr("{name} holds more than {limit} files. Do not trust it.")
            return text.format(name=name, limit=QLocale().toString(limit))
        case TooManyBytes(limit):
            text = tr("{name} unpacks to more than {limit} MB. Do not trust it.")
            return text.format(name=name, limit=QLocale().toString(round(limit / 1e6)))
        case _:
            assert_never(reason)


def libraries(reason: LibrariesReason, name: str) -> str:
    """Return why CUDA's libraries cannot be added or removed; ``name`` is a folder or a page."""
    match reason:
        case LibrariesFault.MAC:
            return tr("Macs have no CUDA: Core ML uses their graphics and neural engine.")
        case LibrariesFault.NO_DRIVER:
            return tr("There is no NVIDIA driver, without which CUDA’s libraries are of no use.")
        case NoneForPython(python, platform):
            text = tr("There are no CUDA libraries for Python {version} on {platform}.")
            return text.format(version=python, platform=platform)
        case NoRoom(free, needed):
            text = tr("{folder} has room for {free} GB, and CUDA’s libraries need {needed} GB. Free some space.")
            return text.format(folder=name, free=_gigabytes(free), needed=_gigabytes(needed))
        case NotInIndex(file, _):
            return tr("The package index {page} has no {file}.").format(page=name, file=file)
        case NotPut(system):
            text = tr("CUDA’s libraries cannot be put into {folder} ({reason}).")
            return text.format(folder=name, reason=system)
        case NotRemoved(system):
            text = tr("{folder} cannot be removed ({reason}). Close other windows of the program.")
            return text.format(folder=name, reason=system)
        case _:
            return archive(reason, name)


def _gigabytes(count: int) -> str:
    return QLocale().toString(count / 1e9, "f", 1)
