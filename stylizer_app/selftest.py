"""The program tests itself: window, networks, files; the answer is a JSON report, as a window program has no output."""

from __future__ import annotations

import importlib
import json
import logging
import os
import pkgutil
import platform
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import stylizer_app
from stylizer_app import __version__
from stylizer_app.devices import CPU
from stylizer_app.errors import StylizerError
from stylizer_app.system import logs, paths
from stylizer_app.system.files import is_file

if TYPE_CHECKING:
    from stylizer_app.engine.packs.library import PackLibrary
    from stylizer_app.ui.app import Program

log = logging.getLogger(__name__)

_SECONDS_AT_MOST = 240.0
_MEAN_DIFFERENCE, _LARGE_DIFFERENCE, _SHARE_OF_LARGE = 1.5, 24, 0.01
"""What another CPU or library version may do to a picture, of 255; a wrong network does far more."""


@dataclass(slots=True)
class Findings:
    """What was found out; ``facts`` and ``faults`` are what the report holds."""

    facts: dict[str, Any] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def run(report: Path, use: Callable[[Path, Findings], None] | None = None) -> int:
    """Test everything, write the report, return 0 if nothing is wrong. Never raises because of what it tests."""
    started = time.monotonic()
    found = Findings()
    usual = os.environ.get(paths.HOME_VARIABLE)
    with tempfile.TemporaryDirectory(prefix="stylizer-selftest-", ignore_cleanup_errors=True) as folder:
        os.environ[paths.HOME_VARIABLE] = str(Path(folder) / "home")
        try:
            (use or use_the_window)(Path(folder), found)
        except Exception as error:
            log.exception("the self-test broke off")
            kind = "" if isinstance(error, StylizerError) else f"{type(error).__name__}: "
            found.faults.append(f"{kind}{error}")
            found.facts["trace"] = traceback.format_exc()
        finally:
            os.environ.pop(paths.HOME_VARIABLE)
            if usual is not None:
                os.environ[paths.HOME_VARIABLE] = usual
    found.facts["seconds"] = round(time.monotonic() - started, 2)
    content = {"ok": not found.faults, "version": __version__, **_machine(), **found.facts, "faults": found.faults}
    report.parent.mkdir(parents=True, exist_ok=True)
    report.write_text(json.dumps(content, indent=2) + "\n", "utf-8")
    return 1 if found.faults else 0


def _machine() -> dict[str, Any]:
    """What runs here."""
    return {
        "frozen": paths.is_frozen(),
        "system": platform.platform(),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "executable": sys.executable,
    }


def seconds_since_start() -> float:
    """How long this process has lived, to a hundredth of a second."""
    if platform.system() == "Linux":  # psutil counts from a boot time in whole seconds: up to a second wrong
        ticks = int(Path("/proc/self/stat").read_text("ascii", errors="replace").rpartition(")")[2].split()[19])
        return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
    import psutil

    return time.time() - float(psutil.Process().create_time())


def use_the_window(folder: Path, found: Findings) -> None:
    """Open the window, paint the example in it, save, compare; everything that a person would do first."""
    from PySide6.QtCore import qVersion

    from stylizer_app.choices.preferences import Preferences
    from stylizer_app.ui import app as ui
    from stylizer_app.ui.window.settings import Settings

    application = ui.make_app(["stylizer"])
    log_file = logs.start()
    settings = Settings(Preferences().with_(first_start=False, device=CPU))
    settings.apply_look(application)
    program = ui.build(settings)
    try:
        program.window.show()
        _wait(lambda: program.window.isVisible() and program.window.windowHandle().isExposed(), "the window", 30)
        found.facts["first_window_seconds"] = round(seconds_since_start(), 2)
        found.facts["first_window_cpu_seconds"] = round(time.process_time(), 2)
        found.facts["qt"] = {"version": qVersion(), "platform": application.platformName()}
        program.workspace.start()
        _paint(program, folder, found)
        if not _has_pixels(program):
            found.faults.append("The window is empty.")
        _read_other_formats(folder, found)
        _look_at_the_engine(program.workspace.packs(), found)
        found.facts["modules"] = import_everything()
    finally:
        program.workspace.close()
        program.window.close()
        application.processEvents()
        log_file.close()


def _paint(program: Program, folder: Path, found: Findings) -> None:
    """Paint the example as the golden picture was painted, and look at the difference."""
    from stylizer_app.choices.amounts import SizeRule
    from stylizer_app.imaging.targets import Target

    facts = _golden_facts()
    start = time.monotonic()
    program.workspace.importer.open_photo(paths.examples_dir() / str(facts["photo"]))
    program.workspace.importer.choose_style(str(facts["style"]))
    _wait(lambda: program.window.canvas.scene.after is not None, "the first painting", _SECONDS_AT_MOST)
    found.facts["first_painting_seconds"] = round(time.monotonic() - start, 3)
    document = program.workspace.controller.document.with_size(SizeRule.parse(str(facts["size"])))
    target = Target(folder / "painted.png", "png")
    done: list[int] = []
    program.workspace.saving.finished.connect(done.append)
    program.workspace.saving.save(document, target)
    _wait(lambda: bool(done) or not program.workspace.saving.busy, "saving", _SECONDS_AT_MOST)
    if not is_file(target.path):
        found.faults.append(f"Nothing was saved: {program.window.messages.text.text()}")
        return
    _compare(target.path, found)


def _golden_facts() -> dict[str, Any]:
    """How the golden picture was painted; without one, how to paint all the same."""
    try:
        content = json.loads((paths.resources_dir() / "selftest" / "golden.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {"photo": "landscape.jpg", "style": "woodcut", "size": 320}
    return dict(content)


def _compare(painted: Path, found: Findings) -> None:
    """Compare with the golden picture; only an installed program has one, made when it was built."""
    import numpy as np

    from stylizer_app.imaging.decode import decode

    golden = paths.resources_dir() / "selftest" / "golden.png"
    if not is_file(golden):
        found.facts["golden"] = "none: it is made when the program is packaged"
        if paths.is_frozen():
            found.faults.append("The golden picture is missing.")
        return
    mine, right = decode(painted).rgb.astype(np.int16), decode(golden).rgb.astype(np.int16)
    if mine.shape != right.shape:
        found.faults.append(f"The painting has the size {mine.shape[1::-1]}, the golden picture {right.shape[1::-1]}.")
        return
    difference = np.abs(mine - right)
    mean, large = float(difference.mean()), float((difference > _LARGE_DIFFERENCE).mean())
    found.facts["golden"] = {"mean_difference": round(mean, 4), "share_of_large": round(large, 6)}
    if mean > _MEAN_DIFFERENCE or large > _SHARE_OF_LARGE:
        found.faults.append(f"The painting is not the golden picture: mean difference {mean:.2f} of 255.")


def _has_pixels(program: Program) -> bool:
    """Whether the window draws itself: more than a few colours."""
    image = program.window.grab().toImage()
    step = max(1, image.width() // 80)
    places = [(x, y) for x in range(0, image.width(), step) for y in range(0, image.height(), step)]
    return len({image.pixel(x, y) for x, y in places}) > 16


def _read_other_formats(folder: Path, found: Findings) -> None:
    """Write and read back one small picture in every format, deep ones too: each needs libraries of its own."""
    import numpy as np

    from stylizer_app.imaging.decode import decode
    from stylizer_app.imaging.encode import encode
    from stylizer_app.imaging.formats import WRITABLE_FORMATS
    from stylizer_app.imaging.picture import Picture

    ramp = np.linspace(0, 65535, 64 * 48 * 3).reshape(48, 64, 3)
    done = []
    for form in WRITABLE_FORMATS:
        for deep in (False, True) if form.sixteen_bit else (False,):
            samples = ramp.astype(np.uint16) if deep else (ramp / 257).astype(np.uint8)
            name = f"{form.name}{16 if deep else 8}"
            path = encode(Picture(samples), folder / f"{name}{form.suffixes[0]}")
            back = decode(path).rgb
            scale = 257.0 if back.dtype == np.uint16 else 1.0
            if back.shape != samples.shape or np.abs(back / scale - ramp / 257).mean() > 4:
                found.faults.append(f"A {name} file does not come back as it was written.")
            done.append(name)
    found.facts["formats"] = done
    found.facts["heic"] = _heic()


def _heic() -> str:
    """The version of the HEIC reader; loading it loads all its libraries."""
    from stylizer_app.imaging.readers.heic import heif_module

    return str(heif_module().libheif_version())


def _look_at_the_engine(packs: PackLibrary, found: Findings) -> None:
    """Which networks' library is inside, what it could compute with, and whether packs can be tried here."""
    from stylizer_app.engine.packs.names import BUILTIN
    from stylizer_app.engine.runtime.onnxruntime_backend import available_devices

    found.facts["devices"] = list(available_devices())
    found.facts["packs"] = [pack.id for pack in packs.list()]
    packs.verify(BUILTIN)


def import_everything() -> int:
    """Import every module, also those that only other uses need; return their number. Raises ImportError."""
    modules = [module.name for module in pkgutil.walk_packages(stylizer_app.__path__, f"{stylizer_app.__name__}.")]
    for name in modules:
        importlib.import_module(name)
    return len(modules)


def _wait(until: Callable[[], bool], what: str, seconds: float) -> None:
    """Let the window live until something is so. Raises TimeoutError."""
    from PySide6.QtWidgets import QApplication

    end = time.monotonic() + seconds
    while not until():
        if time.monotonic() > end:
            raise TimeoutError(f"Waited {seconds:.0f} seconds for {what}.")
        QApplication.processEvents()
        time.sleep(0.005)
