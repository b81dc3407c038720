"""The window's table from a note to a sentence: what reading and painting a picture had to put up with."""

from __future__ import annotations

from typing import assert_never

from stylizer_app.errors.device import NextTry, StepDown
from stylizer_app.errors.painting import LookRenamed
from stylizer_app.errors.picture import PictureNote
from stylizer_app.errors.reason import Note
from stylizer_app.errors.usage import PreferenceIgnored, PreferencesUnreadable
from stylizer_app.ui.translate import tr
from stylizer_app.ui.wording import devices, usage


def note(what: Note) -> str:
    """Return what to tell the person."""
    match what:
        case PictureNote.TRUNCATED:
            return tr("The file is incomplete; the missing part is left empty.")
        case PictureNote.PROFILE_IGNORED:
            return tr("The file’s colour profile cannot be used; its colours are taken as sRGB.")
        case PreferencesUnreadable(file):
            return tr("The preferences in {file} cannot be read, so the defaults are used.").format(file=file)
        case PreferenceIgnored(reason):
            default = tr("The default is used.")
            return f"{usage.usage(reason, '')} {default}"
        case LookRenamed(former, name):
            return tr("The look {former} is called {name} now.").format(former=former, name=name)
        case StepDown(device, reason, next_try):
            return f"{devices.device(reason, device)} {_next(next_try)}"
        case _:
            assert_never(what)


def _next(step: NextTry) -> str:
    match step:
        case NextTry.FLOAT32:
            return tr("Continuing in float32.")
        case NextTry.SMALLER_TILES:
            return tr("Continuing in smaller tiles.")
        case NextTry.CPU:
            return tr("Continuing on the CPU.")
        case _:
            assert_never(step)
