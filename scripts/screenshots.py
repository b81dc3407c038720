"""Writes a PNG of every state of the window: `python scripts/screenshots.py OUT [--all]`, without a screen."""

from __future__ import annotations

import argparse
import itertools
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path, PurePath

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.photographer import Look, Photographer  # noqa: E402 (found through the path set above)

THEMES = ("light", "dark")
LANGUAGES = ("en", "it")
SCREENS = {100: (1366, 768), 200: (3840, 2160)}
"""By scale, the screen that the window stands on, in its own pixels."""
SCREEN = "screen.json"
WINDOWS = {100: (1366, 728), 200: (1920, 1040)}
"""By scale, the window that fills a screen of 1366 x 768 and of 3840 x 2160, in logical pixels, under a title bar."""


def take_all(out: Path, look: Look, photos: Sequence[Path], wanted: Sequence[str]) -> None:
    """Take the pictures of one look; the scale and the platform were set before Qt was loaded."""
    from stylizer_app.choices.preferences import Preferences
    from stylizer_app.ui import app as window_app
    from stylizer_app.ui.window.settings import Settings

    app = window_app.make_app(["stylizer"])
    settings = Settings(Preferences().with_(theme=look.theme, language=look.language))
    settings.apply_look(app)
    program = window_app.build(settings)
    program.window.resize(*WINDOWS[look.scale])
    program.window.show()
    program.workspace.start()
    try:
        Photographer(app, program, photos).shoot(wanted, out, look)
    finally:
        program.window.close()
        program.workspace.close()


def take_in_process(out: Path, look: Look, arguments: argparse.Namespace) -> None:
    """Start a process of its own for a look: Qt reads the scale only when it starts."""
    with tempfile.TemporaryDirectory() as home:
        screen(Path(home), look.scale)
        command = [sys.executable, __file__, str(out.resolve()), "--look", look.theme, look.language, str(look.scale)]
        command += ["--photos", *map(str, arguments.photos), "--states", *arguments.states]
        environment = {**os.environ, **surroundings(PurePath(home), look.scale)}
        subprocess.run(command, cwd=home, env=environment, check=True)


def screen(home: Path, scale: int) -> None:
    """Describe the screen for Qt without a screen, in a file in the folder that the process works in."""
    width, height = SCREENS[scale]
    one = {"name": "one", "x": 0, "y": 0, "width": width, "height": height}
    (home / SCREEN).write_text(json.dumps({"screens": [one]}), "utf-8")


def surroundings(home: PurePath, scale: int) -> dict[str, str]:
    """Return the environment; the screen's file has no path, since the colon of a drive would end its name."""
    folder = str(home)
    return {
        "QT_QPA_PLATFORM": f"offscreen:configfile={SCREEN}",
        "QT_SCALE_FACTOR": str(scale / 100),
        "STYLIZER_HOME": folder,
        "TMPDIR": folder,
        "TEMP": folder,
    }


def example_photos() -> list[Path]:
    """Return the photos that come along."""
    return sorted((ROOT / "examples").glob("*.jpg"))


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="folder for the pictures")
    parser.add_argument("--all", action="store_true", help="light and dark, English and Italian, 100 and 200 %%")
    parser.add_argument("--photos", type=Path, nargs="*", default=[], help="photos to use instead of examples/")
    parser.add_argument("--states", nargs="*", default=[], help="only these states")
    parser.add_argument("--look", nargs=3, metavar=("THEME", "LANGUAGE", "PERCENT"), help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def main() -> int:
    """Take one look here, or start a process for each."""
    chosen = parse()
    chosen.out.mkdir(parents=True, exist_ok=True)
    chosen.photos = [photo.resolve() for photo in chosen.photos] or example_photos()
    if chosen.look:
        theme, language, percent = chosen.look
        take_all(chosen.out, Look(theme, language, int(percent)), chosen.photos, chosen.states)
        return 0
    looks = itertools.product(THEMES, LANGUAGES, WINDOWS) if chosen.all else [("light", "en", 100)]
    for look in looks:
        take_in_process(chosen.out.resolve(), Look(*look), chosen)
    return 0


if __name__ == "__main__":
    sys.exit(main())
