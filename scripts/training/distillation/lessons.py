"""Learning part by part: every part of the student does what the teacher's does, given the teacher's own maps.

Hints after Romero et al., "FitNets" (ICLR 2015). The parts learn side by side from their first step on, where the whole
network would first have to find something for its middle to work with.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import torch
from torch import Tensor

from scripts.training.distillation.losses import map_loss
from scripts.training.networks import StyleEncoder, Transformer


@dataclass(frozen=True, slots=True)
class BlockLesson:
    """What the entry and every block still do otherwise, and what the decoder made of the teacher's last map."""

    losses: dict[str, Tensor]
    logits: Tensor


def block_by_block(network: Transformer, photo: Tensor, vector: Tensor, maps: Tensor) -> BlockLesson:
    """The transformer's parts on the teacher's maps (n, blocks + 1, C, H / 4, W / 4) of these photos and vectors."""
    given = [m.contiguous(memory_format=torch.channels_last) for m in maps.unbind(1)]
    losses = {"entry": map_loss(network.encode(photo).float(), given[0])}
    for number, (block, (before, after)) in enumerate(zip(network.blocks, pairwise(given), strict=True), start=1):
        change = block(before, vector).float() - before
        losses[f"block {number}"] = map_loss(change, after - before)
    return BlockLesson(losses, network.decode(given[-1], vector).float())


def layer_by_layer(encoder: StyleEncoder, painting: Tensor, layers: list[Tensor]) -> tuple[dict[str, Tensor], Tensor]:
    """The encoder's blocks on the maps that come out of the blocks of the teacher's predictor.

    Returns what every block still does otherwise, and the vectors that follow from the teacher's last map.
    """
    losses: dict[str, Tensor] = {}
    before = painting * 2 - 1
    for number, (part, wanted) in enumerate(zip(encoder.parts(), layers, strict=True), start=1):
        found = part(before.contiguous(memory_format=torch.channels_last)).float()
        change = before if found.shape == before.shape else 0.0
        losses[f"layer {number}"] = map_loss(found - change, wanted - change, margin=0)
        before = wanted
    return losses, encoder.from_last_block(before).float()
