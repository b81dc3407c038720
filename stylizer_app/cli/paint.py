"""``stylizer paint``: what is asked for, where it goes, then the run."""

from __future__ import annotations

import argparse
import shutil
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import cast

from stylizer_app.choices.styles import find_style
from stylizer_app.cli import clips, streams, wording
from stylizer_app.cli.batch import Batch
from stylizer_app.cli.console import CommandError, ask, complain, is_interactive
from stylizer_app.cli.interrupt import run_interruptibly
from stylizer_app.cli.options import Options, SettingsResolver, options_of, settings_of_run
from stylizer_app.cli.progress_bar import progress_bar
from stylizer_app.cli.tally import Tally
from stylizer_app.cli.watching import folders_of, watch
from stylizer_app.cli.ways import ALL, choices_of, conditions_of
from stylizer_app.cli.wildcards import expanded, is_pattern
from stylizer_app.engine.devices.choose import choose
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.pipeline import Painter
from stylizer_app.errors import Cancelled, StylizerError
from stylizer_app.many.cluster import Cluster
from stylizer_app.many.executors import ThisMachine
from stylizer_app.many.forecast import Total, total
from stylizer_app.many.jobs import Conditions, Job
from stylizer_app.many.journal import Journal
from stylizer_app.many.names import usual_name
from stylizer_app.many.photos import Photo, photos_in
from stylizer_app.many.plan import Plan, planned
from stylizer_app.many.targets import Answer, Planner, Policy, goes_into_folder
from stylizer_app.many.watch import Watch
from stylizer_app.many.ways import Choice
from stylizer_app.system.files import is_folder
from stylizer_app.video.targets import ClipPlanner

_ANSWERS: dict[str, Answer] = {"y": "replace", "n": "skip", "c": "changed", "r": "rename", "q": "quit"}


def run(args: argparse.Namespace) -> int:
    """Paint; return the exit code. Raises StylizerError for what is wrong with the run as a whole."""
    with ExitStack() as stack:
        streams.check(args)
        resolver = SettingsResolver(args)
        options = options_of(args, resolver)
        if args.output == streams.STANDARD:
            options = replace(options, quiet=True)
        if args.watch and args.series == ALL:
            raise CommandError(wording.SERIES_OF_KNOWN_PHOTOS)
        photos = [] if args.watch else _photos(args, stack)
        if args.photos == [streams.STANDARD]:
            options = replace(options, standard_input=photos[0].path)
        are_clips = clips.are_clips(photos, args)
        watched = Watch(folders_of(args.photos), args.recursive, Path(args.output)) if args.watch else None
        library = PackLibrary()
        kind = ClipPlanner if are_clips else Planner
        planner = None if args.output == streams.STANDARD else _planner(kind, args, photos, options)
        ways = settings_of_run(args, resolver, library)
        choose(options.device, library)
        painter = Painter(library)
        stack.callback(painter.close)
        if planner is not None:
            planner.prepare()
        conditions = conditions_of(options)
        if are_clips and args.series == ALL:
            args.series = None  # a clip's own frames are a series anyway
        choices = choices_of(args, [photo.path for photo in photos], ways, painter, conditions)
        journal = stack.enter_context(Journal(Path(args.output))) if args.resume or watched else None
        if are_clips and planner:
            run_of_clips = clips.Clips(painter, conditions, Tally(options), journal)
            return clips.carry_out(planned(photos, choices, planner, journal), run_of_clips)
        executor = Cluster(args.cluster, conditions) if args.cluster else ThisMachine(painter, conditions)
        batch = Batch(options, executor, journal)
        if watched and planner and journal:
            return watch(watched, choices, planner, journal, batch)
        if planner is None:
            batch.place = streams.to_standard_output
            plan = Plan([_to_standard_output(photos, choices, options)])
        else:
            plan = planned(photos, choices, planner, journal)
        return _carry_out(plan, batch, painter, conditions, args.output)


def _carry_out(plan: Plan, batch: Batch, painter: Painter, conditions: Conditions, output: str) -> int:
    """Say what is going to happen, do it, and say how it went."""
    count = len(plan.jobs) + len(plan.unchanged) + len(plan.left) + len(plan.failed)
    expected = total(plan.jobs, painter, conditions) if count > 1 else None
    batch.announce(plan, expected)
    _warn_of_full_disk(expected, Path(output), batch.options)
    try:
        with progress_bar(wanted=not batch.options.quiet) as bar:
            run_interruptibly(lambda: batch.run(plan.jobs, bar), batch.token)
    except (KeyboardInterrupt, Cancelled):
        complain(wording.interrupted(batch.tally.painted, len(plan.jobs)))
        raise KeyboardInterrupt from None
    except StylizerError as error:
        if not batch.tally.painted:
            raise
        complain(f"stylizer: {wording.sentence(error)}")
        batch.tally.finish(several=count > 1)
        return 1
    batch.tally.finish(several=count > 1)
    return 1 if batch.tally.failed else 0


def _photos(args: argparse.Namespace, stack: ExitStack) -> list[Photo]:
    """The photos that were named, one by one, by folders or by patterns; CommandError for a pattern without any."""
    if args.photos == [streams.STANDARD]:
        return [Photo(stack.enter_context(streams.standard_input()))]
    found = expanded(args.photos)
    for name in found:
        if is_pattern(name):
            raise CommandError(wording.no_match(name))
    return photos_in(map(Path, found), recursive=args.recursive, without=Path(args.output))


def _planner(kind: type[Planner], args: argparse.Namespace, photos: list[Photo], options: Options) -> Planner:
    """The planner of the targets; none of them may be a picture that the run reads."""
    styles = [find_style(style.name) for style in (*args.style, *args.style_each)]
    sources = [*(photo.path for photo in photos), *(style for style in styles if isinstance(style, Path))]
    sources += [file for file in (args.recipe, args.mask) if file]
    sources += [] if args.series in {None, ALL} else [Path(args.series)]
    looks, strengths = max(1, len(args.style_each)), max(1, len(args.strength_each))
    several = len(photos) * looks * strengths > 1 or any(is_folder(Path(name)) for name in args.photos)
    if (args.resume or args.watch) and not goes_into_folder(args.output, several=several):
        raise CommandError(wording.RESUME_NEEDS_FOLDER)
    return kind(
        args.output,
        options.format,
        policy(options.overwrite),
        sources,
        several=several,
        quality=options.quality,
        strip_metadata=options.strip_metadata,
        template=args.name or usual_name(looks=looks, strengths=strengths),
    )


def _to_standard_output(photos: list[Photo], choices: list[Choice], options: Options) -> Job:
    """The one job whose result is written to standard output."""
    if len(photos) * len(choices) != 1:
        raise CommandError(wording.NOT_ONE_STREAM)
    [photo], [choice] = photos, choices
    return Job(photo.path, choice, streams.target(photo.path, options))


def policy(overwrite: str) -> Policy:
    """What to do with files that exist; nobody can be asked where there is no terminal."""
    if overwrite == "ask":
        return _ask_about if is_interactive() else "refuse"
    return cast("Policy", overwrite)


def _ask_about(path: Path) -> Answer:
    return _ANSWERS[ask(wording.replace_question(path), "".join(_ANSWERS))]


def _warn_of_full_disk(expected: Total | None, folder: Path, options: Options) -> None:
    """Say so if the results will probably not fit."""
    if expected is None or options.quiet or not is_folder(folder):
        return
    free = shutil.disk_usage(folder).free
    if expected.bytes > free:
        complain(wording.disk_too_small(expected.bytes, free, folder))
