"""Pictures by the choice that names them: decoded once, framed once, the least recently used forgotten first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from stylizer_app.choices.artist import read_artist
from stylizer_app.choices.document import PhotoChoice, StyleChoice
from stylizer_app.choices.own_looks import is_look, read_look
from stylizer_app.engine.request import Look, Mixture, Style
from stylizer_app.errors import PictureError
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.picture import Picture
from stylizer_app.system.files import is_folder

DRAFT = 1536
"""Long side of the quick copy of a photo that the window shows first."""
BUDGET = 512 << 20
"""Bytes of pixels that are kept at most, besides what is in use."""

Key = tuple[object, ...]


def _decode(path: Path) -> Picture:
    from stylizer_app.imaging.decode import decode

    return decode(path)


def _decode_draft(path: Path, long_side: int) -> Picture:
    from stylizer_app.imaging.decode import decode_draft

    return decode_draft(path, long_side)


def _read_size(path: Path) -> Size:
    from stylizer_app.imaging.decode import read_size

    return read_size(path)


def _starter(name: str) -> Look:
    from stylizer_app.choices.styles import find_starter

    found = find_starter(name)
    return Look(name) if found is None else found.look


def _tile(name: str) -> Path | None:
    from stylizer_app.choices.styles import find_starter

    found = find_starter(name)
    return None if found is None else found.tile


class Pictures:
    """A cache that any thread may ask; two threads that want the same picture wait for one decoding."""

    def __init__(
        self,
        decode: Callable[[Path], Picture] = _decode,
        draft: Callable[[Path, int], Picture] = _decode_draft,
        starter: Callable[[str], Look] = _starter,
        tile: Callable[[str], Path | None] = _tile,
        budget: int | None = None,
        read_size: Callable[[Path], Size] = _read_size,
    ) -> None:
        self._decode, self._draft, self._starter, self._read_size = decode, draft, starter, read_size
        self._tile = tile
        self._budget = BUDGET if budget is None else budget
        self._lock = threading.Lock()
        self._kept: OrderedDict[Key, Picture] = OrderedDict()
        self._making: dict[Key, threading.Lock] = {}
        self._stamps: dict[Path, Key] = {}
        self._artists: dict[Path, tuple[Key, Mixture]] = {}

    def draft(self, photo: PhotoChoice) -> Picture:
        """A framed copy of at most DRAFT pixels, made quickly. Raises PictureError."""
        stamp = self._stamp(photo.path)
        plain = self._get(("draft", *stamp), lambda: self._draft(photo.path, DRAFT))
        return self._framed("draft", stamp, photo, plain)

    def photo(self, photo: PhotoChoice) -> Picture:
        """The framed photo at its full size. Raises PictureError."""
        stamp = self._stamp(photo.path)
        plain = self._get(("full", *stamp), lambda: self._decode(photo.path))
        return self._framed("full", stamp, photo, plain)

    def style(self, style: StyleChoice) -> Style:
        """The framed painting, a look, an artist's hand, or the style vector that a recipe brought.

        Raises PictureError, StyleError.
        """
        if style.vector:
            return style.style_vector()
        if style.path is None:
            return self._starter(style.name)
        if is_look(style.path):
            return read_look(style.path).style()
        if is_folder(style.path):
            return self._artist(style.path)
        path, stamp = style.path, self._stamp(style.path)
        plain = self._get(("full", *stamp), lambda: self._decode(path))
        return self._framed("painting", stamp, style, plain)

    def shown(self, style: StyleChoice) -> Picture | None:
        """What the window shows of a style: the framed painting, a look's tile, nothing of a recipe's style vector."""
        found = None if style.path and is_look(style.path) else self.style(style)
        if isinstance(found, Mixture):
            found = found.styles[0].style
        if isinstance(found, Look):
            tile = self._tile(found.name)
            return None if tile is None else self._get(("tile", found.name), lambda: self._decode(tile))
        return found if isinstance(found, Picture) else None

    def _artist(self, folder: Path) -> Mixture:
        """The paintings in a folder, read again when something in it has changed."""
        stamp = self._stamp(folder)
        with self._lock:
            known = self._artists.get(folder)
        if known is None or known[0] != stamp:
            known = stamp, read_artist(folder)
            with self._lock:
                self._artists = {folder: known}
        return known[1]

    def size(self, photo: PhotoChoice) -> Size:
        """The framed photo's size, read from its file, or from memory when that is gone. Raises PictureError."""
        try:
            size = self._read_size(photo.path)
        except PictureError:
            with self._lock:
                plain = self._kept.get(("full", *self._stamp(photo.path)))
            if plain is None:
                raise
            size = plain.size
        return photo.framed_size(size)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self._artists.clear()

    def _stamp(self, path: Path) -> Key:
        """What changes when the file changes; of a file that is gone, what it was, so that its pixels are found."""
        try:
            status = path.stat()
        except OSError:
            return self._stamps.get(path, (path,))
        self._stamps[path] = stamp = (path, status.st_mtime_ns, status.st_size)
        return stamp

    def _framed(self, kind: str, stamp: Key, choice: PhotoChoice | StyleChoice, plain: Picture) -> Picture:
        """The turned and cropped picture, the same object each time, so that digests are computed once."""
        turns = choice.turns if isinstance(choice, PhotoChoice) else 0
        if turns == 0 and choice.crop.is_whole:
            return plain
        return self._get((kind, "framed", *stamp, turns, choice.crop), lambda: choice.framed(plain))

    def _get(self, key: Key, make: Callable[[], Picture]) -> Picture:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            making = self._making.setdefault(key, threading.Lock())
        with making:
            with self._lock:
                if key in self._kept:
                    return self._kept[key]
            picture = make()
            self._keep(key, picture)
        return picture

    def _keep(self, key: Key, picture: Picture) -> None:
        with self._lock:
            self._making.pop(key, None)
            self._kept[key] = picture
            total = sum(kept.nbytes for kept in self._kept.values())
            while total > self._budget and len(self._kept) > 1:
                total -= self._kept.popitem(last=False)[1].nbytes
