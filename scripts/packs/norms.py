"""Finds the style-dependent layers of a transformer: normalizations, and plain gain-and-bias layers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from onnx import NodeProto

from scripts.errors import ModelError
from scripts.graphs.nodes import attribute
from scripts.graphs.observe import PROBE
from scripts.packs.network import Network


@dataclass(frozen=True, slots=True)
class Norm:
    """One style-dependent layer: ``output = gain * normalized(source) + bias``.

    ``source``, ``scaled`` and ``output`` name tensors (1, C, h, w) of the transformer; ``gain`` and ``bias`` name
    tensors with C numbers that follow from the style vector. ``plain`` layers do not normalize: gain and bias only.
    ``scale`` is the number of pixels per position, ``nodes`` are the positions of the replaced nodes.
    """

    source: str
    scaled: str
    output: str
    gain: str
    bias: str
    channels: int
    scale: int
    plain: bool
    epsilon: float


def find_norms(net: Network) -> list[Norm]:
    """All style-dependent layers in running order: first the normalizations, then the plain ones.

    Raises ModelError if one is not in the canonical form of docs/pack-format.md.
    """
    content = net.depends_on("content_image")
    norms = [_norm(net, node, content) for node in net.nodes if node.op_type == "InstanceNormalization"]
    taken = {norm.scaled for norm in norms} | {norm.output for norm in norms}
    style = net.depends_on("style_vector") - content
    plain = [_plain(net, node, content) for node in _mixing(net, content, style, taken) if node.op_type == "Mul"]
    taken |= {norm.output for norm in plain} | {norm.scaled for norm in plain}
    for node in _mixing(net, content, style, taken):
        raise ModelError(f"The style vector enters the transformer at a {node.op_type} node outside any normalization.")
    return norms + plain


def scale_of(net: Network, name: str) -> int | None:
    """Pixels per position of a tensor (1, C, h, w): 1, 2 or 4; None if it does not cover the picture exactly."""
    shape = net.shapes.get(name, ())
    for scale in (1, 2, 4):
        if len(shape) == 4 and shape[2:] == (PROBE[0] // scale, PROBE[1] // scale):
            return scale
    return None


def _mixing(net: Network, content: set[str], style: set[str], taken: set[str]) -> list[NodeProto]:
    """Nodes where style meets content, without those that make the tensors in ``taken``."""
    return [
        node
        for node in net.nodes
        if style.intersection(node.input) and content.intersection(node.input) and node.output[0] not in taken
    ]


def _norm(net: Network, node: NodeProto, content: set[str]) -> Norm:
    """The normalization that starts at an InstanceNormalization node."""
    ones, zeros = (net.constants.get(name) for name in node.input[1:3])
    if ones is None or zeros is None or np.any(ones != 1) or np.any(zeros != 0):
        raise ModelError("An InstanceNormalization of the transformer has a scale or shift of its own.")
    epsilon = attribute(node, "epsilon", 1e-5)
    assert isinstance(epsilon, float)
    return _layer(net, node.input[0], node.output[0], content, plain=False, epsilon=epsilon)


def _plain(net: Network, node: NodeProto, content: set[str]) -> Norm:
    """The gain-and-bias layer that starts at a Mul node."""
    source = next(name for name in node.input if name in content)
    return _layer(net, source, source, content, plain=True, epsilon=0.0, first=node)


def _layer(
    net: Network,
    source: str,
    start: str,
    content: set[str],
    *,
    plain: bool,
    epsilon: float,
    first: NodeProto | None = None,
) -> Norm:
    """Follow ``start -> Mul(gain) -> Add(bias)``."""
    multiply = first or _only_user(net, start, "Mul")
    add = _only_user(net, multiply.output[0], "Add")
    gain = _other(multiply, start, content)
    bias = _other(add, multiply.output[0], content)
    channels, scale = net.shapes[source][1], scale_of(net, source)
    if scale is None:
        raise ModelError(f"A normalization works on a map of shape {net.shapes[source]}, which is no whole picture.")
    for name in (gain, bias):
        if net.shapes.get(name, net.constants[name].shape if name in net.constants else ())[-3:] != (channels, 1, 1):
            raise ModelError("The gain or bias of a normalization is not one number per channel.")
    return Norm(source, multiply.output[0], add.output[0], gain, bias, channels, scale, plain, epsilon)


def _only_user(net: Network, name: str, kind: str) -> NodeProto:
    """The one node that uses a tensor, which must be of that kind."""
    users = net.users(name)
    if len(users) != 1 or users[0].op_type != kind:
        found = ", ".join(user.op_type for user in users)
        raise ModelError(f"A normalization of the transformer is followed by {found} where one {kind} was expected.")
    return users[0]


def _other(node: NodeProto, one: str, content: set[str]) -> str:
    """The input of a two-input node that is not ``one``; it must not depend on the picture."""
    name: str = node.input[1] if node.input[0] == one else node.input[0]
    if name in content:
        raise ModelError("The gain or bias of a normalization depends on the picture.")
    return name
