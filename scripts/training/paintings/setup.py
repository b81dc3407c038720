"""How a run of the stage `paintings` begins, and the contact sheet that shows how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import torch

from scripts.training.config import TrainConfig
from scripts.training.corpus import holdout_pairs, load_corpus
from scripts.training.paintings.contents import Contents, tensor
from scripts.training.paintings.crops import CropMaker, for_encoder
from scripts.training.paintings.lessons import PaintingLessons
from scripts.training.paintings.looks import LookSource
from scripts.training.paintings.program import painted
from scripts.training.paintings.styles import Styles, look_style
from scripts.training.paintings.vgg import LossNetwork
from scripts.training.pictures import load_square, save_sheet
from scripts.training.start import start_looks
from scripts.training.state import TrainState
from scripts.training.student import load_student
from scripts.training.trainer import Judge

SHEET_PHOTOS, SHEET_SIDE, SHEET_CELL = 4, 256, 160
ABREAST = 3
"""Looks beside each other on the contact sheet."""


@dataclass(frozen=True)
class Places:
    """Where the pictures lie: the corpus, and the well-known paintings that are not in it."""

    corpus: Path
    paintings: Path


def begin(
    config: TrainConfig,
    device: torch.device,
    looks: Sequence[LookSource],
    places: Places,
    out: Path,
    starts: Sequence[Path],
) -> TrainState:
    """The run in `out`, or a new one from packs and checkpoints.

    A look that none of them knows begins as what the encoder says of its painting. Raises FileNotFoundError where a
    painting is missing, ValueError where there is nothing to start from, the run in `out` has other looks, or one that
    alone is to be taught is none of them.
    """
    if unknown := {*config.only, *filter(None, [config.steep_from])} - {look.name for look in looks}:
        raise ValueError(f"{min(unknown)} is none of the looks: {', '.join(look.name for look in looks)}")
    state = TrainState(replace(config, looks=tuple(look.name for look in looks)), device)
    if state.resume(out):
        return state
    if not starts:
        raise ValueError("the stage paintings needs --start: a pack, or the checkpoint of a distillation")
    known = set[str]().union(*(state.start_from(path) for path in starts))
    fresh = {number: look for number, look in enumerate(looks) if look.name not in known}
    start_looks(state.transformer, {number: _seen(look, state, places) for number, look in fresh.items()})
    state.begin_anew()
    return state


@torch.no_grad()  # type: ignore[untyped-decorator]
def _seen(look: LookSource, state: TrainState, places: Places) -> torch.Tensor:
    """The encoder's vector (100,) of a look's painting."""
    picture = tensor(for_encoder(look.open(places.corpus, places.paintings)))
    return state.encoder.eval()(picture.to(state.device))[0]


def lessons_of(state: TrainState, looks: Sequence[LookSource], places: Places) -> PaintingLessons:
    """The run's lessons, with all pictures read. Raises FileNotFoundError where some are missing, or VGG's weights."""
    numbers, seed = state.config.painting, state.config.seed
    loss, corpus = LossNetwork().to(state.device), load_corpus(places.corpus)
    maker = CropMaker(corpus, seed)
    contents = Contents([maker.make() for _ in range(numbers.crops)], loss)
    styles = Styles(corpus, loss, numbers.styles, seed)
    taught = [look_style(look, places.corpus, places.paintings, loss) for look in looks]
    return PaintingLessons(state, loss, contents, styles, taught)


def sheet_maker(corpus: Path, out: Path) -> Judge:
    """What writes val.png with every checkpoint: all looks on some held-out photos, three looks beside each other."""
    photos = [load_square(corpus / photo, SHEET_SIDE) for photo, _ in holdout_pairs()[:SHEET_PHOTOS]]

    def show(checkpoint: Path) -> None:
        student = load_student(checkpoint, threads=1)
        found = [[painted(student, photo, student.look(name)) for photo in photos] for name in student.looks]
        rows = [[*chain.from_iterable(found[k : k + ABREAST])] for k in range(0, len(found), ABREAST)]
        save_sheet(rows, out / "val.png", SHEET_CELL)

    return show
