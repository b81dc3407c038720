"""Sums over pixels that are never laid out: four of them are computed for every place between two positions."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from onnx import ModelProto, NodeProto, helper, numpy_helper

from scripts.graphs.graph import Array
from scripts.graphs.nodes import attribute
from scripts.packs.crop import takes_off_edges

PHASES = 4


def sum_by_phase(model: ModelProto) -> None:
    """In place: where pixels are laid out only to be summed, their sums are taken before.

    A convolution of ``convert/rewrites/phases.py`` gives four maps, one for each of the pixels around a place. Of the
    odd rows (columns) the first place lies outside, of the even ones the last; it is left out.
    """
    constants = {item.name: numpy_helper.to_array(item) for item in model.graph.initializer}
    maker = {name: node for node in model.graph.node for name in node.output}
    shown = {item.name for item in model.graph.output}
    for inner in [node for node in model.graph.node if takes_off_edges(node, constants)]:
        spread, pixels = maker.get(inner.input[0]), inner.output[0]
        only_summed = all(_sums(node, pixels) for node in model.graph.node if pixels in node.input)
        if spread is not None and only_summed and pixels not in shown and _lays_phases_out(spread, maker):
            conv = maker[spread.input[0]]
            _replace(model, conv, spread, inner, len(constants[conv.input[1]]) // PHASES)


def _lays_phases_out(spread: NodeProto, maker: dict[str, NodeProto]) -> bool:
    """Whether a node lays out the four maps of a convolution, one after the other in its channels."""
    conv = maker.get(spread.input[0]) if spread.op_type == "DepthToSpace" else None
    if conv is None or conv.op_type != "Conv":
        return False
    return attribute(spread, "blocksize") == 2 and attribute(spread, "mode", b"DCR") == b"DCR"


def _sums(node: NodeProto, pixels: str) -> bool:
    """Whether a node only sums pixels or squares them for that."""
    return node.op_type == "ReduceSum" or (node.op_type == "Mul" and list(node.input) == [pixels, pixels])


def _replace(model: ModelProto, conv: NodeProto, spread: NodeProto, inner: NodeProto, channels: int) -> None:
    """Take the layout out and let the sums work on the convolution's own output."""
    places, pixels = conv.output[0], inner.output[0]
    added: dict[str, Array] = {
        "one": np.array([1]), "two": np.array([2]), "three": np.array([3]), "first": np.array([0]),
        "last": np.array([-1]), "end": np.array([1 << 60]), "phases": np.array([PHASES, channels]),
        "by_phase": np.array([0]),
        "even_column": np.tile([0, 1], 2).repeat(channels).reshape(1, -1, 1).astype(bool),
        "even_row": np.array([0, 1]).repeat(2 * channels).reshape(1, -1).astype(bool),
    }  # fmt: skip
    names = {key: f"{pixels}.{key}" for key in added}
    model.graph.initializer.extend(numpy_helper.from_array(array, names[key]) for key, array in added.items())
    nodes: list[NodeProto] = []
    for node in model.graph.node:
        if node in (spread, inner):
            continue
        node.input[:] = [places if name == pixels else name for name in node.input]
        if node.op_type != "ReduceSum":
            nodes.append(node)
        elif attribute(node, "keepdims") == 0 and node.input[1] == "axis_row":
            nodes += _without_edge(node, names, "even_column", names["three"])
        else:
            nodes += _without_edge(node, names, "even_row", names["two"])
    del model.graph.node[:]
    model.graph.node.extend(nodes)


def _without_edge(node: NodeProto, names: dict[str, str], even: str, axis: str) -> Iterator[NodeProto]:
    """The sum along an axis without the place that lies outside; the sums of rows become those of all four phases."""
    source, total = node.input[0], node.output[0]

    def t(key: str) -> str:
        return f"{total}.{key}"

    yield helper.make_node("ReduceSum", [source, axis], [t("all")], keepdims=0)
    for edge, start, end in (("first", "first", "one"), ("last", "last", "end")):
        yield helper.make_node("Slice", [source, names[start], names[end], axis], [t(f"{edge}_kept")])
        yield helper.make_node("Squeeze", [t(f"{edge}_kept"), axis], [t(edge)])
    yield helper.make_node("Where", [names[even], t("last"), t("first")], [t("outside")])
    if even == "even_column":
        yield helper.make_node("Sub", [t("all"), t("outside")], [total])
        return
    yield helper.make_node("Sub", [t("all"), t("outside")], [t("each")])
    yield helper.make_node("Reshape", [t("each"), names["phases"]], [t("phases")])
    yield helper.make_node("ReduceSum", [t("phases"), names["by_phase"]], [total], keepdims=0)
