"""What went wrong, said in the window's language and without the command line's flags."""

from __future__ import annotations

import re

from stylizer_app.errors import (
    DeviceError,
    MemoryBudgetError,
    PackError,
    StyleError,
    StylizerError,
)
from stylizer_app.ui import translate
from stylizer_app.ui.translate import tr


def sentence(error: StylizerError) -> str:
    """Return an expected error as one sentence; one that is not known by its words is named by its kind."""
    text = str(error)
    for pattern, wording in _engine():
        found = re.fullmatch(pattern, text, re.DOTALL)
        if found:
            return wording.format(**found.groupdict())
    return text if translate.spoken() == "en" else f"{_kind(error)} ({text})"


def _engine() -> list[tuple[str, str]]:
    """Devices and memory that do not suffice."""
    return [
        (
            r"Painting needs at least (?P<needed>\d+) MB of memory and the budget is (?P<budget>\d+) MB.*",
            tr("Painting this needs {needed} MB of memory; the budget is {budget} MB. Allow more in the preferences."),
        ),
        (
            r"The picture needs (?P<needed>[\d.]+) GB of temporary space in (?P<folder>.+) and the disk .*",
            tr("The picture needs {needed} GB of temporary space in {folder}, and the disk has not that much."),
        ),
        (
            r"The device (?P<device>\w+) (does not work here|does not start|failed while painting): .*",
            tr("{device} cannot paint on this computer. Choose another device in the preferences."),
        ),
    ]


def _kind(error: StylizerError) -> str:
    kinds: list[tuple[type[StylizerError], str]] = [
        (PackError, tr("These networks cannot be used.")),
        (StyleError, tr("This painting cannot be found.")),
        (DeviceError, tr("This device cannot paint.")),
        (MemoryBudgetError, tr("There is not enough memory for this.")),
    ]
    return next((words for kind, words in kinds if isinstance(error, kind)), tr("This is not possible."))
