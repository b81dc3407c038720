"""What every test gets: folders of its own, no window on the screen, and a red light for anything left behind."""

from __future__ import annotations

import gc
import logging
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
THREAD_GRACE_SECONDS = 3.0

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if sys.platform == "win32":  # where Qt without a screen looks for fonts in its own folder only
    os.environ.setdefault("QT_QPA_FONTDIR", str(Path(os.environ["SYSTEMROOT"]) / "Fonts"))
os.environ["STYLIZER_HOME"] = tempfile.mkdtemp(prefix="stylizer-tests-")  # for fixtures of a wider scope

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as a shell has it for what runs in its background
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile(
    "stylizer",
    deadline=None,
    derandomize=True,
    max_examples=50,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("stylizer")


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """Photos, paintings and networks that lie beside the checkout; the test is skipped where they do not."""
    folder = Path(os.environ.get("STYLIZER_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("the shared photos and networks are not on this machine")
    return folder


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """All of the person's folders lie in a fresh temporary one."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("STYLIZER_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def no_openvino(monkeypatch: pytest.MonkeyPatch) -> None:
    """The device ``auto`` is the CPU here as everywhere, even where the extra is installed."""
    from stylizer_app.engine.runtime import openvino_backend

    monkeypatch.setattr(openvino_backend, "is_installed", lambda: False)


@pytest.fixture(autouse=True)
def patient_trials(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pack may take its time over its test picture: how long depends on what else the machine does."""
    from stylizer_app.engine.packs import trial

    monkeypatch.setattr(trial, "MAX_SECONDS", 600.0)


class _Warnings(logging.Handler):
    """Collects what the program logs as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def no_unexpected_warnings(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning in the log fails the test unless it is marked ``expects_warnings``."""
    handler = _Warnings()
    logger = logging.getLogger("stylizer_app")
    logger.addHandler(handler)
    yield
    logger.removeHandler(handler)
    if handler.records and request.node.get_closest_marker("expects_warnings") is None:
        pytest.fail("unexpected in the log: " + "; ".join(record.getMessage() for record in handler.records))


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """A thread, an active timer or an open window that outlives its test fails it."""
    before = set(threading.enumerate())
    yield
    of_qt = [*_open_windows(), *_active_timers()] if "qapp" in request.fixturenames else []
    leftovers = [*of_qt, *_threads_beyond(before)]
    if leftovers:
        pytest.fail("left behind: " + ", ".join(leftovers))


def _threads_beyond(before: set[threading.Thread]) -> list[str]:
    """Names of threads that are new and do not end within the grace."""
    until = time.monotonic() + THREAD_GRACE_SECONDS
    new = [thread for thread in threading.enumerate() if thread not in before]
    for thread in new:
        thread.join(max(0.0, until - time.monotonic()))
    return [f"thread {thread.name}" for thread in new if thread.is_alive()]


def _qt(module: str) -> Any:
    """A Qt module if the test loaded it, else None."""
    return sys.modules.get(f"PySide6.{module}")


def _open_windows() -> list[str]:
    """Windows that are still visible; they are closed so that only the guilty test fails."""
    widgets = _qt("QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    visible = [widget for widget in widgets.QApplication.topLevelWidgets() if widget.isVisible()]
    for widget in visible:
        widget.close()
    return [f"window {widget.objectName() or type(widget).__name__}" for widget in visible]


def _active_timers() -> list[str]:
    """Repeating timers made in Python that are still running; they are stopped."""
    core, widgets = _qt("QtCore"), _qt("QtWidgets")
    if core is None or widgets is None or widgets.QApplication.instance() is None:
        return []
    import shiboken6

    timers = [thing for thing in gc.get_objects() if type(thing) is core.QTimer and shiboken6.isValid(thing)]
    active = [timer for timer in timers if timer.isActive() and not timer.isSingleShot()]
    for timer in active:
        timer.stop()
    return [f"timer {timer.objectName() or timer.interval()}" for timer in active]
