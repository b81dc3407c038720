"""What is kept of every photo, and the small copies of its results with it, as the canvas shows them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QImage

from stylizer_app.choices.document import Document, PhotoChoice
from stylizer_app.ui.background.loading import LoadedPhoto
from stylizer_app.ui.look.images import small_image
from stylizer_app.ui.look.kept import kept_image, with_kept
from stylizer_app.ui.values import Result
from stylizer_app.ui.workspace.history import TILE


class KeptParts:
    """The masks that photos had last, and the photos themselves, small. ``changed`` hears that tiles look different."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._masks: dict[Path, bytes] = {}
        self._photos: dict[PhotoChoice, QImage] = {}
        self._tiles: dict[Document, tuple[tuple[int, bytes], QImage]] = {}

    def know_mask(self, photo: PhotoChoice | None) -> None:
        """Remember what is kept of a photo now."""
        if photo is not None and photo.mask != self._masks.get(photo.path, b""):
            self._masks[photo.path] = photo.mask
            self._changed()

    def know_photo(self, loaded: LoadedPhoto) -> None:
        """Remember a photo of which results may come."""
        self._photos.pop(loaded.photo, None)  # it is the last one now
        self._photos[loaded.photo] = small_image(loaded.levels, TILE)
        if self._masks.get(loaded.photo.path):
            self._changed()

    def with_mask(self, document: Document) -> Document:
        """The document with what was kept of its photo last."""
        photo = document.photo
        if photo is None:
            return document
        return replace(document, photo=replace(photo, mask=self._masks.get(photo.path, b"")))

    def with_tiles(self, results: Sequence[Result]) -> list[Result]:
        """The results with what is kept seen in them; photos of none of them are forgotten, except the last one."""
        documents = {result.document for result in results}
        wanted = {document.photo for document in documents} | set(list(self._photos)[-1:])
        self._photos = {photo: image for photo, image in self._photos.items() if photo in wanted}
        self._tiles = {document: tile for document, tile in self._tiles.items() if document in documents}
        return [self._with_tile(result) for result in results]

    def _with_tile(self, result: Result) -> Result:
        photo, painted = self.with_mask(result.document).photo, result.image
        if photo is None or painted is None or not photo.mask:
            return result
        key = painted.cacheKey(), photo.mask
        tile, own = self._tiles.get(result.document), self._photos.get(photo.unmasked)
        if own is not None and (tile is None or tile[0] != key):
            mask = photo.paint_mask
            assert mask is not None
            tile = self._tiles[result.document] = key, with_kept(painted, own, kept_image(mask))
        return replace(result, image=tile[1]) if tile is not None else result
