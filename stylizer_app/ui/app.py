"""Puts the window together and runs it: the only place that knows all parts."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QColorSpace, QFileOpenEvent, QSurfaceFormat
from PySide6.QtWidgets import QApplication

from stylizer_app import APP_ID, __version__
from stylizer_app.choices import preferences
from stylizer_app.system import logs, paths
from stylizer_app.ui.background.executor import Packs
from stylizer_app.ui.interfaces import PainterLike
from stylizer_app.ui.window import connections, placement
from stylizer_app.ui.window.crash import Watch
from stylizer_app.ui.window.dialog_controller import DialogController
from stylizer_app.ui.window.keys import Keys
from stylizer_app.ui.window.main_window import MainWindow
from stylizer_app.ui.window.settings import Settings
from stylizer_app.ui.window.update_hint import UpdateHint
from stylizer_app.ui.window.window_view import WindowView
from stylizer_app.ui.wording import starter_titles
from stylizer_app.ui.workspace.workspace import Workspace

if TYPE_CHECKING:
    from stylizer_app.engine.packs.library import PackLibrary

SWITCH_SECONDS = 0.001
"""After so long Python lets the window's thread in when another one computes; its own default is 5 ms."""


EXPOSED_SECONDS = 0.2
"""How long to wait for the window; some desktops show it only when somebody looks."""

SETTLED = 150
"""Milliseconds after which the window lies where the desktop puts it, and a dialog can be centred on it."""


@dataclass(slots=True)
class Program:
    """The window and everything behind it."""

    window: MainWindow
    workspace: Workspace
    dialog_controller: DialogController
    settings: Settings

    def show(self) -> None:
        """Show the window and let it paint itself before anything else begins to compute."""
        self.window.show()
        handle, until = self.window.windowHandle(), time.monotonic() + EXPOSED_SECONDS
        while not handle.isExposed() and time.monotonic() < until:
            QApplication.processEvents()
        QApplication.processEvents()


class FileEvents(QObject):
    """Files that macOS hands to the running program."""

    def __init__(self, program: Program) -> None:
        super().__init__(program.window)
        self._program = program

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Open what the system asks for."""
        if isinstance(event, QFileOpenEvent):
            self._program.workspace.importer.open_photos([Path(event.file())])
            return True
        return False


def make_packs() -> PackLibrary:
    """The shipped and the installed packs; called when first needed: the window comes up without them."""
    from stylizer_app.engine.packs.library import PackLibrary

    return PackLibrary()


def make_painter(packs: Packs) -> PainterLike:
    """The real networks; called on the executor's thread, so that nothing heavy is loaded before the window is up."""
    from stylizer_app.engine.pipeline import Painter

    return Painter(packs())


def make_app(arguments: Sequence[str]) -> QApplication:
    """The application object, with pictures shown in sRGB where the system manages colours."""
    sys.setswitchinterval(SWITCH_SECONDS)
    surface = QSurfaceFormat.defaultFormat()
    surface.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    QSurfaceFormat.setDefaultFormat(surface)
    app = QApplication(list(arguments))
    app.setApplicationName("Stylizer")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName(APP_ID)
    return app


def build(settings: Settings, painter: Callable[[], PainterLike] | None = None) -> Program:
    """Make the window and connect everything; nothing is shown yet. ``painter``: another than the real one."""
    packs = cache(make_packs)
    window = MainWindow()
    titles = starter_titles()
    view = WindowView(window, titles)
    window.commands.show_styles(titles.items())
    workspace = Workspace(
        view,
        packs,
        painter or partial(make_painter, packs),
        paths.session_file(),
        tuple(titles),
        settings.first_document(),
    )
    dialog_controller = DialogController(window, workspace, settings)
    view.choose, view.find = dialog_controller.choose_file, dialog_controller.find_file
    view.folder = dialog_controller.saving.choose_folder
    window.commands.add_undo(workspace.controller.history.stack)
    window.closing.connect(workspace.close)
    window.may_close = dialog_controller.saving.may_close
    settings.engine_changed.connect(workspace.choices.use_engine)
    window.shelf.set_favourites(settings.favourites)
    window.shelf.starred.connect(lambda key: window.shelf.set_favourites(settings.toggle_favourite(key)))
    workspace.own_looks.renamed.connect(
        lambda before, now: window.shelf.set_favourites(settings.move_favourite(str(before), str(now)))
    )
    connections.connect(window, workspace, dialog_controller)
    Keys(window)
    placement.restore(window, paths.window_file())
    window.closing.connect(lambda: placement.keep(window, paths.window_file()))
    return Program(window, workspace, dialog_controller, settings)


def run(files: Sequence[Path | str] = ()) -> int:
    """Open the window, with photos if any are named; return the exit code when it is closed."""
    app = make_app(sys.argv[:1])
    chosen, notes = preferences.load()
    settings = Settings(chosen)
    opened = Opened(app, settings)
    opened.program.workspace.start([Path(file) for file in files], after_crash=opened.crash_actions, notes=notes)
    if chosen.flag("first_start") and not files:
        QTimer.singleShot(SETTLED, opened.program.dialog_controller.first_start)
    hint = UpdateHint(opened.program.workspace.view)
    hint.start(chosen)
    code = opened.until_closed()
    while opened.again:
        opened = Opened(app, settings)
        opened.program.workspace.start()
        code = opened.until_closed()
    return code


class Opened:
    """The window on the screen. Another language opens it anew, with the session that it left."""

    def __init__(self, app: QApplication, settings: Settings) -> None:
        self.again = False
        settings.apply_look(app)
        self.program = build(settings)
        watch = Watch(self.program.workspace.view.say, self.program.dialog_controller.report, self.program.window)
        self.program.workspace.controller.copy_details.connect(watch.copy)
        self._log = logs.start(listener=watch.reported.emit)
        self.crash_actions = watch.actions(self._log.earlier_crash)
        self._app, self._events, self._settings = app, FileEvents(self.program), settings
        app.installEventFilter(self._events)
        settings.language_changed.connect(self._open_anew)
        self.program.show()

    def until_closed(self) -> int:
        """Let the person work; return the exit code."""
        try:
            return self._app.exec()
        finally:
            self._settings.language_changed.disconnect(self._open_anew)
            self._app.removeEventFilter(self._events)
            self.program.workspace.close()
            self._log.close()
            self.program.window.deleteLater()

    def _open_anew(self) -> None:
        """A window that has to stay, since it saves, speaks its language to the end."""
        self.again = self.program.window.close()
