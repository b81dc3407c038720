"""The Windows build, made and tried on Linux: Wine 10, a complete Windows Python, the pinned wheels."""

from __future__ import annotations

import filecmp
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from scripts.devtools import process, wine_setup, wine_tests, wine_titles, wine_trial
from scripts.devtools.process import ROOT, TroubleError, say
from scripts.devtools.wine import Wine, windows_path

PLACE = Path(os.environ.get("STYLIZER_WINDOWS", ROOT / "build" / "windows"))
"""Everything lies here: 4 GB, with a frozen program 5."""

SHORT = (
    "tests/test_architecture.py::test_every_module_can_be_imported",
    "tests/system/test_file_names.py", "tests/system/test_system_errors.py", "tests/system/test_paths.py",
    "tests/system/test_taskbar.py",
    "tests/imaging/test_targets.py", "tests/imaging/test_decode_kinds.py",
    "tests/imaging/test_encode.py::test_a_whole_round_of_formats_keeps_the_pixels",
    "tests/cli/test_wildcards.py", "tests/many/test_targets.py",
    "tests/ui/window/test_window.py::test_dropping_photo_and_painting_on_their_panes_paints",
)  # fmt: skip
"""Imports, names, reading, writing, the command line and one window."""

STATES = ("empty", "both", "save", "queue", "preferences")
"""Of the window, that are kept as pictures."""

_BUILT = ("build", "dist")
_USAGE = """\
python3 scripts/dev.py windows setup             make the Windows that the others run in (root; once, 10 minutes)
python3 scripts/dev.py windows test [PYTEST...]  all tests (30 minutes), or those named, under the Windows Python
python3 scripts/dev.py windows test --short      the ones that change most with the system; nothing without setup
python3 scripts/dev.py windows freeze            the program, frozen, and setup.exe (8 minutes)
python3 scripts/dev.py windows install           install, self-test, paint, upgrade and remove that setup.exe
python3 scripts/dev.py windows window [PHOTO]    open the window, paint, take pictures of it: window.png, states/"""

_LOOK = """\
wine "$0" -m stylizer_app "$1" >window.log 2>&1 &
for second in $(seq 1 60); do sleep 1; xwininfo -root -tree | grep -q -- '– Stylizer' && break; done
sleep 6; xdotool mousemove 285 540 click 1; sleep 10
import -window root "$2"; xdotool key ctrl+q; sleep 1; wineserver -k
"""
"""Opens the window, chooses a painting, and keeps what is on the screen."""


def main(arguments: Sequence[str]) -> int:
    """Make and try the Windows build: setup, test, freeze, install, window."""
    name, rest = (arguments[0], list(arguments[1:])) if arguments else ("", [])
    if name not in _PARTS:
        say(_USAGE)
        return 2
    wine = Wine(PLACE)
    if name != "setup" and not wine_setup.is_made(wine):
        missing = "The Windows tests need `python3 scripts/dev.py windows setup`, which was not done here"
        if rest == ["--short"]:
            say(f"{missing}: they are left out.")
            return 0
        raise TroubleError(f"{missing}.")
    return _PARTS[name](wine, rest)


def _setup(wine: Wine, _rest: list[str]) -> int:
    wine_setup.make(wine)
    return 0


def _test(wine: Wine, rest: list[str]) -> int:
    """Run all tests, those of the short form, or those that are named."""
    copy_source(wine)
    asked = list(SHORT) if rest == ["--short"] else rest
    return wine_tests.named(wine, asked) if asked else wine_tests.whole(wine)


def _freeze(wine: Wine, _rest: list[str]) -> int:
    copy_source(wine)
    told = replace(wine, variables={"WINEQT_QPA_PLATFORM": "offscreen"})
    code = told.call(*told.on_screen(wine.python, "packaging/build.py", "--only", "freeze"), cwd=wine.source)
    make = ["python3", "packaging/windows/make.py", "build/package/dist/stylizer", "build/package", "dist"]
    debians = replace(wine, variables={"PYTHONPYCACHEPREFIX": str(wine.bytecode)})
    return code or debians.call(*make, cwd=wine.source)


def _install(wine: Wine, _rest: list[str]) -> int:
    """Try setup.exe in a fresh prefix without the redistributable."""
    copy_source(wine)
    faults = wine_trial.run(wine)
    say("Installed, tested, upgraded, removed." if not faults else f"Faults: {len(faults)}.")
    return 1 if faults else 0


def _window(wine: Wine, rest: list[str]) -> int:
    copy_source(wine)
    photo = Path(rest[0]).resolve() if rest else wine.source / "examples" / "landscape.jpg"
    if not photo.is_relative_to(wine.folder):
        photo = Path(shutil.copy(photo, wine.folder / photo.name))
    picture = wine.folder / "window.png"
    picture.unlink(missing_ok=True)
    screen = ["xvfb-run", "-a", "-s", "-screen 0 1600x1000x24", "sh", "-c", _LOOK]
    wine.call(*screen, wine.python, windows_path(photo), picture, cwd=wine.source)
    say(f"What was on the screen: {picture}" if picture.is_file() else "There was nothing on the screen.")
    out, home = wine.folder / "states", wine.folder / "home"
    for folder in (out, home):
        shutil.rmtree(folder, ignore_errors=True)
    drive = ["scripts/screenshots.py", windows_path(out), "--look", "light", "en", "100", "--states", *STATES]
    new = replace(wine, variables={"STYLIZER_HOME": windows_path(home)})  # "empty" restores nothing
    new.call(*new.on_screen(new.python, *drive), cwd=new.source)
    states = sorted(path.name for path in out.glob("*.png"))
    say(f"States of the window in {out}: {', '.join(states) or 'none'}")
    faults = wine_titles.faults(wine)
    say(f"Title bars follow the theme{'' if not faults else ', but not here: ' + '; '.join(faults)}.")
    return 0 if picture.is_file() and len(states) == len(STATES) and not faults else 1


_PARTS: dict[str, Callable[[Wine, list[str]], int]] = {
    "setup": _setup, "test": _test, "freeze": _freeze, "install": _install, "window": _window,
}  # fmt: skip


def copy_source(wine: Wine) -> None:
    """Bring the copy of the checkout up to date: what git lists; what did not change, or was built, stays."""
    code, listed = process.quietly(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT)
    if code:
        raise TroubleError("The Windows build is made of what git lists, and this is no checkout.")
    names = {name for name in listed.split("\0") if name and (ROOT / name).is_file()}
    for name in names:
        source, target = ROOT / name, wine.source / name
        if not target.is_file() or not filecmp.cmp(source, target, shallow=False):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    for path in list(wine.source.rglob("*")):
        place = path.relative_to(wine.source)
        if path.is_file() and place.as_posix() not in names and place.parts[0] not in _BUILT:
            path.unlink()
