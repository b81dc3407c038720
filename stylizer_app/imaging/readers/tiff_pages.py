"""Which of a TIFF file's directories is the picture: not its thumbnail, a preview of something larger, or a mask."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

import tifffile

from stylizer_app.errors import PictureError
from stylizer_app.errors.picture import PictureFault
from stylizer_app.imaging.opening import PictureFile

_MOST_PAGES = 64  # looked at: microscopes write thousands, and all of those are pictures
_NEW_SUBFILE_TYPE, _SUBFILE_TYPE, _PHOTOMETRIC, _DNG_VERSION = 254, 255, 262, 50706
_REDUCED, _MASK = 1, 4  # bits of NewSubfileType
_OLD_REDUCED = 2  # a value of SubfileType
_SENSOR_COLOURS = (32803, 34892)  # a colour filter array, and what a sensor saw in linear light
_CR2 = b"CR\x02"
# A picture this small before a larger one of the same shape is its thumbnail, even where the file does not say so.
_THUMBNAIL, _MUCH_LARGER, _SAME_SHAPE = 640, 3, 0.03


@dataclass(frozen=True)
class Place:
    """Where a directory is: ``page`` counts the file's chain, ``below`` the directories that hang below that one."""

    page: int
    below: int | None = None

    def directory(self, tiff: Any) -> Any:
        """Return tifffile's page."""
        page = tiff.pages[self.page]
        return page if self.below is None else page.pages[self.below]


@contextmanager
def opened_tiff(file: PictureFile) -> Iterator[Any]:
    """Open a classic or big TIFF file for its directories; the picture's file stays open."""
    logging.getLogger("tifffile").setLevel(logging.CRITICAL)  # it logs what we report ourselves
    file.stream.seek(0)
    with tifffile.TiffFile(file.stream) as tiff:
        yield tiff


def tag_values(directory: Any, tag: int) -> tuple[Any, ...]:
    """Return all of a tag's values."""
    found = directory.tags.get(tag)
    if found is None:
        return ()
    return tuple(found.value) if isinstance(found.value, (tuple, list)) else (found.value,)


def tag_number(directory: Any, tag: int, default: int = 0) -> int:
    """Return a tag's whole number, the first if there are several."""
    values = tag_values(directory, tag)
    return int(values[0]) if values else default


def picture_in(file: PictureFile, tiff: Any) -> Place:
    """Return where the picture is. Raises PictureError for a camera's raw file, which is no picture yet."""
    found = {place: place.directory(tiff) for place in _places(tiff)}
    sensor = any(tag_number(one, _PHOTOMETRIC) in _SENSOR_COLOURS for one in found.values())
    if sensor or tiff.pages[0].tags.get(_DNG_VERSION) is not None or file.read_head(11)[8:] == _CR2:
        raise PictureError(PictureFault.CAMERA_RAW)
    pictures = {place: one for place, one in found.items() if not tag_number(one, _NEW_SUBFILE_TYPE) & _MASK} or found
    whole = {place: one for place, one in pictures.items() if not _is_preview(one)}
    if not whole:
        return max(pictures, key=lambda place: _pixels(pictures[place]))
    first = next(iter(whole))
    larger = [place for place, one in whole.items() if _is_thumbnail_of(whole[first], one)]
    return max(larger, key=lambda place: _pixels(whole[place]), default=first)


def _places(tiff: Any) -> Iterator[Place]:
    """Yield the file's directories, each followed by those below it."""
    for number, page in enumerate(islice(tiff.pages, _MOST_PAGES)):
        yield Place(number)
        below = page.pages if getattr(page, "subifds", None) else None
        yield from (Place(number, place) for place in range(min(_MOST_PAGES, len(below or ()))))


def _is_preview(directory: Any) -> bool:
    """Return whether a directory calls itself a reduced version of another one."""
    reduced = tag_number(directory, _NEW_SUBFILE_TYPE) & _REDUCED
    return bool(reduced) or tag_number(directory, _SUBFILE_TYPE) == _OLD_REDUCED


def _is_thumbnail_of(small: Any, large: Any) -> bool:
    """Return whether a directory is a tiny copy of another one by its shape."""
    width, height = int(small.imagewidth), int(small.imagelength)
    if not 0 < max(width, height) <= _THUMBNAIL or large.imagewidth < _MUCH_LARGER * width:
        return False
    expected = large.imagewidth * height / width if width else 0.0
    return bool(abs(large.imagelength - expected) <= _SAME_SHAPE * expected)


def _pixels(directory: Any) -> int:
    return int(directory.imagewidth) * int(directory.imagelength)
