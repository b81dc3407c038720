"""Sentences about what is asked of painting: paintings that are unknown, memory that does not suffice."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QLocale

from stylizer_app.errors.painting import (
    LookNotTaught,
    MemoryReason,
    SpillFailed,
    SpillTooLarge,
    StyleFault,
    StyleReason,
    TooLittleMemory,
    UnknownStyle,
)
from stylizer_app.ui.translate import tr


def style(reason: StyleReason, name: str) -> str:
    """Return what is wrong with a painting that was named."""
    match reason:
        case StyleFault.STARTERS_UNREADABLE:
            text = tr("The looks cannot be read from {name}. Install the program again.")
        case StyleFault.LOOK_UNREADABLE:
            text = tr("The look {name} cannot be read. Check that its file is there and that you may read it.")
        case StyleFault.LOOK_TOO_LARGE:
            text = tr("{name} is no look: its file is far too large for one. Choose another one.")
        case StyleFault.LOOK_DAMAGED:
            text = tr("{name} is no look, or it is damaged. Get another copy, or save the look again.")
        case StyleFault.LOOK_TOO_NEW:
            text = tr("The look {name} was made by a newer version of the program. Update the program.")
        case StyleFault.NO_PAINTINGS:
            text = tr("There is no picture in the folder {name}. Choose a folder with paintings in it.")
        case UnknownStyle():
            text = tr("The painting {name} does not exist any more. Choose another one.")
        case LookNotTaught(pack):
            text = tr("The networks {pack} were not taught the look {name}. Choose others in the preferences.")
            return text.format(pack=pack, name=name)
        case _:
            assert_never(reason)
    return text.format(name=name)


def memory(reason: MemoryReason, name: str) -> str:
    """Return what does not suffice; ``name`` is the folder of temporary files."""
    match reason:
        case TooLittleMemory(needed, budget):
            text = tr("Painting this needs {needed} MB of memory, and the preferences allow {budget} MB.")
            return text.format(needed=round(needed / 1e6), budget=round(budget / 1e6))
        case SpillTooLarge(needed):
            text = tr(
                "{folder} has no room for the {needed} GB of temporary files that this picture needs. Free some space."
            )
            return text.format(folder=name, needed=QLocale().toString(needed / 1e9, "f", 1))
        case SpillFailed(system):
            text = tr("Temporary files cannot be kept in {folder} ({reason}). Allow more memory in the preferences.")
            return text.format(folder=name, reason=system)
        case _:
            assert_never(reason)
