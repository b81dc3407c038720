"""What is made of a picture that was saved: read again for other programs, shown beside the photo."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from stylizer_app.choices.document import PhotoChoice
from stylizer_app.ui.background.executor import Work
from stylizer_app.ui.look.images import small_image, to_levels

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from stylizer_app.imaging.geometry import Size
    from stylizer_app.imaging.picture import Picture

LARGEST = 6000
"""Pixels of the long side that are handed to the clipboard and the printer: A3 at 360 dots per inch."""
BESIDE = 2400
"""Long side of each of two pictures side by side."""


@dataclass(frozen=True, slots=True)
class ReadSaved:
    """Read a saved picture again."""

    path: Path

    def run(self, work: Work[QImage]) -> None:
        """Hand over a QImage of LARGEST pixels at most."""
        from stylizer_app.imaging.decode import decode

        work.give(small_image(to_levels(decode(self.path)), LARGEST))


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """Write the photo and the saved picture side by side, ``titles`` below, or with a line that ``moves`` over them."""

    photo: PhotoChoice
    path: Path
    target: Path
    titles: tuple[str, str]
    moves: bool

    def run(self, work: Work[Path]) -> None:
        """Hand over the path of the new file, which replaces no other one."""
        from stylizer_app.imaging.decode import decode

        before, after = work.pictures.photo(self.photo), decode(self.path)
        if self.moves:
            from stylizer_app.imaging.targets import write_file
            from stylizer_app.imaging.wipe import wipe

            work.give(write_file(self.target, wipe(before, after), "rename"))
            return
        from stylizer_app.imaging.contact_sheet import Frame, contact_sheet
        from stylizer_app.imaging.encode import encode

        size = after.size.with_long_side(min(BESIDE, after.size.long_side))
        frames = [Frame(_at(one, size), title) for one, title in zip((before, after), self.titles, strict=True)]
        work.give(encode(contact_sheet(frames, 2), self.target, overwrite="rename"))


def _at(picture: Picture, size: Size) -> Picture:
    """What a person sees of a picture at another size, in 8 bits."""
    from stylizer_app.imaging.colour import to_samples
    from stylizer_app.imaging.picture import Picture
    from stylizer_app.imaging.resize import resize_float

    alpha = picture.alpha
    if alpha is not None:
        alpha = to_samples(resize_float(alpha[..., None], size)[..., 0], 8)
    return Picture(to_samples(resize_float(picture.rgb, size), 8), alpha)
