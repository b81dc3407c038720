"""A painter without networks, and helpers that drive the window as a person does."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QWidget

from stylizer_app.adjustments import Adjustments
from stylizer_app.engine.forecast import Forecast
from stylizer_app.engine.octaves import Octaves
from stylizer_app.engine.pipeline import octaves_of, shares
from stylizer_app.engine.progress import CancelToken, Progress
from stylizer_app.engine.request import Painting, PaintRequest, Report, Series, Style, StyleVector
from stylizer_app.imaging.geometry import Size
from stylizer_app.ui.widgets.canvas.canvas import Canvas


class FakePainter:
    """Paints one flat colour that says what was asked: red the strength, green the brush, blue the colours.

    Sizes of octaves and words of progress are the engine's own.
    ``gate`` holds every painting back until it is set, ``hold_at`` those of the requests for which it is true;
    ``steps`` are the advances of one octave.
    """

    def __init__(self, steps: int = 2) -> None:
        self.requests: list[PaintRequest] = []
        self.threads: set[str] = set()
        self.gate = threading.Event()
        self.gate.set()
        self.hold_at: Callable[[PaintRequest], bool] | None = None
        self.started = threading.Event()
        self.steps = steps
        self.error: Exception | None = None
        self.closed = False
        self.octave_seconds: tuple[float, ...] = ()

    def paint(self, request: PaintRequest, progress: Progress | None = None) -> Painting:
        *_, last = self.refine(request, progress)
        return last

    def refine(self, request: PaintRequest, progress: Progress | None = None) -> Iterator[Painting]:
        progress = progress or Progress()
        self.requests.append(request)
        self.threads.add(threading.current_thread().name)
        octaves = octaves_of(request)
        for size, part in zip(octaves.sizes, shares(octaves, progress)[1], strict=True):
            for step in range(self.steps):
                part.advance(step / self.steps)
                self._wait(request, progress)
            if self.error is not None:
                raise self.error
            part.advance(1.0)
            yield self._painting(request, octaves.shown(size))

    def forecast(self, request: PaintRequest) -> Forecast:
        return Forecast(2.0, 300_000_000, 1, octaves_of(request))

    def forecast_octaves(
        self, octaves: Octaves, pack: str, device: str = "auto", memory: int | None = None
    ) -> Forecast:
        return Forecast(2.0, 300_000_000, 1, octaves)

    def series(self, request: PaintRequest, progress: Progress | None = None) -> Series:
        self.requests.append(request)
        return Series(request.photo.rgb.mean((0, 1)).astype(np.float32), ((1.0, {}),), "c0ffee")

    def style_vector(
        self, style: Style, pack: str = "builtin", device: str = "auto", token: CancelToken | None = None
    ) -> StyleVector:
        return style if isinstance(style, StyleVector) else StyleVector(np.zeros(100, np.float32), pack)

    def distances(
        self, style: Style, others: Sequence[Style], pack: str, device: str, token: CancelToken | None = None
    ) -> list[float]:
        """The later in the list, the nearer."""
        return [float(len(others) - place) for place in range(len(others))]

    def close(self) -> None:
        self.closed = True

    def _wait(self, request: PaintRequest, progress: Progress) -> None:
        self.started.set()
        while not self.gate.wait(0.01) or self._is_held(request):
            progress.token.check()
            time.sleep(0.01)

    def _is_held(self, request: PaintRequest) -> bool:
        hold_at = self.hold_at
        return hold_at is not None and hold_at(request)

    def _painting(self, request: PaintRequest, size: Size) -> Painting:
        colour = colour_of(request.adjustments)
        rgb = np.broadcast_to(np.array(colour, np.uint8), (size.height, size.width, 3)).copy()
        report = Report(request.pack, "cpu", request.photo.size, size, (size,), octave_seconds=self.octave_seconds)
        vectors = tuple(
            s.style if isinstance(s.style, StyleVector) else StyleVector(np.zeros(100, np.float32), request.pack)
            for s in request.styles
        )
        return Painting(replace(request.photo, samples=rgb, alpha=None), report, vectors)


def colour_of(adjustments: Adjustments) -> tuple[int, int, int]:
    return round(adjustments.strength), adjustments.brush // 8 % 256, round(adjustments.colors * 2)


def photo_file(path: Path, size: tuple[int, int] = (96, 64), colour: tuple[int, int, int] = (90, 140, 200)) -> Path:
    width, height = size
    across = np.linspace(0.3, 1.0, width)[np.newaxis, :, np.newaxis]
    rgb = (np.array(colour) * across * np.ones((height, 1, 1))).astype(np.uint8)
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(rgb).save(path, quality=90) if path.suffix == ".jpg" else Image.fromarray(rgb).save(path)
    return path


def urls(*targets: Path | str) -> QMimeData:
    mime = QMimeData()
    made = [QUrl.fromLocalFile(str(one)) if isinstance(one, Path) else QUrl(one) for one in targets]
    mime.setUrls(made)
    return mime


def hover(widget: QWidget, mime: QMimeData, at: QPointF | None = None) -> QDragEnterEvent:
    point = (at or QPointF(widget.rect().center())).toPoint()
    enter = QDragEnterEvent(
        point, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(widget, enter)
    return enter


def leave(widget: QWidget) -> None:
    QApplication.sendEvent(widget, QDragLeaveEvent())


def drop(widget: QWidget, mime: QMimeData, at: QPointF | None = None) -> bool:
    """Drop as a person would: enter, then let go. Whether the widget took it."""
    point = at or QPointF(widget.rect().center())
    if not hover(widget, mime, point).isAccepted():
        return False
    event = QDropEvent(point, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def at(canvas: Canvas, across: float, down: float) -> QPoint:
    """A place on the canvas, in fractions of the picture there."""
    rect = canvas.scene.rect
    return QPoint(round(rect.left() + across * rect.width()), round(rect.top() + down * rect.height()))


def drag(canvas: Canvas, *places: tuple[float, float], release: bool = True) -> None:
    """Draw with the left button from place to place."""
    QTest.mouseMove(canvas, at(canvas, *places[0]))
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=at(canvas, *places[0]))
    for place in places[1:]:
        QTest.mouseMove(canvas, at(canvas, *place))
    if release:
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=at(canvas, *places[-1]))


def click_thumbnail(strip: QListWidget, row: int) -> None:
    """Click one of a strip's thumbnails."""
    strip.scrollToItem(strip.item(row))
    place = strip.visualItemRect(strip.item(row)).center()
    QTest.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=place)


def settle(program: object, qtbot: object, timeout: int = 20_000) -> None:
    """Wait until nothing is under way and everything that was answered has been shown."""
    runner = program.workspace.runner  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not runner.busy, timeout=timeout)  # type: ignore[attr-defined]


Condition = Callable[[], bool]


def next_start(qtbot: object) -> object:
    """The program as it is started once more, its window on the screen."""
    from stylizer_app.choices.preferences import Preferences
    from stylizer_app.ui.app import build
    from stylizer_app.ui.window.settings import Settings

    program = build(Settings(Preferences().with_(first_start=False)), FakePainter)
    program.window.show()
    qtbot.waitExposed(program.window)  # type: ignore[attr-defined]
    return program
