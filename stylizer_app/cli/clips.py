"""``stylizer paint`` for clips: their targets, what is ahead, and each of them from file to file."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from stylizer_app.cli import report, wording
from stylizer_app.cli.console import CommandError, complain, say, say_json
from stylizer_app.cli.interrupt import run_interruptibly
from stylizer_app.cli.options import Options
from stylizer_app.cli.progress_bar import Bar, progress_bar
from stylizer_app.engine.pipeline import Painter
from stylizer_app.engine.progress import CancelToken, Progress
from stylizer_app.errors import Cancelled, SaveError, StylizerError
from stylizer_app.errors.names import shown
from stylizer_app.imaging.targets import Target
from stylizer_app.many.choices import Choice
from stylizer_app.many.jobs import Conditions, Job
from stylizer_app.many.names import NameTemplate, usual_name
from stylizer_app.many.targets import Planner
from stylizer_app.video.clip import is_clip
from stylizer_app.video.paint import outlook, paint_clip


def are_clips(args: argparse.Namespace) -> bool:
    """Whether clips are to be painted. Raises CommandError for what clips cannot be painted with."""
    clips = [is_clip(Path(name)) for name in args.photos]
    if not any(clips):
        return False
    if not all(clips):
        raise CommandError(wording.CLIPS_ALONE)
    if args.cluster or args.watch:
        raise CommandError(wording.CLIPS_HERE)
    return True


@dataclass(slots=True)
class Clips:
    """Paints clips in every way that was chosen, one after the other; one that fails does not stop the others."""

    options: Options
    painter: Painter
    conditions: Conditions
    token: CancelToken = field(default_factory=CancelToken)
    painted: int = 0
    skipped: int = 0
    failed: list[tuple[Path, str]] = field(default_factory=list)
