"""The distillation's lessons: the student learns from the teacher's vectors, maps and pictures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor

from scripts.training.autocast import autocast
from scripts.training.corpus import load_corpus
from scripts.training.distillation.lessons import block_by_block, layer_by_layer
from scripts.training.distillation.losses import feature_loss, map_loss, picture_loss, vector_loss
from scripts.training.distillation.samples import ENCODER_STAGES, Batch, Feeder, SampleMaker
from scripts.training.distillation.teacher import OnnxTeacher
from scripts.training.distillation.torch_teacher import TorchTeacher
from scripts.training.state import TrainState
from scripts.training.trainer import Terms

FEATURE_SCALES = (0.67, 1.0)
"""The painted picture is shown to the predictor at these scales in turn."""


class Distillation:
    """Batches with the teacher's answers, and what the student made of them."""

    def __init__(self, state: TrainState, teacher: Path, corpus: Path, *, workers: int) -> None:
        self.terms = Terms()
        self._state, self._config, self._on_gpu = state, state.config, state.device.type == "cuda"
        self._teacher = TorchTeacher(teacher, state.device)
        pictures = load_corpus(corpus)
        cpu_teacher = None if self._on_gpu else OnnxTeacher(teacher)
        seed = self._config.seed + 1000 * state.step
        makers = [SampleMaker(pictures, cpu_teacher, seed + n, self._config.stage) for n in range(workers)]
        self._feeder = Feeder(makers, lambda: self._config.phase(state.progress), self._config.reuse)

    def begin(self) -> None:
        """The encoder learns its statistics in some of its own stages; else they stay as they are."""
        self._state.transformer.train()
        self._state.encoder.train(self._config.stage in ENCODER_STAGES and not self._config.fixed_statistics)

    def loss(self) -> Tensor:
        """What the student still does otherwise than the teacher."""
        batch = self._prepare(self._feeder.next())
        lesson = {
            "encoder": self._vectors,
            "blocks": self._block_by_block,
            "predictor-layers": self._layer_by_layer,
        }
        return lesson.get(self._config.stage, self._pictures)(batch)

    def _vectors(self, batch: Batch) -> Tensor:
        """The encoder learns the teacher's vectors."""
        return self.terms.note("vector", vector_loss(self._encode(batch), batch.vector))

    def _pictures(self, batch: Batch) -> Tensor:
        """The transformer learns the teacher's pictures, the encoder with it in the joint stage."""
        state, weights = self._state, self._config.weights
        own = torch.rand(()).item() < self._config.own_vector_share
        vector = self._encode(batch) if own else batch.vector
        with autocast(self._state.device):
            mixed = batch.mixed(vector)
            maps = state.transformer.maps(batch.photo, mixed)
            logits = state.transformer.decode(maps[-1], mixed)
        painted = torch.sigmoid(logits.float())
        loss = self.terms.note("picture own" if own else "picture", picture_loss(painted, batch.target, weights))
        on_the_way = [map_loss(found.float(), wanted) for found, wanted in zip(maps, batch.maps.unbind(1), strict=True)]
        loss = loss + weights.maps * self.terms.note("maps", torch.stack(on_the_way).mean())
        if own and self._config.stage == "joint":
            loss = loss + weights.vector * self.terms.note("vector", vector_loss(vector, batch.vector))
        if weights.features:
            scale = FEATURE_SCALES[self._state.step % len(FEATURE_SCALES)]
            some = slice(0, max(1, round(len(painted) * self._config.feature_share)))
            style = self.terms.note("features", feature_loss(painted[some], batch.target[some], self._style_of, scale))
            loss = loss + weights.features * style
        return loss

    def _block_by_block(self, batch: Batch) -> Tensor:
        """The transformer's parts learn from the teacher's, each for itself."""
        with autocast(self._state.device):
            lesson = block_by_block(self._state.transformer, batch.photo, batch.mixed(batch.vector), batch.maps)
        picture = picture_loss(torch.sigmoid(lesson.logits), batch.target, self._config.weights)
        return self._sum(lesson.losses) + self.terms.note("picture", picture)

    def _layer_by_layer(self, batch: Batch) -> Tensor:
        """The encoder's blocks learn from those of the teacher's predictor, each for itself."""
        with autocast(self._state.device):
            losses, vector = layer_by_layer(self._state.encoder, batch.style, batch.layers)
        return self._sum(losses) + self.terms.note("vector", vector_loss(vector, batch.vector))

    def _sum(self, losses: dict[str, Tensor]) -> Tensor:
        return torch.stack([self.terms.note(name, loss) for name, loss in losses.items()]).sum()

    def _style_of(self, painted: Tensor) -> Tensor:
        with autocast(self._state.device):
            return self._teacher.vector(painted).float()

    def _encode(self, batch: Batch) -> Tensor:
        learning = torch.set_grad_enabled(self._config.stage != "transformer")
        with learning, autocast(self._state.device):
            guess: Tensor = self._state.encoder(batch.style)
        return guess.float()

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def _prepare(self, batch: Batch) -> Batch:
        """On a GPU, let the teacher work on the whole batch and mix the vectors within it."""
        if not self._on_gpu:
            return batch
        photo, style = (x.to(self._state.device, non_blocking=True) for x in (batch.photo, batch.style))
        if self._config.stage in ENCODER_STAGES:
            vector, layers = self._teacher.layers(style)
            return replace(batch, style=style, vector=vector, layers=layers)
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
