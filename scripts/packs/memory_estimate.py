"""Estimates the memory that a stage works with: what is alive at a time while it runs, counted on a small tile."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from onnx import ModelProto, NodeProto, ValueInfoProto

from scripts.graphs.graph import Array
from scripts.graphs.observe import observe
from scripts.packs.plan import Map
from scripts.packs.stages import CutStage

CELLS = 24
"""Cells a side of the tile."""

HELD = 5
"""How many times what is alive in a tile a thread keeps resident: onnxruntime copies into blocked layouts, and
allocators keep pieces that fitted other stages and other tiles. Found with three networks: 4.3, 4.7 and 5.1 times."""


def floats_per_cell(stages: list[CutStage], maps: list[Map]) -> int:
    """Working memory of the hungriest stage per cell of 4 x 4 pixels, in float32 numbers."""
    scales = {item.name: item.scale for item in maps}
    return math.ceil(HELD * max(_alive(stage.model, scales) for stage in stages) / CELLS**2)


def _alive(model: ModelProto, scales: Mapping[str, int]) -> int:
    """The most numbers that are alive at a time: a tensor is, from the node that makes it to the last that uses it."""
    sizes, nodes = _sizes(model, scales), list(model.graph.node)
    last_use = {name: k for k, node in enumerate(nodes) for name in node.input}
    last_use |= {item.name: len(nodes) for item in model.graph.output}
    now = most = sum(sizes[item.name] for item in model.graph.input)
    for k, node in enumerate(nodes):
        now += sum(sizes.get(name, 0) for name in node.output)
        most = max(most, now)
        now -= sum(sizes.get(name, 0) for name in _names(node) if last_use.get(name, k) == k)
    return most


def _names(node: NodeProto) -> set[str]:
    return {*node.input, *node.output}


def _sizes(model: ModelProto, scales: Mapping[str, int]) -> dict[str, int]:
    """Numbers in every tensor but the constants."""
    feeds = {item.name: _input(item, scales) for item in model.graph.input}
    return {name: int(np.size(value)) for name, value in observe(model, feeds).items()}


def _input(item: ValueInfoProto, scales: Mapping[str, int]) -> Array:
    """Something to put in: the picture, a map, a scale or shift, or the place of the core."""
    if item.name == "core":
        return np.array([0, 0, CELLS, CELLS], np.int64)
    if item.name == "content_image":
        return np.zeros((1, 4 * CELLS, 4 * CELLS, 3), np.float32)
    side = CELLS * 4 // scales[item.name] if item.name in scales else 1
    return np.zeros((1, item.type.tensor_type.shape.dim[1].dim_value, side, side), np.float32)
