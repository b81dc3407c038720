"""The verb `train`: sets a run up from the command line's options and shows its progress."""

from __future__ import annotations

import argparse
import time

import torch
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from scripts.training.config import LossWeights, TrainConfig
from scripts.training.loop import Places, Trainer
from scripts.training.state import TrainState


def train(options: argparse.Namespace) -> None:
    """Start the run, or resume the one in `options.out`."""
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    config = TrainConfig(
        stage=options.stage,
        hours=options.hours,
        learning_rate=options.rate,
        seed=options.seed,
        weights=LossWeights(features=options.features),
    )
    options.out.mkdir(parents=True, exist_ok=True)
    state = TrainState(config, torch.device(options.device))
    if not state.resume(options.out):
        for path in options.start:
            state.start_from(path)
    trainer = Trainer(state, Places(options.out, options.teacher, options.corpus), workers=options.workers)
    _run_with_bar(trainer)


def _run_with_bar(trainer: Trainer) -> None:
    columns = (
        TextColumn("[bold]training"),
        BarColumn(),
        TextColumn("{task.percentage:.1f} %"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[terms]}"),
    )
    with Progress(*columns) as progress:
        task = progress.add_task("train", total=1.0, terms="")

        def report(share: float, terms: dict[str, float]) -> None:
            text = "  ".join(
                f"{name} {value:.4g}" for name, value in terms.items() if name not in ("seconds", "progress")
            )
            progress.update(task, completed=share, terms=text)
            if not progress.console.is_terminal:
                print(time.strftime("%H:%M"), text, flush=True)

        trainer.run(report)
