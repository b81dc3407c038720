"""How names of files stand in the window's sentences: in the quotes of its language."""

from __future__ import annotations

from stylizer_app.errors.names import Name, printable
from stylizer_app.ui.translate import tr


def quoted(name: Name) -> str:
    """Return a file's name in quotes, fit for one line of text."""
    return tr("“{name}”").format(name=printable(name))
