"""What every look and every painting of one's own does to the current photo, painted small, in between."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from stylizer_app.choices.document import Document, StyleChoice
from stylizer_app.ui.background.painting import PaintStylePreview
from stylizer_app.ui.background.runner import Runner

DELAY = 300
"""Milliseconds after a change until the tiles are painted anew: a slider that moves does not start them each time."""
KEPT = 160


def style_key(style: StyleChoice) -> str:
    """What the shelf calls a style: the name of a look, the path of a painting."""
    return str(style.path) if style.path is not None else style.name


class StylePreviews(QObject):
    """Paints one tile at a time, those in sight first, and remembers the latest ones."""

    def __init__(self, runner: Runner, looks: Sequence[StyleChoice], show: Callable[[str, QImage], None]) -> None:
        super().__init__()
        self._runner, self._looks, self._show = runner, tuple(looks), show
        self._own: tuple[StyleChoice, ...] = ()
        self._paintable: Collection[str] = {style.name for style in looks}
        self._document = Document()
        self._waiting: dict[str, Document] = {}
        self._in_sight: tuple[str, ...] = ()
        self._ticket: int | None = None
        self._kept: OrderedDict[Document, QImage] = OrderedDict()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY)
        self._timer.timeout.connect(self._start)

    def follow(self, document: Document) -> None:
        """Paint the tiles of this document's photo, as strong and in the colours that it asks for."""
        if self._seen(document) != self._seen(self._document):
            self._document = document
            self._again()

    def limit_to(self, paintable: Collection[str]) -> None:
        """Paint the tiles of these looks only: the networks do not know the others."""
        self._paintable = paintable
        self._again()

    def show_own(self, paintings: Sequence[StyleChoice]) -> None:
        """Paint the tiles of these paintings as well."""
        if tuple(paintings) != self._own:
            self._own = tuple(paintings)
            self._again()

    def need(self, keys: Sequence[str]) -> None:
        """Paint these first: they are in sight."""
        self._in_sight = tuple(keys)

    def known(self, key: str) -> QImage | None:
        """The tile of a style for the present photo, if it has been painted."""
        styles = {style_key(style): style for style in (*self._looks, *self._own)}
        return self._kept.get(self._small(styles[key])) if key in styles else None

    def stop(self) -> None:
        """Paint no more tiles, and forget those that were painted."""
        self._halt()
        self._kept.clear()

    @staticmethod
    def _seen(document: Document) -> tuple[object, ...]:
        """What of a document changes the tiles."""
        photo = document.unmasked.photo
        return photo, document.pack, document.device, document.adjustments.seen_small(), document.usual

    def _again(self) -> None:
        self._halt()
        if self._document.photo is not None:
            self._timer.start()

    def _halt(self) -> None:
        self._timer.stop()
        self._runner.cancel(self._ticket)
        self._ticket = None
        self._waiting.clear()

    def _small(self, style: StyleChoice) -> Document:
        """What a style's tile is painted from: the document in that style, without what cannot be seen so small."""
        chosen, now = self._document.with_style(style), self._document.unmasked
        return Document(now.photo, chosen.styles, chosen.adjustments.seen_small()).with_engine(now.pack, now.device)

    def _start(self) -> None:
        looks = [style for style in self._looks if style.name in self._paintable]
        self._waiting = {style_key(style): self._small(style) for style in (*looks, *self._own)}
        self._next()

    def _next(self) -> None:
        """Show what is known, paint the first in sight that is not."""
        self._ticket = None
        for key in [*self._in_sight, *self._waiting]:
            document = self._waiting.pop(key, None)
            if document is None:
                continue
            if document in self._kept:
                self._show(key, self._kept[document])
                continue
            task = PaintStylePreview(document)
            self._ticket = self._runner.idle(task, partial(self._painted, key, document), self._ended)
            return

    def _painted(self, key: str, document: Document, image: QImage) -> None:
        self._kept[document] = image
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        self._show(key, image)

    def _ended(self, _error: Exception | None) -> None:
        """Go on with the next one, also past a painting that cannot be read: it says so when it is chosen."""
        self._next()
