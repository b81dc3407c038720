"""What a training run is made of: every number that decides its course, kept in the checkpoint."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal

StageName = Literal["blocks", "transformer", "predictor-layers", "encoder", "joint", "paintings"]

TRAINED: dict[StageName, tuple[str, ...]] = {
    "blocks": ("T",),
    "transformer": ("T",),
    "predictor-layers": ("E",),
    "encoder": ("E",),
    "joint": ("T", "E"),
    "paintings": ("T",),
}
"""Which of transformer T and encoder E a stage changes."""

STYLE_SIZE = 100
"""Length of a style vector, as in Magenta's bottleneck."""
BORDER = 64
"""Mirrored pixels that the program paints on every side and cuts off: so far reach the zeros that networks pad with."""
CHANNELS, BLOCKS = 32, 5
"""The trunk is as wide and as deep as the teacher's, so that block can learn from block; `paintings` widens it."""
ENCODER_PLAN = (
    (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1),
)  # fmt: skip
"""The style encoder is a MobileNetV2 (Sandler et al. 2018, table 2): (expansion, channels, blocks, stride of the first
block) per group. The teacher's predictor is one as well, so that block can learn from block."""

VECTOR_SPREAD = 0.28
"""Mean standard deviation of the numbers of the teacher's style vectors."""


@dataclass(frozen=True)
class LossWeights:
    """Weights of the terms; each term is described in losses.py."""

    gradients: float = 0.5
    coarse: float = 1.0
    texture: float = 1.5
    features: float = 0.45
    maps: float = 0.3
    vector: float = 0.015


@dataclass(frozen=True)
class Phase:
    """From the share `start` of the run on: the crop's side in pixels and the batch size."""

    start: float
    crop: int
    batch: int

    @classmethod
    def parse(cls, text: str) -> Phase:
        """START:CROP:BATCH as typed; raises ValueError."""
        start, crop, batch = text.split(":")
        phase = cls(float(start), int(crop), int(batch))
        if not 0 <= phase.start < 1 or phase.crop < 64 or phase.crop % 4 or phase.batch < 1:
            raise ValueError(f"not a phase: {text}")
        return phase


@dataclass(frozen=True)
class PaintingNumbers:
    """What the stage `paintings` is made of: how much there is to see, how often, and what counts how much."""

    crops: int = 1000
    """Crops of photos that are painted again and again."""
    styles: int = 1200
    """Squares of the corpus's paintings, for what the encoder's vectors paint."""
    any_share: float = 0.16
    """Of the lessons, those that go through the encoder: at first; twice as many at the end."""
    between_share: float = 0.15
    """Of the other lessons, those about strength and mixtures."""
    any_weight: float = 17.0
    look_weight: float = 28.0
    """Of the style distance, for a painting of the corpus and for a look; the content distance has 1."""
    smooth: float = 0.1
    """Of the total variation."""
    regularity: float = 0.12
    """Of a weave that the painting itself does not have."""
    invention: float = 36.0
    """Of clouds and halos where the photo is flat."""
    inversion: float = 1.0
    """Of light places where the photo is dark, and dark ones where it is light."""
    dullness: float = 150.0
    """Of light and dark that are less apart than both in the photo and in the look's painting."""
    wrinkles: float = 100.0
    """Of lines on the skin of faces that the photo does not have."""
    evenness: float = 12.0
    """Of what a share of the way between two pictures shows otherwise than that share of both."""
    own_share: float = 0.7
    """Of the ways, those that begin at the photo itself: what strength does."""
    steep_share: float = 0.6
    """Of the others, those that begin at the look from which they are too steep."""
    fine_share: float = 0.35
    fine_from: float = 0.1
    """Of the looks' lessons, those about fine octaves, from this share of the run on."""
    small_until: float = 0.3
    """Share of the run in which small crops are painted; what saw nothing else paints whole pictures worse."""


@dataclass(frozen=True)
class TrainConfig:
    """One run. Its length is time, not steps: the learning rate follows the hours spent."""

    stage: StageName = "joint"
    hours: float = 1.0
    learning_rate: float = 6e-4
    final_rate: float = 0.015
    """Of the learning rate, what is left at the end."""
    warmup_steps: int = 100
    seed: int = 1
    ema: float = 0.997
    """Decay of the averaged networks per step."""
    encoder_share: float = 0.1
    """Of the learning rate, for the encoder in the joint stage."""
    look_share: float = 3.0
    """Of the learning rate, for what belongs to one look alone."""
    channels: int = CHANNELS
    looks: tuple[str, ...] = ()
    """Their names, in the order of their numbers in the style vector."""
    only: tuple[str, ...] = ()
    """Looks that alone are taught: nothing else changes, so that all others paint as before."""
    steep_from: str | None = None
    """The look from which the way to those that are taught is too steep in its middle: ways are most of the lessons."""
    reuse: float = 3.0
    """How often a sample of the teacher's is used, on average."""
    own_vector_share: float = 0.3
    """Of the batches, those painted with the student's own vectors."""
    feature_share: float = 0.125
    """Of a batch, the pictures that are shown to the teacher's predictor."""
    fixed_statistics: bool = False
    """Stages that train the encoder alone: leave batch normalization as it is."""
    weights: LossWeights = field(default_factory=LossWeights)
    phases: tuple[Phase, ...] = (Phase(0.0, 208, 8), Phase(0.7, 320, 4), Phase(0.9, 512, 2))
    painting: PaintingNumbers = field(default_factory=PaintingNumbers)

    @classmethod
    def of_stage(cls, stage: StageName, **chosen: Any) -> TrainConfig:
        """What a stage is trained with, but for what was chosen."""
        usual = PAINTINGS_USUAL if stage == "paintings" else {}
        if chosen.get("steep_from") is not None:
            usual = usual | {"painting": MOSTLY_WAYS}
        return cls(stage=stage, **{**usual, **chosen})

    def phase(self, progress: float) -> Phase:
        """The phase at `progress` 0..1 of the run."""
        return [p for p in self.phases if p.start <= progress or p is self.phases[0]][-1]

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for the checkpoint."""
        return asdict(self)

    @property
    def taught(self) -> tuple[int, ...]:
        """The numbers of the looks that are taught."""
        return tuple(number for number, name in enumerate(self.looks) if name in self.only or not self.only)

    @property
    def steep(self) -> int | None:
        """The number of the look from which ways are too steep; None where none is."""
        return None if self.steep_from is None else self.looks.index(self.steep_from)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> TrainConfig:
        """The reverse of `to_dict`; unknown names are left out."""
        values = _known(cls, values)
        values["weights"] = LossWeights(**_known(LossWeights, values["weights"]))
        values["phases"] = tuple(Phase(**p) for p in values["phases"])
        values["painting"] = PaintingNumbers(**_known(PaintingNumbers, values["painting"]))
        values["looks"], values["only"] = tuple(values["looks"]), tuple(values.get("only", ()))
        return cls(**values)


def _known(cls: type[Any], values: dict[str, Any]) -> dict[str, Any]:
    """Those of the values that are a field of the dataclass."""
    names = {f.name for f in fields(cls)}
    return {name: value for name, value in values.items() if name in names}


PAINTINGS_USUAL: dict[str, Any] = {
    "learning_rate": 1e-3,
    "final_rate": 0.02,
    "warmup_steps": 80,
    "ema": 0.996,
    "channels": 48,
}
"""What the stage `paintings` is trained with otherwise than the distillation."""

MOSTLY_WAYS = PaintingNumbers(between_share=0.6, evenness=60.0, own_share=0.1)
"""What a look is taught with whose ways are too steep."""
