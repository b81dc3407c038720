"""Graph nodes that cut a map to a tile's core and sum it: float32 along a row, float64 across rows."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from onnx import NodeProto, TensorProto, helper

from scripts.graphs.graph import Array

Constants = dict[str, Array]


class Sums(NamedTuple):
    """Names of the two outputs that gather the statistics of a norm."""

    plain: str
    squares: str


def core_slice(
    nodes: list[NodeProto], constants: Constants, source: str, target: str, positions: int, axes: tuple[int, int]
) -> None:
    """Add ``target = source`` cut to the input ``core`` (cells), with this many positions per cell along ``axes``."""
    first, last = _bounds(nodes, constants, positions)
    label = f"axes_{axes[0]}{axes[1]}"
    constants[label] = np.array(axes, np.int64)
    nodes.append(helper.make_node("Slice", [source, first, last, label], [target]))


def sums(nodes: list[NodeProto], constants: Constants, source: str, names: Sums) -> None:
    """Add the sums of ``source`` (1, C, h, w) and of its squares, each float64 (C,)."""
    constants["axis_row"], constants["axes_rest"] = np.array([3], np.int64), np.array([0, 2], np.int64)
    rows, squares = f"{names.plain}_rows", f"{names.squares}_rows"
    squared = f"{squares}_values"
    nodes.append(helper.make_node("Mul", [source, source], [squared]))  # ReduceSumSquare takes twice as long
    for values, sums_of_rows in ((source, rows), (squared, squares)):
        nodes.append(helper.make_node("ReduceSum", [values, "axis_row"], [sums_of_rows], keepdims=0))
    for row, name in ((rows, names.plain), (squares, names.squares)):
        nodes.append(helper.make_node("Cast", [row], [f"{row}_double"], to=TensorProto.DOUBLE))
        nodes.append(helper.make_node("ReduceSum", [f"{row}_double", "axes_rest"], [name], keepdims=0))


def plain_sums(
    nodes: list[NodeProto], constants: Constants, names: Sums, channels: int, positions: int, epsilon: float
) -> None:
    """Add sums that say "mean 0, variance 1 - epsilon", for a layer of gain and bias that normalizes nothing.

    With them scale = gain / sqrt(variance + epsilon) = gain and shift = bias, so such a layer needs nothing of its own
    in the pack format.
    """
    first, last = _bounds(nodes, constants, positions)
    constants[f"{names.plain}_zero"] = np.zeros(channels)
    constants[f"{names.squares}_one"] = np.full(channels, 1.0 - epsilon)
    sides, area = f"{names.squares}_sides", f"{names.squares}_area"
    nodes.append(helper.make_node("Sub", [last, first], [sides]))
    nodes.append(helper.make_node("Cast", [sides], [f"{sides}_double"], to=TensorProto.DOUBLE))
    nodes.append(helper.make_node("ReduceProd", [f"{sides}_double"], [area], keepdims=0))
    nodes.append(helper.make_node("Mul", [area, f"{names.plain}_zero"], [names.plain]))
    nodes.append(helper.make_node("Mul", [area, f"{names.squares}_one"], [names.squares]))


def _bounds(nodes: list[NodeProto], constants: Constants, positions: int) -> tuple[str, str]:
    """Names of the core's first and last row and column in positions; added at their first use."""
    names = f"first_{positions}", f"last_{positions}"
    if any(names[0] in node.output for node in nodes):
        return names
    constants["halves"] = np.array([2, 2], np.int64)
    constants[f"positions_{positions}"] = np.array([positions], np.int64)
    nodes.append(helper.make_node("Split", ["core", "halves"], [f"{name}_cells" for name in names], axis=0))
    nodes.extend(helper.make_node("Mul", [f"{name}_cells", f"positions_{positions}"], [name]) for name in names)
    return names
