"""Every drop-down of every dialog shows all its entries, in both themes and at every scale."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
CUT = """
import json
from pathlib import Path
from stylizer_app.choices.document import Crop
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.imaging.geometry import Size
from stylizer_app.choices.preferences import Preferences
from stylizer_app.ui.app import make_app
from stylizer_app.ui.dialogs.crop import CropDialog
from stylizer_app.ui.dialogs.preferences_dialog import PreferencesDialog
from stylizer_app.ui.dialogs.save_all_dialog import SaveAllDialog, SaveAllProposal
from stylizer_app.ui.dialogs.save_dialog import SaveDialog, SaveProposal
from stylizer_app.ui.window.settings import Settings
from PySide6.QtWidgets import QComboBox

app = make_app(["x"])
seen, cut = 0, []
for mode, language in (("light", "en"), ("dark", "it")):
    Settings(Preferences().with_(theme=mode, language=language)).apply_look(app)
    proposal = SaveAllProposal(("a",), "b", "B", "{photo}", Path("/tmp"), "jpeg", 92)
    dialogs = [CropDialog("x", Crop()), PreferencesDialog(Preferences(), PackLibrary().list(), ("cpu", "cuda"))]
    dialogs += [SaveDialog(SaveProposal("a", Path("/tmp"), Size(600, 400))), SaveAllDialog(proposal, lambda *_: None)]
    for dialog in dialogs:
        dialog.show()
        for box in dialog.findChildren(QComboBox):
            if hasattr(dialog, "tabs"):
                page = next(i for i in range(dialog.tabs.count()) if dialog.tabs.widget(i).isAncestorOf(box))
                dialog.tabs.setCurrentIndex(page)
            app.processEvents()
            box.showPopup()
            app.processEvents()
            view, seen = box.view(), seen + 1
            rows = [view.visualRect(box.model().index(row, 0)) for row in range(box.count())]
            whole = view.viewport().rect()
            if not all(whole.contains(row) and row.height() > 20 for row in rows) or view.verticalScrollBar().maximum():
                cut.append(f"{type(dialog).__name__}: {box.accessibleName()} {box.itemText(0)} in {mode}")
            wide = max(view.fontMetrics().horizontalAdvance(box.itemText(row)) for row in range(box.count()))
            if wide > whole.width():
                cut.append(f"{box.itemText(0)} is too narrow in {mode}")
            box.hidePopup()
        dialog.close()
print(json.dumps([seen, cut]))
"""


@pytest.mark.gui
@pytest.mark.parametrize("percent", [100, 150, 200])
def test_drop_downs_show_all_their_entries(percent: int, tmp_path: Path) -> None:
    one = {"name": "one", "x": 0, "y": 0, "width": 1920, "height": 1080}
    (tmp_path / "screen.json").write_text(json.dumps({"screens": [one]}))
    told = {
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen:configfile=screen.json",
    }  # a drive's colon ends names
    environment = {**os.environ, **told, "QT_SCALE_FACTOR": str(percent / 100)}
    command = [sys.executable, "-c", CUT]
    done = subprocess.run(
        command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True, timeout=600
    )
    seen, cut = json.loads(done.stdout.splitlines()[-1])
    assert seen >= 20
    assert cut == []
