"""The paintings that teach, as Gram matrices: those of the looks, and squares of the corpus's."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from scripts.training.autocast import autocast
from scripts.training.corpus import Corpus
from scripts.training.paintings.contents import tensor
from scripts.training.paintings.crops import ENCODER_SIDE, SIDE, STYLE_SIDE, random_square, short_side
from scripts.training.paintings.looks import LookSource
from scripts.training.paintings.perceptual import Grams, grams, regularity, spread
from scripts.training.paintings.vgg import LossNetwork

PHOTO_STYLES = 0.06
"""Share of photos among the styles: what is painted in the style of a photo should look like one."""
STYLE_ZOOM = 1.15
FINE_ZOOM = 2
"""A fine octave's strokes are those of the painting at twice the size."""
ENLARGED = 0.75
"""A painting is enlarged to at most 1 / 0.75 of its own size for that."""


@dataclass(frozen=True)
class LookStyle:
    """What a look is taught by: its painting's Gram matrices, those for fine octaves, how regular it is itself and how
    far its light and dark are apart; and how much its style, its inventions and light in dark places count.
    """

    grams: Grams
    fine: Grams
    regularity: float
    spread: float
    weight: float
    invention: float
    inversion: float


class Styles:
    """Squares of the corpus's paintings and of some photos, with their Gram matrices, which are computed once."""

    def __init__(self, corpus: Corpus, loss: LossNetwork, count: int, seed: int) -> None:
        self._loss, rng = loss, random.Random(seed)
        pools = rng.choices([corpus.styles, corpus.photos], [1 - PHOTO_STYLES, PHOTO_STYLES], k=count)
        self._squares = [np.asarray(random_square(p.draw(rng), STYLE_SIDE, STYLE_ZOOM, rng), np.uint8) for p in pools]
        self._known: dict[int, Grams] = {}

    def draw(self, rng: random.Random) -> tuple[Tensor, Grams]:
        """A painting as the encoder sees it, (1, 3, 256, 256), and its Gram matrices."""
        number = rng.randrange(len(self._squares))
        square = Image.fromarray(self._squares[number])
        if number not in self._known:
            self._known[number] = {k: v.bfloat16() for k, v in style_of(square, self._loss).items()}
        shown = square.resize((ENCODER_SIDE, ENCODER_SIDE), Image.Resampling.LANCZOS)
        return tensor(shown).to(self._loss.device), self._known[number]


def style_of(picture: Image.Image, loss: LossNetwork, side: int = STYLE_SIDE) -> Grams:
    """The Gram matrices of a painting whose short side is brought to `side` pixels."""
    with torch.no_grad(), autocast(loss.device):
        features = loss(tensor(short_side(picture, side)).to(loss.device))
    return grams(features)


def look_style(look: LookSource, corpus: Path, paintings: Path, loss: LossNetwork) -> LookStyle:
    """What teaches a look; raises FileNotFoundError."""
    picture = look.open(corpus, paintings)
    usual, fine_side = style_of(picture, loss, look.side), look.side * FINE_ZOOM
    fine = style_of(picture, loss, fine_side) if min(picture.size) >= fine_side * ENLARGED else usual
    seen = tensor(short_side(picture, look.side))
    top, left = ((length - SIDE) // 2 for length in seen.shape[2:])
    middle = seen[:, :, top : top + SIDE, left : left + SIDE]
    return LookStyle(
        usual, fine, float(regularity(middle)), float(spread(seen)), look.style, look.invention, look.inversion
    )
