"""Small runs of the stage that learns from paintings."""

from __future__ import annotations

import torch

from scripts.training.config import PaintingNumbers, TrainConfig
from scripts.training.state import TrainState

CPU = torch.device("cpu")
PHOTO = torch.rand(1, 3, 48, 64, generator=torch.Generator().manual_seed(3))


def small_state(*looks: str, channels: int = 32, hours: float = 1.0) -> TrainState:
    """A run whose optimizer reaches its full rate at once."""
    numbers = PaintingNumbers(crops=4, styles=3)
    return TrainState(
        TrainConfig.of_stage(
            "paintings", hours=hours, looks=looks, channels=channels, warmup_steps=1, painting=numbers
        ),
        CPU,
    )
