"""Sentences about what is asked of painting: paintings that are unknown, memory that does not suffice."""

from __future__ import annotations

from typing import assert_never

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


def style(reason: StyleReason, name: str) -> str:
    """Return what is wrong with a painting that was named."""
    match reason:
        case StyleFault.STARTERS_UNREADABLE:
            return f"The looks cannot be read from {name}. Install the program again."
        case StyleFault.LOOK_UNREADABLE:
            return f"The look {name} cannot be read. Check that its file is there and that you may read it."
        case StyleFault.LOOK_TOO_LARGE:
            return f"{name} is no look: its file is far too large for one. Choose another one."
        case StyleFault.LOOK_DAMAGED:
            return f"{name} is no look, or it is damaged. Get another copy, or save the look again."
        case StyleFault.LOOK_TOO_NEW:
            return f"The look {name} was made by a newer version of the program. Update the program."
        case StyleFault.NO_PAINTINGS:
            return f"There is no picture in the folder {name}. Choose a folder with paintings in it."
        case UnknownStyle(meant):
            hint = f"Did you mean {' or '.join(meant)}?" if meant else "Choose a look or a picture file."
            return f"There is no style and no picture file called {name}. {hint}"
        case LookNotTaught(pack):
            return f"The networks {pack} were not taught the look {name}. Choose others, or a picture file instead."
        case _:
            assert_never(reason)


def memory(reason: MemoryReason, name: str) -> str:
    """Return what does not suffice; ``name`` is the folder of temporary files."""
    match reason:
        case TooLittleMemory(needed, budget):
            return (
                f"Painting this needs at least {needed / 1e6:.0f} MB of memory, and {budget / 1e6:.0f} MB are allowed."
                " Close other programs, or allow more."
            )
        case SpillTooLarge(needed):
            return (
                f"{name} has no room for the {needed / 1e9:.1f} GB of temporary files that this picture needs."
                " Free some space, or allow more memory."
            )
        case SpillFailed(system):
            return f"Temporary files cannot be kept in {name} ({system}). Check the disk, or allow more memory."
        case _:
            assert_never(reason)
