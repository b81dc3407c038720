"""Sentences about downloads, archives and CUDA's libraries."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QLocale

from stylizer_app.errors.fetch import (
    Answered,
    ArchiveDamaged,
    ArchiveFault,
    ArchiveReason,
    BrokenOff,
    ConnectionFailed,
    HeldTwice,
    LargerThanExpected,
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
    OtherSize,
    SlowServer,
    TooManyBytes,
    TooManyFiles,
    TransferFault,
    TransferReason,
)
from stylizer_app.ui.translate import tr


def archive(reason: ArchiveReason | NotDownloaded, name: str) -> str:
    """Return what is wrong with an archive or a file on the network."""
    match reason:
        case NotDownloaded(attempts):
            text = tr("{name} could not be downloaded ({reason}). Check the connection, or try again later.")
            return text.format(
                name=name, reason="; ".join(f"{one.server}: {_transfer(one.reason)}" for one in attempts)
            )
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


def _transfer(reason: TransferReason) -> str:
    """Return why a server does not give a file, in a few words."""
    match reason:
        case TransferFault.SILENT:
            return tr("the server does not answer")
        case TransferFault.NOBODY:
            return tr("nobody answers there")
        case TransferFault.NO_NAME:
            return tr("the name is not found; is this computer online?")
        case TransferFault.NOT_HTTP:
            return tr("only http and https addresses are downloaded")
        case TransferFault.CHANGED:
            return tr("the file changed on the server")
        case TransferFault.OTHER_FILE:
            return tr("the file is not the one that was published")
        case Answered(status, words):
            return tr("the server answered {status} ({words})").format(status=status, words=words)
        case ConnectionFailed(detail):
            return tr("the connection failed ({reason})").format(reason=detail)
        case LargerThanExpected():
            return tr("the file is larger than expected")
        case SlowServer():
            return tr("the server is too slow")
        case BrokenOff():
            return tr("the transfer broke off")
        case OtherSize():
            return tr("the file has another size than expected")
        case _:
            assert_never(reason)
