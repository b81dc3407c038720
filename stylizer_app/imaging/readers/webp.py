"""WebP files, with a wrong total length too, where all chunks are there."""

from __future__ import annotations

import io
from dataclasses import replace

from stylizer_app.imaging.opening import PictureFile
from stylizer_app.imaging.readers.pillow import PillowReader

_HEAD = 12  # RIFF, length, WEBP


class WebpReader(PillowReader):
    """A WebP file, opened."""

    def __init__(self, file: PictureFile, max_pixels: int) -> None:
        super().__init__(_with_true_length(file), max_pixels)


def _with_true_length(file: PictureFile) -> PictureFile:
    """Return the file with the length that its whole chunks have together, if it says another one."""
    data = file.read()
    at = _HEAD
    while at + 8 <= len(data):
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        if at + 8 + length > len(data):
            return file  # a part is missing, or something else stands behind the chunks
        at += 8 + length + length % 2
    stated = int.from_bytes(data[4:8], "little")
    if stated == at - 8 and len(data) >= at:
        return file
    whole = data[:4] + (at - 8).to_bytes(4, "little") + data[8:].ljust(at - 8, b"\0")
    return replace(file, stream=io.BytesIO(whole))
