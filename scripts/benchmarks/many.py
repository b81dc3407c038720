"""Many pictures from files to files against painting alone: what reading, encoding and writing beside it cost."""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

import psutil

from scripts.benchmarks.copies import copy_of
from stylizer_app.choices.style_settings import StyleSettings, load_style
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.pipeline import Painter
from stylizer_app.engine.progress import Progress
from stylizer_app.imaging.decode import decode
from stylizer_app.imaging.encode import encode
from stylizer_app.many.executors import ThisMachine
from stylizer_app.many.jobs import Conditions
from stylizer_app.many.journal import Journal
from stylizer_app.many.photos import photos_in
from stylizer_app.many.plan import planned
from stylizer_app.many.run import carried_out
from stylizer_app.many.targets import Planner
from stylizer_app.many.ways import Choice, chosen


def measure(args: argparse.Namespace) -> int:
    """Paint alone and as a run with a journal, and print the ratio, memory and open files."""
    conditions = Conditions(args.device)
    painter = Painter(PackLibrary())
    settings = StyleSettings((load_style(args.style),))
    choice = chosen(settings, painter.library.get(settings.pack), painter, args.device)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write_photos(folder / "photos", args)
        photos = photos_in([folder / "photos"])
        alone = _alone([photo.path for photo in photos], choice, painter, conditions)
        planner = Planner(str(folder / "out"), None, "refuse", [], several=True)
        planner.prepare()
        here, figures = psutil.Process(), list[tuple[int, int]]()
        start = time.perf_counter()
        with Journal(folder / "out") as journal:
            plan = planned(photos, [choice], planner, journal)
            for outcome in carried_out(plan.jobs, ThisMachine(painter, conditions), lambda _: Progress(), journal):
                if isinstance(outcome.result, Exception):
                    raise outcome.result
                figures.append((here.memory_info().rss, here.num_fds() if hasattr(here, "num_fds") else 0))
        whole = time.perf_counter() - start
    (memory, files), (memory_last, files_last) = figures[min(2, len(figures) - 1)], figures[-1]
    print(f"{len(photos)} x {args.megapixels:g} MP: painting alone {alone:.1f} s, files to files {whole:.1f} s")
    print(f"painting alone / files to files: {alone / whole:.3f}")
    print(f"memory {memory / 1e6:.0f} -> {memory_last / 1e6:.0f} MB, open files {files} -> {files_last}, third to last")
    return 0


def _write_photos(folder: Path, args: argparse.Namespace) -> None:
    """JPEG files of the size asked for, made of the example photos."""
    folder.mkdir()
    pictures = [copy_of(decode(path), args.megapixels * 1e6) for path in args.photos]
    for number in range(args.count):
        encode(pictures[number % len(pictures)], folder / f"{number:04}.jpg")


def _alone(photos: list[Path], choice: Choice, painter: Painter, conditions: Conditions) -> float:
    """Seconds of painting, without what comes before and after; the first picture warms up."""
    seconds = 0.0
    for number, path in enumerate([photos[0], *photos]):
        request = conditions.request(choice.settings, conditions.read(path))
        start = time.perf_counter()
        painter.paint(request)
        seconds += time.perf_counter() - start if number else 0.0
    return seconds
