"""An ONNX graph that can be built, searched and edited: nodes, and constants by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count

import numpy as np
from numpy.typing import NDArray
from onnx import GraphProto, ModelProto, NodeProto, TensorProto, ValueInfoProto, helper, numpy_helper

from scripts.errors import ModelError
from scripts.graphs.nodes import attribute

OPSET, IR_VERSION = 17, 8
"""Versions of the operators and of the file format that packs are written in."""

Array = NDArray[np.generic]

_CONSTANT_TYPES = {
    "value_int": np.int64,
    "value_ints": np.int64,
    "value_float": np.float32,
    "value_floats": np.float32,
}


class Graph:
    """Nodes, constants, inputs and outputs of a model of the default domain; empty without a model.

    Methods that add something return the name of the new tensor.
    """

    def __init__(self, model: ModelProto | None = None) -> None:
        graph = ModelProto.FromString((model or ModelProto()).SerializeToString()).graph
        self.nodes: list[NodeProto] = []
        self.constants: dict[str, Array] = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
        for node in graph.node:
            if node.op_type == "Constant":
                self.constants[node.output[0]] = _value(node)
            else:
                self.nodes.append(node)
        self.inputs: list[ValueInfoProto] = [i for i in graph.input if i.name not in self.constants]
        self.outputs: list[ValueInfoProto] = list(graph.output)
        self._taken = set(self.constants) | {name for node in self.nodes for name in [*node.input, *node.output]}
        self._numbers = count()

    @property
    def maker(self) -> dict[str, NodeProto]:
        """The node that makes each tensor."""
        return {name: node for node in self.nodes for name in node.output}

    def users(self, name: str) -> list[NodeProto]:
        """The nodes that use a tensor."""
        return [node for node in self.nodes if name in node.input]

    def add(self, kind: str, *inputs: str, output: str = "", **attributes: object) -> str:
        """Append a node with one output; ``sort`` puts it in its place."""
        output = output or self.name(kind)
        self.nodes.append(helper.make_node(kind, list(inputs), [output], **attributes))
        return output

    def constant(self, values: object, kind: type[np.generic] = np.int64, name: str = "") -> str:
        """Add a constant; a ``name`` that the graph has already must mean the same values."""
        name = name or self.name("constant")
        self.constants.setdefault(name, np.asarray(values, kind))
        return name

    def name(self, stem: str) -> str:
        """A name that nothing in the graph has."""
        return next(name for k in self._numbers if (name := f"{stem}.{k}") not in self._taken)

    def redirect(self, old: str, new: str) -> None:
        """Let everything that uses ``old`` use ``new``, the graph's outputs included."""
        for node in self.nodes:
            node.input[:] = [new if name == old else name for name in node.input]
        if any(output.name == old for output in self.outputs):
            self.add("Identity", new, output=old)

    def remove(self, *nodes: NodeProto) -> None:
        """Remove nodes; the users of their outputs must have been redirected."""
        gone = {id(node) for node in nodes}
        self.nodes = [node for node in self.nodes if id(node) not in gone]

    def depends_on(self, *sources: str) -> set[str]:
        """Names of all tensors that change with one of ``sources``, themselves included."""
        self.sort()
        found = set(sources)
        for node in self.nodes:
            if found.intersection(node.input):
                found.update(node.output)
        return found

    def sort(self) -> None:
        """Put nodes in running order and drop those that no output needs. Raises ModelError on a loop."""
        maker, order, state = self.maker, list[NodeProto](), dict[int, int]()
        stack = [maker[o.name] for o in reversed(self.outputs) if o.name in maker]
        while stack:
            node = stack[-1]
            if state.setdefault(id(node), 0) == 0:
                state[id(node)] = 1
                waiting = [maker[name] for name in reversed(node.input) if name in maker]
                if any(state.get(id(other)) == 1 for other in waiting):
                    raise ModelError("The graph of the network runs in a circle.")
                stack += [other for other in waiting if id(other) not in state]
            else:
                stack.pop()
                if state[id(node)] == 1:
                    state[id(node)] = 2
                    order.append(node)
        self.nodes = order

    def model(self) -> ModelProto:
        """The graph as a model with only the constants that are used."""
        self.sort()
        used = {name for node in self.nodes for name in node.input} | {o.name for o in self.outputs}
        initializers = [numpy_helper.from_array(array, name) for name, array in self.constants.items() if name in used]
        return as_model(helper.make_graph(self.nodes, "network", self.inputs, self.outputs, initializers))


def as_model(graph: GraphProto) -> ModelProto:
    """A graph as a model in the versions that packs are written in."""
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION)


def rebuilt(model: ModelProto, nodes: Iterable[NodeProto], added: Mapping[str, Array]) -> ModelProto:
    """A copy of a model with other nodes, the constants that they use, and the added ones."""
    result = ModelProto.FromString(model.SerializeToString())
    del result.graph.node[:], result.graph.initializer[:]
    result.graph.node.extend(nodes)
    used = {name for node in result.graph.node for name in node.input}
    result.graph.initializer.extend(item for item in model.graph.initializer if item.name in used)
    result.graph.initializer.extend(numpy_helper.from_array(array, name) for name, array in added.items())
    return result


def floats(name: str, *shape: int | str) -> ValueInfoProto:
    """Declaration of a float32 input or output; texts are free dimensions."""
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, list(shape))


def _value(node: NodeProto) -> Array:
    """What a Constant node holds."""
    name = node.attribute[0].name
    value = attribute(node, name)
    return np.asarray(value, _CONSTANT_TYPES[name]) if name in _CONSTANT_TYPES else numpy_helper.to_array(value)
