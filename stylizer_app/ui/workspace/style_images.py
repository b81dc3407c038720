"""Small pictures of the paintings in use, and of the person's own paintings on the shelf."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QImage

from stylizer_app.choices.document import PhotoChoice, StyleChoice
from stylizer_app.ui.background.loading import THUMBNAIL_PIXELS, LoadedStyle, LoadStyle, Thumbnail
from stylizer_app.ui.background.runner import Runner
from stylizer_app.ui.interfaces import Display

KEPT = 48
Failed = Callable[[Exception | None], None]


class StyleImages:
    """Shows the paintings of the document as soon as each has been read."""

    def __init__(self, runner: Runner, view: Display, failed: Failed) -> None:
        self._runner, self._view, self._failed = runner, view, failed
        self._styles: tuple[StyleChoice, ...] = ()
        self._known: OrderedDict[tuple[object, ...], QImage] = OrderedDict()
        self._asked: dict[tuple[object, ...], int] = {}

    def show(self, styles: Sequence[StyleChoice]) -> None:
        """Show these paintings, with their pictures as far as they are known."""
        self._styles = tuple(styles)
        wanted = {style.identity: style for style in styles if style.identity not in self._known}
        for identity in [identity for identity in self._asked if identity not in wanted]:
            self._runner.cancel(self._asked.pop(identity))
        for identity, style in wanted.items():
            if identity not in self._asked:
                task = LoadStyle(style)
                self._asked[identity] = self._runner.io(task, partial(self._seen, identity), self._failed)
        self._view.show_styles([(style, self._known.get(style.identity)) for style in styles])

    def _seen(self, identity: tuple[object, ...], loaded: LoadedStyle) -> None:
        self._asked.pop(identity, None)
        self._known[identity] = loaded.thumbnail
        while len(self._known) > KEPT:
            self._known.popitem(last=False)
        self._view.show_styles([(style, self._known.get(style.identity)) for style in self._styles])


class OwnPaintings:
    """Shows the recent paintings on the shelf; those whose files are gone are left out."""

    def __init__(self, runner: Runner, view: Display) -> None:
        self._runner, self._view = runner, view
        self._paintings: tuple[StyleChoice, ...] = ()
        self._images: dict[StyleChoice, QImage] = {}
        self._asked: set[StyleChoice] = set()

    def show(self, paintings: Sequence[StyleChoice]) -> None:
        """Show these paintings, newest first."""
        self._paintings = tuple(paintings)
        self._asked &= set(self._paintings)
        self._images = {painting: image for painting, image in self._images.items() if painting in self._asked}
        for painting in self._paintings:
            if painting not in self._asked:
                self._asked.add(painting)
                self._load(painting)
        self._show()

    def _load(self, painting: StyleChoice) -> None:
        if painting.path is not None and painting.is_picture:
            self._runner.io(Thumbnail(PhotoChoice(painting.path)), partial(self._seen, painting))
        else:
            task = LoadStyle(painting, THUMBNAIL_PIXELS)
            self._runner.io(task, lambda loaded: self._seen(painting, loaded.thumbnail))

    def _seen(self, painting: StyleChoice, image: QImage) -> None:
        if painting in self._asked:
            self._images[painting] = image
            self._show()

    def _show(self) -> None:
        known = [(painting, self._images[painting]) for painting in self._paintings if painting in self._images]
        self._view.show_own_paintings(known)
