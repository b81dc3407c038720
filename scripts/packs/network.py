"""A transformer as the cutter reads it: its graph in running order, with the shapes of all tensors."""

from __future__ import annotations

from collections.abc import Iterable

from onnx import AttributeProto, ModelProto, NodeProto, shape_inference

from scripts.errors import ModelError
from scripts.graphs.graph import Graph
from scripts.graphs.observe import PROBE

PAINTED = "painted"
"""The name that a network's output gets here, so that a stage may use the public one for the part it cuts out."""


class Network(Graph):
    """A graph that is no longer changed, and the shapes of its tensors for a picture of PROBE pixels.

    Raises ModelError if the graph has subgraphs, custom operators or shapes that cannot be known.
    """

    def __init__(self, model: ModelProto) -> None:
        _refuse_foreign(model)
        super().__init__(model)
        self.sort()
        self._shorten_names()
        self.shapes = _shapes(self.model())

    def needed_for(self, targets: Iterable[str], given: set[str]) -> list[NodeProto]:
        """Nodes, in running order, that make ``targets`` when the tensors in ``given`` are there."""
        wanted, kept = set(targets) - given, []
        for node in reversed(self.nodes):
            if wanted.intersection(node.output):
                kept.append(node)
                wanted.update(name for name in node.input if name and name not in given)
        return kept[::-1]

    def _shorten_names(self) -> None:
        """Call tensors t0, t1, ... and constants w0, w1, ..., so that equal networks make equal files."""
        names = {"": ""} | {item.name: item.name for item in self.inputs} | {v.name: PAINTED for v in self.outputs}
        names |= {name: f"w{k}" for k, name in enumerate(self.constants)}
        made = [name for node in self.nodes for name in node.output if name not in names]
        names |= {name: f"t{k}" for k, name in enumerate(made)}
        self.constants = {names[name]: values for name, values in self.constants.items()}
        for item in self.outputs:
            item.name = names[item.name]
        for node in self.nodes:
            node.name = ""
            node.input[:] = [names[name] for name in node.input]
            node.output[:] = [names[name] for name in node.output]


def _refuse_foreign(model: ModelProto) -> None:
    """Raise ModelError at what a pack may not contain."""
    for node in model.graph.node:
        if node.domain not in ("", "ai.onnx"):
            raise ModelError(f"The network uses the custom operator {node.domain}.{node.op_type}; packs have none.")
        if any(a.type in (AttributeProto.GRAPH, AttributeProto.GRAPHS) for a in node.attribute):
            raise ModelError(f"The network has a subgraph in its {node.op_type} node; packs have none.")


def _shapes(model: ModelProto) -> dict[str, tuple[int, ...]]:
    """Shapes of all tensors when content_image has PROBE pixels; unknown dimensions are -1."""
    for item in model.graph.input:
        if item.name == "content_image":
            for dim, value in zip(item.type.tensor_type.shape.dim, (1, *PROBE, 3), strict=True):
                dim.dim_value = value
    for item in model.graph.output:
        item.type.tensor_type.ClearField("shape")
    graph = shape_inference.infer_shapes(model, strict_mode=True, data_prop=True).graph
    return {
        item.name: tuple(d.dim_value if d.HasField("dim_value") else -1 for d in item.type.tensor_type.shape.dim)
        for item in [*graph.input, *graph.output, *graph.value_info]
    }
