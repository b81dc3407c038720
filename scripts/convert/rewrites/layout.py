"""Channels first everywhere: transposes stay only where the picture comes in and goes out."""

from __future__ import annotations

from onnx import NodeProto

from scripts.errors import ModelError
from scripts.graphs.graph import Graph

TO_FIRST, TO_LAST = [0, 3, 1, 2], [0, 2, 3, 1]
_SAME = {"Relu", "Sigmoid", "Tanh", "Clip", "Identity", "Cast", "Neg", "LeakyRelu", "Sqrt", "Exp"}
_SEVERAL = {"Add", "Sub", "Mul", "Div", "Max", "Min"}
_FIRST_ONLY = {"Conv", "InstanceNormalization", "BatchNormalization", "DepthToSpace", "SpaceToDepth"}


class _Pass:
    """Walks the picture's way; ``last`` names the tensors that the exporter had channels last."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.content = graph.depends_on("content_image")
        self.old, graph.nodes = graph.nodes, []
        self.last: set[str] = {"content_image"}
        self.names = {"content_image": graph.add("Transpose", "content_image", perm=TO_FIRST)}

    def run(self) -> None:
        for node in self.old:
            if not self.content.intersection(node.input):
                self.graph.nodes.append(node)
            elif node.op_type == "Transpose":
                self._transpose(node)
            else:
                self._node(node)
        for output in self.graph.outputs:
            first = self.names[output.name]
            self.graph.add("Transpose", first, output=output.name, perm=TO_LAST)

    def _transpose(self, node: NodeProto) -> None:
        """A transpose only changes which layout the next node expects."""
        source, target = node.input[0], node.output[0]
        perm = list(node.attribute[0].ints)
        if perm not in (TO_FIRST, TO_LAST) or (perm == TO_FIRST) != (source in self.last):
            raise ModelError(f"The network transposes a map by {perm}, which is no change of layout.")
        self.names[target] = self.names[source]
        if perm == TO_LAST:
            self.last.add(target)

    def _node(self, node: NodeProto) -> None:
        """Any other node works channels first from now on."""
        maps = [name for name in node.input if name in self.content]
        is_last = maps[0] in self.last
        if any((name in self.last) != is_last for name in maps) or (is_last and node.op_type in _FIRST_ONLY):
            raise ModelError(f"The network mixes layouts at a {node.op_type} node.")
        if is_last:
            self._convert(node)
        target = node.output[0]
        node.input[:] = [self.names.get(name, name) for name in node.input]
        self.names[target] = node.output[0] = self.graph.name("first")
        if is_last:
            self.last.add(target)
        self.graph.nodes.append(node)

    def _convert(self, node: NodeProto) -> None:
        """Change the parts of a channels-last node that speak of dimensions."""
        if node.op_type in _SEVERAL:
            node.input[:] = [n if n in self.content else self._operand(n) for n in node.input]
        elif node.op_type == "Pad":
            pads = self.graph.constants[node.input[1]].tolist()
            node.input[1] = self.graph.constant([pads[i] for i in (0, 3, 1, 2, 4, 7, 5, 6)])
        elif node.op_type == "Resize":
            scales = self.graph.constants[node.input[2]]
            node.input[2] = self.graph.constant(scales[TO_FIRST], scales.dtype.type)
        elif node.op_type == "Concat":
            node.attribute[0].i = TO_FIRST.index(node.attribute[0].i % 4)
        elif node.op_type not in _SAME:
            raise ModelError(f"The layout of the network's {node.op_type} node is not known.")

    def _operand(self, name: str) -> str:
        """A constant or style-dependent operand, made channels first if it has dimensions at all."""
        array = self.graph.constants.get(name)
        if array is None:
            return self.graph.add("Transpose", name, perm=TO_FIRST)
        if array.size == 1:
            return name
        full = array.reshape((1,) * (4 - array.ndim) + array.shape)
        return self.graph.constant(full.transpose(TO_FIRST), array.dtype.type)


def channels_first(graph: Graph) -> None:
    """Rewrite the picture's way through the graph to (1, C, h, w). Raises ModelError at what it does not know."""
    _Pass(graph).run()
    graph.sort()
