"""Checks that the networks of a pack are data and nothing else, without the onnx package.

Reads just enough of the protocol buffer encoding (https://protobuf.dev/programming-guides/encoding) to walk an ONNX
file (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3) and refuses what a pack must not contain.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from stylizer_app.engine.packs.manifest import Pack
from stylizer_app.errors import PackError
from stylizer_app.errors.pack import CustomOperator, FileUnreadable, NewOperatorSet, PackFault, PackReason, Subgraph

MAX_OPSET = 20
"""The newest operator set that DirectML runs."""

MAX_NETWORK_BYTES = 500_000_000
_DEFAULT_DOMAINS = {b"", b"ai.onnx"}

# Field numbers in onnx.proto3.
_MODEL_GRAPH, _MODEL_OPSETS, _MODEL_FUNCTIONS = 7, 8, 25
_OPSET_DOMAIN, _OPSET_VERSION = 1, 2
_GRAPH_NODE, _GRAPH_INITIALIZER = 1, 5
_NODE_OPERATOR, _NODE_ATTRIBUTE, _NODE_DOMAIN = 4, 5, 7
_ATTRIBUTE_TENSOR, _ATTRIBUTE_GRAPH, _ATTRIBUTE_GRAPHS = 5, 6, 11
_TENSOR_EXTERNAL, _TENSOR_LOCATION = 13, 14

Field = tuple[int, "int | memoryview"]


def check_networks(pack: Pack) -> None:
    """Raise PackError if a network has custom operators, external data, subgraphs or a too new operator set."""
    for name in pack.files:
        if name.endswith(".onnx"):
            check_network(pack.path(name))


def check_network(path: Path) -> None:
    """The same for one file."""
    try:
        if path.stat().st_size > MAX_NETWORK_BYTES:
            raise PackError(PackFault.NETWORK_TOO_LARGE, path)
        reason = _fault(memoryview(path.read_bytes()))
    except (IndexError, ValueError, TypeError) as error:
        raise PackError(PackFault.NOT_ONNX, path) from error
    except OSError as error:
        raise PackError(FileUnreadable(error.strerror or str(error)), path) from error
    if reason:
        raise PackError(reason, path)


def _fault(model: memoryview) -> PackReason | None:
    """What is not allowed in a model."""
    fields = list(_fields(model))
    if not any(number == _MODEL_GRAPH for number, _ in fields):
        raise ValueError("no graph")
    for number, value in fields:
        if number == _MODEL_FUNCTIONS:
            return PackFault.OWN_FUNCTIONS
        if number == _MODEL_OPSETS and (reason := _opset_fault(_bytes(value))):
            return reason
        if number == _MODEL_GRAPH and (reason := _graph_fault(_bytes(value))):
            return reason
    return None


def _opset_fault(opset: memoryview) -> PackReason | None:
    """What is wrong with an operator set import."""
    fields = dict(_fields(opset))
    domain, version = bytes(_bytes(fields.get(_OPSET_DOMAIN, memoryview(b"")))), fields.get(_OPSET_VERSION, 0)
    if domain in _DEFAULT_DOMAINS and isinstance(version, int) and version > MAX_OPSET:
        return NewOperatorSet(version, MAX_OPSET)
    return None


def _graph_fault(graph: memoryview) -> PackReason | None:
    """What is wrong with a graph."""
    for number, value in _fields(graph):
        if number == _GRAPH_NODE and (reason := _node_fault(_bytes(value))):
            return reason
        if number == _GRAPH_INITIALIZER and _is_external(_bytes(value)):
            return PackFault.EXTERNAL_DATA
    return None


def _node_fault(node: memoryview) -> PackReason | None:
    """What is wrong with a node."""
    fields = list(_fields(node))
    operator = next((bytes(_bytes(v)).decode("utf-8", "replace") for n, v in fields if n == _NODE_OPERATOR), "")
    for number, value in fields:
        if number == _NODE_DOMAIN and bytes(_bytes(value)) not in _DEFAULT_DOMAINS:
            return CustomOperator(f"{bytes(_bytes(value)).decode('utf-8', 'replace')}.{operator}")
        if number == _NODE_ATTRIBUTE:
            for inner, content in _fields(_bytes(value)):
                if inner in (_ATTRIBUTE_GRAPH, _ATTRIBUTE_GRAPHS):
                    return Subgraph(operator)
                if inner == _ATTRIBUTE_TENSOR and _is_external(_bytes(content)):
                    return PackFault.EXTERNAL_DATA
    return None


def _is_external(tensor: memoryview) -> bool:
    return any(n == _TENSOR_EXTERNAL or (n == _TENSOR_LOCATION and v) for n, v in _fields(tensor))


def _bytes(value: int | memoryview) -> memoryview:
    """A length-delimited value; raises TypeError for a number."""
    if isinstance(value, int):
        raise TypeError("a number where a message belongs")
    return value


def _fields(message: memoryview) -> Iterator[Field]:
    """Number and value of every field; fixed-size numbers come as their bytes."""
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        number, kind = key >> 3, key & 7
        if kind == 0:
            value, at = _varint(message, at)
            yield number, value
            continue
        if kind == 2:
            length, at = _varint(message, at)
        elif kind in (1, 5):
            length = 8 if kind == 1 else 4
        else:
            raise ValueError("not a protocol buffer")
        if at + length > len(message):
            raise IndexError("cut short")
        yield number, message[at : at + length]
        at += length


def _varint(message: memoryview, at: int) -> tuple[int, int]:
    """A variable-length number and the position after it."""
    value = shift = 0
    while shift < 70:
        byte = message[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7
    raise ValueError("not a protocol buffer")
