"""What every look does to the current photo, painted small when nothing else is to be done."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from stylizer_app.choices.document import Document, PhotoChoice, StyleChoice
from stylizer_app.ui.background.painting import PaintStylePreview
from stylizer_app.ui.background.runner import Runner

DELAY = 700
"""Milliseconds after a new photo until its thumbnails are painted."""
KEPT = 240


class StylePreviews(QObject):
    """Paints one thumbnail at a time and remembers the latest few hundred."""

    def __init__(self, runner: Runner, styles: Sequence[StyleChoice], show: Callable[[str, QImage], None]) -> None:
        super().__init__()
        self._runner, self._styles, self._show = runner, tuple(styles), show
        self._paintable: Collection[str] = {style.name for style in styles}
        self._photo: PhotoChoice | None = None
        self._pack = ("", "")
        self._ticket: int | None = None
        self._kept: OrderedDict[Document, QImage] = OrderedDict()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY)
        self._timer.timeout.connect(self._next)

    def follow(self, document: Document) -> None:
        """Paint the thumbnails of this document's photo, if it is another one."""
        pack = document.pack, document.device
        photo = document.unmasked.photo
        if (photo, pack) == (self._photo, self._pack):
            return
        self._photo, self._pack = photo, pack
        self._runner.cancel(self._ticket)
        self._ticket = None
        self._timer.stop()
        if document.photo is not None:
            self._timer.start()

    def limit_to(self, paintable: Collection[str]) -> None:
        """Paint the thumbnails of these only: the networks do not know the others."""
        self._paintable = paintable

    def stop(self) -> None:
        """Paint no more thumbnails, and forget those that were painted."""
        self._timer.stop()
        self._runner.cancel(self._ticket)
        self._kept.clear()

    def _next(self) -> None:
        """Show what is known, paint the first that is not."""
        self._ticket = None
        for style in (one for one in self._styles if one.name in self._paintable):
            document = Document(self._photo, (style,)).with_engine(*self._pack)
            if document not in self._kept:
                task = PaintStylePreview(document)
                self._ticket = self._runner.idle(task, partial(self._painted, document), self._ended)
                return
            self._show(style.name, self._kept[document])

    def _painted(self, document: Document, image: QImage) -> None:
        self._kept[document] = image
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    def _ended(self, error: Exception | None) -> None:
        if error is None:
            self._next()
