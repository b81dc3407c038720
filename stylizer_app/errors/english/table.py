"""The one table from a reason to a plain English sentence: what is wrong with what, and what to do.

It speaks to everybody, so it names neither flags nor buttons; the terminal adds those in ``cli/wording.py``, the
window has sentences of its own in ``ui/wording``. A reason without a sentence does not pass the type check.
"""

from __future__ import annotations

from pathlib import Path
from typing import assert_never

from stylizer_app.errors.device import DeviceReason, NextTry, StepDown
from stylizer_app.errors.english import devices, fetching, files, packs, painting, usage
from stylizer_app.errors.fetch import ArchiveReason, LibrariesReason, NotDownloaded
from stylizer_app.errors.names import shown
from stylizer_app.errors.pack import PackReason
from stylizer_app.errors.painting import LookRenamed, MemoryReason, StyleReason
from stylizer_app.errors.picture import PictureNote, PictureReason
from stylizer_app.errors.reason import Note, Reason, Subject
from stylizer_app.errors.save import SaveReason
from stylizer_app.errors.usage import PreferenceIgnored, PreferencesUnreadable, UsageReason


def sentence(reason: Reason, subject: Subject) -> str:
    """Return what to tell a person about an error."""
    name = "The picture" if subject is None else shown(subject) if isinstance(subject, Path) else subject
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


def note(what: Note) -> str:
    """Return what to tell a person about something that was put up with."""
    match what:
        case PictureNote.TRUNCATED:
            return "The file is incomplete; the missing part is left empty."
        case PictureNote.PROFILE_IGNORED:
            return "The file’s colour profile cannot be used; its colours are taken as sRGB."
        case PreferencesUnreadable(file):
            return f"The preferences in {file} cannot be read, so the defaults are used."
        case PreferenceIgnored(reason):
            return f"{usage.usage(reason, '')} The default is used."
        case LookRenamed(former, name):
            return f"The look {former} is called {name} now; the old name will not work much longer."
        case StepDown(device, reason, next_try):
            return f"{devices.device(reason, device)} {_next(next_try)}"
        case _:
            assert_never(what)


def _next(step: NextTry) -> str:
    match step:
        case NextTry.FLOAT32:
            return "Continuing in float32."
        case NextTry.SMALLER_TILES:
            return "Continuing in smaller tiles."
        case NextTry.CPU:
            return "Continuing on the CPU."
        case _:
            assert_never(step)
