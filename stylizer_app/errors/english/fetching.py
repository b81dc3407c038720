"""Sentences about downloads, archives and CUDA's libraries."""

from __future__ import annotations

from typing import assert_never

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

_TRUST = "Use one from a source that you trust."


def archive(reason: ArchiveReason | NotDownloaded, name: str) -> str:
    """Return what is wrong with an archive or a file on the network."""
    match reason:
        case NotDownloaded(attempts):
            why = "; ".join(f"{one.server}: {_transfer(one.reason)}" for one in attempts)
            return f"{name} could not be downloaded ({why}). Check the connection, or try again later."
        case ArchiveFault.NOT_AN_ARCHIVE:
            return f"{name} is neither a .tar.gz nor a .zip archive, or is damaged. Get another copy of it."
        case ArchiveDamaged(detail):
            return f"{name} is damaged and cannot be unpacked ({detail}). Get another copy of it."
        case HeldTwice(member):
            return f"{name} is damaged: it holds {member!r} twice. Get another copy of it."
        case LeadsOutside(member):
            return f"{name} holds the file {member!r}, which would be written outside its folder. {_TRUST}"
        case NotPlain(member):
            return f"{name} holds {member!r}, which is a link or a device and not a plain file. {_TRUST}"
        case TooManyFiles(limit):
            return f"{name} is refused: it holds more than {limit} files. {_TRUST}"
        case TooManyBytes(limit):
            return f"{name} is refused: it unpacks to more than {limit / 1e6:.0f} MB. {_TRUST}"
        case _:
            assert_never(reason)


def libraries(reason: LibrariesReason, name: str) -> str:
    """Return why CUDA's libraries cannot be added or removed; ``name`` is a folder or a page."""
    match reason:
        case LibrariesFault.MAC:
            return "Macs have no CUDA. Their graphics and neural engine are used through Core ML, without this."
        case LibrariesFault.NO_DRIVER:
            return "There is no NVIDIA driver, without which CUDA's libraries are of no use. Install the driver first."
        case NoneForPython(python, platform):
            return f"There are no CUDA libraries for Python {python} on {platform}. Use another version of Python."
        case NoRoom(free, needed):
            return (
                f"{name} has room for {free / 1e9:.1f} GB, and CUDA's libraries need {needed / 1e9:.1f} GB."
                " Free some space."
            )
        case NotInIndex(file, variable):
            return f"{name} has no {file}. Unset {variable} to download it from PyPI."
        case NotPut(system):
            return f"CUDA's libraries cannot be put into {name} ({system}). Free some space, or check the permissions."
        case NotRemoved(system):
            return f"{name} cannot be removed ({system}). Close other windows of the program."
    return archive(reason, name)


def _transfer(reason: TransferReason) -> str:
    """Return why a server does not give a file, in a few words."""
    match reason:
        case TransferFault.SILENT:
            return "the server does not answer"
        case TransferFault.NOBODY:
            return "nobody answers there"
        case TransferFault.NO_NAME:
            return "the name is not found; is this computer online?"
        case TransferFault.NOT_HTTP:
            return "only http and https addresses are downloaded"
        case TransferFault.CHANGED:
            return "the file changed on the server"
        case TransferFault.OTHER_FILE:
            return "the file is not the one that was published: its checksum differs"
        case Answered(status, words):
            return f"the server answered {status} ({words})"
        case ConnectionFailed(detail):
            return f"the connection failed ({detail})"
        case LargerThanExpected(size):
            return f"the file is larger than expected ({size} bytes or more)"
        case SlowServer(speed):
            return f"the server is too slow ({speed:.0f} bytes per second)"
        case BrokenOff(size, whole):
            return f"the transfer stopped after {size} of {whole} bytes"
        case OtherSize(size, expected):
            return f"the file has {size} bytes instead of {expected}"
        case _:
            assert_never(reason)
