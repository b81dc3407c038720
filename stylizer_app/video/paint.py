"""A clip from file to file: one hand for all frames, each steadied by the one before, piece by piece."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Protocol

from stylizer_app.choices.style_settings import StyleSettings
from stylizer_app.engine.progress import Progress
from stylizer_app.engine.request import Series
from stylizer_app.errors import Cancelled
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.picture import Picture
from stylizer_app.imaging.samples import Samples
from stylizer_app.imaging.targets import fill_file
from stylizer_app.many.jobs import Conditions, Fingerprint, Job
from stylizer_app.many.journal import Journal
from stylizer_app.many.series import TakesHands
from stylizer_app.many.ways import Paints
from stylizer_app.video.clip import Clip, Facts, Frame, opened_clip
from stylizer_app.video.segments import FRAMES, Segments
from stylizer_app.video.steadying import Painted, steadied
from stylizer_app.video.writing import Kind, assemble, kind_of, write_piece

KEYS = 5
"""Frames, spread over the clip, whose mean hand all frames are painted in."""

_PAINTING = 0.98
"""Of the work; then the file is put together."""


class PaintsClips(Paints, TakesHands, Protocol):
    """What is asked of a painter."""


@dataclass(frozen=True, slots=True)
class PaintedClip:
    """``path``: the result's.  ``frames`` in all, of which ``before`` were painted by an earlier run.  ``size``"""

    path: Path
    frames: int
    before: int
    size: Size


@dataclass(frozen=True, slots=True)
class Outlook:
    """What painting a clip will take: ``seconds`` is None until this machine has painted with the networks once.

    ``bytes``: on the disk, as many as the clip has, for as many pixels.
    """

    frames: int
    size: Size
    seconds: float | None
    bytes: int


def outlook(job: Job, painter: Paints, conditions: Conditions) -> Outlook:
    """What is ahead. Raises PictureError, UsageError without PyAV."""
    with opened_clip(job.photo) as clip:
        facts = clip.facts
        first = next(clip.frames())
    request = conditions.request(job.choice.settings, Picture(first.samples))
    one = painter.forecast(request)
    size = request.size or facts.size
    taken = round(job.photo.stat().st_size * size.pixels / facts.size.pixels)
    return Outlook(facts.count, size, None if one.seconds is None else one.seconds * facts.count, taken)


def paint_clip(
    job: Job,
    painter: PaintsClips,
    conditions: Conditions,
    progress: Progress | None = None,
    *,
    journal: Journal | None = None,
    steady: bool = True,
) -> PaintedClip:
    """Paint a clip into the file that its job names; what an earlier run of the same job painted is not painted again.

    Without the adjustment Brushwork, whose strokes would stand still while what they are on moves, and without drawing,
    of which there would be now more and now less.
    ``journal``: learns of the result before it is put in its place, and after.  ``steady``: strokes stay on what they
    paint. Raises PictureError, SaveError, Cancelled and the errors of painting.
    """
    progress, kind = progress or Progress(), kind_of(job.target.path)
    photo = Fingerprint.of(job.photo)
    with opened_clip(job.photo) as clip:
        facts = clip.facts
        identity = f"{photo.digest} {job.way} {steady} {FRAMES}"
        segments = Segments(job.target.path, hashlib.sha256(identity.encode()).hexdigest())
        settings = job.choice.settings
        settings = replace(settings, adjustments=settings.adjustments.with_(brushwork=0))  # it would stand still
        series = settings.series or _series(clip, settings, painter, conditions, progress)
        settings = replace(settings, series=replace(series, drawing=None))

    def paint(photo: Samples, share: Progress) -> Samples:
        return painter.paint(conditions.request(settings, Picture(photo)), share).picture.samples

    with opened_clip(job.photo) as clip:
        run = _Run(clip.frames(), segments, paint, facts.count, progress, steady=steady)
        while run.coming is not None:
            segments.add(lambda file: _written(file, run, facts, kind, job.target.quality))
    with opened_clip(job.photo) as clip:

        def put_together(file: BinaryIO) -> None:
            assemble(file, segments.pieces, clip, kind, strip_metadata=job.target.strip_metadata)
            if journal is not None:
                file.flush()
                journal.placing(job, photo, Fingerprint.of(Path(file.name)).digest)

        path = fill_file(job.target.path, put_together, job.target.overwrite)
    if journal is not None:
        journal.painted(job, path)
    segments.remove()
    with suppress(Cancelled):  # too late for that
        progress.advance(1)
    return PaintedClip(path, run.number, run.before, run.size)


def _series(
    clip: Clip, settings: StyleSettings, painter: PaintsClips, conditions: Conditions, progress: Progress
) -> Series:
    """The mean hand of some frames of a clip."""
    keys = [Picture(frame.samples) for frame in clip.samples_of(KEYS)]
    quiet = Progress(token=progress.token)
    return Series.mean_of([painter.series(conditions.request(settings, key), quiet) for key in keys])


class _Run:
    """The frames of a clip, painted in turn from where the pieces end."""

    def __init__(
        self,
        frames: Iterator[Frame],
        segments: Segments,
        paint: Callable[[Samples, Progress], Samples],
        count: int,
        progress: Progress,
        *,
        steady: bool,
    ) -> None:
        """``count``: frames, as they are announced."""
        self.before = sum(1 for _ in islice(frames, segments.count * FRAMES))
        self.number, self.coming = self.before, next(frames, None)
        self._frames, self._paint, self._steady = frames, paint, steady
        self._count, self._progress = count, progress
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
            now = Painted(self.coming.samples, self._paint(self.coming.samples, self._share()))
            if self._steady:
                now = replace(now, painting=steadied(self.last, now))
            self.last, self.number = now, self.number + 1
            yield Frame(now.painting, self.coming.time)
            self.coming = next(self._frames, None)

    def _share(self) -> Progress:
        """What the next frame is of the whole work."""
        begins, ends = (min(1.0, number / self._count) * _PAINTING for number in (self.number, self.number + 1))
        share = self._progress.part(begins, ends)
        return Progress(lambda fraction, _step: share.advance(fraction), share.token)


def _written(file: BinaryIO, run: _Run, facts: Facts, kind: Kind, quality: int) -> Painted:
    """Paint and write the next piece; return its last frame."""
    write_piece(file, run.piece(), facts, kind, quality)
    assert run.last is not None
    return run.last
