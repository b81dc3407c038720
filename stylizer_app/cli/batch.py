"""A run as the command line tells it: what is going to happen, every picture on its line, what failed in the end."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from stylizer_app.cli import report, wording
from stylizer_app.cli.console import complain, say, say_json
from stylizer_app.cli.options import Options
from stylizer_app.cli.progress_bar import Bar
from stylizer_app.cli.tally import Tally
from stylizer_app.engine.progress import CancelToken, Progress
from stylizer_app.errors.english import table
from stylizer_app.errors.names import shown
from stylizer_app.many.executors import Executor
from stylizer_app.many.forecast import Total
from stylizer_app.many.jobs import Job, Rendered
from stylizer_app.many.journal import Journal
from stylizer_app.many.plan import Plan
from stylizer_app.many.run import Outcome, Place, carried_out, put


@dataclass(slots=True)
class Batch:
    """Carries out a plan and says what becomes of it."""

    options: Options
    executor: Executor
    journal: Journal | None = None
    place: Place = put
    token: CancelToken = field(default_factory=CancelToken)
    tally: Tally = field(init=False)

    def __post_init__(self) -> None:
        self.tally = Tally(self.options)

    def announce(self, plan: Plan, expected: Total | None) -> None:
        """Say what is going to happen, and of which pictures nothing will become."""
        if expected is not None and self.options.json:
            say_json(report.plan(expected, len(plan.unchanged) + len(plan.left)))
        elif expected is not None and not self.options.quiet:
            complain(wording.plan(expected, len(plan.unchanged)))
        for photo, error in plan.failed:
            self.tally.fail(photo, error)
        for job in plan.left:
            self.tally.skip(job.photo, job.target.path, "exists")
        for job in plan.unchanged:
            self.tally.skip(job.photo, job.target.path, "unchanged")

    def run(self, jobs: list[Job], bar: Bar) -> None:
        """Paint all jobs. Raises Cancelled, and PackError or DeviceError, which would befall every other one too."""
        begun = iter(range(1, len(jobs) + 1))

        def begin(job: Job) -> Progress:
            return Progress(bar.begin(f"{next(begun)}/{len(jobs)} {job.photo.name}"), self.token)

        with closing(self._outcomes(carried_out(jobs, self.executor, begin, self.journal, self.place))) as outcomes:
            for outcome in outcomes:
                self._tell(outcome)

    def _outcomes(self, outcomes: Iterator[Outcome]) -> Generator[Outcome, None, None]:
        """The outcomes; whoever ends here early does not wait for the picture under way."""
        try:
            yield from outcomes
        except GeneratorExit:
            self.token.cancel()
            raise

    def _tell(self, outcome: Outcome) -> None:
        """Count and report what became of one job."""
        if isinstance(outcome.result, Exception):
            self.tally.fail(outcome.job.photo, outcome.result)
        else:
            self._say(outcome.job.photo, *outcome.result)

    def _say(self, photo: Path, path: Path, result: Rendered) -> None:
        """Report a painted picture."""
        self.tally.painted += 1
        photo = self.options.typed(photo)
        if self.options.json:
            say_json(report.painted(photo, path, result.report, result.forecast))
        elif not self.options.quiet:
            say(report.line(path, result.report))
        for note in () if self.options.quiet else result.report.notes:
            complain(f"{shown(photo)}: {table.note(note)}")
