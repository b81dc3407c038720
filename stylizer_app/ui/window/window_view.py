"""The main window as the controller sees it: its one way to show anything."""

from __future__ import annotations

from collections.abc import Mapping

from stylizer_app.ui.window.main_window import MainWindow
from stylizer_app.ui.window.told import Told
from stylizer_app.ui.window.window_dialogue import WindowDialogue
from stylizer_app.ui.window.window_display import WindowDisplay


class WindowView(WindowDisplay, WindowDialogue):
    """Implements ``interfaces.View``; ``titles`` names the looks."""

    def __init__(self, window: MainWindow, titles: Mapping[str, str]) -> None:
        self.so_far = Told()
        WindowDisplay.__init__(self, window, titles)
        WindowDialogue.__init__(self, window)

    def show_again(self, titles: Mapping[str, str]) -> None:
        """Show everything once more in parts that were made anew; ``titles`` names the looks in their language."""
        self._titles, self._masked = titles, None
        self.so_far.again()
