"""The one hand in which all photos of a series are painted: taken of some of them, and kept as bytes."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from stylizer_app.engine.progress import Progress
from stylizer_app.engine.request import PaintRequest, Series, Tones
from stylizer_app.errors import PictureError
from stylizer_app.many.jobs import Conditions
from stylizer_app.many.ways import Choice

DRAWING = "drawing"
"""What the layers of the first octave's drawing are kept under."""


class TakesHands(Protocol):
    """What is asked of a painter."""

    def series(self, request: PaintRequest, progress: Progress | None = None) -> Series:
        """How the request's photo is painted."""
        ...


def like_one(
    choice: Choice, photo: Path, conditions: Conditions, painter: TakesHands, progress: Progress | None = None
) -> Choice:
    """The way of painting for photos that are painted like this one. Raises PictureError, and what painting raises."""
    request = conditions.request(choice.settings, conditions.read(photo))
    return _with(choice, painter.series(request, progress))


def like_all(
    choice: Choice, photos: Sequence[Path], conditions: Conditions, painter: TakesHands, progress: Progress
) -> Choice:
    """The same for photos that are painted as all are on average. Raises what painting raises."""

    def request(photo: Path) -> PaintRequest:
        return conditions.request(choice.settings, conditions.read(photo))

    asked = [(photo.name, partial(request, photo)) for photo in photos]
    return _with(choice, hand_of(asked, painter, progress))


def hand_of(
    photos: Sequence[tuple[str, Callable[[], PaintRequest]]], painter: TakesHands, progress: Progress
) -> Series | None:
    """How photos are painted on average: the name of each, and what reads it. Those that cannot be read do not count.

    Where none can, there is None, and each stays on its own. Raises what painting raises.
    """
    hands = []
    for number, (name, read) in enumerate(photos):
        try:
            request = read()
        except PictureError:
            continue
        part = progress.part(number / len(photos), (number + 1) / len(photos), name)
        hands.append(painter.series(request, part))
    return Series.mean_of(hands) if hands else None


def packed(series: Series) -> bytes:
    """All numbers of a series, as bytes."""
    arrays: dict[str, Any] = {
        f"{number}/{name}": values for number, (_, norms) in enumerate(series.octaves) for name, values in norms.items()
    }
    if series.tones is not None:
        arrays["tones"] = np.array(series.tones)
    if series.drawing is not None:
        arrays |= {f"{DRAWING}/{name}": values for name, values in series.drawing.items()}
    file = io.BytesIO()
    zooms = np.array([zoom for zoom, _ in series.octaves], np.float64)
    np.savez(file, own=series.own, zooms=zooms, pack=np.array(series.pack), **arrays)
    return file.getvalue()


def unpacked(data: bytes) -> Series:
    """The series of these bytes. Raises ValueError or KeyError if it is none."""
    with np.load(io.BytesIO(data), allow_pickle=False) as file:
        octaves = tuple(
            (float(zoom), dict(_norms(file, f"{number}/"))) for number, zoom in enumerate(file["zooms"].tolist())
        )
        tones = _tones(file) if "tones" in file.files else None
        return Series(file["own"], octaves, str(file["pack"]), tones, dict(_norms(file, f"{DRAWING}/")) or None)


def _tones(file: np.lib.npyio.NpzFile) -> Tones:
    """The series' tones. Raises ValueError."""
    black, white = np.atleast_1d(file["tones"]).tolist()
    if not 0 <= black <= white <= 1:
        raise ValueError(f"tones from {black} to {white}")
    return Tones(black, white)


def _norms(file: np.lib.npyio.NpzFile, octave: str) -> Iterator[tuple[str, np.ndarray]]:
    """The layers of one octave, by name."""
    yield from ((name.removeprefix(octave), file[name]) for name in file.files if name.startswith(octave))


def _with(choice: Choice, series: Series | None) -> Choice:
    return replace(choice, settings=replace(choice.settings, series=series))
