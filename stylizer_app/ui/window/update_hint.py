"""Says in the window that there is a newer version, when the person wants to know."""

from __future__ import annotations

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from stylizer_app import __version__
from stylizer_app.choices.preferences import Preferences
from stylizer_app.fetching import updates
from stylizer_app.ui.interfaces import Dialogue
from stylizer_app.ui.signals import TypedSignal
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import Action, Message


class UpdateHint(QObject):
    """Looks once after the start; the answer comes back to the window's thread as a signal."""

    found = TypedSignal[updates.Release]()

    def __init__(self, view: Dialogue, fetch: updates.Fetch | None = None) -> None:
        super().__init__()
        self._view, self._fetch = view, fetch
        self.found.connect(self.show)

    def start(self, preferences: Preferences) -> None:
        """Ask in the background, if that is wanted and a week has passed."""
        if preferences.flag("check_updates"):
            updates.look_in_background(__version__, self.found.emit, self._fetch)

    def show(self, release: updates.Release) -> None:
        """Say which version there is, with a way to its page and nothing more."""
        page = QUrl(release.page)
        get = Action(lambda: tr("Open its page"), lambda: QDesktopServices.openUrl(page))
        there = Message(lambda: tr("Stylizer {version} is available.").format(version=release.version), (get,))
        self._view.say(there)
