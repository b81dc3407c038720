"""Training samples made in the background: crops, style vectors with their mixtures, and the teacher's pictures."""

from __future__ import annotations

import queue
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

from scripts.training.config import STYLE_SIZE, Phase, StageName
from scripts.training.corpus import Corpus, generated_texture, jitter_colours, random_crop, unit
from scripts.training.distillation.teacher import STYLE_SIDE, OnnxTeacher

Array = NDArray[np.float32]
STORE = 1500
"""Samples kept to be used again, at most."""
NO_MAPS: Array = np.zeros(0, np.float32)
NOTHING: Array = np.zeros(STYLE_SIZE, np.float32)
NO_PICTURE: Array = np.zeros((1, 1, 3), np.float32)
ONE: Array = np.ones(1, np.float32)
ENCODER_STAGES = ("encoder", "predictor-layers")
"""Stages in which nothing is painted."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One lesson: paint `photo` with the vector `share` * vector of `style` + `rest`; the teacher painted `target`.

    `maps`: what went into the teacher's first residual block and came out of each. `layers`: what came out of its
    predictor's blocks. Both are empty where nobody asked.
    """

    photo: NDArray[Any]
    style: NDArray[Any]
    vector: Array
    share: Array
    rest: Array
    target: NDArray[Any]
    maps: NDArray[Any] = field(default_factory=lambda: NO_MAPS)
    layers: tuple[NDArray[Any], ...] = ()

    def packed(self) -> Sample:
        """The same with pictures in 8 and 16 bits, to be kept: a third of the memory."""
        photo, style = (np.round(picture * 255).astype(np.uint8) for picture in (self.photo, self.style))
        return replace(self._as(np.float16), photo=photo, style=style)

    def unpacked(self) -> Sample:
        """The reverse of `packed`."""
        photo, style = (picture.astype(np.float32) / np.float32(255) for picture in (self.photo, self.style))
        return replace(self._as(np.float32), photo=photo, style=style)

    def _as(self, kind: type[np.floating[Any]]) -> Sample:
        """The same with the teacher's answers in numbers of this kind."""
        layers = tuple(layer.astype(kind) for layer in self.layers)
        return replace(self, target=self.target.astype(kind), maps=self.maps.astype(kind), layers=layers)


@dataclass(frozen=True, slots=True)
class Batch:
    """Samples as tensors: pictures (n, 3, H, W), maps (n, blocks + 1, C, H / 4, W / 4)."""

    photo: Tensor
    style: Tensor
    vector: Tensor
    share: Tensor
    rest: Tensor
    target: Tensor
    maps: Tensor
    layers: list[Tensor]

    def mixed(self, vector: Tensor) -> Tensor:
        """The vector to paint with, when the painting's is `vector`."""
        return self.share * vector + self.rest


class SampleMaker:
    """Makes samples from the corpus; with a teacher on the GPU, leaves `target` and `vector` to it."""

    def __init__(self, corpus: Corpus, teacher: OnnxTeacher | None, seed: int, stage: StageName) -> None:
        self._corpus, self._teacher, self._stage = corpus, teacher, stage
        self._rng, self._numbers = random.Random(seed), np.random.default_rng(seed)
        self._recent: list[Array] = []

    def make(self, crop: int) -> Sample:
        """A new sample whose photo has `crop` pixels a side."""
        style, teacher = self._style(), self._teacher
        if self._stage == "predictor-layers":
            style = self._part(style, crop)
        photo = NO_PICTURE if self._stage in ENCODER_STAGES else self._photo(crop)
        if teacher is None:
            return Sample(photo, style, NOTHING, ONE, NOTHING, NO_PICTURE)
        if self._stage in ENCODER_STAGES:
            vector, layers = teacher.layers(style)
            return Sample(photo, style, vector, ONE, NOTHING, NO_PICTURE, layers=tuple(layers))
        vector = teacher.vector(style)
        share, rest = self._mixture(photo)
        self._recent = [*self._recent[-200:], vector]
        mixed = share * vector + rest
        return Sample(photo, style, vector, share, rest, *teacher.lesson(photo, mixed))

    def _photo(self, crop: int) -> Array:
        pool = self._corpus.photos if self._rng.random() < 0.6 else self._corpus.scenes
        photo = random_crop(pool.draw(self._rng), crop, 1.6 if crop > 256 else 2.0, 0.0, self._rng)
        return jitter_colours(photo, self._numbers) if self._rng.random() < 0.15 else photo

    def _style(self) -> Array:
        kind = self._rng.random()
        if kind < 0.05:
            return generated_texture(STYLE_SIDE, self._numbers)
        pool = self._corpus.photos if kind > 0.9 else self._corpus.styles
        return jitter_colours(random_crop(pool.draw(self._rng), STYLE_SIDE, 1.7, 0.15, self._rng), self._numbers)

    def _part(self, style: Array, side: int) -> Array:
        """A square of the picture at its own scale: blocks look at places, not at pictures."""
        top, left = (self._rng.randrange(0, STYLE_SIDE - side + 1) for _ in range(2))
        return np.ascontiguousarray(style[top : top + side, left : left + side])

    def _mixture(self, photo: Array) -> tuple[Array, Array]:
        """Mostly the style alone; else mixed with another, with the photo's own vector (strength), or perturbed."""
        kind, share = self._rng.random(), self._rng.random()
        rest: Array = np.zeros(STYLE_SIZE, np.float32)
        if kind < 0.1 and self._recent:
            rest = (1 - share) * self._rng.choice(self._recent)
        elif kind < 0.22:
            rest = (1 - share) * self._vector_of_photo(photo)
        elif kind < 0.28:
            share, rest = 1.0, self._numbers.normal(0, 0.12, STYLE_SIZE).astype(np.float32)
        elif kind < 0.33:  # stronger than the painting
            share = self._rng.uniform(1.0, 1.3)
        else:
            share = 1.0
        return np.full(1, share, np.float32), rest

    def _vector_of_photo(self, photo: Array) -> Array:
        assert self._teacher is not None
        small = Image.fromarray((photo * 255).astype(np.uint8)).resize(
            (STYLE_SIDE, STYLE_SIDE), Image.Resampling.BICUBIC
        )
        return self._teacher.vector(unit(small))


class Feeder:
    """Threads that keep batches ready; as samples are costly, each is used `reuse` times on average."""

    def __init__(self, makers: list[SampleMaker], phase: Callable[[], Phase], reuse: float) -> None:
        self._phase, self._reuse = phase, reuse
        self._ready: queue.Queue[list[Sample]] = queue.Queue(6)
        self._problem: BaseException | None = None
        for number, maker in enumerate(makers):
            threading.Thread(target=self._work, args=(maker, number), daemon=True, name=f"samples-{number}").start()

    def next(self) -> Batch:
        """The next batch; raises what a thread ran into."""
        while True:
            try:
                samples = self._ready.get(timeout=5)
                return to_batch(samples)
            except queue.Empty:
                if self._problem is not None:
                    raise RuntimeError("making samples failed") from self._problem

    def _work(self, maker: SampleMaker, number: int) -> None:
        rng, store, current, owed = random.Random(number), list[Sample](), self._phase(), 0.0
        try:
            while True:
                if (phase := self._phase()) != current:
                    current, store = phase, []
                owed += phase.batch / self._reuse
                while owed >= 1 or len(store) < phase.batch:
                    sample = maker.make(phase.crop).packed()
                    if len(store) < STORE:
                        store.append(sample)
                    else:
                        store[rng.randrange(len(store))] = sample
                    owed = max(0.0, owed - 1)
                self._ready.put([sample.unpacked() for sample in rng.sample(store, phase.batch)])
        except BaseException as problem:
            self._problem = problem
            raise


def to_batch(samples: list[Sample]) -> Batch:
    def pictures(values: list[Array]) -> Tensor:
        return torch.from_numpy(np.stack(values)).permute(0, 3, 1, 2)  # stays channels-last in memory

    def vectors(values: list[Array]) -> Tensor:
        return torch.from_numpy(np.stack(values))

    return Batch(
        photo=pictures([s.photo for s in samples]),
        style=pictures([s.style for s in samples]),
        vector=vectors([s.vector for s in samples]),
        share=vectors([s.share for s in samples]),
        rest=vectors([s.rest for s in samples]),
        target=pictures([s.target for s in samples]),
        maps=vectors([s.maps for s in samples]),
        layers=[vectors(list(found)) for found in zip(*(s.layers for s in samples), strict=True)],
    )
