"""Another language is spoken at once by the program as it runs, with the picture that was open."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.fakes import photo_file

ROOT = Path(__file__).resolve().parents[2]
CHANGED = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from stylizer_app.choices.preferences import Preferences, save
from stylizer_app.ui import app
from tests.ui.fakes import FakePainter

save(Preferences().with_(first_start=False, language="en"))
app.make_painter = lambda packs: FakePainter()
build, looked = app.build, []

def built(settings):
    program = build(settings)
    timer = QTimer(program.window, interval=100)
    timer.timeout.connect(lambda: look(program))
    timer.start()
    return program

def look(program):
    photo = program.workspace.controller.document.photo
    if photo is None or len(looked) == 3:  # the timer may tick once more before a closed window is gone
        return
    titles = [action.text() for action in program.window.menuBar().actions()]
    print(photo.path.name, *titles, sep="|")
    looked.append(titles)
    if len(looked) < 3:
        settings = program.settings
        settings.take(settings.preferences.with_(language="it" if len(looked) == 1 else "en"))
    else:
        program.window.close()

app.build = built
QTimer.singleShot(150_000, lambda: sys.exit("it takes too long"))
print(app.run([Path(sys.argv[1])]))
"""


@pytest.mark.gui
def test_the_window_speaks_another_language_at_once(tmp_path: Path) -> None:
    photo = photo_file(tmp_path / "holiday.png")
    environment = {**os.environ, "STYLIZER_HOME": str(tmp_path / "home")}
    command = [sys.executable, "-c", CHANGED, str(photo)]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=180)
    lines = done.stdout.splitlines()
    assert len(lines) == 4, done.stderr
    assert all(line.startswith("holiday.png|") for line in lines[:3])
    assert ("&Edit" in lines[0], "&Modifica" in lines[1], "&Edit" in lines[2]) == (True, True, True)
    assert lines[3] == "0"
