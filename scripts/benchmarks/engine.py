"""The engine and its peers in one run: contenders take turns, medians and ratios are shown."""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from stylizer_app.choices.amounts import parse_memory
from stylizer_app.engine.runtime.onnxruntime_backend import cpu_threads, version

ROOT = Path(__file__).resolve().parents[2]


@dataclass(slots=True)
class Contender:
    """Something to measure: its title, what its process is told, and what was measured so far."""

    title: str
    arguments: list[str]
    python: Path = Path(sys.executable)
    figures: list[dict[str, Any]] = field(default_factory=list)

    def run(self) -> None:
        """Measure once, in a process of its own. Raises RuntimeError with the process's last line."""
        command = [str(self.python), "-m", "scripts.benchmarks.worker", *self.arguments]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{self.title}: {(done.stderr.strip().splitlines() or ['no output'])[-1]}")
        self.figures.append(json.loads(done.stdout.strip().splitlines()[-1]))

    def median(self, name: str) -> float:
        """The median of a figure over all rounds."""
        return statistics.median(float(f[name]) for f in self.figures)

    @property
    def per_megapixel(self) -> float:
        """Median seconds per megapixel."""
        return self.median("seconds") / self.median("megapixels")


def measure(args: argparse.Namespace) -> int:
    """Measure everything that was asked for and print the table."""
    console = Console(stderr=True)
    contenders = _contenders(args)
    ceiling = Contender("float32 matrix product", ["matmul"])
    for number in range(args.rounds):
        for contender in [ceiling, *contenders]:
            console.print(f"round {number + 1} of {args.rounds}: {contender.title}", style="dim")
            contender.run()
    rows = [_row(c, contenders[0]) for c in contenders]
    gflops = ceiling.median("gflops")
    Console().print(_table(rows))
    print(context(gflops, args.rounds))
    if args.markdown:
        args.markdown.write_text(_markdown(rows, context(gflops, args.rounds)), encoding="utf-8")
    return 0


HEADINGS = ("what", "MP", "s / MP", "against the first", "CPU s / MP", "peak MB", "tiles")


def _contenders(args: argparse.Namespace) -> list[Contender]:
    """Peers first (the first one is the measure of all), then packs by size."""
    found: list[Contender] = []
    if args.savedmodel:
        found.append(Contender("TensorFlow SavedModel", ["tensorflow", str(args.savedmodel)], args.python))
    if args.tflite:
        found.append(Contender("LiteRT, mobile transformer", ["litert", str(args.tflite)], args.python))
    found += [Contender(f"plain ONNX {path.stem}", ["onnx", str(path.resolve())]) for path in args.onnx]
    memory = parse_memory(args.memory) if args.memory else None
    budget = ["--memory", str(memory)] if memory else []
    for pack in args.packs:
        name = str(Path(pack).resolve()) if Path(pack).is_dir() else pack
        for size, device in product(args.megapixels, args.device):
            arguments = ["pack", name, "--megapixels", str(size), "--device", device, *budget]
            where = "" if device == "cpu" else f" on {device}"
            found.append(Contender(f"{Path(pack).name}{where}, all octaves", arguments))
    return found


def _row(contender: Contender, first: Contender) -> tuple[str, ...]:
    """A contender's figures as a row of the table."""
    tiles = contender.figures[-1].get("tiles", "")
    return (
        contender.title,
        f"{contender.median('megapixels'):.1f}",
        f"{contender.per_megapixel:.3f}",
        f"{contender.per_megapixel / first.per_megapixel:.2f}",
        f"{contender.median('cpu') / contender.median('megapixels'):.3f}",
        f"{contender.median('peak') / 1e6:.0f}",
        str(tiles),
    )


def context(gflops: float, rounds: int) -> str:
    """What the figures depend on, in a sentence."""
    return (
        f"{platform.processor() or platform.machine()}, {cpu_threads()} threads, {platform.system()}, Python"
        f" {platform.python_version()}, onnxruntime {version()}, {date.today().isoformat()}; medians of {rounds}"
        f" interleaved rounds; float32 matrix product: {gflops:.0f} GFLOP/s."
    )


def _table(rows: list[tuple[str, ...]]) -> Table:
    """The rows for a terminal."""
    table = Table(*HEADINGS)
    for row in rows:
        table.add_row(*row)
    return table


def _markdown(rows: list[tuple[str, ...]], context: str) -> str:
    lines = [HEADINGS, ("---",) * len(HEADINGS), *rows]
    return context + "\n\n" + "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"
