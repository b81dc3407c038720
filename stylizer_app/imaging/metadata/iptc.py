"""IPTC-IIM records (caption, keywords, byline, copyright) and Photoshop's image resources, in which they travel."""

from __future__ import annotations

from collections.abc import Iterator

_SIGNATURE = b"8BIM"
_IPTC = 0x0404
_RECORD = b"\x1c"
_APPLICATION = 2
_PREVIEW = {(_APPLICATION, 200), (_APPLICATION, 201), (_APPLICATION, 202)}
_UTF_8 = (1, 90, b"\x1b%G")  # the dataset that says how texts are encoded
_LONG = 0x8000  # an extended dataset: the lower bits tell how many bytes its length has
PHOTOSHOP = b"Photoshop 3.0\0"
"""What the segment of a JPEG file begins with."""


def iptc_in_resources(block: bytes | None) -> bytes | None:
    """Return the IPTC records of a block that holds image resources, or the records themselves; None if neither."""
    block = (block or b"").removeprefix(PHOTOSHOP)
    if block.startswith(_RECORD):
        return block.rstrip(b"\0") or None
    return next((content for kind, content in _resources(block) if kind == _IPTC and content), None)


def cleaned_iptc(iptc: bytes | None) -> bytes | None:
    """Return the records without a preview: it would go on showing the photo where the file holds a painting."""
    kept = b"".join(raw for record, number, _, raw in _datasets(iptc or b"") if (record, number) not in _PREVIEW)
    return kept or None


def datasets(iptc: bytes | None) -> Iterator[tuple[int, str]]:
    """Yield number and text of the datasets of the application record, in which people's words are."""
    found = list(_datasets(iptc or b""))
    unicode = any((record, number, content) == _UTF_8 for record, number, content, _ in found)
    for record, number, content, _ in found:
        if record == _APPLICATION:
            yield number, content.decode("utf-8" if unicode or _is_utf_8(content) else "latin-1", "replace")


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


def _datasets(iptc: bytes) -> Iterator[tuple[int, int, bytes, bytes]]:
    """Yield record, number and content of each dataset, and all its bytes, as far as they are whole."""
    at = 0
    while iptc[at : at + 1] == _RECORD and at + 5 <= len(iptc):
        length, begin = int.from_bytes(iptc[at + 3 : at + 5], "big"), at + 5
        if length & _LONG:
            begin += length & ~_LONG
            length = int.from_bytes(iptc[at + 5 : begin], "big")
        if begin + length > len(iptc):
            return
        yield iptc[at + 1], iptc[at + 2], iptc[begin : begin + length], iptc[at : begin + length]
        at = begin + length


def _is_utf_8(content: bytes) -> bool:
    """Return whether a text can be read as UTF-8: many programs write that and do not say so."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
