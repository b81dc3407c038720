"""What is painted off the window's thread, as frozen values: previews, octave by octave."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stylizer_app.choices.document import Document
from stylizer_app.engine.request import PaintRequest, Report
from stylizer_app.errors.device import NextTry, StepDown
from stylizer_app.ui.background.active_device import inspect
from stylizer_app.ui.background.executor import Work
from stylizer_app.ui.background.pictures import Pictures
from stylizer_app.ui.interfaces import PainterLike
from stylizer_app.ui.look.images import to_image, to_levels
from stylizer_app.ui.values import ActiveDevice, Forecast, Shown

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

DRAFT_PIXELS = 384
"""Long side of the answer within the blink of an eye."""

TILE_PIXELS = 256
"""Long side of a look's tile on the shelf."""

TILE_OCTAVE = 400
"""Long side at which it is painted: made smaller, its strokes are about as fine as those of the picture."""


@dataclass(frozen=True, slots=True)
class PaintDraft:
    """The answer within the blink of an eye: one small octave."""

    document: Document

    def run(self, work: Work[Shown]) -> None:
        """Hand over one Shown."""
        request = request_of(self.document, work.pictures, quick=True)
        painting = work.painter().paint(request, work.progress)
        work.give(Shown(self.document, to_levels(painting.picture), painting, draft=True))


@dataclass(frozen=True, slots=True)
class PaintOctaves:
    """The picture itself, octave by octave, until it is ``long_side`` large; the first ``skip`` are known already."""

    document: Document
    long_side: int
    skip: int = 0

    def run(self, work: Work[Forecast | Shown]) -> None:
        """Hand over a Forecast, then one Shown for every octave."""
        request = request_of(self.document, work.pictures)
        full = request.size or request.photo.size
        with closing(work.painter().refine(request, work.progress)) as paintings:
            for index, painting in enumerate(paintings):
                final = painting.picture.size == full
                if index >= self.skip:
                    work.give(Shown(self.document, to_levels(painting.picture), painting, final=final))
                if final or painting.picture.size.long_side >= self.long_side:
                    break
        if self.skip == 0:
            work.give(_forecast(work.painter(), request, painting.report))


@dataclass(frozen=True, slots=True, eq=False)
class AsSeen:
    """What was painted of a document, with what its mask keeps of the photo."""

    shown: Shown
    document: Document

    def run(self, work: Work[QImage]) -> None:
        """Hand over a QImage of the size that was painted."""
        from stylizer_app.engine.compositor import with_photo_kept

        request = request_of(self.document, work.pictures)
        work.give(to_levels(with_photo_kept(self.shown.painting.picture, request)).images[0].copy())


@dataclass(frozen=True, slots=True)
class PaintStylePreview:
    """What a style does to a photo, as a tile on the shelf."""

    document: Document

    def run(self, work: Work[QImage]) -> None:
        """Hand over a QImage."""
        assert self.document.photo is not None
        styles = [work.pictures.style(style) for style in self.document.styles]
        photo = work.pictures.draft(self.document.photo)
        request = self.document.to_request(photo, styles, draft=TILE_OCTAVE)
        work.give(to_image(work.painter().paint(request, work.progress).picture, TILE_PIXELS))


@dataclass(frozen=True, slots=True)
class WarmUp:
    """Load the networks before they are needed."""

    pack: str
    device: str

    def run(self, work: Work[ActiveDevice]) -> None:
        """Hand over a ActiveDevice."""
        import numpy as np

        from stylizer_app.engine.request import WeightedStyle
        from stylizer_app.imaging.picture import Picture

        grey = Picture(np.full((64, 64, 3), 128, dtype=np.uint8))
        request = PaintRequest(grey, (WeightedStyle(grey),), pack=self.pack, device=self.device, draft=64)
        painting = work.painter().paint(request, work.progress)
        work.give(inspect(painting.report.device, self.device))


def request_of(document: Document, pictures: Pictures, *, quick: bool = False) -> PaintRequest:
    """The request that paints a document; ``quick`` takes the photo's small copy and asks for one small octave."""
    assert document.photo is not None
    photo = pictures.draft(document.photo) if quick else pictures.photo(document.photo)
    styles = [pictures.style(style) for style in document.styles]
    return document.to_request(photo, styles, draft=DRAFT_PIXELS if quick else None)


def _forecast(painter: PainterLike, request: PaintRequest, report: Report) -> Forecast:
    """What the whole picture will take; judged by the finest octave so far where this machine knows no better."""
    forecast = painter.forecast(request)
    seconds = forecast.seconds
    if seconds is None:
        seconds = forecast.octaves.all_seconds(report.octave_seconds)
    given_up = tuple(note for note in report.notes if isinstance(note, StepDown) and note.next is NextTry.CPU)
    active = inspect(report.device, request.device, given_up)
    return Forecast(request.size or request.photo.size, seconds, forecast.memory, active)
