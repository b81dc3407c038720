"""The program's window with a painter that needs no networks, taken down in an orderly way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from stylizer_app.choices.preferences import Preferences
from tests.ui.fakes import FakePainter, photo_file
from tests.ui.queues import close_queues


@pytest.fixture
def painter() -> FakePainter:
    return FakePainter()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    return photo_file(tmp_path / "harbour.jpg", (1200, 800))


@pytest.fixture
def painting(tmp_path: Path) -> Path:
    return photo_file(tmp_path / "waves.png", (160, 120), (220, 120, 40))


@pytest.fixture
def program(qapp, qtbot, painter: FakePainter) -> Iterator[object]:
    """The whole window, shown, with nothing open."""
    from stylizer_app.ui.app import build
    from stylizer_app.ui.window.settings import Settings

    made = build(Settings(Preferences().with_(first_start=False)), lambda: painter)
    made.window.show()
    qtbot.waitExposed(made.window)
    made.workspace.start()
    yield made
    close_queues()
    painter.gate.set()
    made.window.may_close = lambda: True
    made.window.close()
    made.workspace.close()
    made.window.deleteLater()
    qapp.processEvents()


@pytest.fixture
def opened(program, qtbot, photo: Path, painting: Path) -> object:
    """The window with a photo and a painting, painted; a photo alone would be painted in a look of the shelf first."""
    program.workspace.importer.open_painting(painting)
    qtbot.waitUntil(lambda: bool(program.workspace.controller.document.styles))
    program.workspace.importer.open_photo(photo)
    qtbot.waitUntil(lambda: program.workspace.controller.document.complete)
    qtbot.waitUntil(lambda: not program.workspace.runner.busy, timeout=20_000)
    return program


Waiting = Callable[[Callable[[], bool]], None]
