"""The training loop: batches in, corrected networks out, a checkpoint every few minutes."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor

from scripts.training.corpus import load_corpus
from scripts.training.lessons import block_by_block, look_by_look
from scripts.training.losses import feature_loss, map_loss, picture_loss, vector_loss
from scripts.training.samples import ENCODER_STAGES, Batch, Feeder, SampleMaker
from scripts.training.state import TrainState
from scripts.training.teacher import OnnxTeacher
from scripts.training.torch_teacher import TorchTeacher

SAVE_SECONDS = 300.0
LOG_STEPS = 20
FEATURE_SCALES = (0.67, 1.0)
"""The painted picture is shown to the predictor at these scales in turn."""
Report = Callable[[float, dict[str, float]], None]
Judge = Callable[[Path], None]
"""Called with every checkpoint that was written."""


def computes_in_bfloat16() -> bool:
    """Whether this CPU multiplies bfloat16 numbers (AVX-512 BF16 or AMX); imitating it would be slower."""
    return any(getattr(torch.cpu, name, bool)() for name in ("_is_avx512_bf16_supported", "_is_amx_tile_supported"))


@dataclass(frozen=True)
class Places:
    """Folders of a run."""

    out: Path
    teacher: Path
    corpus: Path


class Trainer:
    """One run of the stage in `state.config`, until its hours are over."""

    def __init__(self, state: TrainState, places: Places, *, workers: int, judge: Judge) -> None:
        self._state, self._places, self._judge = state, places, judge
        self._config, self._on_gpu = state.config, state.device.type == "cuda"
        self._half = self._on_gpu or computes_in_bfloat16()
        self._teacher = TorchTeacher(places.teacher, state.device)
        corpus = load_corpus(places.corpus)
        cpu_teacher = None if self._on_gpu else OnnxTeacher(places.teacher)
        seed = self._config.seed + 1000 * state.step
        makers = [SampleMaker(corpus, cpu_teacher, seed + n, self._config.stage) for n in range(workers)]
        self._feeder = Feeder(makers, lambda: self._config.phase(self.progress), self._config.reuse)
        self._saved = time.monotonic()
        self._terms: dict[str, list[float]] = {}

    @property
    def progress(self) -> float:
        """0 at the start, 1 when the hours are over."""
        return min(1.0, self._state.seconds / (self._config.hours * 3600))

    def run(self, report: Report) -> None:
        """Train until the end; `report` gets the progress and the mean terms of the loss now and then."""
        state = self._state
        state.transformer.train()
        learns_statistics = self._config.stage in ENCODER_STAGES and not self._config.fixed_statistics
        state.encoder.train(learns_statistics)  # else they stay as they are
        while self.progress < 1:
            began = time.monotonic()
            self._set_rate()
            self._learn(self._prepare(self._feeder.next()))
            state.step += 1
            state.update_average()
            state.seconds += time.monotonic() - began
            if state.step % LOG_STEPS == 0:
                report(self.progress, self._log())
            if time.monotonic() - self._saved > SAVE_SECONDS:
                self._save()
        self._save()

    def _learn(self, batch: Batch) -> None:
        loss = self._loss(batch)
        self._state.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self._state.parameters, 1.0)
        self._state.optimizer.step()

    def _loss(self, batch: Batch) -> Tensor:
        lesson = {"encoder": self._vectors, "blocks": self._block_by_block, "looks": self._look_by_look}
        return lesson.get(self._config.stage, self._pictures)(batch)

    def _vectors(self, batch: Batch) -> Tensor:
        """The encoder learns the teacher's vectors."""
        return self._note("vector", vector_loss(self._encode(batch), batch.vector))

    def _pictures(self, batch: Batch) -> Tensor:
        """The transformer learns the teacher's pictures, the encoder with it in the joint stage."""
        state, weights = self._state, self._config.weights
        own = torch.rand(()).item() < self._config.own_vector_share
        vector = self._encode(batch) if own else batch.vector
        with self._autocast():
            mixed = batch.mixed(vector)
            maps = state.transformer.maps(batch.photo, mixed)
            logits = state.transformer.decode(maps[-1], mixed)
        painted = torch.sigmoid(logits.float())
        loss = self._note("picture own" if own else "picture", picture_loss(painted, batch.target, weights))
        on_the_way = [map_loss(found.float(), wanted) for found, wanted in zip(maps, batch.maps.unbind(1), strict=True)]
        loss = loss + weights.maps * self._note("maps", torch.stack(on_the_way).mean())
        if own and self._config.stage == "joint":
            loss = loss + weights.vector * self._note("vector", vector_loss(vector, batch.vector))
        if weights.features:
            scale = FEATURE_SCALES[self._state.step % len(FEATURE_SCALES)]
            some = slice(0, max(1, round(len(painted) * self._config.feature_share)))
            style = self._note("features", feature_loss(painted[some], batch.target[some], self._style_of, scale))
            loss = loss + weights.features * style
        return loss

    def _block_by_block(self, batch: Batch) -> Tensor:
        """The transformer's parts learn from the teacher's, each for itself."""
        with self._autocast():
            lesson = block_by_block(self._state.transformer, batch.photo, batch.mixed(batch.vector), batch.maps)
        picture = picture_loss(torch.sigmoid(lesson.logits), batch.target, self._config.weights)
        return self._sum(lesson.losses) + self._note("picture", picture)

    def _look_by_look(self, batch: Batch) -> Tensor:
        """The encoder's blocks learn from those of the teacher's predictor, each for itself."""
        with self._autocast():
            losses, vector = look_by_look(self._state.encoder, batch.style, batch.looks)
        return self._sum(losses) + self._note("vector", vector_loss(vector, batch.vector))

    def _sum(self, losses: dict[str, Tensor]) -> Tensor:
        return torch.stack([self._note(name, loss) for name, loss in losses.items()]).sum()

    def _style_of(self, painted: Tensor) -> Tensor:
        with self._autocast():
            return self._teacher.vector(painted).float()

    def _autocast(self) -> torch.autocast:
        """Layers in 16 bits, where the CPU is faster so."""
        return torch.autocast(self._state.device.type, torch.bfloat16, enabled=self._half)

    def _encode(self, batch: Batch) -> Tensor:
        learning = torch.set_grad_enabled(self._config.stage != "transformer")
        with learning, self._autocast():
            guess: Tensor = self._state.encoder(batch.style)
        return guess.float()

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def _prepare(self, batch: Batch) -> Batch:
        """On a GPU, let the teacher work on the whole batch and mix the vectors within it."""
        if not self._on_gpu:
            return batch
        photo, style = (x.to(self._state.device, non_blocking=True) for x in (batch.photo, batch.style))
        if self._config.stage in ENCODER_STAGES:
            vector, looks = self._teacher.looks(style)
            return replace(batch, style=style, vector=vector, looks=looks)
        vector = self._teacher.vector(style)
        n = len(vector)
        pick = torch.rand(n, 1, device=vector.device)
        share = torch.where(pick < 0.22, torch.rand(n, 1, device=vector.device), torch.ones_like(pick))
        share = torch.where(pick > 0.95, 1 + 0.3 * torch.rand_like(pick), share)
        small = torch.nn.functional.interpolate(photo, size=(256, 256), mode="bilinear", antialias=True)
        other = torch.where(pick < 0.1, vector.roll(1, 0), self._teacher.vector(small))
        rest = torch.where(pick < 0.22, (1 - share) * other, torch.zeros_like(other))
        rest = rest + torch.where((pick > 0.22) & (pick < 0.28), 0.12 * torch.randn_like(rest), torch.zeros_like(rest))
        target, maps = self._teacher.lesson(photo, share * vector + rest)
        return Batch(photo, style, vector, share, rest, target, maps, [])

    def _set_rate(self) -> None:
        config = self._config
        cosine = 0.5 * (1 + math.cos(math.pi * self.progress))
        rate = config.learning_rate * (cosine * (1 - config.final_rate) + config.final_rate)
        for group in self._state.optimizer.param_groups:
            group["lr"] = group["share"] * rate * min(1.0, (self._state.step + 1) / config.warmup_steps)

    def _note(self, name: str, value: Tensor) -> Tensor:
        self._terms.setdefault(name, []).append(float(value.detach()))
        return value

    def _log(self) -> dict[str, float]:
        means = {name: sum(v) / len(v) for name, v in self._terms.items()}
        self._terms = {}
        line = {
            "step": self._state.step,
            "seconds": round(self._state.seconds),
            "progress": round(self.progress, 4),
            **means,
        }
        with (self._places.out / "log.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
        return {str(k): float(v) for k, v in line.items()}

    def _save(self) -> None:
        self._judge(self._state.save(self._places.out))
        self._saved = time.monotonic()
