"""What is read off the window's thread, as frozen values: photos, paintings, recipes, what networks were taught."""

from __future__ import annotations

import math
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from stylizer_app.choices.document import PhotoChoice, StyleChoice
from stylizer_app.choices.own_folder import choice_of, read_own
from stylizer_app.choices.own_looks import OwnLook, is_look
from stylizer_app.errors import PictureError
from stylizer_app.imaging.geometry import Size
from stylizer_app.ui.background.executor import Work
from stylizer_app.ui.background.pictures import Pictures
from stylizer_app.ui.look.images import Levels, small_image, to_image, to_levels

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from stylizer_app.choices.recipe import Recipe

PANE_PIXELS = 320
"""Long side of what a pane shows."""
THUMBNAIL_PIXELS = 160
"""Long side of a thumbnail, on the shelf and in the album."""
LOOK_PIXELS = 1_000_000
"""Pixels of a look's picture at most: the looks of others come from anywhere."""
MOST_PIXELS = 48e6
"""So many of a photo's own pixels are made ready to be drawn at most."""


@dataclass(frozen=True, slots=True, eq=False)
class LoadedPhoto:
    """A photo as the canvas shows it; ``size`` is the framed photo's own, ``dpi`` what its file says."""

    photo: PhotoChoice
    levels: Levels
    thumbnail: QImage
    size: Size
    dpi: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class LoadedStyle:
    """A painting as its pane shows it."""

    style: StyleChoice
    thumbnail: QImage
    size: Size | None


@dataclass(frozen=True, slots=True)
class LoadPhoto:
    """Show a photo as fast as possible, then decode it whole so that painting need not wait."""

    photo: PhotoChoice

    def run(self, work: Work[LoadedPhoto]) -> None:
        """Hand over one LoadedPhoto."""
        size = work.pictures.size(self.photo)
        draft = work.pictures.draft(self.photo)
        levels, dpi = to_levels(draft), draft.metadata.dpi
        work.give(LoadedPhoto(self.photo, levels, small_image(levels, PANE_PIXELS), size, dpi[0] if dpi else None))
        work.progress.token.check()
        work.pictures.photo(self.photo)


@dataclass(frozen=True, slots=True)
class LoadFullPhoto:
    """Make the photo's own pixels ready to be drawn, for a view that is zoomed in."""

    photo: PhotoChoice

    def run(self, work: Work[Levels]) -> None:
        """Hand over the Levels; of a huge photo every second or third pixel, which is what memory allows."""
        photo = work.pictures.photo(self.photo)
        step = math.ceil(math.sqrt(photo.size.pixels / MOST_PIXELS))
        if step > 1:
            alpha = None if photo.alpha is None else photo.alpha[::step, ::step]
            photo = photo.with_pixels(photo.samples[::step, ::step], alpha)
        work.give(to_levels(photo))


@dataclass(frozen=True, slots=True)
class LoadStyle:
    """Show a painting."""

    style: StyleChoice
    pixels: int = PANE_PIXELS

    def run(self, work: Work[LoadedStyle]) -> None:
        """Hand over one LoadedStyle."""
        from PySide6.QtGui import QImage

        from stylizer_app.imaging.picture import Picture

        if self.style.path is not None and is_look(self.style.path):
            look = read_own(self.style.path)
            style = replace(choice_of(look, self.style.path), weight=self.style.weight)
            work.give(LoadedStyle(style, _tile_of(look, work.pictures, self.pixels), None))
            return
        picture = work.pictures.shown(self.style)
        if not isinstance(picture, Picture):
            work.give(LoadedStyle(self.style, QImage(), None))
            return
        work.give(LoadedStyle(self.style, to_image(picture, self.pixels), picture.size))


def _tile_of(look: OwnLook, pictures: Pictures, pixels: int) -> QImage:
    """What stands for a look: its picture, else the tile of the look of the program that is in it."""
    from PySide6.QtGui import QImage

    from stylizer_app.imaging.decode import decode_draft

    if look.picture:
        with suppress(PictureError):  # a look is a look without its picture, too
            return to_image(decode_draft(look.picture, pixels, max_pixels=LOOK_PIXELS), pixels)
    names = [part.name for part in look.recipe.styles if not part.vector]
    tile = pictures.shown(StyleChoice(names[0])) if names else None
    return QImage() if tile is None else to_image(tile, pixels)


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
        from stylizer_app.imaging.decode import read_metadata
        from stylizer_app.imaging.recipe_text import extract_recipe

        text = extract_recipe(read_metadata(self.path))
        if text:
            work.give(Recipe.from_json(text))


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A small picture of a photo, for the album."""

    photo: PhotoChoice

    def run(self, work: Work[QImage]) -> None:
        """Hand over a QImage."""
        work.give(to_image(work.pictures.draft(self.photo), THUMBNAIL_PIXELS))
