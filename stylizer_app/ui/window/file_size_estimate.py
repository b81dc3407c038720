"""Estimates how large a saved file will be, from the picture as far as it has been painted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stylizer_app.choices.document import Document
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.picture import Metadata, Picture
from stylizer_app.ui import wording
from stylizer_app.ui.background.executor import Work
from stylizer_app.ui.background.runner import Runner
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import Shown

if TYPE_CHECKING:
    from stylizer_app.ui.dialogs.save_dialog import Estimate, SaveChoice

SMOOTHER = 0.93
"""Larger copies of one painting hold a little less for every pixel: bytes grow with pixels to this power."""


@dataclass(frozen=True, slots=True, eq=False)
class Encode:
    """Encode what is shown as it would be saved."""

    picture: Picture
    format: str
    quality: int

    def run(self, work: Work[int]) -> None:
        """Hand over the number of bytes."""
        from stylizer_app.imaging.encode import encode_bytes

        plain = replace(self.picture, metadata=Metadata())
        work.give(len(encode_bytes(plain, self.format, quality=self.quality, strip_metadata=True)))


class Estimator:
    """Answers the save dialog; only the newest question counts."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._ticket: int | None = None

    def of(self, shown: Shown | None, document: Document, own: Size) -> Estimate | None:
        """The function that the save dialog asks, or None while nothing has been painted."""
        if shown is None or not document.same_pictures(shown.document):
            return None
        picture = shown.painting.picture
        return lambda choice, tell: self._ask(picture, choice, own, tell)

    def _ask(self, picture: Picture, choice: SaveChoice, own: Size, tell: Callable[[str], None]) -> None:
        def known(count: int) -> None:
            size = bytes_of(choice.size or own, picture.size, count)
            tell(tr("about {size}").format(size=wording.file_size(size)))

        self._runner.cancel(self._ticket)
        self._ticket = self._runner.io(Encode(picture, choice.format, choice.quality), known)


def bytes_of(size: Size, shown: Size, count: int) -> float:
    """How many bytes a picture of a size will have, of which a copy of the size ``shown`` has ``count``."""
    return count * float((size.pixels / shown.pixels) ** SMOOTHER)
