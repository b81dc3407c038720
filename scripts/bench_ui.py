"""Measure the window: drop to picture, slider to picture, stalls of the event loop, start; with the real networks."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from stylizer_app.ui.app import Program

MEGAPIXELS = 12
PATIENCE = 300
"""Seconds after which a state that does not come is an error."""
TARGETS = {
    "drop to photo on the canvas": 300.0,
    "drop to painted picture on the canvas": 300.0,
    "drop to all looks on the shelf": 5000.0,
    "slider to 384 px picture": 100.0,
    "longest stall of the event loop": 50.0,
    "start to usable window": 1000.0,
}

START = """
import sys, time
sys.path.insert(0, {root!r})
from stylizer_app.choices import preferences
from stylizer_app.ui import app as window
from stylizer_app.ui.window.settings import Settings
app = window.make_app(["bench"])
settings = Settings(preferences.Preferences().with_(first_start=False))
settings.apply_look(app)
program = window.build(settings)
program.show()
program.workspace.start()
app.processEvents()
print(1000 * (time.monotonic() - float(sys.argv[1])), flush=True)
program.window.close()
program.workspace.close()
"""


@dataclass(slots=True)
class Stalls:
    """How long the event loop did nothing else at a time, while ``during`` named the action.

    A machine that is busy with other things makes the gaps longer. ``own`` is what is left of the longest gap without
    the time in which this thread was ready and no CPU was free for it; ``work`` what it computed itself.
    """

    last: float = 0.0
    worked: float = 0.0
    waited: float = 0.0
    own: float = 0.0
    work: float = 0.0
    during: str = ""
    longest: dict[str, float] = field(default_factory=dict)

    def tick(self) -> None:
        """Called by a timer of 2 ms: what is missing to the last call was a stall."""
        now, worked, waited = time.perf_counter(), time.thread_time(), waiting_seconds()
        if self.last:
            gap = 1000 * (now - self.last) - 2
            self.longest[self.during] = max(self.longest.get(self.during, 0.0), gap)
            self.own = max(self.own, gap - 1000 * (waited - self.waited))
            self.work = max(self.work, 1000 * (worked - self.worked))
        self.last, self.worked, self.waited = now, worked, waited


def waiting_seconds() -> float:
    """How long this thread has been ready to run while others had the CPUs; 0 where the system does not tell."""
    try:
        return int(Path("/proc/thread-self/schedstat").read_text("ascii").split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0


class Bench:
    """Drives the program as a person would and looks at the clock."""

    def __init__(self, app: QApplication, program: Program, photo: Path, painting: Path) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.app, self.program, self.photo, self.painting = app, program, photo, painting
        self.stalls = Stalls()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.stalls.tick)
        self._timer.start(2)

    def wait(self, until: Callable[[], bool], what: str) -> float:
        """Run the event loop until something is so; return the milliseconds it took."""
        from PySide6.QtCore import QEventLoop, QTimer

        started, loop, check = time.perf_counter(), QEventLoop(), QTimer()
        reached: list[float] = []

        def look() -> None:
            if until():
                reached.append(1000 * (time.perf_counter() - started))
            if reached or time.perf_counter() - started > PATIENCE:
                loop.quit()

        check.timeout.connect(look)
        check.start(1)
        self.stalls.during = what
        loop.exec()
        check.stop()
        if not reached:
            raise TimeoutError(what)
        return reached[0]

    def rest(self) -> None:
        """Wait until nothing is under way."""
        until = time.perf_counter() + 0.2
        self.wait(lambda: time.perf_counter() > until and not self.program.workspace.runner.busy, "rest")

    def drop(self, widget: QWidget, path: Path) -> None:
        """Drop a file on a pane: over it, then let go."""
        from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
        from PySide6.QtGui import QDragEnterEvent, QDropEvent
        from PySide6.QtWidgets import QApplication

        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        point, buttons, keys = (
            QPointF(widget.rect().center()),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        copy = Qt.DropAction.CopyAction
        QApplication.sendEvent(widget, QDragEnterEvent(point.toPoint(), copy, mime, buttons, keys))
        QApplication.sendEvent(widget, QDropEvent(point, copy, mime, buttons, keys))

    def drops(self) -> tuple[float, float]:
        """Drop a photo that was never seen, with a painting chosen: photo seen, painted picture seen."""
        window = self.program.window
        self.program.workspace.choices.remove_photo()
        os.utime(self.photo)
        self.rest()
        self.drop(window.photo, self.photo)
        first = self.wait(lambda: window.canvas.scene.before is not None, "drop")
        second = self.wait(lambda: window.canvas.scene.after is not None, "drop")
        self.rest()
        return first, first + second

    def shelf(self, folder: Path) -> float:
        """Drop a photo that was never seen; return the time until every tile on the shelf shows it."""
        from stylizer_app.ui.widgets.shelf.delegate import PREVIEW

        window = self.program.window
        self.program.workspace.choices.remove_photo()
        photo = Path(shutil.copy(self.photo, folder / f"{time.monotonic_ns()}.jpg"))
        self.rest()
        self.drop(window.photo, photo)

        def painted() -> bool:
            return all(row.data(PREVIEW) is not None for one in window.shelf.lists for row in one.shown())

        took = self.wait(painted, "shelf")
        self.rest()
        return took

    def slide(self, strength: float) -> float:
        """Move a slider; return the time until the picture of that position is on the canvas."""
        controller = self.program.workspace.controller
        self.program.window.controls.changed.emit("strength", strength)

        def seen() -> bool:
            shown = controller.previewing.shown
            return shown is not None and shown.document.adjustments.strength == strength

        took = self.wait(seen, "slider")
        self.program.window.controls.committed.emit()
        self.rest()
        return took

    def zoom_and_wipe(self) -> None:
        """Move the wipe, zoom to single pixels and back: only the stalls count."""
        canvas = self.program.window.canvas
        for step in range(40):
            canvas.set_wipe(step / 40)
            self.wait(lambda: True, "wipe")
        canvas.actual_size()
        until = time.perf_counter() + 2
        self.wait(lambda: time.perf_counter() > until, "zoom")
        canvas.fit()
        self.program.workspace.choices.set("colors", 25)
        self.rest()

    def save(self, folder: Path) -> None:
        """Save the full size, moving a slider meanwhile."""
        from stylizer_app.imaging.targets import Target

        workspace = self.program.workspace
        workspace.saving.save(workspace.controller.document, Target(folder / "saved.jpg", overwrite="replace"))
        self.program.window.controls.changed.emit("strength", 77)
        self.wait(lambda: not workspace.saving.busy, "save")
        self.rest()


def measure(photo: Path, painting: Path, rounds: int, folder: Path) -> dict[str, object]:
    """All measurements in this process."""
    from stylizer_app.choices import preferences
    from stylizer_app.ui import app as window
    from stylizer_app.ui.window.settings import Settings

    app = window.make_app(["bench"])
    settings = Settings(preferences.Preferences().with_(first_start=False))
    settings.apply_look(app)
    program = window.build(settings)
    program.show()
    try:
        return drive(Bench(app, program, photo, painting), rounds, folder)
    finally:
        program.window.close()
        program.workspace.close()


def drive(bench: Bench, rounds: int, folder: Path) -> dict[str, object]:
    """Go through everything that is measured."""
    program, painting = bench.program, bench.painting
    program.workspace.start()
    bench.rest()
    bench.drop(program.window.painting, painting)
    bench.wait(lambda: bool(program.workspace.controller.document.styles), "painting")
    drops = [bench.drops() for _ in range(rounds)]
    shelves = [bench.shelf(folder) for _ in range(rounds)]
    slides = [bench.slide(round(0.5 + index / 100, 2)) for index in range(3 * rounds)]
    bench.zoom_and_wipe()
    bench.save(folder)
    stalls = {name: round(value, 1) for name, value in bench.stalls.longest.items()}
    return {
        "drop to photo on the canvas": statistics.median(first for first, _ in drops),
        "drop to painted picture on the canvas": statistics.median(second for _, second in drops),
        "drop to all looks on the shelf": statistics.median(shelves),
        "slider to 384 px picture": statistics.median(slides),
        "longest stall of the event loop": max(stalls.values()),
        "longest stall without waiting for a CPU": round(bench.stalls.own, 1),
        "longest work of the window's thread": round(bench.stalls.work, 1),
        "stalls": stalls,
    }


def starts(rounds: int) -> float:
    """Median time from starting Python to a window that answers, in processes of their own, files in the cache."""
    script = START.format(root=str(ROOT))
    times = []
    for _ in range(rounds + 1):
        command = [sys.executable, "-c", script, str(time.monotonic())]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
        times.append(float(done.stdout.split()[-1]))
    return statistics.median(times[1:])


def big_photo(source: Path, folder: Path) -> Path:
    """A JPEG of 12 megapixels made from any photo."""
    from PIL import Image

    with Image.open(source) as image:
        factor = (MEGAPIXELS * 1e6 / (image.width * image.height)) ** 0.5
        size = (round(image.width * factor), round(image.height * factor))
        path = folder / "photo.jpg"
        image.convert("RGB").resize(size, Image.Resampling.LANCZOS).save(path, quality=92)
    return path


def main() -> int:
    """Measure, print a table, and return 1 if a target was missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photo", type=Path, default=ROOT / "examples" / "landscape.jpg", help="photo to start from")
    parser.add_argument("--painting", type=Path, help="painting to use (default: a drawing of ours)")
    parser.add_argument("--rounds", type=int, default=5, help="repetitions; medians are shown (default: 5)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    args = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="stylizer-bench-") as name:
        folder = Path(name)
        os.environ["STYLIZER_HOME"] = str(folder / "home")
        painting = args.painting or ROOT / "stylizer_app" / "resources" / "styles" / "charcoal.jpg"
        result = measure(big_photo(args.photo, folder), painting, args.rounds, folder)
        result["start to usable window"] = starts(args.rounds)
    if args.json:
        print(json.dumps(result, indent=1))
    else:
        show(result)
    return int(any(missed(result, name) for name in TARGETS))


def missed(result: dict[str, object], name: str) -> bool:
    """Whether a figure is above its target."""
    value = result[name]
    return not isinstance(value, float | int) or value > TARGETS[name]


def show(result: dict[str, object]) -> None:
    """Print the figures beside their targets."""
    print(f"| {'measured, milliseconds':40} | median | target |")
    print(f"|{'-' * 42}|-------:|-------:|")
    for name, target in TARGETS.items():
        print(f"| {name:40} | {result[name]:6.0f} | {target:6.0f} |")
    print("longest stalls:", result["stalls"])
    for name in ("longest stall without waiting for a CPU", "longest work of the window's thread"):
        print(f"{name}: {result[name]}")


if __name__ == "__main__":
    sys.exit(main())
