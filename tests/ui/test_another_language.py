"""Another language opens the window anew at once, with the picture that was open."""

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
opened, seen = [], []

class Opened(app.Opened):
    def until_closed(self):
        opened.append(self)
        self.may_stay = QTimer(interval=50)
        self.may_stay.timeout.connect(self.look)
        self.may_stay.start()
        return super().until_closed()

    def look(self):
        photo = self.program.workspace.controller.document.photo
        if photo is None:
            return
        self.may_stay.stop()
        titles = [action.text() for action in self.program.window.menuBar().actions()]
        print(photo.path.name, *titles, sep="|")
        if len(opened) < 3:
            settings = self.program.settings
            settings.take(settings.preferences.with_(language="it" if len(opened) == 1 else "en"))
        else:
            self.program.window.close()

app.Opened = Opened
QTimer.singleShot(40_000, lambda: sys.exit("it takes too long"))
print(app.run([Path(sys.argv[1])]))
"""


@pytest.mark.gui
def test_the_window_speaks_another_language_at_once(tmp_path: Path) -> None:
    photo = photo_file(tmp_path / "holiday.png")
    environment = {**os.environ, "STYLIZER_HOME": str(tmp_path / "home")}
    command = [sys.executable, "-c", CHANGED, str(photo)]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    lines = done.stdout.splitlines()
    assert len(lines) == 4, done.stderr
    assert all(line.startswith("holiday.png|") for line in lines[:3])
    assert ("&Edit" in lines[0], "&Modifica" in lines[1], "&Edit" in lines[2]) == (True, True, True)
    assert lines[3] == "0"
