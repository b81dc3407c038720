"""What the chunks of a PNG file say about the picture: colours, resolution, Exif, XMP, IPTC, texts."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from stylizer_app.imaging.geometry import CM_PER_INCH, Size
from stylizer_app.imaging.metadata.iptc import iptc_in_resources
from stylizer_app.imaging.raster import Header
from stylizer_app.imaging.readers.pillow import sane_dpi, stated_orientation
from stylizer_app.imaging.readers.png_chunks import PngChunks
from stylizer_app.imaging.spaces import SRGB, Chromaticities, ColourSpace, by_code_points, by_gamma

_LARGEST_PROFILE = 1 << 26
_LARGEST_TEXT = 1 << 20  # a caption; what is larger is a program's state, and would only be carried about
_LARGEST_PACKET = 1 << 24
_XMP = "XML:com.adobe.xmp"
_WRAPPED = "Raw profile type "
_METRE = 1


def png_header(chunks: PngChunks) -> Header:
    """Return what a PNG file says."""
    entries = list(_texts(chunks))
    texts = dict(reversed(entries))  # the first of a name counts
    profiles = {key.removeprefix(_WRAPPED): _unwrapped(text) for key, text in texts.items() if key.startswith(_WRAPPED)}
    exif = chunks.first(b"eXIf") or profiles.get("exif") or profiles.get("APP1")
    packet = texts[_XMP].encode("utf-8", "surrogateescape") if _XMP in texts else profiles.get("xmp")
    words = tuple((key, text) for key, text in entries if _is_words(key, text))
    coded = _coded_space(chunks)
    icc = _icc(chunks) if coded is None else None
    return Header(
        Size(chunks.layout.width, chunks.layout.height),
        exif,
        icc,
        _dpi(chunks),
        packet,
        words,
        stated_orientation(exif, packet),
        coded or (_plain_space(chunks) if icc is None else None),
        iptc_in_resources(profiles.get("iptc") or profiles.get("8bim")),
    )


def has_narrow_range(chunks: PngChunks) -> bool:
    """Return whether samples go from 16 to 235 of 255, as video has them."""
    code_points = chunks.first(b"cICP")
    return code_points is not None and len(code_points) == 4 and code_points[3] == 0


def _coded_space(chunks: PngChunks) -> ColourSpace | None:
    """Return the space of the cICP chunk, which goes before everything else (PNG, third edition, 4.3)."""
    code_points = chunks.first(b"cICP")
    return by_code_points(*code_points[:2]) if code_points is not None and len(code_points) == 4 else None


def _plain_space(chunks: PngChunks) -> ColourSpace | None:
    """Return the space of the chunks sRGB, or else gAMA and cHRM."""
    if chunks.first(b"sRGB") is not None:
        return SRGB
    gamma, primaries = chunks.first(b"gAMA") or b"", chunks.first(b"cHRM") or b""
    power = int.from_bytes(gamma, "big") if len(gamma) == 4 else 0
    return by_gamma(100_000 / power if power else None, _chromaticities(primaries) if len(primaries) == 32 else None)


def _chromaticities(content: bytes) -> Chromaticities:
    """Return what the cHRM chunk says, white last."""
    white_x, white_y, *colours = (number / 100_000 for number in struct.unpack(">8I", content))
    red_x, red_y, green_x, green_y, blue_x, blue_y = colours
    return red_x, red_y, green_x, green_y, blue_x, blue_y, white_x, white_y


def _icc(chunks: PngChunks) -> bytes | None:
    """Return the profile of the iCCP chunk."""
    name, mark, packed = (chunks.first(b"iCCP") or b"").partition(b"\0")
    return _inflated(packed[1:], _LARGEST_PROFILE) if mark and name else None


def _dpi(chunks: PngChunks) -> tuple[float, float] | None:
    """Return the resolution in dots per inch."""
    content = chunks.first(b"pHYs") or b""
    if len(content) != 9 or content[8] != _METRE:
        return None
    return sane_dpi([dots * CM_PER_INCH / 100 for dots in struct.unpack(">II", content[:8])])


def _texts(chunks: PngChunks) -> Iterator[tuple[str, str]]:
    """Yield keyword and text of the chunks tEXt, zTXt and iTXt."""
    for kind, content in chunks.about:
        key, mark, rest = content.partition(b"\0")
        if not (mark and key):
            continue
        keyword, limit = key.decode("latin-1"), _LARGEST_TEXT
        if keyword == _XMP or keyword.startswith(_WRAPPED):
            limit = _LARGEST_PACKET
        if kind == b"tEXt" and len(rest) <= limit:
            yield keyword, rest.decode("latin-1")
        elif kind == b"zTXt" and (text := _inflated(rest[1:], limit)) is not None:
            yield keyword, text.decode("latin-1")
        elif kind == b"iTXt" and (text := _international(rest, limit)) is not None:
            yield keyword, text.decode("utf-8", "surrogateescape")


def _international(content: bytes, limit: int) -> bytes | None:
    """Return the text of an iTXt chunk behind its keyword."""
    _language, mark, rest = content[2:].partition(b"\0")
    _translated, second, text = rest.partition(b"\0")
    if not (mark and second):
        return None
    if content[:1] == b"\1":
        return _inflated(text, limit)
    return text if len(text) <= limit else None


def _inflated(packed: bytes, limit: int) -> bytes | None:
    """Return what was compressed, or None if it is damaged or larger than ``limit`` bytes."""
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(packed, limit)
    except zlib.error:
        return None
    return content if unpacker.eof else None


def _is_words(key: str, text: str) -> bool:
    """Return whether a text is one that a person may have written."""
    return not key.startswith((_WRAPPED, "XML:")) and len(text) <= _LARGEST_TEXT


def _unwrapped(text: str) -> bytes | None:
    """Return the bytes that programs hide in a text as hexadecimal digits: name, length, then the digits."""
    try:
        return bytes.fromhex("".join(text.split("\n")[3:])) or None
    except ValueError:
        return None
