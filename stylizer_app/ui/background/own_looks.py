"""Looks of the person's own: made of what is chosen, kept, renamed, taken away."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QImage, QImageWriter

from stylizer_app.adjustments import DEFAULTS
from stylizer_app.choices.document import Document, StyleChoice
from stylizer_app.choices.own_folder import choice_of, read_own, remove_own, write_own
from stylizer_app.choices.own_looks import (
    MOST_PICTURE_BYTES,
    OwnLook,
    file_for,
    looks_in,
    named,
    read_look,
    write_look,
)
from stylizer_app.choices.recipe import Recipe, RecipeStyle
from stylizer_app.errors import SaveError, StyleError
from stylizer_app.ui.background.executor import Work
from stylizer_app.ui.background.painting import request_of

if TYPE_CHECKING:
    from stylizer_app.engine.request import StyleVector

log = logging.getLogger(__name__)


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
        look = replace(named(self.name, recipe), picture=_jpeg(self.tile))
        work.give(write_own(look, file_for(self.name, self.folder)))


def _part(style: StyleChoice, vector: StyleVector | None) -> RecipeStyle:
    """A look of the program by its name alone, anything else with its numbers."""
    if style.is_look or vector is None:
        return RecipeStyle(style.name, style.weight, ())
    return RecipeStyle(style.name, style.weight, tuple(float(str(number)) for number in vector.values.ravel()))


def _jpeg(image: QImage) -> bytes:
    """A small picture as a file's bytes, b"" where there is none."""
    for quality in (88, 70, 40):
        buffer = QBuffer()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        writer = QImageWriter(buffer, QByteArray(b"jpeg"))
        writer.setQuality(quality)
        writer.write(image)
        if buffer.size() <= MOST_PICTURE_BYTES:
            return bytes(buffer.data().data())
    return b""


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
        known = next((path for path, own in _all_in(self.folder) if own.digest == look.digest), None)
        work.give(known or write_own(look, file_for(look.name, self.folder), "rename"))


def _all_in(folder: Path) -> Iterator[tuple[Path, OwnLook]]:
    """The looks in a folder; files that are none are left out."""
    for path in looks_in(folder):
        try:
            yield path, read_look(path)
        except StyleError as error:
            log.info("no look: %s", error)


@dataclass(frozen=True, slots=True)
class RenameLook:
    """Give a look another name, and its file."""

    path: Path
    name: str

    def run(self, work: Work[Path]) -> None:
        """Hand over where it lies now."""
        look, target = replace(read_own(self.path), name=self.name), file_for(self.name, self.path.parent)
        if target == self.path:
            work.give(write_own(look, target))
            return
        target = write_own(look, target, "rename")
        try:
            remove_own(self.path)
        except SaveError:
            remove_own(target)
            raise
        work.give(target)


@dataclass(frozen=True, slots=True)
class RemoveLook:
    """Take a look away."""

    path: Path

    def run(self, work: Work[OwnLook]) -> None:
        """Hand over what it was, for a way back."""
        look = read_own(self.path)
        remove_own(self.path)
        work.give(look)


@dataclass(frozen=True, slots=True)
class BringBack:
    """Put a look that was removed where it was."""

    look: OwnLook
    path: Path

    def run(self, work: Work[Path]) -> None:
        """Hand over where it lies."""
        work.give(write_own(self.look, self.path))


@dataclass(frozen=True, slots=True)
class ShareLook:
    """Write a look to a file that can be given away, on wish with its picture in it."""

    own: Path
    path: Path
    with_picture: bool

    def run(self, work: Work[Path]) -> None:
        """Hand over where it was written."""
        look = read_own(self.own)
        work.give(write_look(look if self.with_picture else replace(look, picture=b""), self.path))


@dataclass(frozen=True, slots=True)
class ListLooks:
    """Look which looks of the person's own there are."""

    folder: Path

    def run(self, work: Work[tuple[StyleChoice, ...]]) -> None:
        """Hand over all that can be read, by name."""
        work.give(tuple(choice_of(look, path) for path, look in _all_in(self.folder)))
