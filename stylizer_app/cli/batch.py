"""A run over several photos: one painter for all, the next file read while this one is painted, failures told apart."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from stylizer_app.choices.style_settings import StyleSettings
from stylizer_app.cli import report, wording
from stylizer_app.cli.console import OutputError, complain, say, say_json
from stylizer_app.cli.options import Options
from stylizer_app.cli.progress_bar import Bar
from stylizer_app.engine.packs.manifest import Pack
from stylizer_app.engine.pipeline import Painter
from stylizer_app.engine.progress import CancelToken, Progress
from stylizer_app.errors import Cancelled, DeviceError, PackError, StylizerError
from stylizer_app.errors.english import table
from stylizer_app.errors.names import shown
from stylizer_app.imaging.decode import decode
from stylizer_app.imaging.encode import save
from stylizer_app.imaging.picture import Picture
from stylizer_app.imaging.targets import Target

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """A photo and where its painting goes."""

    photo: Path
    target: Target


@dataclass(slots=True)
class Counts:
    """How many pictures were painted and how many failed, so far."""

    painted: int = 0
    failed: int = 0


@dataclass(slots=True)
class Batch:
    """Everything a run needs besides its jobs."""

    settings: StyleSettings
    pack: Pack
    options: Options
    painter: Painter
    token: CancelToken = field(default_factory=CancelToken)
    counts: Counts = field(default_factory=Counts)

    def run(self, jobs: Sequence[Job], bar: Bar) -> None:
        """Paint all jobs. Raises Cancelled, and PackError or DeviceError, which would befall every other one too."""
        photos = [job.photo for job in jobs]
        with closing(read_ahead(self._read, photos)) as pictures:
            for number, (job, picture) in enumerate(zip(jobs, pictures, strict=True), 1):
                self.token.check()
                listener = bar.begin(f"{number}/{len(jobs)} {job.photo.name}")
                self._attempt(job, picture, Progress(listener, self.token))

    def fail(self, photo: Path, why: StylizerError | str) -> None:
        """Say that a picture could not be painted, on one line that names it, and count it."""
        self.counts.failed += 1
        sentence = why if isinstance(why, str) else wording.sentence(why)
        named = isinstance(why, StylizerError) and why.subject == photo
        complain(sentence if named else f"{shown(photo)}: {sentence}")
        if self.options.json:
            say_json(report.failed(photo, sentence))

    def skip(self, job: Job) -> None:
        """Say that a result was there already and was left alone."""
        if self.options.json:
            say_json(report.skipped(job.photo, job.target.path))
        elif not self.options.quiet:
            say(wording.skipped(job.target.path))

    def _read(self, photo: Path) -> Picture:
        return decode(photo, max_pixels=self.options.max_pixels, allow_truncated=self.options.allow_truncated)

    def _attempt(self, job: Job, picture: Callable[[], Picture], progress: Progress) -> None:
        """Paint one job; what is wrong with it alone does not end the run."""
        try:
            self._paint(job, picture(), progress)
        except (Cancelled, PackError, DeviceError, BrokenPipeError, OutputError):
            raise
        except StylizerError as error:
            self.fail(job.photo, error)
        except MemoryError:
            self.fail(job.photo, wording.OUT_OF_MEMORY)
        except Exception as error:
            log.exception("painting %s", job.photo)
            self.fail(job.photo, wording.unexpected(error))

    def _paint(self, job: Job, picture: Picture, progress: Progress) -> None:
        """Paint, save and report one picture."""
        request = self.settings.request(picture, device=self.options.device, memory=self.options.memory)
        forecast = self.painter.forecast(request)
        painting = self.painter.paint(request, progress)
        recipe = self.settings.recipe(request, painting, self.pack)
        path = save(painting.picture, job.target, recipe.to_json())
        self.counts.painted += 1
        if self.options.json:
            say_json(report.painted(job.photo, path, painting.report, forecast))
        elif not self.options.quiet:
            say(report.line(path, painting.report))
        for note in () if self.options.quiet else painting.report.notes:
            complain(f"{shown(job.photo)}: {table.note(note)}")


def read_ahead(read: Callable[[Path], Picture], photos: Sequence[Path]) -> Generator[Callable[[], Picture], None, None]:
    """For every photo a function that returns its picture, or raises; the one after it is read in the meantime."""
    with ThreadPoolExecutor(1, "reader") as thread:
        waiting = deque(thread.submit(read, photo) for photo in photos[:1])
        for following in range(1, len(photos) + 1):
            waiting.extend(thread.submit(read, photo) for photo in photos[following : following + 1])
            yield waiting.popleft().result
