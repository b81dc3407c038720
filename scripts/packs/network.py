"""A small view of an ONNX graph: who makes and who uses each tensor, its shape, and its constants as arrays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import AttributeProto, ModelProto, NodeProto, numpy_helper, shape_inference

from stylizer_app.errors import PackError

OPSET = 17
IR_VERSION = 8
PAINTED = "painted"
"""The name that a network's output gets here, so that a stage may use the public one for the part it cuts out."""

PROBE = (64, 96)
"""Height and width, in pixels, at which shapes are looked up; different, and far from any number of channels."""

Array = NDArray[np.generic]


class Network:
    """Nodes in running order, constants by name, and the shapes of all tensors for a picture of PROBE pixels.

    Raises PackError if the graph has subgraphs, custom operators or shapes that cannot be known.
    """

    def __init__(self, model: ModelProto) -> None:
        model = _renamed(_plain(model))
        self.nodes: list[NodeProto] = list(model.graph.node)
        self.constants: dict[str, Array] = {i.name: numpy_helper.to_array(i) for i in model.graph.initializer}
        self.shapes = _shapes(model)
        self.maker = {name: node for node in self.nodes for name in node.output}
        self.users: dict[str, list[NodeProto]] = defaultdict(list)
        for node in self.nodes:
            for name in node.input:
                self.users[name].append(node)

    def depends_on(self, source: str) -> set[str]:
        """Names of all tensors that change with ``source``, itself included."""
        found = {source}
        for node in self.nodes:
            if found.intersection(node.input):
                found.update(node.output)
        return found

    def needed_for(self, targets: Iterable[str], stop: set[str]) -> list[NodeProto]:
        """Nodes, in running order, that make ``targets`` when the tensors in ``stop`` are given."""
        wanted, kept = set(targets) - stop, []
        for node in reversed(self.nodes):
            if wanted.intersection(node.output):
                kept.append(node)
                wanted.update(name for name in node.input if name and name not in stop)
        return kept[::-1]


def attribute(node: NodeProto, name: str, default: object = None) -> object:
    """The value of a node's attribute, or ``default`` where it is not set."""
    for item in node.attribute:
        if item.name == name:
            return onnx.helper.get_attribute_value(item)
    return default


def numbers(node: NodeProto, name: str, default: list[int]) -> list[int]:
    """A node's attribute as a list of whole numbers."""
    value = attribute(node, name, default)
    assert isinstance(value, list)
    return [int(v) for v in value]


def is_bare(conv: NodeProto, stride: int = 1) -> bool:
    """Whether a convolution takes every ``stride``-th place of its input, neither padded nor dilated nor in groups."""
    steps = numbers(conv, "strides", [1, 1]) == [stride] * 2 and numbers(conv, "dilations", [1, 1]) == [1, 1]
    padded = any(numbers(conv, "pads", [0] * 4)) or attribute(conv, "auto_pad", b"NOTSET") != b"NOTSET"
    return steps and not padded and attribute(conv, "group", 1) == 1


def rebuilt(model: ModelProto, nodes: Iterable[NodeProto], added: Mapping[str, Array]) -> ModelProto:
    """A copy of a model with other nodes, the constants that they use, and the added ones."""
    result = ModelProto.FromString(model.SerializeToString())
    del result.graph.node[:], result.graph.initializer[:]
    result.graph.node.extend(nodes)
    used = {name for node in result.graph.node for name in node.input}
    result.graph.initializer.extend(item for item in model.graph.initializer if item.name in used)
    result.graph.initializer.extend(numpy_helper.from_array(array, name) for name, array in added.items())
    return result


def _plain(model: ModelProto) -> ModelProto:
    """A copy whose Constant nodes are initializers, after refusing what a pack may not contain."""
    model = onnx.ModelProto.FromString(model.SerializeToString())
    kept = []
    for node in model.graph.node:
        if node.domain not in ("", "ai.onnx"):
            raise PackError(f"The network uses the custom operator {node.domain}.{node.op_type}; packs have none.")
        if any(a.type in (AttributeProto.GRAPH, AttributeProto.GRAPHS) for a in node.attribute):
            raise PackError(f"The network has a subgraph in its {node.op_type} node; packs have none.")
        if node.op_type == "Constant":
            model.graph.initializer.append(_constant(node))
        else:
            kept.append(node)
    del model.graph.node[:]
    model.graph.node.extend(kept)
    return model


def _constant(node: NodeProto) -> onnx.TensorProto:
    """The value of a Constant node as an initializer named as its output."""
    value = attribute(node, node.attribute[0].name)
    kinds = {"value_int": np.int64, "value_ints": np.int64, "value_float": np.float32, "value_floats": np.float32}
    kind = kinds.get(node.attribute[0].name)
    array = np.asarray(value, kind) if kind else numpy_helper.to_array(value)
    return numpy_helper.from_array(array, node.output[0])


def _renamed(model: ModelProto) -> ModelProto:
    """Give tensors short names (t0, t1, ... and w0, w1, ...), so that equal networks make equal files.

    Unused inputs that are also initializers (old ONNX files list weights among the inputs) are taken off.
    """
    fixed = {v.name for v in model.graph.input} - {i.name for i in model.graph.initializer}
    names = {"": ""} | {name: name for name in fixed} | {v.name: PAINTED for v in model.graph.output}
    constants = list(model.graph.initializer)
    names |= {item.name: f"w{k}" for k, item in enumerate(constants)}
    made = [name for node in model.graph.node for name in node.output if name not in names]
    names |= {name: f"t{k}" for k, name in enumerate(made)}
    for item in [*constants, *model.graph.output]:
        item.name = names[item.name]
    for node in model.graph.node:
        node.name = ""
        node.input[:] = [names[name] for name in node.input]
        node.output[:] = [names[name] for name in node.output]
    inputs = [v for v in model.graph.input if v.name in fixed]
    del model.graph.value_info[:], model.graph.input[:]
    model.graph.input.extend(inputs)
    return model


def _shapes(model: ModelProto) -> dict[str, tuple[int, ...]]:
    """Shapes of all tensors when content_image has PROBE pixels; unknown dimensions are -1."""
    probe = onnx.ModelProto.FromString(model.SerializeToString())
    for item in probe.graph.input:
        if item.name == "content_image":
            for dim, value in zip(item.type.tensor_type.shape.dim, (1, *PROBE, 3), strict=True):
                dim.dim_value = value
    for item in probe.graph.output:
        item.type.tensor_type.ClearField("shape")
    graph = shape_inference.infer_shapes(probe, strict_mode=True, data_prop=True).graph
    return {
        item.name: tuple(d.dim_value if d.HasField("dim_value") else -1 for d in item.type.tensor_type.shape.dim)
        for item in [*graph.input, *graph.output, *graph.value_info]
    }
