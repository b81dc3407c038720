"""The whole way with the real networks: drop, drop, move, wipe, save; and the file that the command line gives."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from stylizer_app.adjustments import Adjustments
from stylizer_app.choices.preferences import Preferences
from stylizer_app.cli.main import run as command_line
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.ui.dialogs.save_dialog import SaveDialog
from stylizer_app.ui.dialogs.welcome import WelcomeDialog
from tests.ui.fakes import drop, photo_file, settle, urls

pytestmark = pytest.mark.gui

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def real(qapp, qtbot):
    """The window with the real networks."""
    from stylizer_app.ui.app import build
    from stylizer_app.ui.window.settings import Settings

    made = build(Settings(Preferences().with_(first_start=False)))
    made.window.show()
    qtbot.waitExposed(made.window)
    made.workspace.start()
    yield made
    made.window.close()
    made.workspace.close()
    made.window.deleteLater()
    qapp.processEvents()


def save_as(program, qtbot, path: Path, edit=lambda dialog: None) -> Path:
    """Press Ctrl+S, fill the dialog, accept, and wait until the file is there."""
    program.window.commands["save"].trigger()
    dialog = program.window.findChild(SaveDialog)
    dialog.folder.line.setText(str(path.parent))
    dialog.name.setText(path.stem)
    dialog.formats.format.setCurrentIndex(
        dialog.formats.format.findData({".jpg": "jpeg"}.get(path.suffix, path.suffix[1:]))
    )
    edit(dialog)
    with qtbot.waitSignal(program.workspace.saving.finished, timeout=60_000):
        dialog.accept()
    return path


def paint(program, qtbot, photo: Path, painting: Path) -> None:
    drop(program.window.photo, urls(photo))
    qtbot.waitUntil(lambda: program.workspace.controller.document.photo is not None)
    drop(program.window.painting, urls(painting))
    qtbot.waitUntil(lambda: program.window.canvas.scene.after is not None, timeout=30_000)


def test_drop_drop_move_wipe_save_equals_the_command_line(real, qtbot, tmp_path):
    photo = photo_file(tmp_path / "harbour.jpg", (900, 600))
    painting = photo_file(tmp_path / "waves.png", (200, 160), (220, 120, 40))
    paint(real, qtbot, photo, painting)
    strength = real.window.controls.rows["strength"].track
    strength.setFocus()
    for _ in range(27):
        QTest.keyClick(strength, Qt.Key.Key_Left)
    settle(real, qtbot, 60_000)
    chosen = real.workspace.controller.document.adjustments.strength
    assert chosen < 100
    canvas = real.window.canvas
    middle = QPoint(canvas.width() // 2, canvas.height() // 2)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(canvas, middle + QPoint(60, 0))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=middle + QPoint(60, 0))
    assert canvas.scene.wipe > 0.5

    saved = save_as(real, qtbot, tmp_path / "window.jpg")
    again = tmp_path / "terminal.jpg"
    words = ["paint", str(photo), "--style", str(painting), "--strength", str(chosen), "-o", str(again), "--quiet"]
    assert command_line(words) == 0
    assert saved.read_bytes() == again.read_bytes()

    by_recipe = tmp_path / "recipe.jpg"
    assert command_line(["paint", str(photo), "--recipe", str(saved), "-o", str(by_recipe), "--quiet"]) == 0
    assert saved.read_bytes() == by_recipe.read_bytes()
    assert "window.jpg" in real.window.card.text.text()


@pytest.mark.parametrize("chooses", [False, True], ids=["as proposed", "another look"])
def test_from_the_first_start_to_a_saved_picture_it_is_three_actions_after_the_drop(real, qtbot, tmp_path, chooses):
    actions = []

    def click(widget, where=None):
        actions.append(widget)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=where or widget.rect().center())

    real.dialog_controller.first_start()
    [welcome] = [one for one in QApplication.topLevelWidgets() if isinstance(one, WelcomeDialog) and one.isVisible()]
    click(welcome.start)
    drop(real.window.canvas, urls(photo_file(tmp_path / "harbour.jpg", (300, 200))))
    actions.clear()
    qtbot.waitUntil(lambda: real.window.canvas.scene.after is not None, timeout=30_000)
    looks = real.window.shelf.starters
    if chooses:
        click(looks.viewport(), looks.visualItemRect(looks.item(1)).center())
        settle(real, qtbot, 60_000)
    click(real.window.controls.save)
    dialog = real.window.findChild(SaveDialog)
    with qtbot.waitSignal(real.workspace.saving.finished, timeout=60_000):
        click(dialog.save)
    assert len(actions) <= 3
    [saved] = [path for path in tmp_path.iterdir() if path.stem != "harbour"]
    assert saved.stem == f"harbour - {looks.item(1 if chooses else 0).text().lower()}"
    settle(real, qtbot, 60_000)


def test_what_is_shown_first_is_the_first_octave_of_what_is_saved(real, qtbot, tmp_path):
    import numpy as np

    from stylizer_app.imaging.decode import decode

    photo = photo_file(tmp_path / "small.png", (700, 460))
    paint(real, qtbot, photo, photo_file(tmp_path / "waves.png", (200, 160), (220, 120, 40)))
    settle(real, qtbot, 60_000)
    shown = real.workspace.controller.previewing.shown
    saved = save_as(real, qtbot, tmp_path / "small painted.png")
    assert shown.final
    assert np.array_equal(decode(saved).rgb, shown.painting.picture.rgb)


def test_a_saved_picture_dropped_on_the_window_offers_to_paint_like_it(real, qtbot, tmp_path):
    photo = photo_file(tmp_path / "first.png", (300, 200))
    real.workspace.importer.open_photo(photo)
    real.workspace.importer.choose_style("woodcut")
    real.workspace.choices.set("strength", 80)
    settle(real, qtbot, 60_000)
    saved = save_as(real, qtbot, tmp_path / "painted.png")
    vectors = real.workspace.controller.previewing.shown.painting.style_vectors
    other = photo_file(tmp_path / "second.png", (320, 200), (40, 160, 90))
    real.workspace.choices.remove_styles()
    real.workspace.choices.set("strength", 100)
    drop(real.window.painting, urls(saved))
    qtbot.waitUntil(lambda: real.window.messages.isVisible() and "painted with" in real.window.messages.text.text())
    real.window.messages.buttons[0].click()
    document = real.workspace.controller.document
    assert (document.adjustments.strength, document.styles[0].name) == (80, "woodcut")
    numbers = vectors[0].values  # of the painting as a whole; a saved picture has those from closer as well
    assert document.styles[0].vector[: len(numbers)] == pytest.approx(tuple(numbers), rel=1e-6)
    real.workspace.importer.open_photo(other)
    settle(real, qtbot, 60_000)
    mine = save_as(real, qtbot, tmp_path / "like it.png")
    theirs = tmp_path / "terminal.png"
    assert command_line(["paint", str(other), "--recipe", str(saved), "-o", str(theirs), "--quiet"]) == 0
    assert mine.read_bytes() == theirs.read_bytes()


def test_saving_can_be_cancelled_and_leaves_no_file(opened, painter, qtbot, tmp_path):
    painter.gate.clear()
    opened.window.commands["save"].trigger()
    dialog = opened.window.findChild(SaveDialog)
    dialog.folder.line.setText(str(tmp_path))
    dialog.name.setText("cancelled")
    dialog.accept()
    qtbot.waitUntil(lambda: opened.window.status.cancel.isVisible())
    QTest.mouseClick(opened.window.status.cancel, Qt.MouseButton.LeftButton)
    assert not opened.window.status.cancel.isVisible()
    painter.gate.set()
    settle(opened, qtbot)
    assert not list(tmp_path.glob("*cancelled*"))


def test_the_window_stays_usable_while_a_picture_is_saved(opened, painter, qtbot, tmp_path):
    from stylizer_app.imaging.targets import Target

    painter.steps = 400
    opened.workspace.saving.save(opened.workspace.controller.document, Target(tmp_path / "slow.png"))
    qtbot.waitUntil(lambda: opened.workspace.saving.busy)
    opened.workspace.choices.set("strength", 50)
    previewing = opened.workspace.controller.previewing
    qtbot.waitUntil(lambda: previewing.shown.document.adjustments.strength == 50, timeout=20_000)
    settle(opened, qtbot)
    assert (tmp_path / "slow.png").exists()


def test_an_album_is_saved_as_a_whole(program, qtbot, tmp_path):
    from stylizer_app.choices.amounts import SizeRule
    from stylizer_app.imaging.targets import Target

    files = [photo_file(tmp_path / f"{name}.png") for name in ("one", "two", "three")]
    drop(program.window.photo, urls(*files))
    settle(program, qtbot)
    program.workspace.importer.choose_style("charcoal")
    settle(program, qtbot)
    out = tmp_path / "out"
    out.mkdir()
    with qtbot.waitSignal(program.workspace.saving.finished, timeout=20_000) as finished:
        program.workspace.album.save_all(out, Target(Path("x.png"), "png"), SizeRule())
    assert finished.args == [3]
    assert sorted(path.name for path in out.iterdir()) == [f"{name} - charcoal.png" for name in ("one", "three", "two")]
    settle(program, qtbot)


def test_a_folder_that_cannot_be_written_to_is_said_and_can_be_tried_again(opened, qtbot, tmp_path):
    from stylizer_app.imaging.targets import Target

    target = tmp_path / "missing" / "a.png"
    opened.workspace.saving.save(opened.workspace.controller.document, Target(target))
    qtbot.waitUntil(lambda: opened.window.messages.isVisible())
    assert opened.window.messages.message.problem
    target.parent.mkdir()
    with qtbot.waitSignal(opened.workspace.saving.finished, timeout=20_000):
        opened.window.messages.buttons[0].click()
    assert target.exists()
    settle(opened, qtbot)


SAVER = """
import os, sys, time
from pathlib import Path
sys.path.insert(0, {root!r})
from stylizer_app.imaging import targets
from stylizer_app.system import paths
import stylizer_app.ui.app as window
from stylizer_app.choices.preferences import Preferences
from stylizer_app.imaging.targets import Target
from stylizer_app.ui.window.settings import Settings
from tests.ui.fakes import FakePainter
app = window.make_app(["x"])
program = window.build(Settings(Preferences()), FakePainter)
program.window.show()
program.workspace.start([Path({photo!r})])
program.workspace.importer.choose_style("woodcut")
def ready(until):
    end = time.time() + 60
    while not until() and time.time() < end:
        app.processEvents()
        time.sleep(0.002)
ready(lambda: program.workspace.controller.document.complete and not program.workspace.runner.busy)
ready(lambda: paths.session_file().exists() and "woodcut" in paths.session_file().read_text())
print("ready", flush=True)
while True:
    program.workspace.saving.save(program.workspace.controller.document, Target(Path({out!r}), overwrite="replace"))
    ready(lambda: not program.workspace.saving.busy)
"""


@pytest.mark.slow
def test_killed_while_saving_the_file_is_whole_and_the_session_is_offered(own_home, program, qtbot, tmp_path):
    from stylizer_app.choices import session as sessions
    from stylizer_app.imaging.decode import decode

    home = tmp_path / "home"
    photo, out = photo_file(tmp_path / "p.png", (800, 600)), tmp_path / "out.png"
    environment = {**os.environ, "STYLIZER_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    script = SAVER.format(root=str(ROOT), photo=str(photo), out=str(out))
    for delay in (0.05, 0.15, 0.4):
        process = subprocess.Popen([sys.executable, "-c", script], env=environment, stdout=subprocess.PIPE, cwd=ROOT)
        try:
            assert process.stdout.readline().strip() == b"ready"
            time.sleep(delay)
        finally:
            process.kill()
            process.wait()
            process.stdout.close()
        assert not out.exists() or decode(out).size.width == 800
    left = sessions.load(home / "data" / "session.json")
    assert not left.closed
    assert left.document.photo.path == photo
    assert left.document.styles[0].name == "woodcut"


def test_a_preview_in_between_does_not_change_the_picture_that_is_saved(tmp_path):
    """The executor paints previews between two steps of a long painting, with the same networks."""
    import numpy as np

    from stylizer_app.engine.pipeline import Painter
    from stylizer_app.engine.progress import Progress
    from stylizer_app.engine.request import PaintRequest, WeightedStyle
    from stylizer_app.imaging.decode import decode

    photo = decode(photo_file(tmp_path / "a.png", (500, 330)))
    style = WeightedStyle(decode(photo_file(tmp_path / "b.png", (200, 160), (220, 120, 40))))
    request = PaintRequest(photo, (style,), Adjustments(strength=80, brush=256))
    draft = PaintRequest(photo, (style,), draft=128, adjustments=Adjustments(strength=30))
    painter, inside = Painter(PackLibrary()), []

    def between(fraction: float, doing: str) -> None:
        if len(inside) < 6:
            inside.append(None)
            inside[-1] = painter.paint(draft)

    disturbed = painter.paint(request, Progress(between))
    undisturbed = painter.paint(request)
    painter.close()
    assert len(inside) > 2
    assert np.array_equal(disturbed.picture.rgb, undisturbed.picture.rgb)
    assert all(np.array_equal(inside[0].picture.rgb, other.picture.rgb) for other in inside)
