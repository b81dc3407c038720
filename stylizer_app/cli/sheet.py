"""``stylizer sheet``: one photo in many looks, as one picture with captions."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from stylizer_app.choices.style_settings import all_looks, load_style
from stylizer_app.choices.styles import find_style
from stylizer_app.cli import wording
from stylizer_app.cli.console import CommandError, complain, say
from stylizer_app.cli.interrupt import run_interruptibly
from stylizer_app.cli.options import SettingsResolver
from stylizer_app.cli.paint import policy
from stylizer_app.cli.progress_bar import progress_bar
from stylizer_app.engine.devices.choose import choose
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.pipeline import Painter
from stylizer_app.engine.progress import CancelToken, Progress
from stylizer_app.errors import Cancelled
from stylizer_app.errors.english import table
from stylizer_app.errors.names import shown
from stylizer_app.imaging.decode import decode
from stylizer_app.imaging.encode import save
from stylizer_app.imaging.formats import writable_format
from stylizer_app.imaging.picture import Picture
from stylizer_app.imaging.targets import Target
from stylizer_app.many.photos import Photo
from stylizer_app.many.targets import Planner
from stylizer_app.sheet import Sheet


def run(args: argparse.Namespace) -> int:
    """Paint the sheet; return the exit code. Raises StylizerError for whatever is wrong."""
    resolver, library = SettingsResolver(args), PackLibrary()
    limits = {name: resolver.value(name) for name in ("max_pixels", "allow_truncated")}
    sheet = _sheet(args, resolver, library, limits)
    choose(sheet.device, library)
    target = _target(args, resolver)
    if target.overwrite == "skip":
        tell = [wording.skipped(target.path)]
    else:
        photo = decode(Path(args.photo), **limits)
        for note in () if args.quiet else photo.notes:
            complain(f"{shown(args.photo)}: {table.note(note)}")
        picture = _painted(sheet, photo, Painter(library), quiet=args.quiet)
        tell = [f"{save(picture, target)}  ({picture.size})"]
    for line in () if args.quiet else tell:
        say(line)
    return 0


def _sheet(args: argparse.Namespace, resolver: SettingsResolver, library: PackLibrary, limits: Any) -> Sheet:
    """What is painted. Raises StyleError, PackError, PictureError."""
    pack = library.get(resolver.value("pack"))
    return Sheet(
        [load_style(name, **limits) for name in args.styles] if args.styles else all_looks(pack),
        lambda style: resolver.adjustments(None, (style,)),
        args.strengths,
        args.brushes,
        args.size,
        pack.id,
        resolver.value("device"),
        resolver.value("memory"),
    )


def _target(args: argparse.Namespace, resolver: SettingsResolver) -> Target:
    """Where the sheet goes. Raises CommandError, and SaveError for what is in its way."""
    form = writable_format(args.output)
    sources = [Path(args.photo), *(style for style in map(find_style, args.styles) if isinstance(style, Path))]
    overwrite, quality = policy(resolver.value("overwrite")), resolver.value("quality")
    planner = Planner(args.output, None, overwrite, sources, quality=quality)
    if planner.is_folder:
        raise CommandError(wording.no_sheet_file(args.output, form.suffixes[0]))
    return planner.target(Photo(Path(args.photo)), {})


def _painted(sheet: Sheet, photo: Picture, painter: Painter, *, quiet: bool) -> Picture:
    """Paint everything, beside the thread that listens to Ctrl-C."""
    token = CancelToken()
    try:
        with progress_bar(wanted=not quiet) as bar:
            progress = Progress(bar.begin("sheet"), token)
            return run_interruptibly(lambda: sheet.paint(painter, photo, progress), token)
    except (KeyboardInterrupt, Cancelled):
        complain(wording.NO_SHEET)
        raise KeyboardInterrupt from None
    finally:
        painter.close()
