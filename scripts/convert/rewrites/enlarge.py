"""Nearest enlargements: computed sizes become fixed factors, and an enlargement by one disappears."""

from __future__ import annotations

import numpy as np
from onnx import NodeProto, helper

from scripts.errors import ModelError
from scripts.graphs.graph import Graph
from scripts.graphs.nodes import attribute
from scripts.graphs.observe import observe, random_feeds


def fix_enlargements(graph: Graph) -> None:
    """Give every Resize constant factors; the sizes that it computed from the picture's are no longer needed.

    Raises ModelError if one is not a nearest enlargement by a whole factor.
    """
    resizes = [node for node in graph.nodes if node.op_type == "Resize"]
    if not resizes:
        return
    seen = observe(graph.model(), random_feeds(vector=True))
    for node in [node for node in graph.nodes if node.op_type == "Resize"]:
        before, after = seen[node.input[0]].shape, seen[node.output[0]].shape
        if any(big % small for small, big in zip(before, after, strict=True)):
            raise ModelError(f"The network resizes {before} to {after}; only enlargements by whole factors are known.")
        _fix(graph, node, [big // small for small, big in zip(before, after, strict=True)])


def _fix(graph: Graph, node: NodeProto, factors: list[int]) -> None:
    """Replace one Resize by one with constant factors, or by nothing."""
    graph.remove(node)
    if all(factor == 1 for factor in factors):
        graph.redirect(node.output[0], node.input[0])
        return
    if attribute(node, "mode", b"nearest") != b"nearest":
        raise ModelError("The network enlarges with interpolation; only nearest enlargement is known.")
    scales = graph.constant(factors, np.float32)
    graph.nodes.append(
        helper.make_node(
            "Resize",
            [node.input[0], "", scales],
            [node.output[0]],
            mode="nearest",
            coordinate_transformation_mode="asymmetric",
            nearest_mode="floor",
        )
    )
