"""Does to the real window what a person would, and waits for what comes of it."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from stylizer_app.ui.app import Program

PATIENCE_SECONDS = 120.0


class Driver:
    """``photos`` are copied into ``folder`` first, so that everything that is written lies beside them."""

    def __init__(self, app: QApplication, program: Program, photos: Sequence[Path]) -> None:
        self.app, self.program = app, program
        self.window, self.workspace = program.window, program.workspace
        self.folder = Path(tempfile.gettempdir()) / "Pictures"
        shutil.rmtree(self.folder, ignore_errors=True)  # what an earlier run left there
        self.folder.mkdir()
        self.photos = [Path(shutil.copy(photo, self.folder)) for photo in photos]

    def settle(self, seconds: float = 0.3) -> None:
        """Let the program go on for a while."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.app.processEvents()
            time.sleep(0.005)

    def wait(self, reached: Callable[[], bool]) -> None:
        """Let the program go on until something is so."""
        until = time.monotonic() + PATIENCE_SECONDS
        while not reached():
            if time.monotonic() > until:
                raise TimeoutError("the window did not get into the state that was waited for")
            self.settle(0.005)

    def wait_idle(self) -> None:
        """Wait until nothing is under way, on the shelf neither, and the finer octaves are painted."""
        from stylizer_app.ui.workspace.previewing import LEFT_ALONE

        self.wait(lambda: not self.workspace.runner.busy)
        self.settle(LEFT_ALONE / 1000 + 0.1)
        self.wait(lambda: not self.workspace.runner.busy)

    def wait_painted(self) -> None:
        """Wait until the canvas shows what the document says, not as a draft."""

        def painted() -> bool:
            shown, document = self.workspace.controller.previewing.shown, self.workspace.controller.document
            return shown is not None and not shown.draft and shown.document == document.unmasked

        self.wait(painted)
        self.wait_idle()

    def action(self, name: str) -> None:
        """Choose an entry of a menu."""
        self.window.commands[name].trigger()
        self.settle()

    def dialog(self, ask: Callable[[], object]) -> None:
        """Open a dialog or a menu and wait until it has settled."""
        ask()
        self.wait(lambda: bool(opened(self.app)))
        self.settle(0.6)

    def put_away(self) -> None:
        """Close whatever was opened over the window, and go back to all of the window."""
        for widget in opened(self.app):
            widget.close()
        self.window.canvas.masking.set_active(False)
        if self.window.alone:
            self.window.commands["full_screen"].trigger()
        self.settle(0.05)


def opened(app: QApplication) -> list[QWidget]:
    """Return the dialogs and menus that are open over the window."""
    from PySide6.QtWidgets import QDialog, QMenu

    return [widget for widget in app.topLevelWidgets() if isinstance(widget, QDialog | QMenu) and widget.isVisible()]
