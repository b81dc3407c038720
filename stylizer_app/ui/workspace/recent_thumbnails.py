"""Small pictures of recent files, read when a menu is about to show them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from stylizer_app.choices.document import PhotoChoice
from stylizer_app.ui.background.loading import Thumbnail
from stylizer_app.ui.background.runner import Runner
from stylizer_app.ui.interfaces import Dialogue


class RecentThumbnails:
    """Asks for each file once at a time; one that cannot be read has no picture."""

    def __init__(self, runner: Runner, view: Dialogue) -> None:
        self._runner, self._view = runner, view
        self._asked: set[Path] = set()

    def ask(self, files: Sequence[Path]) -> None:
        """Read these, and show each as soon as it has been read."""
        for path in files:
            if path not in self._asked:
                self._asked.add(path)
                show = partial(self._view.show_recent_thumbnail, path)
                self._runner.io(Thumbnail(PhotoChoice(path)), show, partial(self._end, path))

    def _end(self, path: Path, _error: Exception | None) -> None:
        self._asked.discard(path)
