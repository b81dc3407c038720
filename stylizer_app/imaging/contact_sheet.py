"""A contact sheet: pictures of one size in rows and columns, each with a caption of two lines under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from stylizer_app.imaging.captions import draw_line, line_height
from stylizer_app.imaging.colour import to_float, to_samples
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.picture import Picture
from stylizer_app.imaging.samples import Samples

PAPER, INK, FAINT = 250, (32, 32, 32), (108, 108, 108)
"""Nearly white, so that white pictures have an edge; two greys for the lines of a caption."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A picture on a sheet: ``title`` is its caption's first line, ``note`` the second, fainter one."""

    picture: Picture
    title: str
    note: str = ""


def contact_sheet(frames: Sequence[Frame], columns: int) -> Picture:
    """Return an 8-bit sRGB picture of the frames, row by row. All pictures have the size of the first one."""
    size, rows = frames[0].picture.size, -(-len(frames) // columns)
    letters = max(10, size.long_side // 28)
    gap, line = max(6, size.long_side // 20), line_height(letters)
    foot = gap // 3 + line * (2 if any(frame.note for frame in frames) else 1)
    cell = Size(size.width + gap, size.height + foot + gap)
    sheet = np.full((rows * cell.height + gap, columns * cell.width + gap, 3), PAPER, np.uint8)
    for number, frame in enumerate(frames):
        left, top = gap + number % columns * cell.width, gap + number // columns * cell.height
        sheet[top : top + size.height, left : left + size.width] = _on_paper(frame.picture)
        below = top + size.height + gap // 3
        draw_line(sheet, frame.title, left, below, size.width, letters, INK)
        draw_line(sheet, frame.note, left, below + line, size.width, letters, FAINT)
    return Picture(sheet)


def columns_for(count: int, shape: Size) -> int:
    """How many pictures of this shape stand side by side so that a sheet of ``count`` is about as wide as a screen."""

    def unlike(columns: int) -> float:
        rows = -(-count // columns)
        aspect = columns * shape.width / (rows * shape.height)
        return abs(float(np.log(aspect / SCREEN))) + (rows * columns - count) / count

    return min(range(1, count + 1), key=unlike)


SCREEN = 1.5
"""Width by height."""


def _on_paper(picture: Picture) -> Samples:
    """The picture as a person sees it, on the sheet's paper where it is transparent."""
    rgb = to_float(picture.rgb)
    if picture.alpha is not None:
        cover = to_float(picture.alpha)[..., np.newaxis]
        rgb = rgb * cover + np.float32(PAPER / 255) * (1 - cover)
    return to_samples(rgb, 8)
