"""The window's table from a reason to a sentence: in its own language, and with the places where things are set."""

from __future__ import annotations

from pathlib import Path
from typing import assert_never

from stylizer_app.errors import StylizerError
from stylizer_app.errors.device import DeviceReason
from stylizer_app.errors.fetch import ArchiveReason, LibrariesReason, NotDownloaded
from stylizer_app.errors.names import shown
from stylizer_app.errors.pack import PackReason
from stylizer_app.errors.painting import MemoryReason, StyleReason
from stylizer_app.errors.picture import PictureReason
from stylizer_app.errors.save import SaveReason
from stylizer_app.errors.usage import UsageReason
from stylizer_app.ui.translate import tr
from stylizer_app.ui.wording import devices, fetching, files, packs, painting, usage


def sentence(error: StylizerError) -> str:
    """Return what to tell the person about an error."""
    reason, subject = error.reason, error.subject
    name = tr("The picture") if subject is None else shown(subject) if isinstance(subject, Path) else subject
    if isinstance(reason, PictureReason):
        return files.picture(reason, name)
    if isinstance(reason, SaveReason):
        return files.save(reason, name)
    if isinstance(reason, ArchiveReason | NotDownloaded):
        return fetching.archive(reason, name)
    if isinstance(reason, PackReason):
        return packs.pack(reason, name)
    if isinstance(reason, StyleReason):
        return painting.style(reason, name)
    if isinstance(reason, DeviceReason):
        return f"{devices.device(reason, name)} {devices.advice(reason)}"
    if isinstance(reason, MemoryReason):
        return painting.memory(reason, name)
    if isinstance(reason, UsageReason):
        return usage.usage(reason, name)
    if isinstance(reason, LibrariesReason):
        return fetching.libraries(reason, name)
    assert_never(reason)
