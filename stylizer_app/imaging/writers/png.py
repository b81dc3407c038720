"""Writing PNG files of 8 or 16 bits with everything that travels along: profile, resolution, Exif, texts, XMP."""

from __future__ import annotations

import zlib
from typing import Any

import imagecodecs
from numpy.typing import NDArray

from stylizer_app.imaging.geometry import CM_PER_INCH
from stylizer_app.imaging.metadata.iptc import resources_with
from stylizer_app.imaging.picture import Metadata

# On photos and paintings smaller than what zlib and libpng choose by themselves, and nearly twice as fast.
_LEVEL, _RUN_LENGTHS, _PAETH = 2, 3, 128
_AFTER_HEADER = 8 + 25  # signature and IHDR chunk
_COMPRESS_TEXT_FROM = 1024


def encode(samples: NDArray[Any], metadata: Metadata, quality: int) -> bytes:  # noqa: ARG001
    """Return a PNG file of (H, W, 3 or 4) uint8 or uint16 samples."""
    plain = bytes(imagecodecs.png_encode(samples, level=_LEVEL, strategy=_RUN_LENGTHS, filter=_PAETH))
    return plain[:_AFTER_HEADER] + b"".join(_chunks(metadata)) + plain[_AFTER_HEADER:]


def _chunks(metadata: Metadata) -> list[bytes]:
    """Return the chunks that hold the metadata, in the order the format asks for."""
    chunks = []
    if metadata.icc:
        chunks.append(_chunk(b"iCCP", b"ICC profile\0\0" + zlib.compress(metadata.icc)))
    if metadata.dpi:
        across, down = (round(dots * 100 / CM_PER_INCH) for dots in metadata.dpi)
        chunks.append(_chunk(b"pHYs", across.to_bytes(4, "big") + down.to_bytes(4, "big") + b"\1"))
    if metadata.exif:
        chunks.append(_chunk(b"eXIf", metadata.exif))
    if metadata.xmp:
        chunks.append(_text("XML:com.adobe.xmp", metadata.xmp, compress=False))
    if metadata.iptc:
        chunks.append(_wrapped("iptc", resources_with(metadata.iptc)))
    chunks.extend(_text(key, text.encode("utf-8", "replace")) for key, text in metadata.text)
    return chunks


def _wrapped(name: str, content: bytes) -> bytes:
    """Return a text chunk that holds bytes as hexadecimal digits, as ImageMagick and exiftool write and read them."""
    digits = content.hex()
    lines = "\n".join(digits[at : at + 72] for at in range(0, len(digits), 72))
    text = f"\n{name}\n{len(content):8}\n{lines}\n"
    return _chunk(b"zTXt", b"Raw profile type " + name.encode() + b"\0\0" + zlib.compress(text.encode()))


def _text(key: str, text: bytes, *, compress: bool | None = None) -> bytes:
    """Return an international text chunk."""
    packed = len(text) >= _COMPRESS_TEXT_FROM if compress is None else compress
    keyword = key.encode("latin-1", "replace").replace(b"\0", b"")[:79] or b"Comment"
    return _chunk(
        b"iTXt", keyword + (b"\0\1\0\0\0" if packed else b"\0\0\0\0\0") + (zlib.compress(text) if packed else text)
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    """Return a chunk with its length and checksum."""
    return len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")
