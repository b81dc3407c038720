"""Every error that a person may see, as data: what is wrong with what; its words are in `english` and `ui/wording`."""

from __future__ import annotations

from pathlib import Path

from stylizer_app.errors.device import DeviceReason
from stylizer_app.errors.english import table
from stylizer_app.errors.fetch import LibrariesReason
from stylizer_app.errors.pack import PackReason
from stylizer_app.errors.painting import MemoryReason, StyleReason
from stylizer_app.errors.picture import PictureReason
from stylizer_app.errors.reason import Reason, Subject
from stylizer_app.errors.save import SaveReason
from stylizer_app.errors.usage import UsageReason


class StylizerError(Exception):
    """Base of all expected errors.

    ``reason`` is a member of an enum or, where it has facts of its own, a small dataclass; ``subject`` the file, pack
    or device it is about. ``str(error)`` is one plain English sentence; the terminal and the window have their own.
    """

    def __init__(self, reason: Reason, subject: Subject = None) -> None:
        super().__init__(reason, subject)
        self.reason = reason
        self.subject = subject

    def __str__(self) -> str:
        return table.sentence(self.reason, self.subject)


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
    """A pack of networks is missing, damaged or not what it claims to be; ``subject``: its id, folder or file."""

    reason: PackReason

    def __init__(self, reason: PackReason, subject: Subject = None) -> None:
        super().__init__(reason, subject)


class StyleError(StylizerError):
    """A style is unknown, neither a look nor a picture file, or the networks cannot paint it."""

    reason: StyleReason

    def __init__(self, reason: StyleReason, subject: Path | str) -> None:
        super().__init__(reason, subject)


class DeviceError(StylizerError):
    """The requested device cannot run the networks on this machine."""

    reason: DeviceReason
    subject: str

    def __init__(self, reason: DeviceReason, device: str) -> None:
        super().__init__(reason, device)


class LibrariesError(StylizerError):
    """CUDA's libraries cannot be added or removed."""

    reason: LibrariesReason

    def __init__(self, reason: LibrariesReason, subject: Subject = None) -> None:
        super().__init__(reason, subject)


class UsageError(StylizerError):
    """The request itself is wrong: a value out of range, a combination that makes no sense, a recipe that is none."""

    reason: UsageReason

    def __init__(self, reason: UsageReason, subject: Subject = None) -> None:
        super().__init__(reason, subject)


class MemoryBudgetError(StylizerError):
    """Painting does not fit into the memory or the temporary disk space there is."""

    reason: MemoryReason

    def __init__(self, reason: MemoryReason, folder: Path | None = None) -> None:
        super().__init__(reason, folder)


class Cancelled(Exception):
    """The person cancelled; not an error, shown to nobody."""
