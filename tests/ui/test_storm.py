"""A storm over the window: thousands of random actions, and always what is shown belongs to what is chosen."""

import itertools
import os
import threading
from collections import deque

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test
from PySide6.QtTest import QTest

from stylizer_app.imaging.targets import Target
from stylizer_app.ui import translate
from tests.ui.fakes import FakePainter, drop, photo_file, urls
from tests.ui.storm import Storm, close, make_program
from tests.ui.storm_habits import ARRIVALS, DIALOGS, SMALL_EDITS, VIEWS, WAYS

STEPS = int(os.environ.get("STYLIZER_STORM_STEPS", "2000"))
FIRST_SEED = int(os.environ.get("STYLIZER_STORM_SEED", "0"))
RUNS, RUN_STEPS = 20, 100
GROWTH_BYTES, GROWTH_WIDGETS = 32 << 20, 60


@pytest.fixture
def pictures(tmp_path):
    for number in range(4):
        photo_file(tmp_path / f"{number}.png", (60 + 40 * number, 90), (60 * number, 120, 200))
    (tmp_path / "bad.jpg").write_text("no picture")
    (tmp_path / "empty.png").write_bytes(b"")
    photo_file(tmp_path / "folder" / "one.png")
    photo_file(tmp_path / "folder" / "deeper" / "two.png")
    return tmp_path


@pytest.mark.gui
@pytest.mark.slow
def test_a_storm_of_actions_shows_nothing_stale_and_leaves_nothing_behind(qapp, pictures, monkeypatch, capture_errors):
    monkeypatch.setattr("stylizer_app.ui.background.saving.recipe_text", lambda *_arguments: "{}")
    monkeypatch.setattr("stylizer_app.ui.workspace.style_previews.DELAY", 5)
    monkeypatch.setattr("stylizer_app.ui.background.pictures.BUDGET", 8 << 20)
    before = {thread.name for thread in threading.enumerate()}
    monkeypatch.setattr("stylizer_app.ui.window.window_dialogue.QDesktopServices.openUrl", lambda _url: True)
    Storm.folder, Storm.errors, Storm.memory, Storm.widgets = pictures, capture_errors, [], []
    Storm.steps = 0
    Storm.painter = FakePainter(steps=3)
    Storm.painter.requests = deque(maxlen=4)
    Storm.program = make_program(Storm.painter)
    relaxed = settings(
        max_examples=RUNS,
        stateful_step_count=RUN_STEPS,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
        derandomize=True,
        phases=[Phase.generate],  # what went wrong hangs on the clock: a second try would not be the same
        print_blob=False,
    )
    try:
        for number in itertools.takewhile(lambda _: Storm.steps < STEPS, itertools.count(FIRST_SEED)):
            # an engine keeps all that it drew, so that there is a new one for each storm
            run_state_machine_as_test(seed(number)(lambda: Storm()), settings=relaxed)
    finally:
        Storm.painter.gate.set()
        close(Storm.program)
        translate.install(qapp)
    assert {thread.name for thread in threading.enumerate()} <= before
    assert capture_errors == []
    early, late = Storm.memory[len(Storm.memory) // 2], Storm.memory[-1]
    assert late - early < GROWTH_BYTES, str([size >> 20 for size in Storm.memory])
    assert Storm.widgets[-1] - Storm.widgets[len(Storm.widgets) // 2] < GROWTH_WIDGETS, str(Storm.widgets)


@pytest.mark.gui
def test_the_storm_knows_every_command_of_the_menus(program):
    known = {*SMALL_EDITS, *VIEWS, *ARRIVALS, *WAYS, *DIALOGS}
    assert {action.objectName() for action in program.window.actions() if action.objectName()} - known == {"quit"}


@pytest.mark.gui
def test_a_window_can_be_closed_at_any_moment(qapp, pictures, capture_errors):
    before = {thread.name for thread in threading.enumerate()}
    for number in range(8):
        painter = FakePainter(steps=20)
        program = make_program(painter)
        drop(program.window.photo, urls(pictures / f"{number % 4}.png"))
        program.workspace.importer.choose_style("woodcut")
        QTest.qWait(number * 12)
        if program.workspace.controller.document.complete:
            target = Target(pictures / "out.png", overwrite="replace")
            program.workspace.saving.save(program.workspace.controller.document, target)
        program.workspace.choices.set("strength", 50)
        QTest.qWait(number)
        close(program)
        assert painter.closed or not painter.requests
    assert {thread.name for thread in threading.enumerate()} <= before
    assert capture_errors == []


@pytest.fixture
def capture_errors(qtbot):
    """Exceptions in slots, which Qt would swallow."""
    import sys

    errors, usual = [], sys.excepthook
    sys.excepthook = lambda kind, error, trace: errors.append((kind, str(error)))
    yield errors
    sys.excepthook = usual
