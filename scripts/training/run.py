"""The verb `train`: sets a run up from the command line's options and shows its progress."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import torch
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from scripts.training.config import LossWeights, TrainConfig
from scripts.training.loop import Places, Trainer
from scripts.training.losses import MARGIN
from scripts.training.metrics import psnr
from scripts.training.pictures import heldout, save_sheet
from scripts.training.state import TrainState
from scripts.training.student import load_student
from scripts.training.teacher import OnnxTeacher

SHOWN = 8


def train(options: argparse.Namespace) -> None:
    """Start the run, or resume the one in `options.out`."""
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    options.out.mkdir(parents=True, exist_ok=True)
    state = _state(options)
    places = Places(options.out, options.teacher, options.corpus)
    trainer = Trainer(state, places, workers=options.workers, judge=_sheet_maker(options))
    _run_with_bar(trainer)


def _state(options: argparse.Namespace) -> TrainState:
    config = TrainConfig(
        stage=options.stage,
        hours=options.hours,
        learning_rate=options.rate,
        seed=options.seed,
        ema=options.ema,
        reuse=options.reuse,
        own_vector_share=options.own,
        fixed_statistics=options.fixed_statistics,
        phases=tuple(options.phase) or TrainConfig.phases,
        weights=LossWeights(features=options.features),
    )
    state = TrainState(config, torch.device(options.device))
    if not state.resume(options.out):
        for path in options.start:
            state.start_from(path)
    return state


def _run_with_bar(trainer: Trainer) -> None:
    with _progress() as progress:
        task = progress.add_task("train", total=1.0, terms="")

        def report(share: float, terms: dict[str, float]) -> None:
            named = (f"{name} {value:.4g}" for name, value in terms.items() if name not in {"seconds", "progress"})
            text = "  ".join(named)
            progress.update(task, completed=share, terms=text)
            _say(progress.console, text)

        trainer.run(report)


def _sheet_maker(options: argparse.Namespace) -> Callable[[Path], None]:
    """What shows every checkpoint's pictures beside the teacher's in val.png."""
    pairs = heldout(options.corpus)[:SHOWN]
    teacher = OnnxTeacher(options.teacher)
    wanted = [teacher.paint(pair.photo, teacher.vector(pair.style)) for pair in pairs]

    def show(checkpoint: Path) -> None:
        student = load_student(checkpoint, threads=1)
        painted = [student.paint(pair.photo, student.vector(pair.style)) for pair in pairs]
        rows = [[p.photo, p.style, t, s] for p, t, s in zip(pairs, wanted, painted, strict=True)]
        save_sheet(rows, options.out / "val.png", 208, ("photo", "painting", "teacher", "student"))
        inner = (slice(MARGIN, -MARGIN),) * 2
        mean = sum(psnr(a[inner], b[inner]) for a, b in zip(painted, wanted, strict=True)) / len(pairs)
        _say(Console(), f"checkpoint: {mean:.2f} dB on {len(pairs)} held-out pairs")

    return show


def _progress() -> Progress:
    return Progress(
        TextColumn("[bold]training"),
        BarColumn(),
        TextColumn("{task.percentage:.1f} %"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[terms]}"),
    )


def _say(console: Console, text: str) -> None:
    """A line with the time for logs; on a terminal the bar says it."""
    if not console.is_terminal:
        print(time.strftime("%H:%M"), text, flush=True)
