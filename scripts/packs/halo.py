"""How far beyond its core a stage must read: the receptive field of its graph, in cells of 4 x 4 pixels."""

from __future__ import annotations

from collections.abc import Callable

from onnx import NodeProto

from scripts.errors import ModelError
from scripts.graphs.nodes import attribute, numbers
from scripts.packs.network import Network
from scripts.packs.norms import scale_of

CELL = 4
Span = tuple[int, int]
"""First and last position along one axis, both included."""

_POINTWISE = {
    "Add", "Sub", "Mul", "Div", "Relu", "Sigmoid", "Tanh", "Clip", "Cast", "Identity", "Concat", "Transpose", "Neg",
    "LeakyRelu", "PRelu", "Sqrt", "Pow", "Max", "Min", "BatchNormalization", "Split", "HardSwish", "HardSigmoid",
}  # fmt: skip


def halo_of(net: Network, nodes: list[NodeProto], cores: dict[str, int], known: set[str]) -> int:
    """Cells that must be read around a core so that every output is exact within it.

    ``nodes``: the stage in running order. ``cores``: its outputs and their pixels per position. ``known``: tensors it
    is given, all of which cover the picture exactly. Raises ModelError at an operator of unknown reach.
    """
    return max(_halo_along(net, nodes, cores, known, axis) for axis in (0, 1))


def _halo_along(net: Network, nodes: list[NodeProto], cores: dict[str, int], known: set[str], axis: int) -> int:
    """The halo along the rows' axis (0) or the columns' (1), traced back from one cell far from any border."""
    cell = 1000
    spans = {name: (cell * CELL // scale, (cell + 1) * CELL // scale - 1) for name, scale in cores.items()}
    for node in reversed(nodes):
        wanted = [spans[name] for name in node.output if name in spans]
        if wanted:
            span = _reach(net, node, (min(s[0] for s in wanted), max(s[1] for s in wanted)), axis)
            for name in node.input:
                spans[name] = (min(span[0], spans.get(name, span)[0]), max(span[1], spans.get(name, span)[1]))
    return max((_beyond(spans[name], _positions(net, name), cell) for name in known if name in spans), default=0)


def _positions(net: Network, name: str) -> int:
    """Positions of a known tensor per cell."""
    return CELL // (scale_of(net, name) or 1)  # the picture itself is (1, H, W, 3): one per pixel


def _beyond(span: Span, positions: int, cell: int) -> int:
    """How many cells a span reaches beyond the cell, on its farther side."""
    return max(cell - span[0] // positions, span[1] // positions - cell, 0)


def _reach(net: Network, node: NodeProto, span: Span, axis: int) -> Span:
    """The positions of a node's inputs that positions ``span`` of its outputs depend on."""
    if node.op_type in _POINTWISE:
        return span
    if node.op_type not in _REACH:
        raise ModelError(f"The cutter does not know how far the operator {node.op_type} reaches.")
    return _REACH[node.op_type](net, node, span, axis)


def _window(net: Network, node: NodeProto, span: Span, axis: int) -> Span:
    """Convolutions and pooling: kernel, stride, dilation, padding."""
    shape = list(net.constants[node.input[1]].shape[2:]) if node.op_type == "Conv" else []
    kernel = numbers(node, "kernel_shape", shape)[axis]
    if attribute(node, "auto_pad", b"NOTSET") not in (b"NOTSET", b"VALID"):
        raise ModelError("The cutter wants convolutions with explicit padding.")
    stride, dilation = numbers(node, "strides", [1, 1])[axis], numbers(node, "dilations", [1, 1])[axis]
    before = numbers(node, "pads", [0, 0, 0, 0])[axis]
    return span[0] * stride - before, span[1] * stride - before + (kernel - 1) * dilation


def _pad(net: Network, node: NodeProto, span: Span, axis: int) -> Span:
    """Padding moves positions; what it mirrors at a border lies within reach anyway."""
    pads = net.constants[node.input[1]]
    dims = len(pads) // 2
    before = int(pads[_spatial(dims, node, net) + axis])
    return span[0] - before, span[1] - before


def _spatial(dims: int, node: NodeProto, net: Network) -> int:
    """The index of the rows' axis: 2 in (1, C, h, w), 1 in (1, h, w, C)."""
    shape = net.shapes[node.input[0]]
    return 1 if dims == 4 and shape[3] <= 4 < shape[1] else 2


def _slice(net: Network, node: NodeProto, span: Span, axis: int) -> Span:
    """Slices with constant bounds: along a spatial axis they move and thin positions."""
    starts, axes = net.constants[node.input[1]].tolist(), net.constants[node.input[3]].tolist()
    steps = net.constants[node.input[4]].tolist() if len(node.input) > 4 else [1] * len(starts)
    for start, where, step in zip(starts, axes, steps, strict=True):
        if where == _spatial(4, node, net) + axis:
            return span[0] * step + start, span[1] * step + start
    return span


def _resize(net: Network, node: NodeProto, span: Span, axis: int) -> Span:
    """Nearest enlargement by a whole factor."""
    factor = float(net.constants[node.input[2]][2 + axis])
    if attribute(node, "mode", b"nearest") != b"nearest" or factor != int(factor):
        raise ModelError("The cutter knows only nearest enlargement by whole factors.")
    return span[0] // int(factor), span[1] // int(factor)


def _depth_to_space(_net: Network, node: NodeProto, span: Span, _axis: int) -> Span:
    block = int(str(attribute(node, "blocksize")))
    return span[0] // block, span[1] // block


def _space_to_depth(_net: Network, node: NodeProto, span: Span, _axis: int) -> Span:
    block = int(str(attribute(node, "blocksize")))
    return span[0] * block, span[1] * block + block - 1


_REACH: dict[str, Callable[[Network, NodeProto, Span, int], Span]] = {
    "Conv": _window,
    "AveragePool": _window,
    "MaxPool": _window,
    "Pad": _pad,
    "Slice": _slice,
    "Resize": _resize,
    "DepthToSpace": _depth_to_space,
    "SpaceToDepth": _space_to_depth,
}
