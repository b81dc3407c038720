"""A painter without networks: it inverts the photo at once, and can be told to fail."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

import numpy as np

from stylizer_app.engine.forecast import Forecast
from stylizer_app.engine.octaves import Octaves
from stylizer_app.engine.progress import CancelToken, Progress, Step
from stylizer_app.engine.request import Look, Painting, PaintRequest, Report, Series, Style, StyleVector
from stylizer_app.errors import PackError
from stylizer_app.errors.pack import UnknownPack
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.picture import Picture


@dataclass(frozen=True)
class FakePack:
    """What is read of a pack."""

    id: str = "builtin"
    checksum: str = "c0ffee"
    title: str = "Fake"
    description: str = "No network at all."
    licence: str = "none"
    origin: str = ""
    version: str = "1"
    bytes: int = 1_500_000
    folder: Path = Path("models/builtin")
    looks: tuple[str, ...] = ()


class FakeLibrary:
    """A library of two packs."""

    packs: ClassVar = {"builtin": FakePack(), "other": FakePack("other", "decaf")}

    def list(self) -> list[FakePack]:
        """Both of them."""
        return [*self.packs.values()]

    def get(self, pack_id: str) -> FakePack:
        """One of them."""
        if pack_id not in self.packs:
            raise PackError(UnknownPack(tuple(self.packs)), pack_id)
        return self.packs[pack_id]


@dataclass
class FakePainter:
    """Inverts. ``before`` is called at every request and may raise; requests are kept."""

    library: FakeLibrary = field(default_factory=FakeLibrary)
    before: Callable[[PaintRequest, Progress], None] = lambda request, progress: None
    requests: list[PaintRequest] = field(default_factory=list)
    threads: set[str] = field(default_factory=set)
    closed: bool = False

    def paint(self, request: PaintRequest, progress: Progress | None = None) -> Painting:
        """Invert the photo at the size asked for."""
        progress = progress or Progress()
        self.requests.append(request)
        self.threads.add(threading.current_thread().name)
        progress.advance(0.0, Step(1, 1))
        self.before(request, progress)
        progress.advance(1.0, Step(1, 1))
        vectors = tuple(self._vector(style.style, request.pack) for style in request.styles)
        picture = self._inverted(request.photo, request.size or request.photo.size)
        return Painting(picture, self._report(request, picture.size), vectors if request.adjustments.strength else ())

    def forecast(self, request: PaintRequest) -> Forecast:
        """Always the same."""
        return Forecast(1.5, 10_000_000, 4, Octaves((request.photo.size,), request.photo.size))

    def forecast_octaves(
        self, octaves: Octaves, pack: str, device: str = "auto", memory: int | None = None
    ) -> Forecast:
        """The same."""
        return Forecast(1.5, 10_000_000, 4, octaves)

    def series(self, request: PaintRequest, progress: Progress | None = None) -> Series:
        """A series that is known by the photo."""
        self.paint(request, progress)
        own, one = request.photo.rgb.mean((0, 1)).astype(np.float32), np.ones((1, 1, 1, 1), np.float32)
        return Series(own, ((1.0, {}),), "c0ffee", drawing={"scale_1": one, "shift_1": one})

    def style_vector(
        self, style: Style, pack: str = "builtin", device: str = "auto", token: CancelToken | None = None
    ) -> StyleVector:
        """As painting has it."""
        return self._vector(style, pack)

    def close(self) -> None:
        """Remember it."""
        self.closed = True

    def _vector(self, style: Style, pack: str) -> StyleVector:
        """Three numbers: a painting's mean colour, the first letters of a look's name."""
        if isinstance(style, StyleVector):
            return style
        named = isinstance(style, Look)
        values = np.array([*style.name.encode()[:3]]) if named else style.rgb.mean((0, 1))
        return StyleVector(values.astype(np.float32), self.library.get(pack).checksum)

    def _inverted(self, photo: Picture, size: Size) -> Picture:
        """The negative, by nearest neighbours at another size."""
        rows = np.arange(size.height) * photo.size.height // size.height
        columns = np.arange(size.width) * photo.size.width // size.width
        alpha = None if photo.alpha is None else photo.alpha[rows][:, columns]
        return photo.with_pixels(photo.peak - photo.rgb[rows][:, columns], alpha)

    def _report(self, request: PaintRequest, size: Size) -> Report:
        """Plausible figures."""
        device = "cpu" if request.device == "auto" else request.device
        seconds, octave_seconds = {"style": 0.1}, (0.25,)
        notes = request.photo.notes
        done = seconds, octave_seconds, 4, 50_000_000
        return Report(request.pack, device, request.photo.size, size, (size,), *done, notes)
