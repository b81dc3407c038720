"""The command `train`: sets a run up from the command line's options and shows its progress."""

from __future__ import annotations

import argparse
import time
from dataclasses import fields, replace
from pathlib import Path

import torch
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from scripts.training.config import TrainConfig
from scripts.training.state import TrainState
from scripts.training.trainer import Judge, Lessons, Trainer


def train(options: argparse.Namespace) -> None:
    """Start the run, or resume the one in `options.out`. Raises ValueError where an option is missing."""
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    options.out.mkdir(parents=True, exist_ok=True)
    config, device = _config(options), torch.device(options.device)
    if config.stage == "paintings":
        state, lessons, judge = _paintings(config, device, options)
    else:
        state, lessons, judge = _distillation(config, device, options)
    _run_with_bar(Trainer(state, options.out, lessons, judge))


def _config(options: argparse.Namespace) -> TrainConfig:
    """The stage's usual numbers, but for those that were typed."""
    known = {f.name for f in fields(TrainConfig)}
    typed = {name: value for name, value in vars(options).items() if name in known and value is not None}
    typed |= {name: tuple(typed[name]) for name in ("phases", "only") if name in typed}
    config = TrainConfig.of_stage(**typed)
    if options.features is not None:
        config = replace(config, weights=replace(config.weights, features=options.features))
    return config


def _paintings(
    config: TrainConfig, device: torch.device, options: argparse.Namespace
) -> tuple[TrainState, Lessons, Judge]:
    from scripts.training.paintings.looks import look_sources
    from scripts.training.paintings.setup import Places, begin, lessons_of, sheet_maker

    looks = look_sources(options.looks_file)
    places = Places(_needed(options, "corpus"), _needed(options, "paintings"))
    state = begin(config, device, looks, places, options.out, options.start)
    return state, lessons_of(state, looks, places), sheet_maker(places.corpus, options.out)


def _distillation(
    config: TrainConfig, device: torch.device, options: argparse.Namespace
) -> tuple[TrainState, Lessons, Judge]:
    from scripts.training.distillation.distill import Distillation
    from scripts.training.distillation.sheet import sheet_maker

    teacher, corpus = _needed(options, "teacher"), _needed(options, "corpus")
    state = TrainState(config, device)
    if not state.resume(options.out):
        for path in options.start:
            state.start_from(path)
    lessons = Distillation(state, teacher, corpus, workers=options.workers)
    return state, lessons, sheet_maker(teacher, corpus, options.out)


def _needed(options: argparse.Namespace, name: str) -> Path:
    value = getattr(options, name)
    if value is None:
        raise ValueError(f"the stage {options.stage} needs --{name}")
    return Path(value)


def _run_with_bar(trainer: Trainer) -> None:
    with _progress() as progress:
        task = progress.add_task("train", total=1.0, terms="")

        def report(share: float, terms: dict[str, float]) -> None:
            named = (f"{name} {value:.4g}" for name, value in terms.items() if name not in {"seconds", "progress"})
            text = "  ".join(named)
            progress.update(task, completed=share, terms=text)
            say(progress.console, text)

        trainer.run(report)


def _progress() -> Progress:
    return Progress(
        TextColumn("[bold]training"),
        BarColumn(),
        TextColumn("{task.percentage:.1f} %"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[terms]}"),
    )


def say(console: Console, text: str) -> None:
    """A line with the time for logs; on a terminal the bar says it."""
    if not console.is_terminal:
        print(time.strftime("%H:%M"), text, flush=True)
