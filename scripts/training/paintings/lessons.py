"""The lessons of the stage `paintings`: what is painted is corrected by what a loss network sees in the paintings."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as tf

from scripts.training.autocast import autocast
from scripts.training.config import STYLE_SIZE, TrainConfig
from scripts.training.paintings.contents import Contents, Drawn, inner
from scripts.training.paintings.crops import ENCODER_SIDE, SIDE, SMALL_SIDE
from scripts.training.paintings.fine import fine_task
from scripts.training.paintings.perceptual import (
    Grams,
    averaged,
    blur,
    content_distances,
    dullness,
    grams,
    invention,
    inversion,
    regularity,
    roughness,
    stacked,
    style_distances,
)
from scripts.training.paintings.skin import wrinkles
from scripts.training.paintings.styles import LookStyle, Styles
from scripts.training.paintings.vgg import LossNetwork
from scripts.training.state import TrainState
from scripts.training.trainer import Terms

AT_A_TIME = 2
"""Crops of a lesson."""
FURTHEST = 3.0
"""Style distance from which on a painting of the corpus is given up."""
LEAST_CONTENT = 0.25
"""A photo counts as if it had at least this share of the content that an ordinary one has."""
CALM, EXCUSED = 1.8, 0.9
"""Regularity that is not minded: of any painting, and of a look over its own painting's."""


@dataclass(frozen=True)
class Manner:
    """How regular a result may be, how much inventions and light in dark places are minded, and how far light and dark
    should be apart.
    """

    calm: float
    invention: float
    inversion: float
    spread: float


@dataclass(frozen=True)
class Lesson:
    """Pictures to paint with style vectors, the crops they were made of, and how."""

    name: str
    shown: Tensor
    of: Drawn
    vectors: Tensor
    manner: Manner


class PaintingLessons:
    """By turns a look, two paintings through the encoder, which itself stays as it is, and the way from one to another.

    What a step sees follows from its number and the run's seed alone, so that a run goes on as if it had not stopped.
    """

    def __init__(
        self, state: TrainState, loss: LossNetwork, contents: Contents, styles: Styles, looks: Sequence[LookStyle]
    ) -> None:
        self.terms = Terms()
        self._state, self._numbers = state, state.config.painting
        self._loss, self._contents, self._styles, self._looks = loss, contents, styles, looks

    def begin(self) -> None:
        """The encoder's batch normalization stays as it is."""
        self._state.transformer.train()
        self._state.encoder.eval()

    def loss(self) -> Tensor:
        """How far the next pictures are from their paintings' style and their photos' content."""
        progress, rng = self._state.progress, random.Random(f"{self._state.config.seed} {self._state.step}")
        self._contents.judge_on(SMALL_SIDE if progress < self._numbers.small_until else SIDE)
        through_encoder = not self._looks or rng.random() < self._numbers.any_share * (1 + progress)
        if through_encoder and not self._state.config.only:
            return self._any(rng)
        if rng.random() < self._numbers.between_share:
            return self._between(rng)
        return self._look(self._next_look(), rng)

    def _next_look(self) -> int:
        """All looks that are taught, in a new order every so many steps as there are of them."""
        taught = self._state.config.taught
        round_number, place = divmod(self._state.step, len(taught))
        return random.Random(f"{self._state.config.seed} round {round_number}").sample(taught, len(taught))[place]

    def _look(self, number: int, rng: random.Random) -> Tensor:
        """One look on two crops; together they should look like the painting more than each of them."""
        look, numbers = self._looks[number], self._numbers
        crops = self._contents.draw(AT_A_TIME, rng)
        vectors = look_vectors([number] * AT_A_TIME, len(self._looks)).to(crops.photos.device)
        name, wanted, shown = "look", look.grams, crops.photos
        if self._state.progress > numbers.fine_from and rng.random() < numbers.fine_share:
            name, wanted = "fine", look.fine
            shown = fine_task(crops.photos, lambda small: torch.sigmoid(self._logits(small, vectors)))
            crops = crops._replace(content=self._loss.content(inner(shown)))
        manner = Manner(EXCUSED * look.regularity, look.invention, look.inversion, look.spread)
        found, rest = self._painted(Lesson(name, shown, crops, vectors, manner))
        each = self.terms.note(f"{name} style", style_distances(found, wanted).mean())
        together = style_distances(averaged(found, 1), wanted).mean()
        return numbers.look_weight * look.weight * 0.5 * (each + together) + rest

    def _any(self, rng: random.Random) -> Tensor:
        """Two crops, each with a painting of the corpus through the encoder."""
        drawn = [self._styles.draw(rng) for _ in range(AT_A_TIME)]
        crops = self._contents.draw(AT_A_TIME, rng)
        vectors = self._seen(torch.cat([shown for shown, _ in drawn]))
        manner = Manner(CALM, invention=1.0, inversion=1.0, spread=0.0)
        found, rest = self._painted(Lesson("any", crops.photos, crops, vectors, manner))
        distances = style_distances(found, stacked([wanted for _, wanted in drawn]))
        style = self.terms.note("any style", distances.clamp_max(FURTHEST).mean())
        return self._numbers.any_weight * style + rest

    def _between(self, rng: random.Random) -> Tensor:
        """From an unpainted photo, or a look, to a look: what a share of the way shows is that share of both ends."""
        photo = self._contents.draw(1, rng).photos
        first, last = way(self._state.config, rng)
        vectors, share = look_vectors([first, last], len(self._looks)).to(photo.device), rng.uniform(0.1, 0.9)
        with torch.no_grad():
            if rng.random() < self._numbers.own_share:
                vectors[0] = self._seen(tf.interpolate(photo, (ENCODER_SIDE, ENCODER_SIDE), mode="bilinear"))[0]
            ends = torch.sigmoid(self._logits(photo.expand(2, -1, -1, -1), vectors))
        shown = torch.sigmoid(self._logits(photo, torch.lerp(vectors[:1], vectors[1:], share)))
        uneven = (blur(shown) - torch.lerp(blur(ends[:1]), blur(ends[1:]), share)).abs().mean()
        return self._numbers.evenness * self.terms.note("between", uneven)

    def _seen(self, squares: Tensor) -> Tensor:
        """What the encoder says of squares (n, 3, 256, 256): vectors (n, 100 + looks)."""
        with torch.no_grad(), autocast(squares.device):
            seen = self._state.encoder(squares).float()
        return torch.cat([seen, seen.new_zeros(len(seen), len(self._looks))], 1)

    def _logits(self, photos: Tensor, vectors: Tensor) -> Tensor:
        with autocast(photos.device):
            return self._state.transformer(photos, vectors).float()

    def _painted(self, lesson: Lesson) -> tuple[Grams, Tensor]:
        """The painted pictures' Gram matrices, and all that is wrong with them but style."""
        manner = lesson.manner
        painted = inner(torch.sigmoid(self._logits(lesson.shown, lesson.vectors)))
        with autocast(painted.device):
            features = self._loss(painted)
        terms = {
            "content": content_distances(features, lesson.of.content, LEAST_CONTENT * self._contents.ordinary),
            "regular": (regularity(painted) - manner.calm).clamp_min(0),
            "invented": manner.invention * invention(painted, inner(lesson.shown)),
            "inverted": manner.inversion * inversion(painted, inner(lesson.shown)),
            "dull": dullness(painted, inner(lesson.shown), painted.new_tensor(manner.spread)),
            "wrinkled": wrinkles(painted, inner(lesson.of.photos)) * lesson.of.faces,
        }
        content, excess, invented, inverted, dull, wrinkled = (
            self.terms.note(f"{lesson.name} {k}", v.mean()) for k, v in terms.items()
        )
        numbers = self._numbers
        calm = numbers.smooth * roughness(painted) + numbers.regularity * excess + numbers.inversion * inverted
        calm = calm + numbers.invention * invented + numbers.wrinkles * wrinkled
        return grams(features), content + calm + numbers.dullness * dull


def way(config: TrainConfig, rng: random.Random) -> tuple[int, int]:
    """The numbers of any look and of one that is taught; of the same one if there is no other."""
    last = rng.choice(config.taught)
    first = rng.choice([*range(last), *range(last + 1, len(config.looks))] or [last])
    if config.steep is not None and config.steep != last and rng.random() < config.painting.steep_share:
        first = config.steep
    return first, last


def look_vectors(chosen: Sequence[int], looks: int) -> Tensor:
    """(n, 100 + looks): pure looks."""
    return torch.cat([torch.zeros(len(chosen), STYLE_SIZE), tf.one_hot(torch.tensor(chosen), looks).float()], 1)
