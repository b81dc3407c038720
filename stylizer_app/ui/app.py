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
from stylizer_app.ui.window.standing import Standing
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


@dataclass(slots=True, weakref_slot=True, eq=False)
class Program:
    """The window and everything behind it."""

    window: MainWindow
    view: WindowView
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

    def speak_anew(self) -> None:
        """Make the window's parts anew in the language spoken now; nothing that was chosen or shown changes."""
        window, stands = self.window, Standing.of(self.window)
        window.setUpdatesEnabled(False)
        self.workspace.controller.history.speak_anew()
        window.make_anew()
        self.furnish()
        self.view.show_again(starter_titles())
        window.lay_out()
        stands.bring_back(window)
        window.lay_out()
        stands.scroll(window)
        window.setUpdatesEnabled(True)
        self.dialog_controller.queue.speak_anew()

    def furnish(self) -> None:
        """Fill the window's parts with what does not change, and connect them."""
        window = self.window
        window.commands.show_styles(starter_titles().items())
        window.commands.add_undo(self.workspace.controller.history.stack)
        window.shelf.set_favourites(self.settings.favourites)
        window.shelf.starred.connect(lambda key: window.shelf.set_favourites(self.settings.toggle_favourite(key)))
        connections.connect(window, self.workspace, self.dialog_controller)


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
    view.sheet = lambda: dialog_controller.saving.sheet
    program = Program(window, view, workspace, dialog_controller, settings)
    program.furnish()
    window.closing.connect(workspace.close)
    window.may_close = dialog_controller.saving.may_close
    settings.engine_changed.connect(workspace.choices.use_engine)
    workspace.own_looks.renamed.connect(
        lambda before, now: window.shelf.set_favourites(settings.move_favourite(str(before), str(now)))
    )
    Keys(window)
    placement.restore(window, paths.window_file())
    window.closing.connect(lambda: placement.keep(window, paths.window_file()))
    settings.language_changed.connect(program.speak_anew)
    return program


def run(files: Sequence[Path | str] = ()) -> int:
    """Open the window, with photos if any are named; return the exit code when it is closed."""
    app = make_app(sys.argv[:1])
    chosen, notes = preferences.load()
    settings = Settings(chosen)
    settings.apply_look(app)
    program = build(settings)
    watch = Watch(program.workspace.view.say, program.dialog_controller.report, program.window)
    program.workspace.controller.copy_details.connect(watch.copy)
    log = logs.start(listener=watch.reported.emit)
    events = FileEvents(program)
    app.installEventFilter(events)
    program.show()
    crash = watch.actions(log.earlier_crash)
    program.workspace.start([Path(file) for file in files], after_crash=crash, notes=notes)
    if chosen.flag("first_start") and not files:
        QTimer.singleShot(SETTLED, program.dialog_controller.first_start)
    hint = UpdateHint(program.workspace.view)
    hint.start(chosen)
    try:
        return app.exec()
    finally:
        app.removeEventFilter(events)
        program.workspace.close()
        log.close()
