"""The runner: one thread for the networks, the newest preview wins, cancelled work is silent."""

import threading
import traceback
import weakref
from dataclasses import dataclass, field

import numpy as np
import pytest

from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.ui.background.pictures import Pictures
from stylizer_app.ui.background.runner import Runner
from tests.ui.fakes import FakePainter


@dataclass(frozen=True, eq=False)
class Job:
    name: str
    gate: threading.Event = field(default_factory=threading.Event)
    started: threading.Event = field(default_factory=threading.Event)
    ran_on: list = field(default_factory=list)

    def run(self, work):
        self.ran_on.append(threading.current_thread().name)
        self.started.set()
        while not self.gate.wait(0.005):
            work.progress.advance(0.5, self.name)
        work.give(self.name)


class Heard:
    def __init__(self):
        self.values, self.ends, self.progress = [], [], []
        self.threads = set()

    def value(self, value):
        self.threads.add(threading.current_thread())
        self.values.append(value)

    def end(self, error):
        self.ends.append(error)

    def report(self, fraction, doing):
        self.progress.append((fraction, doing))


@pytest.fixture
def runner(qapp):
    made = Runner(Pictures(), PackLibrary, FakePainter)
    yield made
    made.close()


@pytest.fixture
def heard():
    return Heard()


def test_answers_arrive_on_the_windows_thread(runner, heard, qtbot):
    job = Job("a")
    job.gate.set()
    runner.preview(job, heard.value, heard.end)
    qtbot.waitUntil(lambda: heard.ends == [None])
    assert heard.values == ["a"]
    assert heard.threads == {threading.main_thread()}
    assert job.ran_on == ["executor"]


def test_a_newer_preview_cancels_the_one_before(runner, heard, qtbot):
    old, new = Job("old"), Job("new")
    runner.preview(old, heard.value, heard.end)
    assert old.started.wait(5)
    new.gate.set()
    runner.preview(new, heard.value, heard.end)
    qtbot.waitUntil(lambda: heard.values == ["new"])
    assert heard.ends == [None]


def test_a_cancelled_task_is_silent_even_if_its_answer_is_on_the_way(runner, heard, qtbot):
    job = Job("late")
    job.gate.set()
    ticket = runner.io(job, heard.value, heard.end)
    assert job.started.wait(5)
    runner.cancel(ticket)
    qtbot.wait(50)
    assert (heard.values, heard.ends) == ([], [])


def test_a_preview_passes_a_picture_that_is_being_saved(runner, heard, qtbot):
    save, preview = Job("save"), Job("preview")
    runner.background(save, heard.value, heard.end)
    assert save.started.wait(5)
    preview.gate.set()
    runner.preview(preview, heard.value, heard.end)
    qtbot.waitUntil(lambda: heard.values == ["preview"])
    assert runner.busy
    save.gate.set()
    qtbot.waitUntil(lambda: heard.values == ["preview", "save"])
    assert save.ran_on == preview.ran_on == ["executor"]


def test_a_preview_that_passes_can_be_cancelled_without_the_save(runner, heard, qtbot):
    save, preview = Job("save"), Job("preview")
    runner.background(save, heard.value, heard.end)
    assert save.started.wait(5)
    ticket = runner.preview(preview, heard.value, heard.end)
    assert preview.started.wait(5)
    runner.cancel(ticket)
    save.gate.set()
    qtbot.waitUntil(lambda: heard.values == ["save"])


def test_small_tasks_wait_until_saving_is_done(runner, heard, qtbot):
    first, small, save = Job("first"), Job("small"), Job("save")
    runner.background(first, heard.value, heard.end)
    assert first.started.wait(5)
    for job in (small, save):
        job.gate.set()
    runner.idle(small, heard.value, heard.end)
    runner.background(save, heard.value, heard.end)
    first.gate.set()
    qtbot.waitUntil(lambda: heard.values == ["first", "save", "small"])


def test_an_error_travels_to_the_listener_and_the_thread_lives_on(runner, heard, qtbot):
    @dataclass(frozen=True)
    class Bad:
        def run(self, work):
            raise RuntimeError("broken")

    runner.preview(Bad(), heard.value, heard.end)
    qtbot.waitUntil(lambda: len(heard.ends) == 1)
    assert str(heard.ends[0]) == "broken"
    job = Job("next")
    job.gate.set()
    runner.preview(job, heard.value, heard.end)
    qtbot.waitUntil(lambda: heard.values == ["next"])


def test_progress_is_passed_on_with_words_and_not_too_often(runner, heard, qtbot):
    job = Job("octave 1")
    runner.background(job, heard.value, heard.end, heard.report)
    qtbot.wait(300)
    job.gate.set()
    qtbot.waitUntil(lambda: heard.values == ["octave 1"])
    assert (0.5, "octave 1") in heard.progress
    assert len(heard.progress) <= 10


def test_closing_in_the_middle_of_everything_leaves_no_thread(qapp, heard):
    runner = Runner(Pictures(), PackLibrary, FakePainter)
    jobs = [Job(str(number)) for number in range(6)]
    for job, start in zip(
        jobs, [runner.io, runner.io, runner.io, runner.background, runner.idle, runner.preview], strict=True
    ):
        start(job, heard.value, heard.end)
    runner.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith(("executor", "files"))]
    assert heard.values == []


def test_the_painter_is_made_once_on_the_executors_thread(qapp, qtbot, heard):
    made = []

    def make():
        made.append(threading.current_thread().name)
        return FakePainter()

    @dataclass(frozen=True)
    class UsePainter:
        def run(self, work):
            work.give(work.painter())

    runner = Runner(Pictures(), PackLibrary, make)
    for _ in range(2):
        runner.background(UsePainter(), heard.value, heard.end)
    qtbot.waitUntil(lambda: len(heard.values) == 2)
    runner.close()
    assert made == ["executor"]
    assert heard.values[0] is heard.values[1]
    assert heard.values[0].closed


@dataclass(frozen=True, eq=False)
class Fails:
    pixels: list = field(default_factory=list)

    def run(self, _work):
        try:
            self.read()
        except OSError as error:
            raise ValueError("cannot be read") from error

    def read(self):
        picture = np.zeros((100, 100, 3))
        self.pixels.append(weakref.ref(picture))
        raise OSError("disk")


def test_an_error_that_is_told_for_long_holds_no_pixels_and_still_says_where_it_came_from(runner, heard, qtbot):
    job = Fails()
    runner.io(job, heard.value, heard.end)
    qtbot.waitUntil(lambda: heard.ends != [])
    [error] = heard.ends
    assert job.pixels[0]() is None
    assert "in read" in "".join(traceback.format_exception(error))
