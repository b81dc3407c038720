"""What single nodes of an ONNX graph say: their attributes, and what kind of convolution they are."""

from __future__ import annotations

import onnx
from onnx import NodeProto


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
