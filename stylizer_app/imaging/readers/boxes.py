"""ISO base media boxes (length, type, content), of which HEIC, AVIF and JPEG 2000 files are made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Box(NamedTuple):
    """A box: its type and its content."""

    kind: bytes
    content: bytes


def boxes(data: bytes) -> Iterator[Box]:
    """Yield the boxes that a file or a box's content consists of, as far as they are whole."""
    at = 0
    while at + 8 <= len(data):
        length, kind, begin = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8], at + 8
        if length == 1:
            length, begin = int.from_bytes(data[begin : begin + 8], "big"), begin + 8
        end = len(data) if length == 0 else at + length
        if not begin <= end <= len(data):
            return
        yield Box(kind, data[begin:end])
        at = end


def first_box(data: bytes, kind: bytes) -> bytes | None:
    """Return the content of the first box of a type, or None."""
    return next((box.content for box in boxes(data) if box.kind == kind), None)
