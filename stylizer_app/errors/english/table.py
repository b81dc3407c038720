"""The one table from a reason to a plain English sentence: what is wrong with what, and what to do.

It speaks to everybody, so it names neither flags nor buttons; the terminal adds those in ``cli/wording.py``, the
window has sentences of its own in ``ui/wording``.
"""

from __future__ import annotations

from typing import assert_never

from stylizer_app.errors.device import NextTry, StepDown
from stylizer_app.errors.english import devices, fetching, files, packs, painting, usage
from stylizer_app.errors.painting import LookRenamed
from stylizer_app.errors.picture import PictureNote
from stylizer_app.errors.reason import Note, Reason, Subject
from stylizer_app.errors.sentences import Sentences
from stylizer_app.errors.usage import PreferenceIgnored, PreferencesUnreadable

_ENGLISH = Sentences(
    picture=files.picture,
    save=files.save,
    archive=fetching.archive,
    pack=packs.pack,
    style=painting.style,
    device=devices.device,
    advice=devices.advice,
    memory=painting.memory,
    usage=usage.usage,
    libraries=fetching.libraries,
)


def sentence(reason: Reason, subject: Subject) -> str:
    """Return what to tell a person about an error."""
    return _ENGLISH.of(reason, subject, "The picture")


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
