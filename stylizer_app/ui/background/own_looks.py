"""Looks of the person's own: made of what is chosen, kept, renamed, taken away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from stylizer_app.adjustments import DEFAULTS
from stylizer_app.choices.document import Document, StyleChoice
from stylizer_app.choices.own_looks import OwnLook, file_for, looks_in, named, read_look, write_look
from stylizer_app.choices.recipe import Recipe, RecipeStyle
from stylizer_app.imaging.targets import Overwrite
from stylizer_app.ui.background.executor import Work
from stylizer_app.ui.background.loading import TILE
from stylizer_app.ui.background.painting import request_of

if TYPE_CHECKING:
    from stylizer_app.engine.request import StyleVector


@dataclass(frozen=True, slots=True, eq=False)
class MakeLook:
    """Write down what a document paints with. Paintings are looked at by the networks; the program's looks need not."""

    document: Document
    name: str
    folder: Path
    tile: QImage

    def run(self, work: Work[Path]) -> None:
        """Hand over the look's file, which replaces one of the same name."""
        document, pack = self.document, work.packs().get(self.document.pack)
        vectors: tuple[StyleVector | None, ...] = (None,) * len(document.styles)
        if not all(style.is_look for style in document.styles):
            request = request_of(document.unmasked, work.pictures, quick=True)
            request = replace(request, draft=None, octaves=1, adjustments=DEFAULTS)
            vectors = work.painter().paint(request, work.progress).style_vectors
        parts = tuple(_part(style, vector) for style, vector in zip(document.styles, vectors, strict=True))
        recipe = Recipe(parts, document.adjustments, pack=pack.id, pack_checksum=pack.checksum)
        path = write_look(named(self.name, recipe), file_for(self.name, self.folder))
        self.tile.save(str(path.with_suffix(TILE)), quality=88)
        work.give(path)


def _part(style: StyleChoice, vector: StyleVector | None) -> RecipeStyle:
    """A look of the program by its name alone, anything else with its numbers."""
    if style.is_look or vector is None:
        return RecipeStyle(style.name, style.weight, ())
    return RecipeStyle(style.name, style.weight, tuple(float(str(number)) for number in vector.values.ravel()))


@dataclass(frozen=True, slots=True)
class KeepLook:
    """Take a look's file that lies elsewhere into the person's own, after reading it."""

    path: Path
    folder: Path

    def run(self, work: Work[Path]) -> None:
        """Hand over where it lies now."""
        look = read_look(self.path)
        if self.path.parent == self.folder:
            work.give(self.path)
            return
        known = next((path for path in looks_in(self.folder) if _is_same(path, look)), None)
        work.give(known or write_look(look, file_for(look.name, self.folder), "rename"))


def _is_same(path: Path, look: OwnLook) -> bool:
    from stylizer_app.errors import StyleError

    try:
        return read_look(path) == look
    except StyleError:
        return False


@dataclass(frozen=True, slots=True)
class RenameLook:
    """Give a look another name, and its file."""

    path: Path
    name: str

    def run(self, work: Work[Path]) -> None:
        """Hand over where it lies now."""
        look = replace(read_look(self.path), name=self.name)
        target = file_for(self.name, self.path.parent)
        if target != self.path:
            target = write_look(look, target, "rename")
            _tile_to(self.path, target)
            self.path.unlink()
        else:
            write_look(look, target)
        work.give(target)


def _tile_to(before: Path, now: Path) -> None:
    try:
        before.with_suffix(TILE).replace(now.with_suffix(TILE))
    except OSError:
        return  # a look without a tile is painted on the shelf all the same


@dataclass(frozen=True, slots=True)
class RemoveLook:
    """Take a look away."""

    path: Path

    def run(self, work: Work[OwnLook]) -> None:
        """Hand over what it was, for a way back."""
        look = read_look(self.path)
        self.path.unlink(missing_ok=True)  # it may be taken away twice at once
        work.give(look)


@dataclass(frozen=True, slots=True)
class WriteLook:
    """Write a look's file: a removed one again, or one to be shared."""

    look: OwnLook | Path
    path: Path
    overwrite: Overwrite = "replace"

    def run(self, work: Work[Path]) -> None:
        """Hand over the path."""
        look = read_look(self.look) if isinstance(self.look, Path) else self.look
        work.give(write_look(look, self.path, self.overwrite))


@dataclass(frozen=True, slots=True)
class ListLooks:
    """Look which looks of the person's own there are."""

    folder: Path

    def run(self, work: Work[tuple[Path, ...]]) -> None:
        """Hand over their files."""
        work.give(tuple(looks_in(self.folder)))
