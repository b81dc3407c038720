"""A sheet of all looks, from the photo's file to its own, against the network runs in it and nothing else.

Both take turns in one process. Seconds of the CPU are shown beside those of the clock: on a machine that is busy with
other things they say more.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from scripts.benchmarks.worker import picture
from stylizer_app import Stylizer
from stylizer_app.choices.style_settings import all_looks, usual_for
from stylizer_app.engine.model.style_vectors import look_vector
from stylizer_app.engine.octaves import plan_octaves
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.packs.names import BUILTIN
from stylizer_app.engine.packs.pack import Pack
from stylizer_app.engine.runtime.network import CONTENT
from stylizer_app.engine.runtime.onnxruntime_backend import OnnxruntimeNetwork
from stylizer_app.engine.tiles.padded_image import PaddedImage
from stylizer_app.imaging.encode import encode
from stylizer_app.imaging.geometry import Region, Size
from stylizer_app.imaging.picture import Picture


def measure(args: argparse.Namespace) -> int:
    """Print medians and their ratio; return the exit code."""
    pack = PackLibrary().get(BUILTIN)
    photo = Picture(picture(args.megapixels))
    with tempfile.TemporaryDirectory(prefix="stylizer-bench-") as name:
        file, sheet = Path(name) / "photo.jpg", Path(name) / "sheet.jpg"
        encode(photo, file)
        bare = bare_runs(pack, photo.size.with_long_side(args.size))
        bare()  # warm up

        def paint() -> None:
            with Stylizer(device="cpu") as stylizer:
                stylizer.sheet(file, size=args.size).save(sheet, overwrite="replace")

        rounds = [(timed(bare), timed(paint)) for _ in range(args.rounds)]
    for place, clock in enumerate(("clock", "CPU")):
        runs, whole = (statistics.median(turn[side][place] for turn in rounds) for side in (0, 1))
        ratio = statistics.median(turn[1][place] / turn[0][place] for turn in rounds)
        print(f"{clock:5}  network runs {runs:.2f} s, sheet {whole:.2f} s, ratio {ratio:.2f}")
    return 0


def timed(act: Callable[[], None]) -> tuple[float, float]:
    """Seconds of the clock and of the CPU."""
    clock, cpu = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - clock, time.process_time() - cpu


def bare_runs(pack: Pack, size: Size) -> Callable[[], None]:
    """A function that runs the network once for every look, on the pixels that a sheet gives it."""
    network = OnnxruntimeNetwork(pack.path("transformer.onnx"), tidy=True)
    inputs: list[dict[str, Any]] = []
    for style in all_looks(pack):
        octave = plan_octaves(size, usual_for((style,)).brush).painted[0]
        content = PaddedImage(octave, lambda region: np.full((region.height, region.width, 3), 0.5, np.float32),
                              border=pack.border, min_size=pack.min_size)  # fmt: skip
        whole = Region(0, 0, content.cells.width, content.cells.height)
        taught = style.name in pack.looks
        vector = look_vector(pack, style.name) if taught else np.zeros(pack.style_length, np.float32)
        inputs.append({CONTENT: content.window(whole), "style_vector": vector.reshape(1, -1)})

    def run() -> None:
        for given in inputs:
            network.run(None, **given)

    return run
