"""The command line of the conversion."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from scripts.convert.convert import Networks, Order, clean, convert, networks_of
from scripts.convert.origin import Origin, obtain, slug
from scripts.convert.sources import SOURCES
from scripts.errors import ModelError
from stylizer_app.cli.progress_bar import progress_bar
from stylizer_app.errors import StylizerError
from stylizer_app.system import paths

EXAMPLES = """examples:
  convert_model.py hub:magenta --install          Magenta's full network, into the program
  convert_model.py hub:magenta-mobile --out packs  its mobile pair, into ./packs/magenta-mobile
  convert_model.py predict.tflite transfer.tflite --id mine"""


def main(arguments: list[str] | None = None, read: Callable[[Origin], Networks] = networks_of) -> int:
    """Convert what the arguments name; returns the exit code: 0 done, 1 not possible, 2 wrong usage, 130 stopped."""
    options = _parser().parse_args(arguments)
    work = paths.cache_dir() / "convert" / _folder_name(options.source)
    work.mkdir(parents=True, exist_ok=True)
    try:
        code = _run(options, work, read)
    except KeyboardInterrupt:
        _say("Stopped. A download goes on from here the next time.")
        return 130
    if options.keep_work:
        _say(f"Everything in between is in {work}.")
    else:
        clean(work)
    return code


def _run(options: argparse.Namespace, work: Path, read: Callable[[Origin], Networks]) -> int:
    """Convert and say what came of it."""
    folder = paths.user_packs_dir() if options.install else Path(options.out)
    order = Order(folder, options.id, options.fp16, options.optimize, options.check)
    started = time.monotonic()
    try:
        pack, figures = convert(order, _fetch(options.source, work), work, _say, read)
    except (StylizerError, ModelError, OSError) as error:
        _say(str(error))
        return 1
    _say(f"Compared: {figures}." if figures else "Not compared with the original (--check 0).")
    size = sum(path.stat().st_size for path in pack.iterdir())
    _say(f"{pack} ({size / 1e6:.1f} MB) is ready, after {time.monotonic() - started:.0f} s.")
    return 0


def _fetch(sources: list[str], work: Path) -> Origin:
    """The networks' files, downloaded under a progress bar where that is needed."""
    _say("Fetching the networks")
    with progress_bar(wanted=True) as bar:
        listener = bar.begin("")

        def watch(have: int, total: int | None) -> None:
            if listener is not None:
                listener(have / total if total else 0.0, f"{have / 1e6:.1f} MB")

        return obtain(sources, work, watch)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="convert_model.py",
        description="Makes a pack of networks for Stylizer, and proves it equal to the original.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    known = ", ".join(SOURCES)
    parser.add_argument("source", nargs="+", help=f"{known}, an address, an archive, a SavedModel folder, two .tflite")
    parser.add_argument("--out", default=".", metavar="DIR", help="where the pack's folder is made (default: here)")
    parser.add_argument("--install", action="store_true", help="put the pack where the program finds it")
    parser.add_argument("--id", default="", metavar="NAME", help="the pack's name (default: that of the source)")
    parser.add_argument("--fp16", action="store_true", help="store weights in 16 bits: half the size, nearly the same")
    parser.add_argument("--optimize", action=argparse.BooleanOptionalAction, default=True, help="rewrite for speed")
    parser.add_argument("--check", type=_count, default=3, metavar="N", help="pairs to compare (default 3; 0: none)")
    parser.add_argument("--keep-work", action="store_true", help="keep downloads and everything in between")
    return parser


def _count(text: str) -> int:
    """A number of pairs, 0 to 100."""
    if not text.isdigit() or int(text) > 100:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 to 100")
    return int(text)


def _folder_name(sources: list[str]) -> str:
    """A working folder of its own for every source, so that an interrupted download is found again."""
    return slug(sources[0])[-60:]


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
