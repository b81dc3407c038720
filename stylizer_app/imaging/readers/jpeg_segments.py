"""The segments of a JPEG file before its pixels: frame, resolution, Exif, XMP, profile, IPTC, comment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from stylizer_app.errors import PictureError
from stylizer_app.errors.picture import PictureFault
from stylizer_app.imaging.geometry import CM_PER_INCH, Size
from stylizer_app.imaging.metadata.exif_facts import exif_dpi, exif_says_adobe_rgb
from stylizer_app.imaging.metadata.iptc import PHOTOSHOP, iptc_in_resources
from stylizer_app.imaging.picture import COMMENT
from stylizer_app.imaging.raster import Header
from stylizer_app.imaging.readers.pillow import sane_dpi, stated_orientation
from stylizer_app.imaging.spaces import ADOBE_RGB

_SOS, _EOI, _COMMENT = 0xDA, 0xD9, 0xFE
_APP0, _APP1, _APP2, _APP13 = 0xE0, 0xE1, 0xE2, 0xED
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # without tables and what is reserved
_ALONE = {0x01, *range(0xD0, 0xD9)}  # markers without a length
_EXIF, _XMP, _ICC, _JFIF = b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0", b"ICC_PROFILE\0", b"JFIF\0"


@dataclass(frozen=True)
class Frame:
    """How the pixels are stored: ``marker`` tells the process, ``bits`` the samples' depth."""

    marker: int
    bits: int
    size: Size


@dataclass(frozen=True)
class JpegSegments:
    """What was found: the frame, and the segments' contents by marker, in the file's order."""

    frame: Frame
    segments: tuple[tuple[int, bytes], ...]

    def labelled(self, marker: int, label: bytes) -> list[bytes]:
        """Return the contents of an application's segments behind their label."""
        return [
            content[len(label) :] for kind, content in self.segments if kind == marker and content.startswith(label)
        ]


def read_segments(stream: BinaryIO) -> JpegSegments:
    """Read a JPEG file up to its pixels. Raises PictureError if it has no frame."""
    stream.seek(2)
    frame, segments = None, []
    for marker, content in _segments(stream):
        if marker in _FRAMES:
            frame = frame or _frame(marker, content)
        else:
            segments.append((marker, content))
    if frame is None:
        raise PictureError(PictureFault.DAMAGED)
    return JpegSegments(frame, tuple(segments))


def jpeg_header(found: JpegSegments) -> Header:
    """Return what the segments say."""
    exif = b"".join(found.labelled(_APP1, _EXIF)) or None
    packet = next(iter(found.labelled(_APP1, _XMP)), None) or None
    icc = _joined(found.labelled(_APP2, _ICC))
    comment = next((content for kind, content in found.segments if kind == _COMMENT), b"").rstrip(b"\0")
    return Header(
        found.frame.size,
        exif,
        icc,
        _dpi(found, exif),
        packet,
        ((COMMENT, _decoded(comment)),) if comment else (),
        stated_orientation(exif, packet),
        ADOBE_RGB if icc is None and exif_says_adobe_rgb(exif) else None,
        iptc_in_resources(b"".join(found.labelled(_APP13, PHOTOSHOP))),
    )


def _segments(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield marker and content of every segment before the pixels, stepping over what lies between them."""
    while (byte := stream.read(1)) != b"":
        if byte != b"\xff":
            continue
        while byte == b"\xff":
            byte = stream.read(1)
        marker = byte[0] if byte else _EOI
        if marker in (_SOS, _EOI):
            return
        if marker in _ALONE or marker == 0:
            continue
        length = int.from_bytes(stream.read(2), "big")
        content = stream.read(max(0, length - 2))
        if length < 2 or len(content) < length - 2:
            return
        yield marker, content


def _frame(marker: int, content: bytes) -> Frame | None:
    """Return the numbers of a frame header."""
    if len(content) < 6:
        return None
    height, width = int.from_bytes(content[1:3], "big"), int.from_bytes(content[3:5], "big")
    return Frame(marker, content[0], Size(width, height)) if width and height else None


def _joined(parts: list[bytes]) -> bytes | None:
    """Return a profile, whose parts are numbered from 1."""
    numbered = sorted((part for part in parts if len(part) > 2), key=lambda part: part[0])
    complete = [part[0] for part in numbered] == list(range(1, len(numbered) + 1))
    return b"".join(part[2:] for part in numbered) if numbered and complete else None


def _dpi(found: JpegSegments, exif: bytes | None) -> tuple[float, float] | None:
    """Return dots per inch, of the JFIF segment or else of Exif."""
    for jfif in found.labelled(_APP0, _JFIF)[:1]:
        unit = jfif[2] if len(jfif) >= 7 else 0
        dots = [int.from_bytes(jfif[at : at + 2], "big") for at in (3, 5)]
        if unit in (1, 2):
            return sane_dpi([number * (CM_PER_INCH if unit == 2 else 1) for number in dots])
    return sane_dpi(exif_dpi(exif))


def _decoded(comment: bytes) -> str:
    """Return a comment as text; which encoding it has is told nowhere."""
    try:
        return comment.decode("utf-8")
    except UnicodeDecodeError:
        return comment.decode("latin-1")
