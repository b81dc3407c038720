"""The ways of painting of a run, with all that is decided once for all its photos."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from stylizer_app.choices.style_settings import StyleSettings
from stylizer_app.cli.interrupt import run_interruptibly
from stylizer_app.cli.options import Options
from stylizer_app.cli.progress_bar import Bar, progress_bar
from stylizer_app.engine.pipeline import Painter
from stylizer_app.engine.progress import CancelToken, Progress
from stylizer_app.engine.request import PaintRequest
from stylizer_app.errors import Cancelled, PictureError
from stylizer_app.many.choices import Choice, chosen, in_series
from stylizer_app.many.jobs import Conditions

ALL = "all"
"""What is typed in place of a photo whose series it is: all photos of the run together."""


def conditions_of(options: Options) -> Conditions:
    """What holds for all pictures of a run."""
    return Conditions(options.device, options.memory, options.max_pixels, options.allow_truncated)


def choices_of(
    args: argparse.Namespace,
    photos: Sequence[Path],
    ways: Sequence[StyleSettings],
    painter: Painter,
    conditions: Conditions,
) -> list[Choice]:
    """Style vectors, and what a series shares. Raises KeyboardInterrupt on Ctrl-C, else what painting raises."""
    token = CancelToken()

    def settled(bar: Bar) -> list[Choice]:
        choices = [chosen(way, painter.library.get(way.pack), painter, conditions.device, token) for way in ways]
        if not args.series:
            return choices
        shared = photos if args.series == ALL else [Path(args.series)]
        skip = args.series == ALL  # who cannot be read fails in its turn
        progress = Progress(bar.begin(f"--series {args.series}"), token)
        return [
            in_series(
                choice,
                _requests(choice, shared, conditions, skip=skip),
                len(shared),
                painter,
                progress.part(number / len(choices), (number + 1) / len(choices)),
            )
            for number, choice in enumerate(choices)
        ]

    with progress_bar(wanted=bool(args.series) and not args.quiet) as bar:
        try:
            return run_interruptibly(lambda: settled(bar), token)
        except Cancelled:
            raise KeyboardInterrupt from None


def _requests(choice: Choice, photos: Sequence[Path], conditions: Conditions, *, skip: bool) -> Iterator[PaintRequest]:
    """What to ask of the engine for each photo; ``skip``: leave out those that cannot be read, else PictureError."""
    for path in photos:
        try:
            photo = conditions.read(path)
        except PictureError:
            if not skip:
                raise
            continue
        yield conditions.request(choice.settings, photo)
