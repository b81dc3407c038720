"""The training loop of every stage: losses in, corrected networks out, a checkpoint every few minutes."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import torch
from torch import Tensor

from scripts.training.state import TrainState

SAVE_SECONDS = 300.0
LOG_STEPS = 50
LARGEST_GRADIENT = 1.0
Report = Callable[[float, dict[str, float]], None]
"""Takes the progress 0..1 and the mean terms of the loss since the last time."""
Judge = Callable[[Path], None]
"""Called with every checkpoint that was written."""


class Terms:
    """The terms of the loss, collected until they are written to the log."""

    def __init__(self) -> None:
        self._values: dict[str, list[float]] = {}

    def note(self, name: str, value: Tensor) -> Tensor:
        """Remember a term, and give it back."""
        self._values.setdefault(name, []).append(float(value.detach()))
        return value

    def means(self) -> dict[str, float]:
        """The means by name, since they were last asked for."""
        found = {name: sum(values) / len(values) for name, values in sorted(self._values.items())}
        self._values = {}
        return found


class Lessons(Protocol):
    """What a stage teaches, and the terms of its loss."""

    terms: Terms

    def begin(self) -> None:
        """Make the networks ready: which of them learn statistics."""

    def loss(self) -> Tensor:
        """What the networks still do wrong in the next lesson."""


class Trainer:
    """One run of the stage in `state.config`, until its hours are over."""

    def __init__(
        self,
        state: TrainState,
        out: Path,
        lessons: Lessons,
        judge: Judge,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``clock``: seconds."""
        self._state, self._out, self._lessons, self._judge, self._clock = state, out, lessons, judge, clock
        self._saved = clock()

    def run(self, report: Report) -> None:
        """Train until the end; `report` is called now and then."""
        state = self._state
        self._lessons.begin()
        while state.progress < 1:
            self._step()
            if state.step % LOG_STEPS == 0:
                report(state.progress, self._log())
            if self._clock() - self._saved > SAVE_SECONDS:
                self._save()
        if state.step % LOG_STEPS:
            report(state.progress, self._log())
        self._save()

    def _step(self) -> None:
        """One lesson; the time that it takes counts."""
        state, began = self._state, self._clock()
        self._set_rate()
        self._learn(self._lessons.loss())
        state.step += 1
        state.update_average()
        state.seconds += self._clock() - began

    def _learn(self, loss: Tensor) -> None:
        optimizer = self._state.optimizer
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self._state.parameters, LARGEST_GRADIENT)
        optimizer.step()

    def _set_rate(self) -> None:
        config = self._state.config
        cosine = 0.5 * (1 + math.cos(math.pi * self._state.progress))
        rate = config.learning_rate * (cosine * (1 - config.final_rate) + config.final_rate)
        for group in self._state.optimizer.param_groups:
            group["lr"] = group["share"] * rate * min(1.0, (self._state.step + 1) / config.warmup_steps)

    def _log(self) -> dict[str, float]:
        state = self._state
        line: dict[str, float] = {
            "step": state.step,
            "seconds": round(state.seconds),
            "progress": round(state.progress, 4),
            **self._lessons.terms.means(),
        }
        with (self._out / "log.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
        return line

    def _save(self) -> None:
        self._judge(self._state.save(self._out))
        self._saved = self._clock()
