"""The terminal's words: for a reason the plain English sentence and, where one helps, the flag or command for it;
and what only the command line has to say.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from stylizer_app.engine.progress import Doing, Step
from stylizer_app.errors import DeviceError, PictureError, StylizerError
from stylizer_app.errors.device import DeviceFault
from stylizer_app.errors.names import shown
from stylizer_app.errors.pack import PackFault, UnknownPack
from stylizer_app.errors.painting import LookNotTaught, SpillFailed, SpillTooLarge, TooLittleMemory, UnknownStyle
from stylizer_app.errors.picture import PictureFault, TooLarge
from stylizer_app.errors.save import OtherFormat, SaveFault
from stylizer_app.errors.usage import UsageFault
from stylizer_app.libraries import networks_package

if TYPE_CHECKING:
    from stylizer_app.many.forecast import Total
    from stylizer_app.video.paint import Outlook, PaintedClip

OUT_OF_MEMORY = "There is not enough memory for this picture. Try a smaller --size or --memory."
NO_WINDOW = "there is no screen here to open the window on. Paint without it: stylizer paint --help"
CUDA_ADDED = "The CUDA libraries are installed. `stylizer devices` tests the graphics card."
CUDA_REMOVED = "The CUDA libraries were removed."
CUDA_ABSENT = "There were no CUDA libraries."
NO_SHEET = "Interrupted: no sheet was written."
SERIES_OF_KNOWN_PHOTOS = "--series all needs to know all photos before it begins. Name one photo for --watch."
WATCH_NEEDS_FOLDERS = "--watch watches folders. Name folders that exist, and nothing else."
WATCHING = "Watching. Ctrl-C ends it."
RESUME_NEEDS_FOLDER = "--resume keeps its journal in a folder of results. Name a folder with -o."
NOT_ONE_STREAM = "Standard output takes one picture, but there are several. Name a folder with -o."
STANDARD_INPUT_ALONE = "Standard input (-) is one photo. Name no others beside it."
NO_STANDARD_INPUT = "There is no standard input (-). Lead a picture into the program, or name its file."
NO_STANDARD_OUTPUT = "There is no standard output (-). Lead it into a file or a program, or name a file with -o."
NO_JOURNAL_OF_STANDARD_INPUT = "Standard input (-) cannot be known again. Leave --resume out, or name a file."
NO_JSON_BESIDE_PICTURE = "Standard output is taken by the picture. Leave --json out, or name a file with -o."
CLIPS_ALONE = "Photos and clips are painted in runs of their own. Name one kind only."
CLIPS_IN_FILES = "A clip is painted on this machine, into a file of its own kind. Leave --cluster, --format and - out."
CLIPS_INTERRUPTED = "Interrupted. The same command goes on from there."
EMPTY_WORD = "A word of the command is empty. Check its quotes and variables."
NO_STYLE = "the style needs a name or a picture file"
IN_FLOAT16 = "It computes in float16."


def sentence(error: StylizerError) -> str:
    """Return what to tell the person, on one line; its advice comes last, and what to type for it in brackets."""
    text, helps = str(error), _help(error)
    return f"{text[:-1]} ({helps}){text[-1]}" if helps else text


def doing(what: Doing) -> str:
    """Return what the engine does: a step of painting is a layer; names stay as they are."""
    return f"layer {what.number} of {what.count}" if isinstance(what, Step) else what


def no_command(commands: Sequence[str]) -> str:
    """Return what to type where nothing was."""
    return f"name a command: {', '.join(commands)}. `stylizer --help` explains them."


def misspelt(word: str, meant: str) -> str:
    """Return which command was probably meant by a word that is neither one nor a photo."""
    return f"there is no command and no photo called {word}. {did_you_mean(meant)}"


def wrong_use(what: str, hint: str, prog: str) -> str:
    """Return ``what`` argparse found wrong, whatever was probably meant, and where the help is."""
    return " ".join(filter(None, (f"{what}.", hint, f"`{prog} --help` explains the flags.")))


def did_you_mean(word: str) -> str:
    """Return the question whether this was meant."""
    return f"Did you mean {word}?"


def wrong_weight(name: str, weight: str) -> str:
    """Return which shares in a mixture a painting can have."""
    return f"the weight of {name!r} must be zero or more, not {weight}"


def unexpected(error: Exception) -> str:
    """Return what to say of an error that nobody foresaw."""
    return f"This should not have happened: {type(error).__name__}: {error}"


def why(error: Exception) -> str:
    """Return why a picture could not be painted; a folder was named for the photos in it."""
    if isinstance(error, PictureError) and error.reason is PictureFault.FOLDER and error.subject is not None:
        return f"No photo lies in {shown(error.subject)}. Choose another folder, or take those inside it, too (-r)."
    if isinstance(error, StylizerError):
        return sentence(error)
    return OUT_OF_MEMORY if isinstance(error, MemoryError) else unexpected(error)


def no_file(output: str, example: str) -> str:
    """Return what to do where one file is needed and a folder is named."""
    return f"{shown(output)} is a folder. Name a file for the sheet, such as {example}."


def no_sheet_file(output: str, suffix: str) -> str:
    """Return what to do where a sheet is to become a folder."""
    return f"{shown(output)} is a folder. Name a file for the sheet, such as sheet{suffix}."


def plan(expected: Total, unchanged: int) -> str:
    """Return what a run is going to paint, and what that will take."""
    done = f" ({unchanged} are painted already)" if unchanged else ""
    time = "" if expected.seconds is None else f"about {duration(expected.seconds)}, "
    return f"{expected.pictures} pictures to paint{done}: {time}about {amount(expected.bytes)} on the disk."


def disk_too_small(needed: int, free: int, folder: Path) -> str:
    """Return that a run will probably fill the disk."""
    return f"The disk of {shown(folder)} has {amount(free)} free, and the pictures need about {amount(needed)}."


def done(painted: int, failed: int) -> str:
    """Return how a run went in which something failed; the failures follow."""
    return f"{painted} of {painted + failed} painted. These could not be:"


def duration(seconds: float) -> str:
    """Return a time as people say it."""
    minutes = round(seconds / 60)
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h {minutes % 60} min"


def amount(count: float) -> str:
    """Return a number of bytes as people say it."""
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{max(1, round(count / 1e6))} MB"


def clip_ahead(clip: Path, expected: Outlook) -> str:
    """Return what is going to be painted, and what that will take."""
    time = "" if expected.seconds is None else f", about {duration(expected.seconds)}"
    return f"{shown(clip)}: {expected.frames} frames of {expected.size}{time}."


def painted_clip(result: PaintedClip) -> str:
    """Return where a painted clip is, and what it holds."""
    earlier = f", {result.before} of them by an earlier run" if result.before else ""
    return f"{result.path}  ({result.frames} frames of {result.size}{earlier})"


def no_match(pattern: str) -> str:
    """Return what to do where a pattern names no file."""
    return f"No file matches {shown(pattern)}. Check the pattern and its folder."


def replace_question(path: Path) -> str:
    """Return how to ask about results that exist; the answers are y, n, c, r and q."""
    return (
        f"{path} exists. Replace it, and all others that do? [y]es, [n]o, [c]hanged: only what was painted in another"
        " way, [r]ename the new ones, [q]uit:"
    )


def skipped(path: Path) -> str:
    """Return that a result was there already."""
    return f"{path}  (exists, skipped)"


def interrupted(painted: int, photos: int) -> str:
    """Return how far an interrupted run came."""
    return f"Interrupted: {painted} of {photos} painted."


def not_written(error: OSError) -> str:
    """Return why what the program says cannot be written where it was sent."""
    return f"The output cannot be written: {error.strerror}."


def fetching(packages: int, size: float, folder: Path) -> str:
    """Return what is going to be downloaded; ``size`` in bytes."""
    return f"Fetching {packages} packages, {size / 1e6:.0f} MB, into {folder}"


def pack_added(pack_id: str, description: str) -> str:
    """Return which networks can be painted with from now on."""
    return f"{pack_id} is installed: {description}"


def pack_removed(pack_id: str) -> str:
    """Return which networks are gone."""
    return f"{pack_id} is removed."


def pack_intact(pack_id: str) -> str:
    """Return that nothing is wrong with a pack."""
    return f"{pack_id}: all files are intact."


def _help(error: StylizerError) -> str:  # noqa: C901, PLR0911, PLR0912 - a table
    """Return the flag or command that helps, "" where none does."""
    match error.reason:
        case TooLarge():
            return "--max-pixels"
        case PictureFault.IS_CLIP:
            return "stylizer paint clip.mp4 -o painted.mp4"
        case PictureFault.TRUNCATED:
            return "--allow-truncated"
        case OtherFormat():
            return "--format"
        case SaveFault.EXISTS:
            return "--overwrite replace"
        case TooLittleMemory() | SpillTooLarge() | SpillFailed():
            return "--memory"
        case PackFault.INSTALLED_ALREADY:
            return f"stylizer packs remove {error.subject}"
        case PackFault.NEEDED:
            return "stylizer packs add"
        case UnknownPack():
            return "stylizer packs"
        case LookNotTaught():
            return "--pack, --style"
        case UnknownStyle(meant=()):
            return "stylizer styles"
        case DeviceFault.ONNXRUNTIME_BROKEN:
            frozen = getattr(sys, "frozen", False)
            return "" if frozen else f"python -m pip install --force-reinstall {networks_package()}"
        case DeviceFault.NO_OPENVINO:
            return "pip install openvino, or --device auto"
        case DeviceFault.OUT_OF_MEMORY:
            return ""
        case UsageFault.NO_WATCHDOG:
            return "pip install watchdog"
        case UsageFault.NO_DISTRIBUTED:
            return "pip install distributed"
        case UsageFault.NO_VIDEO:
            return "pip install av opencv-python-headless"
        case UsageFault.NO_PAINTING:
            return "--style; stylizer styles"
        case _:
            return "--device auto; stylizer devices" if isinstance(error, DeviceError) else ""
