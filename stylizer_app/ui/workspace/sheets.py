"""Saves the ways that the canvas shows as one picture with captions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from stylizer_app.engine.progress import Doing
from stylizer_app.imaging.targets import Target
from stylizer_app.ui.background.ways import SaveSheet
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import Action, Busy, Message, Way
from stylizer_app.ui.workspace.controller import Controller


class Sheets:
    """One sheet at a time: a newer one takes the place of one under way."""

    def __init__(self, controller: Controller) -> None:
        self._controller, self._runner, self._view = controller, controller.runner, controller.view
        self._ticket: int | None = None

    def save(self, ways: Sequence[Way], columns: int, target: Target) -> None:
        """Paint the ways and save them in rows of so many columns."""
        self._cancel()
        task = SaveSheet(tuple((way.title(), way.note(), way.document) for way in ways), columns, target)
        self._ticket = self._runner.background(task, self._saved, self._ended, self._note)

    def _cancel(self) -> None:
        if self._ticket is not None:
            self._runner.cancel(self._ticket)
            self._ticket = None
            self._view.show_busy(None)

    def _note(self, fraction: float, _doing: Doing) -> None:
        self._view.show_busy(Busy(lambda: tr("Saving the sheet"), fraction, None, self._cancel))

    def _saved(self, path: Path) -> None:
        show = Action(lambda: tr("Show folder"), lambda: self._view.open_folder(path))
        saved = Message(lambda: tr("Saved the sheet as {name}.").format(name=path.name), (show,), passing=True)
        self._view.say(saved)

    def _ended(self, error: Exception | None) -> None:
        self._ticket = None
        self._view.show_busy(None)
        if error is not None:
            self._controller.fail(error)
