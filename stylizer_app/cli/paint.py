"""``stylizer paint``: what is asked for, where it goes, then the run."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from stylizer_app.choices.styles import find_style
from stylizer_app.cli import wording
from stylizer_app.cli.batch import Batch, Job
from stylizer_app.cli.console import CommandError, ask, complain, is_interactive
from stylizer_app.cli.interrupt import run_interruptibly
from stylizer_app.cli.options import Options, SettingsResolver, options_of, settings_of_run
from stylizer_app.cli.progress_bar import progress_bar
from stylizer_app.cli.targets import Answer, Planner, Policy
from stylizer_app.cli.wildcards import expanded, is_pattern
from stylizer_app.engine.devices.choose import choose
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.pipeline import Painter
from stylizer_app.errors import Cancelled, SaveError

_ANSWERS: dict[str, Answer] = {"y": "replace", "n": "skip", "r": "rename", "q": "quit"}


def run(args: argparse.Namespace) -> int:
    """Paint; return the exit code. Raises StylizerError for what is wrong with the run as a whole."""
    resolver = SettingsResolver(args)
    options = options_of(args, resolver)
    library = PackLibrary()
    photos = _photos(args.photos)
    planner = _planner(args, photos, options)
    settings = settings_of_run(args, resolver, library)
    choose(options.device, library)
    batch = Batch(settings, library.get(settings.pack), options, Painter(library))
    planner.prepare()
    jobs = _plan(photos, planner, batch)
    try:
        with progress_bar(wanted=not options.quiet) as bar:
            run_interruptibly(lambda: batch.run(jobs, bar), batch.token)
    except (KeyboardInterrupt, Cancelled):
        complain(wording.interrupted(batch.counts.painted, len(photos)))
        raise KeyboardInterrupt from None
    finally:
        batch.painter.close()
    return 1 if batch.counts.failed else 0


def _photos(names: Sequence[str]) -> list[Path]:
    """The photos that were named, one by one or by patterns. Raises CommandError for a pattern without any."""
    found = expanded(names)
    for name in found:
        if is_pattern(name):
            raise CommandError(wording.no_match(name))
    return [Path(name) for name in found]


def _planner(args: argparse.Namespace, photos: Sequence[Path], options: Options) -> Planner:
    """The planner of the targets; none of them may be a picture that the run reads."""
    styles = [find_style(style.name) for style in args.style]
    sources = [*photos, *(style for style in styles if isinstance(style, Path))]
    sources += [file for file in (args.recipe, args.mask) if file]
    return Planner(
        args.output,
        options.format,
        policy(options.overwrite),
        sources,
        several=len(photos) > 1,
        quality=options.quality,
        strip_metadata=options.strip_metadata,
    )


def policy(overwrite: str) -> Policy:
    """What to do with files that exist; nobody can be asked where there is no terminal."""
    if overwrite == "ask":
        return _ask_about if is_interactive() else "refuse"
    return cast("Policy", overwrite)


def _ask_about(path: Path) -> Answer:
    return _ANSWERS[ask(wording.replace_question(path), "ynrq")]


def _plan(photos: Sequence[Path], planner: Planner, batch: Batch) -> list[Job]:
    """The jobs of the run, decided and asked about before anything is painted."""
    jobs: list[Job] = []
    for photo in photos:
        try:
            target = planner.target(photo)
        except SaveError as error:
            batch.fail(photo, error)
            continue
        job = Job(photo, target)
        if target.overwrite == "skip":
            batch.skip(job)
        else:
            jobs.append(job)
    return jobs
