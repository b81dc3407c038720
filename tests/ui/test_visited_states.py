"""Every state of the window, in both themes, languages and scales: nothing is cut, pale, nameless or uneven."""

from __future__ import annotations

import json
import os
import subprocess
import sys
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
found, said = {}, set()
try:
    for name, widgets in Photographer(app, program, screenshots.example_photos()).visit():
        found[name] = [fault for widget in widgets for fault in audit.faults(widget)]
        said |= {text for widget in widgets for text in audit.texts(widget)}
finally:
    program.window.close()
    program.workspace.close()
print(json.dumps([found, sorted(said)]))
"""


def visit(home: Path, theme: str, language: str, scale: int) -> tuple[dict[str, list[str]], set[str]]:
    """The faults of every state, and every text that is shown in any."""
    screenshots.screen(home, scale)
    environment = {**os.environ, **screenshots.surroundings(PurePath(home), scale), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", VISIT, theme, language, str(scale)]
    done = subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    found, said = json.loads(done.stdout.splitlines()[-1])
    return found, set(said)


@pytest.mark.gui
@pytest.mark.slow
@pytest.mark.parametrize(("theme", "language", "scale"), [("light", "it", 100), ("dark", "en", 200)])
def test_nothing_is_wrong_in_any_state(tmp_path: Path, theme: str, language: str, scale: int) -> None:
    found, _ = visit(tmp_path, theme, language, scale)
    assert len(found) > 50
    assert {state: faults for state, faults in found.items() if faults} == {}
