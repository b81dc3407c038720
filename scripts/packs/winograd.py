"""Wide 3x3 convolutions with a fifth of the multiplications: Winograd's F(6x6, 3x3) in plain operators.

Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks" (arXiv 1509.09308). Exact up to rounding, some
1e-5 of the values' spread. Good on CPUs where multiplying is slow against moving data; graphics cards have
forms of their own and do not want this one. So it is kept beside the plain form and only where it was measured faster.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from onnx import ModelProto, NodeProto, helper, numpy_helper

from scripts.graphs.graph import Array, rebuilt
from scripts.graphs.nodes import is_bare
from scripts.packs.shuffle import Shuffle, two_moves

TILE, PATCH = 6, 8
FEWEST = 96
"""With fewer channels than this the transforms cost what the multiplications save."""

# Toom and Cook's scheme at the points 0, 1, -1, 2, -2, 1/2, -1/2 and infinity: PATCH = TILE + 3 - 1 of them.
INPUT = np.array(
    [[1, 0, -5.25, 0, 5.25, 0, -1, 0], [0, 1, 1, -4.25, -4.25, 1, 1, 0],
     [0, -1, 1, 4.25, -4.25, -1, 1, 0], [0, 0.5, 0.25, -2.5, -1.25, 2, 1, 0],
     [0, -0.5, 0.25, 2.5, -1.25, -2, 1, 0], [0, 2, 4, -2.5, -5, 0.5, 1, 0],
     [0, -2, 4, 2.5, -5, -0.5, 1, 0], [0, -1, 0, 5.25, 0, -5.25, 0, 1]])  # fmt: skip
KERNEL = np.array(
    [[90, 0, 0], [-20, -20, -20], [-20, 20, -20], [1, 2, 4], [1, -2, 4], [64, 32, 16], [64, -32, 16], [0, 0, 90]]
)
"""Times 90, to have whole numbers."""
OUTPUT = np.array(
    [[1, 1, 1, 1, 1, 1, 1, 0], [0, 1, -1, 2, -2, 0.5, -0.5, 0], [0, 1, 1, 4, 4, 0.25, 0.25, 0],
     [0, 1, -1, 8, -8, 0.125, -0.125, 0], [0, 1, 1, 16, 16, 0.0625, 0.0625, 0],
     [0, 1, -1, 32, -32, 0.03125, -0.03125, 1]])  # fmt: skip


def fast_convolutions(model: ModelProto) -> ModelProto | None:
    """A copy with every wide 3x3 convolution in Winograd's form; None if there is none."""
    constants = {item.name: numpy_helper.to_array(item) for item in model.graph.initializer}
    nodes, added = list[NodeProto](), dict[str, Array]()
    for node in model.graph.node:
        if _fits(node, constants):
            nodes += _winograd(node, constants[node.input[1]], f"fast{len(nodes)}", added)
        else:
            nodes.append(node)
    return rebuilt(model, nodes, added) if added else None


def _fits(node: NodeProto, constants: dict[str, Array]) -> bool:
    """Whether a node is a 3x3 convolution of many channels without stride, padding, bias and groups."""
    if node.op_type != "Conv" or len(node.input) != 2 or node.input[1] not in constants:
        return False
    out, inside, *kernel = constants[node.input[1]].shape
    return kernel == [3, 3] and min(out, inside) >= FEWEST and is_bare(node)


def _winograd(node: NodeProto, weights: Array, stem: str, added: dict[str, Array]) -> Iterable[NodeProto]:
    """The nodes in the place of one convolution; their constants go into ``added``."""
    out, inside = weights.shape[:2]
    kernels = np.einsum("ai,bj->abij", KERNEL, KERNEL) / 90**2
    patches = np.einsum("ai,bj->abij", INPUT, INPUT).reshape(PATCH**2, 1, PATCH, PATCH)
    pixels = np.einsum("pa,qb->pqab", OUTPUT, OUTPUT).reshape(TILE**2, PATCH**2)
    values: dict[str, Array] = {
        "kernels": kernels.ravel().astype(np.float32),  # one dimension: never stored in 16 bits
        "by_nine": np.array([PATCH**2, 9]),
        "flat": weights.reshape(out * inside, 9).T,
        "square": np.array([PATCH**2, out, inside]),
        "patch": patches.astype(np.float32),
        "one_by_one": np.array([inside, 1, 0, 0]),
        "pixels": pixels.astype(np.float32),
        "channels": np.array([inside, PATCH**2, -1]),
        "planes": np.array([PATCH**2, -1]),
        "start": np.array([0, 0]),
        "lost": np.array([2, 2]),
        "axes": np.array([2, 3]),
    }
    name = {key: f"{stem}.{key}" for key in values}
    added |= {name[key]: value for key, value in values.items()}

    def step(kind: str, inputs: list[str], output: str, **attributes: object) -> NodeProto:
        return helper.make_node(kind, inputs, [f"{stem}.{output}"], **attributes)

    def t(key: str) -> str:
        return f"{stem}.{key}"

    source, result = node.input[0], node.output[0]
    missing = [0, 0, TILE - 1, TILE - 1]  # zeros beyond the end, so that the last tile is whole; cut off below
    return [
        step("Reshape", [name["kernels"], name["by_nine"]], "kernel"),  # the first three are folded when loading
        step("MatMul", [t("kernel"), name["flat"]], "transformed"),
        step("Reshape", [t("transformed"), name["square"]], "weights"),
        step("Reshape", [source, name["one_by_one"]], "maps"),  # channel by channel, each a map of its own
        step("Conv", [t("maps"), name["patch"]], "patched", kernel_shape=[PATCH, PATCH], strides=[TILE, TILE],
             pads=missing),
        step("Reshape", [t("patched"), name["channels"]], "by_channel"),
        step("Transpose", [t("by_channel")], "by_plane", perm=[1, 0, 2]),
        step("MatMul", [t("weights"), t("by_plane")], "product"),
        step("Reshape", [t("product"), name["planes"]], "flat_product"),
        step("MatMul", [name["pixels"], t("flat_product")], "painted"),
        *two_moves(Shuffle(TILE, out * TILE**2), t("painted"), t("patched"), t("whole"), added),
        step("Shape", [source], "sides", start=2, end=4),
        step("Sub", [t("sides"), name["lost"]], "end"),
        helper.make_node("Slice", [t("whole"), name["start"], t("end"), name["axes"]], [result]),
    ]  # fmt: skip
