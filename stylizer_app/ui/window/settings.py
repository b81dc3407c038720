"""The preferences while the window runs: applied when they change, written to their file."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from stylizer_app.choices import preferences as preferences_file
from stylizer_app.choices.amounts import parse_memory
from stylizer_app.choices.document import Document
from stylizer_app.choices.preferences import Preferences
from stylizer_app.devices import CPU
from stylizer_app.ui import translate
from stylizer_app.ui.look import theme
from stylizer_app.ui.signals import TypedSignal

if TYPE_CHECKING:
    from stylizer_app.ui.window.pack_management import PackManagement

log = logging.getLogger(__name__)


class Settings(QObject):
    """``engine_changed``: pack, device and memory budget to paint with from now on; ``language_changed``: another one
    is spoken now, by all that is made from now on.
    """

    engine_changed = TypedSignal[str, str, int | None]()
    language_changed = Signal()

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.preferences = preferences

    def apply_look(self, app: QApplication) -> None:
        """Language and theme; call it before any widget is made."""
        translate.install(app, cast("translate.Language", self.preferences.text("language")))
        theme.apply(app, cast("theme.Mode", self.preferences.text("theme")))

    def first_document(self) -> Document:
        """The choices that a new document starts with."""
        return Document(adjustments=self.preferences.adjusted()).with_engine(*self.engine())

    def engine(self) -> tuple[str, str, int | None]:
        """Pack, device and memory budget."""
        chosen = self.preferences
        memory = chosen.text("memory")
        return chosen.text("pack"), chosen.text("device"), None if memory == "auto" else parse_memory(memory)

    @property
    def favourites(self) -> tuple[str, ...]:
        """What comes first on the shelf: names of looks and paths of paintings."""
        return tuple(filter(None, self.preferences.text("favourites").split("\n")))

    def toggle_favourite(self, key: str) -> tuple[str, ...]:
        """Make a look or a painting a favourite, or one no more; return the favourites there are now."""
        kept = [other for other in self.favourites if other != key]
        left = kept if key in self.favourites else [*kept, key]
        return self._keep_favourites(left)

    def move_favourite(self, before: str, now: str) -> tuple[str, ...]:
        """Something has another name, or its file lies elsewhere; return the favourites there are now."""
        if before not in self.favourites:
            return self.favourites
        return self._keep_favourites([now if key == before else key for key in self.favourites])

    def _keep_favourites(self, keys: Sequence[str]) -> tuple[str, ...]:
        self.take(self.preferences.with_(favourites="\n".join(keys)))
        return self.favourites

    def open_dialog(self, window: QWidget, packs: PackManagement, device_note: str = "", page: str = "") -> None:
        """Show the preferences; what is accepted counts at once.

        ``packs``: those to choose from, to be added to; ``device_note``: what paints now, and why.
        """
        from stylizer_app.ui.dialogs.parts import open_dialog
        from stylizer_app.ui.dialogs.preferences_dialog import PreferencesDialog

        dialog = PreferencesDialog(self.preferences, packs.list(), _devices(), device_note, window, packs)
        if page:
            dialog.show_page(page)
        dialog.accepted.connect(lambda: self.take(dialog.chosen))
        open_dialog(dialog)

    def forget_pack(self, pack_id: str) -> None:
        """A pack was removed: paint with the usual one, if it was this."""
        if self.preferences.text("pack") == pack_id:
            self.take(self.preferences.reset("pack"))

    def _speak(self, app: QApplication) -> None:
        translate.install(app, cast("translate.Language", self.preferences.text("language")))
        self.language_changed.emit()

    def take(self, chosen: Preferences) -> None:
        """Use and keep these preferences."""
        before, self.preferences = self.preferences, chosen
        try:
            preferences_file.save(chosen)
        except OSError as error:
            log.info("preferences not written: %s", error)
        app = QApplication.instance()
        if isinstance(app, QApplication) and chosen.text("theme") != before.text("theme"):
            theme.apply(app, cast("theme.Mode", chosen.text("theme")))
        self.engine_changed.emit(*self.engine())
        if isinstance(app, QApplication) and chosen.text("language") != before.text("language"):
            QTimer.singleShot(0, lambda: self._speak(app))  # once the dialog is gone


def _devices() -> tuple[str, ...]:
    """What this installation can paint with, once the networks' library has been loaded (on its own thread)."""
    if "onnxruntime" not in sys.modules:
        return (CPU,)
    from stylizer_app.engine.runtime.onnxruntime_backend import available_devices

    return tuple(available_devices())
