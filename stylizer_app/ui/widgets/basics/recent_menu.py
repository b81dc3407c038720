"""A menu of recent files, each with its picture as soon as that has been read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QAction, QIcon, QImage
from PySide6.QtWidgets import QMenu, QProxyStyle, QStyle, QStyleOption, QWidget

from stylizer_app.ui.look import icons
from stylizer_app.ui.signals import TypedSignal
from stylizer_app.ui.widgets.basics.thumbnails import square

SIDE = 40


class _LargeIcons(QProxyStyle):
    """The style around it, with pictures large enough to be known by."""

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        if metric is QStyle.PixelMetric.PM_SmallIconSize:
            return SIDE
        return super().pixelMetric(metric, option, widget)


class RecentMenu(QMenu):
    """``wanted``: files whose pictures it is about to show and does not have."""

    chosen = TypedSignal[Path]()
    wanted = TypedSignal[Sequence[Path]]()

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self._images: dict[Path, QImage] = {}
        style = _LargeIcons()
        style.setParent(self)
        self.setStyle(style)
        self.setToolTipsVisible(True)
        icons.bind(self.menuAction(), "recent")
        self.aboutToShow.connect(self._ask)

    def show_files(self, files: Sequence[Path]) -> None:
        """List these files, newest first."""
        self.clear()
        self._images = {path: image for path, image in self._images.items() if path in files}
        for path in files:
            action = self.addAction(path.name.replace("&", "&&"))
            action.setData(path)
            action.setToolTip(str(path))
            action.setIconVisibleInMenu(True)
            action.triggered.connect(lambda _checked=False, path=path: self.chosen.emit(path))
            self._draw(action)
        self.setEnabled(bool(files))

    def show_thumbnail(self, path: Path, image: QImage) -> None:
        """Give one of the files its picture."""
        for action in self.actions():
            if action.data() == path:
                self._images[path] = image
                self._draw(action)

    def _draw(self, action: QAction) -> None:
        image = self._images.get(action.data())
        if image is not None:
            action.setIcon(QIcon(square(image, SIDE, self.devicePixelRatioF())))

    def _ask(self) -> None:
        missing = [action.data() for action in self.actions() if action.data() not in self._images]
        if missing:
            self.wanted.emit(missing)
