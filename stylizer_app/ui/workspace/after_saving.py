"""What can be done with a picture that was saved: open, show in its folder, copy, print, show beside the photo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QImage

from stylizer_app.choices.document import PhotoChoice
from stylizer_app.ui.background.runner import Runner
from stylizer_app.ui.background.saved import BeforeAfter, ReadSaved
from stylizer_app.ui.interfaces import View
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import Action, Message
from stylizer_app.ui.wording import saving as wording


class AfterSaving:
    """Shows a card with the saved picture, and does what it offers."""

    def __init__(self, runner: Runner, view: View, fail: Callable[..., None]) -> None:
        self._runner, self._view, self._fail = runner, view, fail

    def offer(self, path: Path, image: QImage, photo: PhotoChoice | None) -> None:
        """Say that a picture was saved, and what can be done with it."""
        actions = [*self._of_file(path), Action(lambda: tr("Copy"), lambda: self._copy(path), stays=True)]
        actions.append(Action(lambda: tr("Print…"), lambda: self._print(path), stays=True))
        if photo is not None:
            actions.append(Action(lambda: tr("Before/after…"), lambda: self._ask_how(path, image, photo)))
        self._view.say(Message(lambda: wording.saved([path], 1), tuple(actions), image=image, passing=True))

    def _of_file(self, path: Path) -> tuple[Action, Action]:
        show = Action(lambda: tr("Show folder"), lambda: self._view.open_folder(path), stays=True)
        return Action(lambda: tr("Open"), lambda: self._view.open_file(path), stays=True), show

    def _copy(self, path: Path) -> None:
        self._read(path, lambda image: self._view.copy_picture(image, path))

    def _print(self, path: Path) -> None:
        self._read(path, lambda image: self._view.print_picture(image, path.stem))

    def _read(self, path: Path, then: Callable[[QImage], None]) -> None:
        self._runner.io(ReadSaved(path), then, self._ended)

    def _ask_how(self, path: Path, image: QImage, photo: PhotoChoice) -> None:
        side = Action(lambda: tr("Side by side"), lambda: self._make(path, photo, moves=False))
        moving = Action(lambda: tr("With a moving line"), lambda: self._make(path, photo, moves=True))
        self._view.say(Message(lambda: tr("Photo and painting in one picture:"), (side, moving), image=image))

    def _make(self, path: Path, photo: PhotoChoice, *, moves: bool) -> None:
        name = tr("{name} - before and after").format(name=path.stem)
        target = path.with_name(f"{name}{'.webp' if moves else '.jpg'}")
        self._view.say(Message(lambda: tr("Making {name}…").format(name=target.name), passing=True))
        task = BeforeAfter(photo.unmasked, path, target, (tr("Before"), tr("After")), moves)
        self._runner.io(task, self._made, self._ended)

    def _made(self, path: Path) -> None:
        self._view.say(Message(lambda: wording.saved([path], 1), self._of_file(path), passing=True))

    def _ended(self, error: Exception | None) -> None:
        if error is not None:
            self._fail(error)
