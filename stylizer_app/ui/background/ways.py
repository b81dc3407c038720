"""Many ways to paint one photo, off the window's thread: painted one after the other, or as a sheet in a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from stylizer_app.choices.amounts import PHOTO_SIZE, SHEET_SIDE
from stylizer_app.choices.document import Document, StyleChoice
from stylizer_app.engine.request import PaintRequest
from stylizer_app.imaging.targets import Target
from stylizer_app.ui.background.executor import Work
from stylizer_app.ui.background.pictures import Pictures
from stylizer_app.ui.look.images import to_image

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

SHOWN_PIXELS = 384
"""Long side of every picture on the canvas."""


@dataclass(frozen=True, slots=True)
class PaintWays:
    """Paint all ways in one go; all are of the same photo."""

    documents: tuple[Document, ...]

    def run(self, work: Work[tuple[int, QImage]]) -> None:
        """Hand over a number and a QImage for every way."""
        requests = requests_of(self.documents, work.pictures, SHOWN_PIXELS)
        for number, request in enumerate(requests):
            part = work.progress.part(number / len(requests), (number + 1) / len(requests))
            work.give((number, to_image(work.painter().paint(request, part).picture, SHOWN_PIXELS)))


@dataclass(frozen=True, slots=True)
class SaveSheet:
    """Paint all ways as a sheet with captions, and save it."""

    cells: tuple[tuple[str, str, Document], ...]
    """The two lines of each caption, and what is painted above it."""
    columns: int
    target: Target

    def run(self, work: Work[Path]) -> None:
        """Hand over where it was saved."""
        from stylizer_app.imaging.contact_sheet import contact_sheet
        from stylizer_app.imaging.encode import save
        from stylizer_app.sheet import Cell, painted

        requests = requests_of([document for _, _, document in self.cells], work.pictures, SHEET_SIDE)
        cells = [Cell(title, note, request) for (title, note, _), request in zip(self.cells, requests, strict=True)]
        frames = list(painted(work.painter(), cells, work.progress))
        work.progress.token.check()
        work.give(save(contact_sheet(frames, self.columns), self.target))


@dataclass(frozen=True, slots=True)
class FindAlike:
    """Look which of the others the networks paint most like a style."""

    style: StyleChoice
    others: tuple[StyleChoice, ...]
    pack: str
    device: str

    def run(self, work: Work[tuple[StyleChoice, ...]]) -> None:
        """Hand over the others, the most alike first."""
        one, *rest = (work.pictures.style(style) for style in (self.style, *self.others))
        away = work.painter().distances(one, rest, self.pack, self.device, work.progress.token)
        order = sorted(range(len(rest)), key=away.__getitem__)
        work.give(tuple(self.others[place] for place in order))


def requests_of(documents: Sequence[Document], pictures: Pictures, side: int) -> list[PaintRequest]:
    """What to ask of the engine for pictures of this long side; the photo is made smaller once for all."""
    from stylizer_app.sheet import prepared

    assert documents[0].photo is not None
    photo = prepared(pictures.draft(documents[0].photo), side, [one.adjustments.brush for one in documents])
    size = photo.size.with_long_side(min(side, photo.size.long_side))
    asked = [replace(one, size=PHOTO_SIZE) for one in documents]
    requests = [one.to_request(photo, [pictures.style(style) for style in one.styles]) for one in asked]
    return [replace(request, size=size) for request in requests]
