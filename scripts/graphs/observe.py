"""Runs a network once at a small size and reports every tensor in it: what no reading of the graph tells as surely."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnx import ModelProto, ValueInfoProto

from scripts.graphs.graph import Array

PROBE = (64, 96)
"""Height and width of the picture that networks are observed with: different, and far from any number of channels."""


def observe(model: ModelProto, feeds: Mapping[str, Array]) -> dict[str, Array]:
    """The value of every tensor of the model for the given inputs, by name."""
    model = ModelProto.FromString(model.SerializeToString())
    known = {output.name for output in model.graph.output}
    names = [name for node in model.graph.node for name in node.output if name and name not in known]
    model.graph.output.extend(ValueInfoProto(name=name) for name in names)
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    run = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    wanted = [output.name for output in run.get_outputs()]
    return dict(zip(wanted, run.run(wanted, feeds), strict=True)) | dict(feeds)


def random_feeds(*, vector: bool, size: tuple[int, int] = PROBE, seed: int = 0) -> dict[str, NDArray[np.float32]]:
    """A random picture as content_image, and a random style_vector where the network takes one."""
    random = np.random.default_rng(seed)
    feeds = {"content_image": random.random((1, *size, 3), np.float32)}
    return feeds | ({"style_vector": random.normal(0, 1, (1, 100)).astype(np.float32)} if vector else {})
