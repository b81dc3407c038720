"""A photo from standard input, a painting to standard output."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stylizer_app.cli import wording
from stylizer_app.cli.console import CommandError, written
from stylizer_app.cli.options import Options
from stylizer_app.imaging.formats import result_suffix, sniff, writable_format
from stylizer_app.imaging.targets import Target
from stylizer_app.system.leftovers import TemporaryFolder

STANDARD = "-"
"""What is typed in place of a file."""


def check(args: argparse.Namespace) -> None:
    """Raise CommandError for what does not go together with a standard stream."""
    if STANDARD in args.photos and len(args.photos) > 1:
        raise CommandError(wording.STANDARD_INPUT_ALONE)
    if args.output == STANDARD and args.json:
        raise CommandError(wording.NO_JSON_BESIDE_PICTURE)
    if STANDARD in args.photos and args.resume:
        raise CommandError(wording.NO_JOURNAL_OF_STANDARD_INPUT)
    if STANDARD in args.photos and sys.stdin is None:
        raise CommandError(wording.NO_STANDARD_INPUT)
    if args.output == STANDARD and sys.stdout is None:
        raise CommandError(wording.NO_STANDARD_OUTPUT)


@contextmanager
def standard_input() -> Iterator[Path]:
    """A file with what comes from standard input, while inside; its suffix is that of the picture's format."""
    data = sys.stdin.buffer.read()
    form = sniff(data[:64])
    with TemporaryFolder() as folder:
        path = (folder.path / "stdin").with_suffix(form.suffixes[0] if form else "")
        path.write_bytes(data)
        yield path


def target(photo: Path, options: Options) -> Target:
    """The target on standard output: in the format that was chosen, else the photo's where that can be written."""
    path = Path("stdout").with_suffix(result_suffix(photo))
    form = writable_format(path, options.format)
    return Target(path, form.name, options.quality, options.strip_metadata)


def to_standard_output(target: Target, data: bytes) -> Path:
    """Write a finished picture. Raises OutputError, and BrokenPipeError when nobody reads it."""
    with written():
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    return target.path
