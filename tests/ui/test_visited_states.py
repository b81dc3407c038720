"""Every state of the window, in both themes, languages and scales: nothing is cut, pale, nameless or uneven."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path, PurePath

import pytest

from scripts import screenshots

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
found = {}
try:
    for name, widgets in Photographer(app, program, screenshots.example_photos()).visit():
        found[name] = [fault for widget in widgets for fault in audit.faults(widget)]
finally:
    program.window.close()
    program.workspace.close()
print(json.dumps(found))
"""


LOOKS = (("light", "it", 100), ("dark", "en", 200))


def start(home: Path, theme: str, language: str, scale: int) -> subprocess.Popen[bytes]:
    """A process that goes through all states and prints the faults of each."""
    home.mkdir()
    screenshots.screen(home, scale)
    environment = {**os.environ, **screenshots.surroundings(PurePath(home), scale), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", VISIT, theme, language, str(scale)]
    with (home / "said").open("w", encoding="utf-8") as said, (home / "wrong").open("w", encoding="utf-8") as wrong:
        return subprocess.Popen(command, cwd=home, env=environment, stdout=said, stderr=wrong)


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, tuple[Path, subprocess.Popen[bytes]]]]:
    """All at once: each waits most of the time."""
    folder = tmp_path_factory.mktemp("visits")
    running = {look[0]: (folder / look[0], start(folder / look[0], *look)) for look in LOOKS}
    yield running
    for _, process in running.values():
        process.kill()
        process.wait()


@pytest.mark.gui
@pytest.mark.slow
@pytest.mark.parametrize("theme", [look[0] for look in LOOKS])
def test_nothing_is_wrong_in_any_state(visits: dict[str, tuple[Path, subprocess.Popen[bytes]]], theme: str) -> None:
    home, process = visits[theme]
    process.wait(600)
    assert process.returncode == 0, (home / "wrong").read_text("utf-8")
    found = json.loads((home / "said").read_text("utf-8").splitlines()[-1])
    assert len(found) > 50
    assert {state: faults for state, faults in found.items() if faults} == {}
