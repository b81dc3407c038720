"""``stylizer paint FOLDER --watch``: paints what appears, until Ctrl-C."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from stylizer_app.cli import wording
from stylizer_app.cli.batch import Batch
from stylizer_app.cli.console import CommandError, complain
from stylizer_app.cli.interrupt import run_interruptibly
from stylizer_app.cli.progress_bar import Bar, progress_bar
from stylizer_app.errors import Cancelled, StylizerError
from stylizer_app.many.journal import Journal
from stylizer_app.many.plan import planned
from stylizer_app.many.targets import Planner
from stylizer_app.many.watch import Watch
from stylizer_app.many.ways import Choice
from stylizer_app.system.files import is_folder


def folders_of(names: Sequence[str]) -> list[Path]:
    """The folders to watch. Raises CommandError for anything else."""
    paths = [Path(name) for name in names]
    if not all(is_folder(path) for path in paths):
        raise CommandError(wording.WATCH_NEEDS_FOLDERS)
    return paths


def watch(seen: Watch, choices: Sequence[Choice], planner: Planner, journal: Journal, batch: Batch) -> int:
    """Paint what is there and what comes; return the exit code once somebody ends it."""

    def rounds(bar: Bar) -> None:
        while True:
            photos = seen.next(batch.token)
            planner.reads(photo.path for photo in photos)
            batch.tally.try_again(photo.path for photo in photos)
            plan = planned(photos, choices, planner, journal)
            batch.announce(plan, None)
            batch.run(plan.jobs, bar)

    try:
        with seen, progress_bar(wanted=not batch.options.quiet) as bar:
            if not batch.options.quiet:
                complain(wording.WATCHING)
            run_interruptibly(lambda: rounds(bar), batch.token)
    except (KeyboardInterrupt, Cancelled):
        batch.tally.finish(several=True)
    except StylizerError as error:
        complain(f"stylizer: {wording.sentence(error)}")
        batch.tally.finish(several=True)
        return 1
    return 1 if batch.tally.failed else 0
