"""IPTC-IIM records (caption, keywords, byline, copyright) and Photoshop's image resources, in which they travel."""

from __future__ import annotations

from collections.abc import Iterator

_SIGNATURE = b"8BIM"
_IPTC = 0x0404
_RECORD = b"\x1c"
PHOTOSHOP = b"Photoshop 3.0\0"
"""What the segment of a JPEG file begins with."""


def iptc_in_resources(block: bytes | None) -> bytes | None:
    """Return the IPTC records of a block that holds image resources, or the records themselves; None if neither."""
    block = (block or b"").removeprefix(PHOTOSHOP)
    if block.startswith(_RECORD):
        return block.rstrip(b"\0") or None
    return next((content for kind, content in _resources(block) if kind == _IPTC and content), None)


def resources_with(iptc: bytes) -> bytes:
    """Return image resources that hold IPTC records and nothing else."""
    return _SIGNATURE + _IPTC.to_bytes(2, "big") + b"\0\0" + len(iptc).to_bytes(4, "big") + iptc + bytes(len(iptc) % 2)


def _resources(block: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield number and content of image resources, as far as they are whole."""
    at = 0
    while block[at : at + 4] == _SIGNATURE and at + 7 <= len(block):
        kind, name = int.from_bytes(block[at + 4 : at + 6], "big"), block[at + 6]
        begin = at + 6 + (name + 2) // 2 * 2  # the name's length is even, with the byte that tells it
        length = int.from_bytes(block[begin : begin + 4], "big")
        if begin + 4 + length > len(block):
            return
        yield kind, block[begin + 4 : begin + 4 + length]
        at = begin + 4 + length + length % 2
