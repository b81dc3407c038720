"""The commands and flags, as argparse sees them: everything that was typed wrong is said here, at once."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from stylizer_app import __version__
from stylizer_app.adjustments import ROWS
from stylizer_app.choices.amounts import SHEET_SIDE
from stylizer_app.choices.settings import SETTINGS, TABLE, Setting
from stylizer_app.cli import values, wording
from stylizer_app.cli.console import complain
from stylizer_app.devices import CUDA

COMMANDS = ("paint", "sheet", "styles", "packs", "devices")
READERS: dict[str, Callable[[str], Any]] = {
    **{row.name: values.worded(row.read) for row in ROWS.values()},
    "size": values.size,
    "quality": values.worded(TABLE["quality"].check),
    "memory": values.memory,
    "max_pixels": values.pixels,
}
"""How the value of a setting is read, typed or from the preferences; the others are taken as they are."""

_OTHER_FLAGS = (
    *("--style", "--style-each", "--strength-each", "--series", "--recipe", "--mask", "--output", "--name", "--resume"),
    *("--recursive", "--watch", "--cluster", "--json", "--quiet", "--styles"),
)

_GROUPS = {"painting": "how it looks", "saving": "what is written", "engine": "how it runs"}

_VARIED = {"strength": "strengths", "brush": "brushes"}
"""Of which adjustments a sheet shows several values, and what those are called."""

_EPILOG = """\
stylizer                      opens the window
stylizer PHOTO...             opens the window with these photos
stylizer paint PHOTO --style woodcut -o painted.jpg
stylizer sheet PHOTO -o sheet.jpg
stylizer COMMAND --help       explains a command

exit codes: 0 success, 1 some pictures failed, 2 usage error, 130 interrupted
"""


class Parser(argparse.ArgumentParser):
    """argparse's, but what is wrong is one line that is not lost under the list of all flags."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where the help is; exit with 2."""
        what = message.removeprefix("argument ").rstrip(".")
        complain(f"{self.prog}: {wording.wrong_use(what, _meant(message), self.prog)}")
        raise SystemExit(2)


def _meant(message: str) -> str:
    """The flag that a misspelt one is close to, as a question; empty if there is none."""
    _, _, unknown = message.partition("unrecognized arguments: ")
    flags = [*_OTHER_FLAGS, *(setting.flag for setting in SETTINGS if setting.flag)]
    close = difflib.get_close_matches(unknown.split(" ")[0].partition("=")[0], flags, n=1)
    return wording.did_you_mean(close[0]) if close else ""


def make_parser() -> Parser:
    """The parser of the whole command line."""
    parser = Parser(
        prog="stylizer",
        description="Paints photographs in the style of paintings.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"stylizer {__version__}")
    parser.add_argument("--selftest", metavar="FILE", help="test this installation, write a JSON report to FILE")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    _add_paint(commands)
    _add_sheet(commands)
    _add_lists(commands)
    return parser


def _command(commands: argparse._SubParsersAction[Parser], name: str, sentence: str) -> Parser:
    """Add a command; flags must be written out, so that scripts keep working when new ones come."""
    return commands.add_parser(name, help=sentence, description=sentence, allow_abbrev=False)


def _add_paint(commands: argparse._SubParsersAction[Parser]) -> None:
    """The command that the program is about."""
    paint = _command(commands, "paint", "Paint photos in the style of one or several paintings.")
    paint.add_argument(
        "photos",
        nargs="+",
        metavar="PHOTO",
        help="picture files, folders, patterns such as holiday/*.jpg, or - for standard input",
    )
    paint.add_argument("-r", "--recursive", action="store_true", help="paint what lies in folders inside a folder, too")
    looks, written, running = (paint.add_argument_group(title) for title in _GROUPS.values())
    _add_looks(looks)
    written.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="OUT",
        help="a file for one photo, a folder for several, - for standard output",
    )
    written.add_argument(
        "--name",
        type=values.template,
        metavar="TEMPLATE",
        help=f"names of the results in a folder, from {values.TEMPLATE_FIELDS}; a slash makes a folder",
    )
    written.add_argument(
        "--resume", action="store_true", help="keep a journal in OUT, and go on where the run before this one ended"
    )
    running.add_argument(
        "--cluster", metavar="ADDRESS", help="paint on the machines of a Dask scheduler, such as tcp://10.0.0.5:8786"
    )
    running.add_argument(
        "--watch", action="store_true", help="go on painting what appears in the folders, until Ctrl-C; with a journal"
    )
    for setting in SETTINGS:
        if setting.flag:
            _add_setting({"painting": looks, "saving": written, "engine": running}[setting.group], setting)
    running.add_argument("--json", action="store_true", help="one JSON object per picture and line on standard output")
    running.add_argument("--quiet", action="store_true", help="print errors only")


def _add_sheet(commands: argparse._SubParsersAction[Parser]) -> None:
    """The command that shows what could be painted."""
    sheet = _command(commands, "sheet", "Paint a photo in many looks, as one picture with captions.")
    sheet.add_argument("photo", metavar="PHOTO", help="a picture file")
    looks, written, running = (sheet.add_argument_group(title) for title in _GROUPS.values())
    looks.add_argument(
        "--styles", nargs="+", default=[], metavar="PAINTING", help="looks by name, or picture files; all looks if none"
    )
    for name, plural in _VARIED.items():
        row = ROWS[name]
        looks.add_argument(
            f"--{plural}",
            nargs="+",
            type=READERS[name],
            default=[],
            metavar="|".join(row.choices),
            help=f"paint every look in each of these {plural} (default: what a look is best painted with)",
        )
    written.add_argument("-o", "--output", required=True, metavar="OUT", help="the sheet's file")
    written.add_argument(
        "--size",
        type=values.side,
        default=SHEET_SIDE,
        metavar="PIXELS",
        help=f"long side of each picture (default: {SHEET_SIDE})",
    )
    left_out = {*_VARIED, "size", "format", "strip_metadata"}
    for setting in SETTINGS:
        if setting.flag and setting.name not in left_out:
            _add_setting({"painting": looks, "saving": written, "engine": running}[setting.group], setting)
    running.add_argument("--quiet", action="store_true", help="print errors only")
    sheet.set_defaults(**dict.fromkeys(_VARIED))


def _add_looks(looks: argparse._ArgumentGroup) -> None:
    """The flags for what is painted, besides the rows of the table."""
    looks.add_argument(
        "--style",
        action="append",
        type=values.style,
        default=[],
        metavar="PAINTING[=WEIGHT]",
        help="a look by name (see `stylizer styles`), a picture file, a .stylizer-look file, or a folder of paintings;"
        " several are mixed by weight",
    )
    looks.add_argument(
        "--style-each",
        nargs="+",
        type=values.style,
        default=[],
        metavar="PAINTING",
        help="paint every photo once in each of these; what --style names is mixed in",
    )
    looks.add_argument(
        "--strength-each",
        nargs="+",
        type=READERS["strength"],
        default=[],
        metavar="STRENGTH",
        help="paint every photo once with each of these strengths",
    )
    looks.add_argument(
        "--series",
        metavar="PHOTO|all",
        help="the photos belong together: paint all like this one, or as all are on average, so that they do not"
        " flicker",
    )
    looks.add_argument("--recipe", type=Path, metavar="PICTURE", help="paint in the same way as this painted picture")
    looks.add_argument(
        "--mask",
        type=Path,
        metavar="PICTURE",
        help="a mask, which keeps parts of the photo: this picture, stretched over it, is white or opaque where it is"
        " painted, black or transparent where it stays as it is",
    )


def _add_setting(group: argparse._ArgumentGroup, setting: Setting) -> None:
    """Add the flag of a row of the table of settings; None stands for what the preferences say."""
    if setting.kind == "flag":
        group.add_argument(
            setting.flag, dest=setting.name, action=argparse.BooleanOptionalAction, default=None, help=setting.help
        )
        return
    group.add_argument(
        setting.flag,
        dest=setting.name,
        type=READERS.get(setting.name, str),
        choices=setting.choices or None,
        metavar=setting.metavar,
        help=f"{setting.help} (default: {_shown(setting)})".replace("%", "%%"),
    )


def _shown(setting: Setting) -> str:
    """A default as the help shows it."""
    if setting.name in ROWS:
        return ROWS[setting.name].text(ROWS[setting.name].default)
    return f"{setting.default:g}" if isinstance(setting.default, float) else str(setting.default)


def _add_lists(commands: argparse._SubParsersAction[Parser]) -> None:
    """The commands that list, add and remove."""
    styles = _command(commands, "styles", "List the looks that come with the program.")
    styles.add_argument("--json", action="store_true", help="one JSON object per line")

    packs = _command(commands, "packs", "List, verify, add or remove packs of networks.")
    packs.add_argument("--json", action="store_true", help="one JSON object per line (list)")
    actions = packs.add_subparsers(dest="action", metavar="ACTION")
    _command(actions, "list", "List the packs (the default).")
    _command(actions, "verify", "Check the files of packs.").add_argument(
        "ids", nargs="*", metavar="ID", help="packs by their ids; all without any"
    )
    _command(actions, "add", "Install a pack.").add_argument(
        "path", type=Path, metavar="PATH", help="a folder or .zip file"
    )
    _command(actions, "remove", "Remove an installed pack.").add_argument("id", metavar="ID", help="its id")

    devices = _command(commands, "devices", "Show what can compute on this machine, or fetch a device's libraries.")
    devices.add_argument("--json", action="store_true", help="one JSON object per line (list)")
    devices.add_argument("--refresh", action="store_true", help="test every device again")
    actions = devices.add_subparsers(dest="action", metavar="ACTION")
    _command(actions, "list", "List the devices (the default).")
    for action, sentence in (("add", "Fetch a device's libraries."), ("remove", "Remove a device's libraries.")):
        _command(actions, action, sentence).add_argument("device", choices=(CUDA,), help="which device")
