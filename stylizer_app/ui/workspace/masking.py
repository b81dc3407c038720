"""The mask, which keeps parts of the photo: every stroke is a step that can be undone."""

from __future__ import annotations

from dataclasses import replace

from stylizer_app.imaging.mask import Mask
from stylizer_app.ui.translate import Words, tr
from stylizer_app.ui.workspace.controller import Controller


class Masking:
    """Changes the mask of the document's photo; masks come and go as the canvas shows the photo, turned and cropped."""

    def __init__(self, controller: Controller) -> None:
        self._controller = controller

    def blank(self) -> Mask | None:
        """A mask of paint everywhere to draw the first stroke on; None while there is no photo."""
        photo, seen = self._controller.document.photo, self._controller.photo_loader.loaded
        return photo.blank_mask(seen.size) if photo and seen else None

    def draw(self, mask: Mask, label: Words) -> None:
        """Paint where this mask says; ``label`` is what undo calls it."""
        document, seen = self._controller.document, self._controller.photo_loader.loaded
        if document.photo is not None and seen is not None:
            masked = document.photo.with_paint_mask(mask, seen.size)
            self._controller.step(replace(document, photo=masked), label)

    def invert(self) -> None:
        """Paint what is kept, and keep what is painted."""
        photo, blank = self._controller.document.photo, self.blank()
        mask = photo.paint_mask if photo else None
        if photo is not None and (now := mask or blank) is not None:
            self.draw(Mask(255 - now.coverage), lambda: tr("Mask: invert"))

    def clear(self) -> None:
        """Paint everywhere."""
        document = self._controller.document
        self._controller.step(document.unmasked, lambda: tr("Mask: remove"))
