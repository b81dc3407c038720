"""The work that leaves the window's thread, as frozen values: looking at pictures and painting previews."""

from __future__ import annotations

import math
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from stylizer_app.choices.document import Document, PhotoChoice, StyleChoice
from stylizer_app.engine.request import PaintRequest, Report
from stylizer_app.errors.device import NextTry, StepDown
from stylizer_app.imaging.geometry import Size
from stylizer_app.ui.background.devices_seen import look_at
from stylizer_app.ui.background.executor import Work
from stylizer_app.ui.background.pictures import Pictures
from stylizer_app.ui.interfaces import DeviceSeen, Forecast, PainterLike, Shown
from stylizer_app.ui.look.images import Levels, small_image, to_image, to_levels

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from stylizer_app.choices.recipe import Recipe

DRAFT_PIXELS = 384
THUMBNAIL = 320
PREVIEW_PIXELS = 160
CLOSE_PIXELS = 48e6


@dataclass(frozen=True, slots=True, eq=False)
class SeenPhoto:
    """A photo as the canvas shows it; ``size`` is the framed photo's own."""

    photo: PhotoChoice
    levels: Levels
    thumbnail: QImage
    size: Size


@dataclass(frozen=True, slots=True, eq=False)
class SeenStyle:
    """A painting as its pane shows it."""

    style: StyleChoice
    thumbnail: QImage
    size: Size | None


@dataclass(frozen=True, slots=True)
class LookAtPhoto:
    """Show a photo as fast as possible, then decode it whole so that painting need not wait."""

    photo: PhotoChoice

    def run(self, work: Work[SeenPhoto]) -> None:
        """Hand over one SeenPhoto."""
        size = work.pictures.size(self.photo)
        levels = to_levels(work.pictures.draft(self.photo))
        work.give(SeenPhoto(self.photo, levels, small_image(levels, THUMBNAIL), size))
        work.progress.token.check()
        work.pictures.photo(self.photo)


@dataclass(frozen=True, slots=True)
class LookCloser:
    """Make the photo's own pixels ready to be drawn, for a view that is zoomed in."""

    photo: PhotoChoice

    def run(self, work: Work[Levels]) -> None:
        """Hand over the Levels; of a huge photo every second or third pixel, which is what memory allows."""
        photo = work.pictures.photo(self.photo)
        step = math.ceil(math.sqrt(photo.size.pixels / CLOSE_PIXELS))
        if step > 1:
            alpha = None if photo.alpha is None else photo.alpha[::step, ::step]
            photo = photo.with_pixels(photo.samples[::step, ::step], alpha)
        work.give(to_levels(photo))


@dataclass(frozen=True, slots=True)
class LookAtStyle:
    """Show a painting."""

    style: StyleChoice
    pixels: int = THUMBNAIL

    def run(self, work: Work[SeenStyle]) -> None:
        """Hand over one SeenStyle."""
        from PySide6.QtGui import QImage

        from stylizer_app.imaging.picture import Picture

        picture = work.pictures.shown(self.style)
        if not isinstance(picture, Picture):
            work.give(SeenStyle(self.style, QImage(), None))
            return
        work.give(SeenStyle(self.style, to_image(picture, self.pixels), picture.size))


@dataclass(frozen=True, slots=True)
class FindPaintable:
    """Look which of the looks the networks of a pack can paint."""

    pack: str

    def run(self, work: Work[frozenset[str]]) -> None:
        """Hand over their names."""
        from stylizer_app.choices.styles import paintable

        work.give(paintable(work.packs().get(self.pack).looks))


@dataclass(frozen=True, slots=True)
class FindRecipe:
    """Look whether a picture was painted by this program."""

    path: Path

    def run(self, work: Work[Recipe]) -> None:
        """Hand over the Recipe, if the picture carries one."""
        from stylizer_app.choices.recipe import Recipe
        from stylizer_app.imaging.recipe_text import extract_recipe

        text = extract_recipe(self.path)
        if text:
            work.give(Recipe.from_json(text))


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A small picture of a photo, for the album."""

    photo: PhotoChoice

    def run(self, work: Work[QImage]) -> None:
        """Hand over a QImage."""
        work.give(to_image(work.pictures.draft(self.photo), PREVIEW_PIXELS))


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


@dataclass(frozen=True, slots=True)
class PaintStylePreview:
    """What a style does to a photo, as a thumbnail on the shelf."""

    document: Document

    def run(self, work: Work[QImage]) -> None:
        """Hand over a QImage."""
        assert self.document.photo is not None
        styles = [work.pictures.style(style) for style in self.document.styles]
        photo = work.pictures.draft(self.document.photo)
        request = self.document.to_request(photo, styles, draft=PREVIEW_PIXELS)
        work.give(to_image(work.painter().paint(request, work.progress).picture, PREVIEW_PIXELS))


@dataclass(frozen=True, slots=True)
class WarmUp:
    """Load the networks before they are needed."""

    pack: str
    device: str

    def run(self, work: Work[DeviceSeen]) -> None:
        """Hand over a DeviceSeen."""
        import numpy as np

        from stylizer_app.engine.request import WeightedStyle
        from stylizer_app.imaging.picture import Picture

        grey = Picture(np.full((64, 64, 3), 128, dtype=np.uint8))
        request = PaintRequest(grey, (WeightedStyle(grey),), pack=self.pack, device=self.device, draft=64)
        painting = work.painter().paint(request, work.progress)
        work.give(look_at(painting.report.device, self.device))


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
    seen = look_at(report.device, request.device, given_up)
    return Forecast(request.size or request.photo.size, seconds, forecast.memory, seen)
