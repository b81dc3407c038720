"""Every state of the window, in both themes, languages and scales: nothing is cut, pale, nameless or uneven."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path, PurePath

import pytest

from scripts import screenshots

SAME = re.compile(
    r"""([\d\W]|\b(cm|in|dpi|GB|MP)\b)* | A\d | AVIF | JPEG | PNG | TIFF | WebP
    | (Ctrl|Shift)\+.* | [A-Z] | F\d+ | Esc | (\{\w+\}[ -]*)+
    | .*\.jpg | landscape(\ –\ Stylizer)? | van | zeppelin
    | Album | CPU | English | File | Italiano | OK | Roerich | Studio | Stylizer""",
    re.VERBOSE,
)
"""Texts that are the same in Italian: amounts, formats, keys, places in names, what is typed and files, names."""
ROOT = Path(__file__).resolve().parents[2]
VISIT = """
import json, sys
from stylizer_app.choices.preferences import Preferences
from stylizer_app.ui import app as window_app
from stylizer_app.ui.window.settings import Settings
from scripts.photographer import Photographer
from scripts import screenshots
from tests.ui import audit
from tests.ui.fakes import FakePainter

theme, language, scale = sys.argv[1], sys.argv[2], int(sys.argv[3])
app = window_app.make_app(["stylizer"])
settings = Settings(Preferences().with_(theme=theme, language=language))
settings.apply_look(app)
program = window_app.build(settings, lambda: FakePainter(steps=6))
program.window.resize(*screenshots.WINDOWS[scale])
program.window.show()
program.workspace.start()
found, texts = {}, set()
try:
    for name, widgets in Photographer(app, program, screenshots.example_photos()).visit():
        found[name] = [fault for widget in widgets for fault in audit.faults(widget)]
        texts.update(*(audit.texts(widget) for widget in widgets))
finally:
    program.window.close()
    program.workspace.close()
print(json.dumps([found, sorted(texts)]))
"""


LOOKS = (("light", "it", 100), ("dark", "en", 200))


Visits = dict[str, tuple[Path, subprocess.Popen[bytes]]]


def start(home: Path, theme: str, language: str, scale: int) -> subprocess.Popen[bytes]:
    """A process that goes through all states and prints the faults of each."""
    home.mkdir()
    screenshots.screen(home, scale)
    environment = {**os.environ, **screenshots.surroundings(PurePath(home), scale), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", VISIT, theme, language, str(scale)]
    with (home / "said").open("w", encoding="utf-8") as said, (home / "wrong").open("w", encoding="utf-8") as wrong:
        return subprocess.Popen(command, cwd=home, env=environment, stdout=said, stderr=wrong)


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visits]:
    """All at once: each waits most of the time."""
    folder = tmp_path_factory.mktemp("visits")
    running = {look[0]: (folder / look[0], start(folder / look[0], *look)) for look in LOOKS}
    yield running
    for _, process in running.values():
        process.kill()
        process.wait()


def seen(visits: Visits, theme: str) -> tuple[dict[str, list[str]], set[str]]:
    """What is wrong in each state, and all that was read."""
    home, process = visits[theme]
    process.wait(600)
    assert process.returncode == 0, (home / "wrong").read_text("utf-8")
    found, texts = json.loads((home / "said").read_text("utf-8").splitlines()[-1])
    return found, set(texts)


@pytest.mark.gui
@pytest.mark.slow
@pytest.mark.parametrize("theme", [look[0] for look in LOOKS])
def test_nothing_is_wrong_in_any_state(visits: Visits, theme: str) -> None:
    found, _ = seen(visits, theme)
    assert len(found) > 50
    assert {state: faults for state, faults in found.items() if faults} == {}


@pytest.mark.gui
@pytest.mark.slow
def test_nothing_is_left_in_english_in_the_italian_window(visits: Visits) -> None:
    (_, italian), (_, english) = (seen(visits, theme) for theme, *_ in LOOKS)
    assert len(italian) > 400
    assert {text for text in italian & english if not SAME.fullmatch(text)} == set()
