"""The ways of painting of a run, with all that is decided once for all its photos."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from stylizer_app.choices.style_settings import StyleSettings
from stylizer_app.cli.interrupt import run_interruptibly
from stylizer_app.cli.options import Options
from stylizer_app.cli.progress_bar import Bar, progress_bar
from stylizer_app.engine.pipeline import Painter
from stylizer_app.engine.progress import CancelToken, Progress
from stylizer_app.errors import Cancelled
from stylizer_app.many.jobs import Conditions
from stylizer_app.many.series import like_all, like_one
from stylizer_app.many.ways import Choice, chosen

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
        progress = Progress(bar.begin(f"--series {args.series}"), token)
        parts = [progress.part(number / len(choices), (number + 1) / len(choices)) for number in range(len(choices))]
        if args.series == ALL:
            return [like_all(one, photos, conditions, painter, part) for one, part in zip(choices, parts, strict=True)]
        key = Path(args.series)
        return [like_one(one, key, conditions, painter, part) for one, part in zip(choices, parts, strict=True)]

    with progress_bar(wanted=bool(args.series) and not args.quiet) as bar:
        try:
            return run_interruptibly(lambda: settled(bar), token)
        except Cancelled:
            raise KeyboardInterrupt from None
