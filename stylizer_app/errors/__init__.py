"""Every error that a person may see, as data: what went wrong and with what; tables elsewhere give it its words."""

from __future__ import annotations

from pathlib import Path

from stylizer_app.errors import english
from stylizer_app.errors.picture import PictureReason
from stylizer_app.errors.reason import Reason, Subject
from stylizer_app.errors.save import SaveReason


class StylizerError(Exception):
    """Base of all expected errors.

    ``reason`` is a member of an enum or, where it has facts of its own, a small dataclass; ``subject`` the file, pack
    or device it is about. ``str(error)`` is one plain English sentence; the terminal and the window have their own.
    """

    def __init__(self, reason: Reason | str, subject: Subject = None) -> None:
        super().__init__(reason, subject)
        self.reason = reason
        self.subject = subject

    def __str__(self) -> str:
        return self.reason if isinstance(self.reason, str) else english.sentence(self.reason, self.subject)


class PictureError(StylizerError):
    """A picture file cannot be read: missing, not a picture, damaged, too large, not permitted."""

    reason: PictureReason
    subject: Path | None

    def __init__(self, reason: PictureReason, path: Path | None = None) -> None:
        super().__init__(reason, path)


class SaveError(StylizerError):
    """A result cannot be written: no permission, disk full, unknown format, a file in the way."""

    reason: SaveReason
    subject: Path | None

    def __init__(self, reason: SaveReason, path: Path | None = None) -> None:
        super().__init__(reason, path)


class PackError(StylizerError):
    """A pack of networks is missing, damaged or not what it claims to be."""


class StyleError(StylizerError):
    """A style is unknown: neither a starter style nor a picture file."""


class DeviceError(StylizerError):
    """The requested device cannot run the networks on this machine."""


class DeviceMemoryError(DeviceError):
    """The memory of the device is full; smaller tiles may fit."""


class UsageError(StylizerError):
    """The request itself is wrong: a value out of range, a combination that makes no sense."""


class MemoryBudgetError(StylizerError):
    """Painting does not fit into the memory or the temporary disk space there is."""


class Cancelled(Exception):
    """The person cancelled; not an error, shown to nobody."""
