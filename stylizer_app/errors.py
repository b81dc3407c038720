"""Every error that a person may see: typed, and worded as one plain sentence with what to do."""

from __future__ import annotations


class StylizerError(Exception):
    """Base of all expected errors; ``str(error)`` is a sentence fit for the person who runs the program."""


class PictureError(StylizerError):
    """A picture file cannot be read: missing, not a picture, damaged, too large, not permitted."""


class TruncatedPictureError(PictureError):
    """A picture file ends too early; it can be read as far as it goes when that is allowed."""


class SaveError(StylizerError):
    """A result cannot be written: no permission, disk full, unknown format."""


class FileExistsRefusedError(SaveError):
    """The target exists and nobody allowed replacing it."""


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
