"""A storm over the window: thousands of random actions, and always what is shown belongs to what is chosen."""

import contextlib
import ctypes
import gc
import os
import threading
from collections import deque
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from stylizer_app.choices.document import Crop, Document
from stylizer_app.choices.preferences import Preferences
from stylizer_app.imaging.targets import Target
from stylizer_app.ui.look import theme
from stylizer_app.ui.widgets.canvas.mask_stroke import Brush, Tool
from stylizer_app.ui.widgets.canvas.paint import Mode
from tests.ui.fakes import FakePainter, colour_of, drop, photo_file, urls

STEPS = int(os.environ.get("STYLIZER_STORM_STEPS", "2000"))
RUNS = 20
fractions = st.floats(0, 1, allow_nan=False)
percents = st.integers(0, 150)
places = st.builds(QPoint, st.integers(-20, 900), st.integers(-20, 700))


class Storm(RuleBasedStateMachine):
    """One window; every rule is something a person could do at that moment."""

    folder: Path
    errors: list
    memory: list

    painter: FakePainter
    program: object

    def __init__(self):
        super().__init__()
        self.window, self.workspace = self.program.window, self.program.workspace
        self.workspace.album.clear()
        self.workspace.controller.replace(Document())

    # what a person does

    @rule(number=st.integers(0, 3), where=st.sampled_from(["photo", "painting", "canvas"]))
    def drop_a_picture(self, number, where):
        widget = getattr(self.window, where)
        drop(widget, urls(self.folder / f"{number}.png"), QPointF(widget.width() * 0.3, widget.height() * 0.5))

    @rule(count=st.integers(2, 4))
    def drop_an_album(self, count):
        drop(self.window.photo, urls(*(self.folder / f"{number}.png" for number in range(count))))

    @rule(name=st.sampled_from(["bad.jpg", "missing.png", "empty.png"]), where=st.sampled_from(["photo", "painting"]))
    def drop_a_bad_file(self, name, where):
        drop(getattr(self.window, where), urls(self.folder / name))

    @rule()
    def drop_a_link(self):
        drop(self.window.photo, urls("https://example.org/a.jpg"))

    @rule(percent=percents)
    def move_strength(self, percent):
        self.window.controls.changed.emit("strength", percent)

    @rule(pixels=st.integers(64, 1300))
    def move_brush(self, pixels):
        self.window.controls.changed.emit("brush", pixels)

    @rule(tool=st.sampled_from(list(Tool)), keep=st.booleans(), size=fractions, start=places, end=places)
    def draw_on_the_mask(self, tool, keep, size, start, end):
        canvas = self.window.canvas
        canvas.masking.set_active(True)
        canvas.masking.use(Brush(tool, keep, size))
        for press, place in ((QTest.mousePress, start), (QTest.mouseRelease, end)):
            QTest.mouseMove(canvas, place)
            press(canvas, Qt.MouseButton.LeftButton, pos=place)
        canvas.masking.set_active(False)

    @rule(number=st.integers(0, 2))
    def save_the_choices(self, number):
        self.workspace.own_looks.save(f"look {number}")

    @rule(number=st.integers(0, 2), what=st.sampled_from(["chosen", "added", "removed"]))
    def do_something_with_a_look(self, number, what):
        looks = self.workspace.own_looks.looks
        if number < len(looks):
            getattr(self.window.shelf.own, what).emit(str(looks[number]))

    @rule(key=st.sampled_from([Qt.Key.Key_I, Qt.Key.Key_Delete, Qt.Key.Key_M]))
    def press_a_key_of_the_mask(self, key):
        QTest.keyClick(self.window.canvas, key)

    @rule(share=fractions)
    def move_colour(self, share):
        self.window.controls.changed.emit("colors", 100 * share)

    @rule()
    def let_go(self):
        self.window.controls.committed.emit()

    @rule(name=st.sampled_from(["woodcut", "charcoal", "ink-wash"]), add=st.booleans())
    def choose_a_style(self, name, add):
        (self.window.shelf.style_added_to_mix if add else self.window.shelf.style_chosen).emit(name)

    @rule(weights=st.lists(fractions, min_size=1, max_size=4))
    def weigh(self, weights):
        self.window.controls.mixer.weights_changed.emit(weights)

    @rule(index=st.integers(0, 3))
    def take_out(self, index):
        self.window.controls.mixer.style_removed.emit(index)

    @rule()
    def surprise(self):
        self.window.commands["surprise"].trigger()

    @rule(name=st.sampled_from(["undo", "redo", "turn_left", "swap", "close_photo", "reset", "copy", "fit", "actual"]))
    def a_command(self, name):
        self.window.commands[name].trigger()

    @rule(name=st.sampled_from(["woodcut", "charcoal", "the-scream"]))
    def star(self, name):
        self.window.shelf.starred.emit(name)

    @rule(words=st.sampled_from(["", "van", "nothing of the kind"]), number=st.integers(0, 4))
    def search(self, words, number):
        self.window.shelf.finder.field.setText(words)
        list(self.window.shelf.finder.groups.values())[number].click()

    @rule(name=st.sampled_from(["all_looks", "strengths_and_brushes", "more_like_this"]))
    def look_at_ways(self, name):
        self.window.commands[name].trigger()

    @rule(number=st.integers(0, 8), leave=st.booleans())
    def take_a_way(self, number, leave):
        (self.workspace.ways.leave if leave else lambda: self.workspace.ways.take(number))()

    @rule(left=fractions, top=fractions)
    def crop(self, left, top):
        self.workspace.choices.crop_photo(Crop(left * 0.5, top * 0.5, 0.5 + left * 0.5, 0.5 + top * 0.5))

    @rule(mode=st.sampled_from(list(Mode)), wipe=fractions, steps=st.floats(-3, 3))
    def look(self, mode, wipe, steps):
        self.window.canvas.set_mode(mode)
        self.window.canvas.set_wipe(wipe)
        self.window.canvas.zoom(steps)

    @rule(width=st.integers(900, 1600), height=st.integers(600, 1200))
    def pull_at_a_corner(self, width, height):
        self.window.resize(width, height)

    @rule(mode=st.sampled_from(["light", "dark"]))
    def change_the_theme(self, mode):
        theme.apply(QApplication.instance(), mode)

    @rule(pack=st.sampled_from(["builtin", "other"]))
    def change_the_networks(self, pack):
        self.workspace.choices.use_engine(pack, "auto", None)

    @rule(number=st.integers(0, 5))
    def go_back(self, number):
        results = self.workspace.controller.results.in_order()
        if number < len(results):
            self.workspace.controller.go_back_to(results[number])

    @rule(number=st.integers(0, 2))
    def save(self, number):
        document = replace(self.workspace.controller.document, pack="builtin")
        if document.complete:
            self.workspace.saving.save(document, Target(self.folder / f"out-{number}.png"))

    @rule()
    def cancel(self):
        self.workspace.saving.cancel()

    @rule(fail=st.booleans())
    def the_engine_fails(self, fail):
        from stylizer_app.errors import DeviceError
        from stylizer_app.errors.device import Failed

        self.painter.error = DeviceError(Failed("It went away."), "cpu") if fail else None

    @rule()
    def press_what_the_bar_offers(self):
        bar = self.window.messages
        offers = [button for button in bar.buttons if button.text() in {"Paint like this", "As photo", "Try again"}]
        if offers:
            offers[0].click()

    @rule(held=st.booleans())
    def the_engine_is_slow(self, held):
        (self.painter.gate.clear if held else self.painter.gate.set)()

    @rule(milliseconds=st.integers(0, 30))
    def wait(self, milliseconds):
        QTest.qWait(milliseconds)

    @rule()
    def settle(self):
        """Leave it alone, and see what it comes to."""
        self.painter.gate.set()
        self.painter.error = None
        self.workspace.choices.use_engine("builtin", "auto", None)
        self.workspace.controller.previewing.again()
        waited = 0
        while self.workspace.runner.busy and waited < 20_000:
            QTest.qWait(10)
            waited += 10
        assert not self.workspace.runner.busy
        shown, document = self.workspace.controller.previewing.shown, self.workspace.controller.document
        if not document.complete:
            assert shown is None
            return
        files = [document.photo.path, *(style.path for style in document.styles if style.path is not None)]
        if all(file.is_file() for file in files):
            assert shown is not None
            assert shown.document == document.unmasked
            expected = colour_of(document.adjustments)
            assert tuple(shown.painting.picture.rgb[0, 0]) == expected

    # what must always be true

    @invariant()
    def nothing_went_wrong(self):
        assert self.errors == []

    @invariant()
    def nothing_stale_is_on_the_canvas(self):
        shown, document = self.workspace.controller.previewing.shown, self.workspace.controller.document
        canvas = self.window.canvas.scene
        assert (canvas.after is not None) == (shown is not None)
        if shown is not None:
            assert canvas.after is shown.levels
            assert shown.document.photo == document.unmasked.photo

    def teardown(self):
        self.settle()
        gc.collect()
        with contextlib.suppress(OSError, AttributeError, TypeError):  # this C library, or Windows, has no such thing
            ctypes.CDLL(None).malloc_trim(0)  # what was given back counts as given back
        self.memory.append(psutil.Process().memory_info().rss)


def make_program(painter):
    from stylizer_app.ui.app import build
    from stylizer_app.ui.window.settings import Settings

    program = build(Settings(Preferences().with_(first_start=False)), lambda: painter)
    program.window.show()
    program.workspace.start()
    return program


def close(program):
    program.window.may_close = lambda: True
    program.window.close()
    program.workspace.close()
    program.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QApplication.processEvents()


@pytest.fixture
def pictures(tmp_path):
    for number in range(4):
        photo_file(tmp_path / f"{number}.png", (60 + 40 * number, 90), (60 * number, 120, 200))
    (tmp_path / "bad.jpg").write_text("no picture")
    (tmp_path / "empty.png").write_bytes(b"")
    return tmp_path


@pytest.mark.gui
@pytest.mark.slow
def test_a_storm_of_actions_shows_nothing_stale_and_leaves_nothing_behind(qapp, pictures, monkeypatch, capture_errors):
    monkeypatch.setattr("stylizer_app.ui.workspace.saving.recipe_text", lambda *_arguments: "{}")
    monkeypatch.setattr("stylizer_app.ui.workspace.style_previews.DELAY", 5)
    monkeypatch.setattr("stylizer_app.ui.background.pictures.BUDGET", 8 << 20)
    before = {thread.name for thread in threading.enumerate()}
    Storm.folder, Storm.errors, Storm.memory = pictures, capture_errors, []
    Storm.painter = FakePainter(steps=3)
    Storm.painter.requests = deque(maxlen=4)
    Storm.program = make_program(Storm.painter)
    relaxed = settings(
        max_examples=RUNS,
        stateful_step_count=STEPS // RUNS,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
        derandomize=True,
        phases=[Phase.generate],  # what went wrong hangs on the clock: a second try would not be the same
        print_blob=False,
    )
    try:
        run_state_machine_as_test(Storm, settings=relaxed)
    finally:
        Storm.painter.gate.set()
        close(Storm.program)
    assert {thread.name for thread in threading.enumerate()} <= before
    assert capture_errors == []
    early, late = Storm.memory[len(Storm.memory) // 2], Storm.memory[-1]
    assert late - early < 32 << 20, [size >> 20 for size in Storm.memory]


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
