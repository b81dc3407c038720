"""The window's sentences about what was saved, and what was not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from stylizer_app.errors import StylizerError
from stylizer_app.ui.translate import tr
from stylizer_app.ui.wording.errors import sentence

NAMED = 3
"""So many failures are told one by one."""


def saved(written: Sequence[Path], total: int) -> str:
    """What lies in its folder now, of ``total`` pictures that were to be saved."""
    if not written:
        return tr("None of {total} pictures was saved.").format(total=total)
    folder = written[0].parent
    if total == 1:
        return tr("Saved as {name} in {folder}.").format(name=written[0].name, folder=folder)
    if len(written) == total:
        return tr("{count} pictures saved in {folder}.").format(count=total, folder=folder)
    return tr("{count} of {total} pictures saved in {folder}.").format(count=len(written), total=total, folder=folder)


def not_saved(errors: Sequence[Exception]) -> str:
    """Why others were not saved."""
    reasons = list(dict.fromkeys(reason(error) for error in errors))
    if len(reasons) > NAMED:
        reasons[NAMED:] = [tr("And {count} more.").format(count=len(reasons) - NAMED)]
    return " ".join((tr("{count} failed:").format(count=len(errors)), *reasons))


def reason(error: Exception) -> str:
    """One failure in a sentence."""
    if isinstance(error, StylizerError):
        return sentence(error)
    if isinstance(error, MemoryError):
        return tr("There is not enough memory for this.")
    return tr("Something unexpected went wrong.")
