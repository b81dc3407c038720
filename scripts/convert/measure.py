"""Measures a converted pack against what plain tf2onnx gives: time, memory, difference, each in a process of its own.

    python -m scripts.convert.measure PLAIN.onnx PACK [--size 1000] [--runs 3]

PLAIN.onnx is the transformer as tf2onnx writes it (``convert_model.py --keep-work`` leaves it as plain.onnx).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[2]
TILE = 64
"""Cells of 4 x 4 pixels per tile when the pack runs in stages."""
FORMS = ("plain", "whole", "cpu", "stages")
"""What is measured: tf2onnx's transformer, the pack's transformer in one run, the same rewritten for CPUs as the
pack's stages are, the pack's stages in tiles."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One form of a network on a square picture.

    ``seconds`` and ``cpu_seconds``: the best run, by the clock and summed over threads (waiting not counted).
    ``before`` and ``peak``: resident bytes with the network loaded, and at most. ``difference``: largest, from the
    plain form, 0..1.
    """

    form: str
    seconds: float
    cpu_seconds: float
    before: int
    peak: int
    difference: float = 0.0


def compare(plain: Path, pack: Path, side: int = 1000, runs: int = 3) -> dict[str, Measured]:
    """Measure all forms on the same random picture of ``side`` x ``side`` pixels (a multiple of 4), in turn.

    Every round runs each form in a new process; of the rounds the best counts, so that other work on the computer
    disturbs all forms alike.
    """
    best: dict[str, Measured] = {}
    pictures: dict[str, NDArray[np.float32]] = {}
    for _ in range(runs):
        for form in FORMS:
            found, picture = _in_new_process(form, plain if form == "plain" else pack, side)
            pictures.setdefault(form, picture)
            best[form] = _better(best.get(form), found)
    return {form: _with_difference(item, pictures[form], pictures["plain"]) for form, item in best.items()}


def _better(first: Measured | None, second: Measured) -> Measured:
    """The shorter times and the larger memory of two rounds."""
    if first is None:
        return second
    return Measured(
        first.form,
        min(first.seconds, second.seconds),
        min(first.cpu_seconds, second.cpu_seconds),
        max(first.before, second.before),
        max(first.peak, second.peak),
    )


def _with_difference(item: Measured, picture: NDArray[np.float32], plain: NDArray[np.float32]) -> Measured:
    return Measured(**(asdict(item) | {"difference": float(np.abs(picture - plain).max())}))


def _in_new_process(form: str, path: Path, side: int) -> tuple[Measured, NDArray[np.float32]]:
    """Measure one form in a new process; returns also the picture."""
    import tempfile

    with tempfile.TemporaryDirectory() as work:
        out = Path(work, "picture.npy")
        command = [sys.executable, "-m", "scripts.convert.measure", "--one", form, str(path), str(side), str(out)]
        answer = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
        return Measured(**json.loads(answer.splitlines()[-1])), np.load(out)


def _one(form: str, path: Path, side: int, out: Path) -> Measured:
    """Run one form in this process."""
    import psutil

    from scripts.convert.pictures import random_picture
    from scripts.packs.execute import Sessions, run_staged, session

    content = random_picture(side, side, 1)
    vector = np.random.default_rng(1).normal(0, 1, (1, 100)).astype(np.float32)
    process, sessions = psutil.Process(), Sessions()
    if form == "stages":
        run_staged(path, content[:, :64, :64], vector, TILE, form="cpu", sessions=sessions)  # loads the networks
    elif form == "cpu":
        rewritten = out.with_name("cpu.onnx")
        _rewrite(path / "transformer.onnx", rewritten)
        runner = session(rewritten)
    else:
        runner = session(path if form == "plain" else path / "transformer.onnx")
    before, started, worked = process.memory_info().rss, time.perf_counter(), time.process_time()
    if form == "stages":
        picture = run_staged(path, content, vector, TILE, form="cpu", sessions=sessions)
    else:
        picture = runner.run(None, {"content_image": content, "style_vector": vector})[0]
    seconds, cpu = time.perf_counter() - started, time.process_time() - worked
    np.save(out, picture)
    return Measured(form, seconds, cpu, before, _peak(process))


def _rewrite(transformer: Path, target: Path) -> None:
    """Write a transformer's form for CPUs; in a process of its own, whose memory does not count."""
    code = (
        "import onnx, sys; from scripts.packs.cpu_form import cpu_form as form;"
        " model = onnx.load(sys.argv[1]); onnx.save(form(model) or model, sys.argv[2])"
    )
    subprocess.run([sys.executable, "-c", code, str(transformer), str(target)], cwd=ROOT, check=True)


def _peak(process: object) -> int:
    """The largest resident size of this process so far, in bytes."""
    if sys.platform == "win32":
        return int(process.memory_info().peak_wset)  # type: ignore[attr-defined]
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def main() -> int:
    """The command line."""
    if sys.argv[1:2] == ["--one"]:
        form, path, side, out = sys.argv[2:]
        print(json.dumps(asdict(_one(form, Path(path), int(side), Path(out)))))
        return 0
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("plain", type=Path)
    parser.add_argument("pack", type=Path)
    parser.add_argument("--size", type=int, default=1000, help="side of the picture in pixels (default 1000)")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    for item in compare(options.plain, options.pack, options.size, options.runs).values():
        print(
            f"{item.form:9} {item.seconds:7.3f} s, {item.cpu_seconds:7.3f} s of CPU time, "
            f"{item.peak / 1e6:6.0f} MB resident, difference {item.difference * 255:.3f}/255"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
