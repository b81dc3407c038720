"""The window's sentences about what was saved, and what was not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from stylizer_app.engine.progress import Doing
from stylizer_app.ui.translate import tr
from stylizer_app.ui.wording import doing
from stylizer_app.ui.wording.errors import reason

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


def saving(name: str, number: int, total: int, what: Doing) -> str:
    """What is being saved, the ``number``-th of ``total`` pictures, and what the engine does for it."""
    text = tr("Saving {name}").format(name=name)
    if total > 1:
        text += f" ({number}/{total})"
    step = doing(what)
    return f"{text}: {step}" if step else text


def outcome(written: Sequence[Path], total: int, errors: Sequence[Exception], *, cancelled: bool) -> str:
    """What became of ``total`` pictures that were to be saved; ``cancelled``: the person wanted no more of them."""
    parts = [saved(written, total)]
    if errors:
        parts.append(not_saved(errors))
    if cancelled:
        parts.append(tr("The rest was cancelled."))
    return " ".join(parts)


def not_saved(errors: Sequence[Exception]) -> str:
    """Why others were not saved."""
    reasons = list(dict.fromkeys(reason(error) for error in errors))
    if len(reasons) > NAMED:
        reasons[NAMED:] = [tr("And {count} more.").format(count=len(reasons) - NAMED)]
    return " ".join((tr("{count} failed:").format(count=len(errors)), *reasons))
