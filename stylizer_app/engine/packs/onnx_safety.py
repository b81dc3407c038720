"""Checks that the networks of a pack are data and nothing else, without the onnx package.

Reads just enough of the protocol buffer encoding (https://protobuf.dev/programming-guides/encoding) to walk an ONNX
file (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3) and refuses what a pack must not contain.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from stylizer_app.engine.packs.manifest import LARGEST_FILE
from stylizer_app.engine.packs.pack import Pack
from stylizer_app.errors import PackError
from stylizer_app.errors.pack import CustomOperator, FileUnreadable, NewOperatorSet, PackFault, PackReason, Subgraph

MAX_OPSET = 20
"""The newest operator set that DirectML runs."""

MOST_FIELDS = 500_000
"""Fields of a network that are looked at; those of Magenta's have some ten thousand."""

_DEFAULT_DOMAINS = {b"", b"ai.onnx"}

# Field numbers in onnx.proto3.
_MODEL_GRAPH, _MODEL_OPSETS, _MODEL_FUNCTIONS = 7, 8, 25
_OPSET_DOMAIN, _OPSET_VERSION = 1, 2
_GRAPH_NODE, _GRAPH_INITIALIZER, _GRAPH_SPARSE_INITIALIZER = 1, 5, 15
_NODE_OPERATOR, _NODE_ATTRIBUTE, _NODE_DOMAIN = 4, 5, 7
_ATTRIBUTE_GRAPHS, _ATTRIBUTE_TENSORS, _ATTRIBUTE_SPARSE_TENSORS = (6, 11), (5, 10), (22, 23)
_TENSOR_EXTERNAL, _TENSOR_LOCATION = 13, 14
_SPARSE_PARTS = (1, 2)

LONGEST_NAME = 100
"""Of an operator, in a message."""

Field = tuple[int, "int | memoryview"]


def check_networks(pack: Pack) -> None:
    """Raise PackError if a network has custom operators, external data, subgraphs or a too new operator set."""
    for name in pack.files:
        if name.endswith(".onnx"):
            check_network(pack.path(name))


def check_network(path: Path) -> None:
    """The same for one file."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise PackError(PackFault.NETWORK_TOO_LARGE, path)
        reason = _Reader().fault(memoryview(path.read_bytes()))
    except _TooManyFieldsError as error:
        raise PackError(PackFault.NETWORK_TOO_LARGE, path) from error
    except (IndexError, ValueError, TypeError) as error:
        raise PackError(PackFault.NOT_ONNX, path) from error
    except OSError as error:
        raise PackError(FileUnreadable(error.strerror or str(error)), path) from error
    if reason:
        raise PackError(reason, path)


class _TooManyFieldsError(Exception):
    """A network has more parts than are looked at."""


class _Reader:
    """Walks through one network, and not for ever."""

    def __init__(self) -> None:
        self._left = MOST_FIELDS

    def fault(self, model: memoryview) -> PackReason | None:
        """What is not allowed in a model."""
        fields = list(self._fields(model))
        if not any(number == _MODEL_GRAPH for number, _ in fields):
            raise ValueError("no graph")
        for number, value in fields:
            if number == _MODEL_FUNCTIONS:
                return PackFault.OWN_FUNCTIONS
            if number == _MODEL_OPSETS and (reason := self._opset_fault(_bytes(value))):
                return reason
            if number == _MODEL_GRAPH and (reason := self._graph_fault(_bytes(value))):
                return reason
        return None

    def _opset_fault(self, opset: memoryview) -> PackReason | None:
        """What is wrong with an operator set import."""
        fields = dict(self._fields(opset))
        domain, version = bytes(_bytes(fields.get(_OPSET_DOMAIN, memoryview(b"")))), fields.get(_OPSET_VERSION, 0)
        if domain in _DEFAULT_DOMAINS and isinstance(version, int) and version > MAX_OPSET:
            return NewOperatorSet(version, MAX_OPSET)
        return None

    def _graph_fault(self, graph: memoryview) -> PackReason | None:
        """What is wrong with a graph."""
        for number, value in self._fields(graph):
            if number == _GRAPH_NODE and (reason := self._node_fault(_bytes(value))):
                return reason
            if number == _GRAPH_INITIALIZER and self._is_external(_bytes(value)):
                return PackFault.EXTERNAL_DATA
            if number == _GRAPH_SPARSE_INITIALIZER and self._is_sparse_external(_bytes(value)):
                return PackFault.EXTERNAL_DATA
        return None

    def _node_fault(self, node: memoryview) -> PackReason | None:
        """What is wrong with a node."""
        fields = list(self._fields(node))
        operator = next((_shown(_bytes(v)) for n, v in fields if n == _NODE_OPERATOR), "")
        for number, value in fields:
            if number == _NODE_DOMAIN and bytes(_bytes(value)) not in _DEFAULT_DOMAINS:
                return CustomOperator(f"{_shown(_bytes(value))}.{operator}")
            if number == _NODE_ATTRIBUTE and (reason := self._attribute_fault(_bytes(value), operator)):
                return reason
        return None

    def _attribute_fault(self, attribute: memoryview, operator: str) -> PackReason | None:
        """What is wrong with one of an operator's attributes."""
        for number, value in self._fields(attribute):
            if number in _ATTRIBUTE_GRAPHS:
                return Subgraph(operator)
            if number in _ATTRIBUTE_TENSORS and self._is_external(_bytes(value)):
                return PackFault.EXTERNAL_DATA
            if number in _ATTRIBUTE_SPARSE_TENSORS and self._is_sparse_external(_bytes(value)):
                return PackFault.EXTERNAL_DATA
        return None

    def _is_sparse_external(self, tensor: memoryview) -> bool:
        return any(n in _SPARSE_PARTS and self._is_external(_bytes(v)) for n, v in self._fields(tensor))

    def _is_external(self, tensor: memoryview) -> bool:
        return any(n == _TENSOR_EXTERNAL or (n == _TENSOR_LOCATION and v) for n, v in self._fields(tensor))

    def _fields(self, message: memoryview) -> Iterator[Field]:
        """Number and value of every field; fixed-size numbers come as their bytes."""
        at = 0
        while at < len(message):
            key, at = _varint(message, at)
            number, kind = key >> 3, key & 7
            self._left -= 1
            if self._left < 0:
                raise _TooManyFieldsError
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


def _shown(name: memoryview) -> str:
    """A name in the file, whatever its bytes, for a message."""
    return bytes(name[:LONGEST_NAME]).decode("utf-8", "replace")


def _bytes(value: int | memoryview) -> memoryview:
    """A length-delimited value; raises TypeError for a number."""
    if isinstance(value, int):
        raise TypeError("a number where a message belongs")
    return value


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
