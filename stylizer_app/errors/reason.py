"""All reasons there are, of every kind of error, and all notes."""

from __future__ import annotations

from pathlib import Path

from stylizer_app.errors.device import DeviceReason, StepDown
from stylizer_app.errors.fetch import LibrariesReason
from stylizer_app.errors.pack import PackReason
from stylizer_app.errors.painting import LookRenamed, MemoryReason, StyleReason
from stylizer_app.errors.picture import PictureNote, PictureReason
from stylizer_app.errors.save import SaveReason
from stylizer_app.errors.usage import PreferencesNote, UsageReason

Reason = (
    PictureReason | SaveReason | PackReason | StyleReason | DeviceReason | MemoryReason | LibrariesReason | UsageReason
)
Note = PictureNote | StepDown | PreferencesNote | LookRenamed

Subject = Path | str | None
"""What an error is about: a file, or the name of a pack, device or painting."""
