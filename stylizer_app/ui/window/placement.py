"""How the window stands on the screen: it fits at first, and comes back as it was left."""

from __future__ import annotations

import json
import logging
from pathlib import Path

from PySide6.QtCore import QByteArray, QSize

from stylizer_app.system import json_text
from stylizer_app.system.files import write_atomically
from stylizer_app.ui.look import screens
from stylizer_app.ui.widgets.canvas.scene import Mode
from stylizer_app.ui.window.main_window import MainWindow

log = logging.getLogger(__name__)

USUAL = QSize(1280, 820)


def first_size(available: QSize) -> QSize:
    """The size of a window that was never open before, on a screen with so much room."""
    return screens.fitting(USUAL, available)


def restore(window: MainWindow, file: Path) -> None:
    """Size, place, what the canvas shows and whether the panels are there, as they were left."""
    window.resize(first_size(window.screen().availableSize()))
    try:
        kept = json_text.parse(file.read_text("utf-8"))
        window.restoreGeometry(QByteArray.fromBase64(str(kept["geometry"]).encode("ascii")))
        window.canvas.set_mode(Mode(kept["mode"]))
        window.show_panels(bool(kept["panels"]))
    except (OSError, ValueError, TypeError, KeyError):
        return


def keep(window: MainWindow, file: Path) -> None:
    """Write down what ``restore`` reads."""
    window.show_alone(False)
    kept = {
        "geometry": bytes(window.saveGeometry().toBase64().data()).decode("ascii"),
        "mode": int(window.canvas.scene.mode),
        "panels": window.panels_shown,
    }
    try:
        write_atomically(file, json.dumps(kept).encode("utf-8"))
    except OSError as error:
        log.info("placement not written: %s", error)
