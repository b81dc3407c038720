"""``stylizer paint`` for clips: what is ahead, and each of them from file to file."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, field

from stylizer_app.cli import report, streams, wording
from stylizer_app.cli.console import CommandError, complain, say, say_json
from stylizer_app.cli.interrupt import run_interruptibly
from stylizer_app.cli.progress_bar import Bar, progress_bar
from stylizer_app.cli.tally import Tally
from stylizer_app.engine.pipeline import Painter
from stylizer_app.engine.progress import CancelToken, Progress
from stylizer_app.errors import Cancelled, DeviceError, PackError, StylizerError
from stylizer_app.imaging.formats import is_clip
from stylizer_app.many.jobs import Conditions, Job
from stylizer_app.many.journal import Journal
from stylizer_app.many.photos import Photo
from stylizer_app.many.plan import Plan
from stylizer_app.video import packages
from stylizer_app.video.paint import outlook, paint_clip


def are_clips(photos: Sequence[Photo], args: argparse.Namespace) -> bool:
    """Whether clips are to be painted. Raises CommandError for what clips cannot be painted with.

    UsageError without the packages that read and write them.
    """
    clips = [is_clip(photo.path) for photo in photos]
    if not any(clips):
        return False
    if not all(clips):
        raise CommandError(wording.CLIPS_ALONE)
    if args.cluster or args.output == streams.STANDARD or args.format:
        raise CommandError(wording.CLIPS_IN_FILES)
    packages.av()
    packages.cv2()
    return True


@dataclass(slots=True)
class Clips:
    """Paints clips, one after the other; one that fails does not stop the others."""

    painter: Painter
    conditions: Conditions
    tally: Tally
    journal: Journal | None = None
    token: CancelToken = field(default_factory=CancelToken)

    def announce(self, plan: Plan) -> None:
        """Say which clips nothing will become of."""
        for clip, error in plan.failed:
            self.tally.fail(clip, error)
        for job in plan.left:
            self.tally.skip(job.photo, job.target.path, "exists")
        for job in plan.unchanged:
            self.tally.skip(job.photo, job.target.path, "unchanged")

    def run(self, jobs: Sequence[Job], bar: Bar) -> None:
        """Paint all jobs. Raises Cancelled, and PackError or DeviceError, which would befall every other one too."""
        for job in jobs:
            try:
                self._paint(job, bar)
            except (PackError, DeviceError):
                raise
            except (StylizerError, MemoryError, OSError) as error:
                self.tally.fail(job.photo, error)
                if self.journal is not None:
                    self.journal.failed(job, str(error))

    def _paint(self, job: Job, bar: Bar) -> None:
        options = self.tally.options
        expected = outlook(job, self.painter, self.conditions)
        if not options.quiet:
            complain(wording.clip_ahead(job.photo, expected))
        listener = bar.begin(job.photo.name)
        progress = Progress(listener, self.token)
        result = paint_clip(job, self.painter, self.conditions, progress, journal=self.journal)
        self.tally.painted += 1
        if options.json:
            say_json(report.painted_clip(job.photo, result, expected))
        elif not options.quiet:
            say(wording.painted_clip(result))


def carry_out(plan: Plan, clips: Clips) -> int:
    """Paint the clips of a plan, say how it went, and return the exit code."""
    quiet, count = clips.tally.options.quiet, len(plan.jobs) + len(plan.unchanged) + len(plan.left) + len(plan.failed)
    clips.announce(plan)
    try:
        with progress_bar(wanted=not quiet) as bar:
            run_interruptibly(lambda: clips.run(plan.jobs, bar), clips.token)
    except (KeyboardInterrupt, Cancelled):
        complain(wording.CLIPS_INTERRUPTED)
        raise KeyboardInterrupt from None
    clips.tally.finish(several=count > 1)
    return 1 if clips.tally.failed else 0
