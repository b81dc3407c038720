"""An Exif block made of a TIFF file's own tags about the photo and its camera, each value byte for byte."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

# Tags about the picture and its maker, not about how this file stores it: description, make, model, software, date,
# artist, computer, copyright.
_DESCRIPTIVE = (270, 271, 272, 305, 306, 315, 316, 33432)
_EXIF, _GPS, _INTEROPERABILITY = 0x8769, 0x8825, 0xA005
_LONG, _POINTERS = 4, (4, 13, 16, 18)
_BYTES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_MOST_ENTRIES, _MOST_BYTES = 1000, 1 << 20


@dataclass
class _Directory:
    """Values by tag (type, count and bytes), and directories by the tag that points to them."""

    values: dict[int, tuple[int, int, bytes]] = field(default_factory=dict)
    below: dict[int, _Directory] = field(default_factory=dict)


class TagSource:
    """A TIFF file of either kind: its tags as they are stored."""

    def __init__(self, stream: BinaryIO, order: str, *, big: bool) -> None:
        self.order, self._stream, self._big = order, stream, big

    def exif_block(self, offset: int) -> bytes | None:
        """Return the block for the directory at an offset, or None if that says nothing of the photo."""
        whole = self._directory(offset)
        kept = _Directory({tag: whole.values[tag] for tag in _DESCRIPTIVE if tag in whole.values})
        for tag, further in ((_EXIF, (_INTEROPERABILITY,)), (_GPS, ())):
            self._descend(whole, kept, tag, further)
        if not (kept.values or kept.below):
            return None
        head = (b"II*\0" if self.order == "<" else b"MM\0*") + struct.pack(self.order + "I", 8)
        return head + _written(kept, 8, self.order)

    def _descend(self, found: _Directory, kept: _Directory, tag: int, further: tuple[int, ...]) -> None:
        """Take over a directory that hangs below another, with those named that hang below it."""
        kind, _count, stored = found.values.get(tag, (0, 0, b""))
        if kind not in _POINTERS:
            return
        below = self._directory(self._number(stored))
        kept.below[tag] = _Directory({t: value for t, value in below.values.items() if t != _INTEROPERABILITY})
        for other in further:
            self._descend(below, kept.below[tag], other, ())

    def _directory(self, offset: int) -> _Directory:
        """Return the values of the directory at an offset, as far as they can be read."""
        return _Directory({tag: (kind, count, stored) for tag, kind, count, stored in self._entries(offset)})

    def _entries(self, offset: int) -> Iterator[tuple[int, int, int, bytes]]:
        """Yield tag, type, count and bytes of each entry."""
        layout = self.order + ("HHQ" if self._big else "HHI")
        length, inline = (20, 8) if self._big else (12, 4)
        self._stream.seek(offset)
        count = self._number(self._stream.read(8 if self._big else 2))
        table = self._stream.read(length * min(count, _MOST_ENTRIES))
        for at in range(0, len(table) - length + 1, length):
            tag, kind, number = struct.unpack_from(layout, table, at)
            size = number * _BYTES.get(kind, 8 if kind in (16, 18) else 0)
            stored = table[at + length - inline : at + length]
            if 0 < size <= inline:
                yield tag, kind, number, stored[:size]
            elif inline < size <= _MOST_BYTES:
                self._stream.seek(self._number(stored))
                if len(value := self._stream.read(size)) == size:
                    yield tag, kind, number, value

    def _number(self, stored: bytes) -> int:
        return int.from_bytes(stored, "little" if self.order == "<" else "big")


def _written(directory: _Directory, offset: int, order: str) -> bytes:
    """Return a directory's bytes for its place in the block, with all that it points to."""
    values = {tag: value for tag, value in directory.values.items() if value[0] in _BYTES}
    names = sorted({*values, *directory.below})
    behind, table = b"", struct.pack(order + "H", len(names))
    begin = offset + 2 + 12 * len(names) + 4
    for tag in names:
        place = begin + len(behind)
        if tag in directory.below:
            table += struct.pack(order + "HHII", tag, _LONG, 1, place)
            behind += _written(directory.below[tag], place, order)
            continue
        kind, count, stored = values[tag]
        table += struct.pack(order + "HHI", tag, kind, count)
        table += stored.ljust(4, b"\0") if len(stored) <= 4 else struct.pack(order + "I", place)
        behind += stored + bytes(len(stored) % 2) if len(stored) > 4 else b""
    return table + bytes(4) + behind
