"""An artist: what the paintings in a folder have in common."""

from __future__ import annotations

from pathlib import Path

from stylizer_app.engine.request import Mixture, WeightedStyle
from stylizer_app.errors import StyleError
from stylizer_app.errors.painting import StyleFault
from stylizer_app.imaging.colour import to_samples
from stylizer_app.imaging.decode import DEFAULT_MAX_PIXELS, decode
from stylizer_app.imaging.formats import format_for
from stylizer_app.imaging.picture import Picture
from stylizer_app.imaging.resize import resize_float

MOST = 100
"""Of more paintings in a folder so many are looked at, evenly among them."""
_SHORT_SIDE = 768
"""A painting is looked at from no closer than this shows."""


def paintings_in(folder: Path) -> list[Path]:
    """The pictures in a folder itself, by name, MOST of them. Raises StyleError where there are none."""
    try:
        found = sorted(path for path in folder.iterdir() if format_for(path) and not path.name.startswith("."))
    except OSError as error:
        raise StyleError(StyleFault.NO_PAINTINGS, folder) from error
    if not found:
        raise StyleError(StyleFault.NO_PAINTINGS, folder)
    count = min(len(found), MOST)
    return [found[number * len(found) // count] for number in range(count)]


def read_artist(folder: Path, *, max_pixels: int = DEFAULT_MAX_PIXELS, allow_truncated: bool = False) -> Mixture:
    """The mean of the paintings in a folder. Raises StyleError, and PictureError for one that cannot be read."""
    pictures = (decode(path, max_pixels=max_pixels, allow_truncated=allow_truncated) for path in paintings_in(folder))
    return Mixture(tuple(WeightedStyle(_reduced(picture)) for picture in pictures))


def _reduced(painting: Picture) -> Picture:
    """A painting as small as it may be to be looked at from every distance: a hundred of them fit into memory."""
    factor = _SHORT_SIDE / painting.size.short_side
    if factor >= 1:
        return painting
    return Picture(to_samples(resize_float(painting.rgb, painting.size.scaled(factor)), 8), source=painting.source)
