"""A clip from file to file: one hand for all frames, each steadied by the one before, piece by piece."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from stylizer_app.choices.style_settings import StyleSettings
from stylizer_app.engine.pipeline import Painter
from stylizer_app.engine.progress import Progress
from stylizer_app.engine.request import Series
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.picture import Picture
from stylizer_app.imaging.samples import Samples
from stylizer_app.imaging.targets import fill_file
from stylizer_app.many.jobs import Conditions, Fingerprint, Job
from stylizer_app.video.clip import Clip, Facts, Frame, opened_clip
from stylizer_app.video.segments import FRAMES, Segments
from stylizer_app.video.steadying import Painted, steadied
from stylizer_app.video.writing import Kind, assemble, kind_of, write_piece

KEYS = 5
"""Frames, spread over the clip, whose mean hand all frames are painted in."""

_PAINTING = 0.98
"""Of the work; then the file is put together."""


@dataclass(frozen=True, slots=True)
class PaintedClip:
    """``path``: the result's.  ``frames`` in all, of which ``before`` were painted by an earlier run.  ``size``"""

    path: Path
    frames: int
    before: int
    size: Size


@dataclass(frozen=True, slots=True)
class Outlook:
    """What painting a clip will take: ``seconds`` is None until this machine has painted with the networks once."""

    frames: int
    size: Size
    seconds: float | None


def outlook(job: Job, painter: Painter, conditions: Conditions) -> Outlook:
    """What is ahead. Raises PictureError, UsageError without PyAV."""
    with opened_clip(job.photo) as clip:
        facts = clip.facts
        first = next(clip.frames())
    request = conditions.request(job.choice.settings, Picture(first.samples))
    one = painter.forecast(request)
    return Outlook(facts.count, request.size or facts.size, None if one.seconds is None else one.seconds * facts.count)


def paint_clip(
    job: Job, painter: Painter, conditions: Conditions, progress: Progress | None = None, *, steady: bool = True
) -> PaintedClip:
    """Paint a clip into the file that its job names; what an earlier run of the same job painted is not painted again.

    ``steady``: strokes stay on what they paint. Raises PictureError, SaveError, Cancelled and the errors of painting.
    """
    progress, kind = progress or Progress(), kind_of(job.target.path)
    with opened_clip(job.photo) as clip:
        facts = clip.facts
        identity = f"{Fingerprint.of(job.photo).digest} {job.way} {steady} {FRAMES}"
        segments = Segments(job.target.path, hashlib.sha256(identity.encode()).hexdigest())
        settings = job.choice.settings
        if settings.series is None:
            settings = replace(settings, series=_series(clip, settings, painter, conditions, progress))

    def paint(photo: Samples) -> Samples:
        request = conditions.request(settings, Picture(photo))
        return painter.paint(request, Progress(token=progress.token)).picture.samples

    with opened_clip(job.photo) as clip:
        run = _Run(clip.frames(), segments, paint, steady=steady)
        while run.coming is not None:
            segments.add(lambda file: _written(file, run, facts, kind, job.target.quality, progress))
    with opened_clip(job.photo) as clip:

        def put_together(file: BinaryIO) -> None:
            assemble(file, segments.pieces, clip, kind, strip_metadata=job.target.strip_metadata)

        path = fill_file(job.target.path, put_together, job.target.overwrite)
    segments.remove()
    progress.advance(1)
    return PaintedClip(path, run.number, run.before, run.size)


def _series(
    clip: Clip, settings: StyleSettings, painter: Painter, conditions: Conditions, progress: Progress
) -> Series:
    """The mean hand of some frames of a clip."""
    keys = [Picture(frame.samples) for frame in clip.samples_of(KEYS)]
    quiet = Progress(token=progress.token)
    return Series.mean_of([painter.series(conditions.request(settings, key), quiet) for key in keys])


class _Run:
    """The frames of a clip, painted in turn from where the pieces end."""

    def __init__(
        self, frames: Iterator[Frame], segments: Segments, paint: Callable[[Samples], Samples], *, steady: bool
    ) -> None:
        self.before = sum(1 for _ in islice(frames, segments.count * FRAMES))
        self.number, self.coming = self.before, next(frames, None)
        self._frames, self._paint, self._steady = frames, paint, steady
        self.last = segments.last()

    @property
    def size(self) -> Size:
        """The painted frames' size; there is at least one."""
        assert self.last is not None
        height, width = self.last.painting.shape[:2]
        return Size(width, height)

    def piece(self) -> Iterator[Frame]:
        """The painted frames of the next piece."""
        for _ in range(FRAMES):
            if self.coming is None:
                return
            now = Painted(self.coming.samples, self._paint(self.coming.samples))
            if self._steady:
                now = replace(now, painting=steadied(self.last, now))
            self.last, self.number = now, self.number + 1
            yield Frame(now.painting, self.coming.time)
            self.coming = next(self._frames, None)


def _written(file: BinaryIO, run: _Run, facts: Facts, kind: Kind, quality: int, progress: Progress) -> Painted:
    """Paint and write the next piece; return its last frame."""

    def told() -> Iterator[Frame]:
        for frame in run.piece():
            yield frame
            progress.advance(min(1.0, run.number / facts.count) * _PAINTING)

    write_piece(file, told(), facts, kind, quality)
    assert run.last is not None
    return run.last
