"""What is painted and written off the window's thread when a picture is saved, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from stylizer_app.choices.document import Document
from stylizer_app.engine.request import Painting, PaintRequest, Series
from stylizer_app.imaging.picture import Picture
from stylizer_app.imaging.targets import Target
from stylizer_app.ui.background.executor import Work
from stylizer_app.ui.background.painting import request_of

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from stylizer_app.engine.packs.pack import Pack

THUMBNAIL = 320


@dataclass(frozen=True, slots=True, eq=False)
class Finished:
    """A painted picture with its recipe, ready to be written."""

    picture: Picture
    recipe: str


@dataclass(frozen=True, slots=True)
class LookAtAll:
    """Find out how photos that are to be painted alike are painted on average."""

    documents: tuple[Document, ...]

    def run(self, work: Work[Series | None]) -> None:
        """Hand over the Series, None if no photo can be read."""
        from stylizer_app.many.series import hand_of

        asked = [
            (document.photo.name, partial(request_of, document, work.pictures))
            for document in self.documents
            if document.photo is not None
        ]
        work.give(hand_of(asked, work.painter(), work.progress))


@dataclass(frozen=True, slots=True)
class PaintWhole:
    """Paint every octave of a document, exactly as the command line does."""

    document: Document
    series: Series | None = None

    def run(self, work: Work[Finished]) -> None:
        """Hand over one Finished."""
        request = replace(request_of(self.document, work.pictures), series=self.series)
        painting = work.painter().paint(request, work.progress)
        pack = work.packs().get(self.document.pack)
        work.give(Finished(painting.picture, recipe_text(self.document, request, painting, pack)))


@dataclass(frozen=True, slots=True, eq=False)
class Written:
    """Where a picture lies now, and a small copy of it."""

    path: Path
    image: QImage


@dataclass(frozen=True, slots=True, eq=False)
class Write:
    """Encode a picture and put it in its place, whole or not at all."""

    finished: Finished
    target: Target

    def run(self, work: Work[Written]) -> None:
        """Hand over one Written."""
        from stylizer_app.imaging.encode import save
        from stylizer_app.ui.look.images import thumbnail_of

        path = save(self.finished.picture, self.target, self.finished.recipe)
        work.give(Written(path, thumbnail_of(self.finished.picture, THUMBNAIL)))


def recipe_text(document: Document, request: PaintRequest, painting: Painting, pack: Pack) -> str:
    """The recipe that the picture carries."""
    from stylizer_app.choices.recipe import recipe_of

    return recipe_of(request, painting.style_vectors, pack_checksum=pack.checksum, size=document.size).to_json()
