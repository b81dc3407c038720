"""Picture files made for the tests: small, exact, of every kind."""

from __future__ import annotations

import io
import struct
import zlib
from functools import cache
from typing import Any

import imagecodecs
import numpy as np
import tifffile
from PIL import Image

Array = np.ndarray[Any, Any]


def gradient(height: int = 24, width: int = 32, dtype: type = np.uint8) -> Array:
    """A smooth picture (H, W, 3) whose corners differ, so that every turn of it shows."""
    peak = np.iinfo(dtype).max
    y, x = np.mgrid[0:height, 0:width]
    red, green = x / max(1, width - 1), y / max(1, height - 1)
    rgb = np.stack([red, green, (1 - red) * (1 - green)], axis=-1)
    return np.round(rgb * peak).astype(dtype)


def noise(height: int = 24, width: int = 32, channels: int = 3, dtype: type = np.uint8, seed: int = 0) -> Array:
    shape = (height, width, channels) if channels > 1 else (height, width)
    return np.random.default_rng(seed).integers(0, int(np.iinfo(dtype).max) + 1, shape).astype(dtype)


def saved(image: Array | Image.Image, form: str, **options: Any) -> bytes:
    """The bytes of a file that Pillow writes."""
    buffer = io.BytesIO()
    (image if isinstance(image, Image.Image) else Image.fromarray(image)).save(buffer, form, **options)
    return buffer.getvalue()


def tiff(samples: Array, **options: Any) -> bytes:
    buffer = io.BytesIO()
    tifffile.imwrite(buffer, samples, metadata=None, **options)
    return buffer.getvalue()


def exif(*, orientation: int | None = None, order: str = "<", thumbnail: bool = False, gps: bool = False) -> bytes:
    """A raw Exif block as a camera writes it, without prefix."""
    block = Image.Exif()
    block.endian = order
    block[0x010F] = "Kamera"
    block[0x0110] = "Modell 7"
    if orientation is not None:
        block[0x0112] = orientation
    block[0x8769] = {0x9003: "2024:05:06 07:08:09", 0xA002: 32, 0xA003: 24, 0x927C: b"maker note bytes"}
    if gps:
        block[0x8825] = {1: "N", 2: (45.0, 30.0, 0.0), 3: "E", 4: (9.0, 11.0, 0.0)}
    data = block.tobytes().removeprefix(b"Exif\0\0")
    return _with_thumbnail(data, order) if thumbnail else data


def _with_thumbnail(block: bytes, order: str) -> bytes:
    """Link a second directory, as one that describes a thumbnail."""
    changed = bytearray(block)
    first = struct.unpack_from(order + "I", changed, 4)[0]
    link = first + 2 + 12 * struct.unpack_from(order + "H", changed, first)[0]
    struct.pack_into(order + "I", changed, link, len(changed))
    return bytes(changed) + struct.pack(order + "HHHIII", 1, 0x0103, 3, 1, 6, 0)


@cache
def adobe_rgb() -> bytes:
    """A profile with wider primaries than sRGB and a plain gamma; cached, as it holds the time of its making."""
    primaries = [0.64, 0.33, 1, 0.21, 0.71, 1, 0.15, 0.06, 1]
    return bytes(imagecodecs.cms_profile("rgb", whitepoint=[0.3127, 0.329, 1.0], primaries=primaries, gamma=2.19921875))


@cache
def srgb() -> bytes:
    return bytes(imagecodecs.cms_profile("srgb"))


@cache
def grey_profile(gamma: float = 1.8) -> bytes:
    return bytes(imagecodecs.cms_profile("gray", gamma=gamma))


@cache
def ink_profile() -> bytes:
    """A profile of four ideal inks, by a table of the sixteen mixtures of all or nothing."""
    mixtures = np.array(list(np.ndindex(2, 2, 2, 2)), np.float64)
    rgb = np.round((1 - mixtures[:, :3]) * (1 - mixtures[:, 3:]) * 255).astype(np.uint8)[np.newaxis]
    lab = imagecodecs.cms_transform(
        rgb, srgb(), imagecodecs.cms_profile("lab4"), colorspace="rgb", outcolorspace="lab", intent=1
    )
    straight = bytes(range(256))
    identity = struct.pack(">9i", *(65536 if i % 4 == 0 else 0 for i in range(9)))
    table = b"mft1\0\0\0\0\4\3\2\0" + identity + straight * 4 + lab.astype(np.uint8).tobytes() + straight * 3
    tags = struct.pack(">I4sII", 1, b"A2B0", 144, len(table))
    white = struct.pack(">3i", 63190, 65536, 54061)
    header = struct.pack(">I4sI4s4s4s", 144 + len(table), b"lcms", 0x02400000, b"prtr", b"CMYK", b"Lab ")
    header += struct.pack(">6H4s", 2024, 1, 1, 0, 0, 0, b"acsp")
    return (header + bytes(28) + white).ljust(128, b"\0") + tags + table


def png_chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def with_png_chunk(png: bytes, kind: bytes, content: bytes) -> bytes:
    """A PNG file with one more chunk right behind its header."""
    return png[:33] + png_chunk(kind, content) + png[33:]


def huge_png(width: int, height: int) -> bytes:
    """A PNG file of some bytes that claims to be of any size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    content = zlib.compress(bytes(1000))
    chunks = ((b"IHDR", header), (b"IDAT", content), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(png_chunk(*chunk) for chunk in chunks)


def xmp(body: str = "", attributes: str = "") -> bytes:
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" {attributes}>{body}'
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def difference(a: Array, b: Array) -> int:
    """The largest difference between two pictures' samples."""
    return int(np.abs(a.astype(np.int64) - b.astype(np.int64)).max())


Tags = dict[int, tuple[int, int, int | bytes]]


def tags(directory: Tags, pixels: bytes, *, order: str = "<", gap: bytes = b"") -> bytes:
    """A TIFF file of one strip: tag, type, count, and a value or the bytes that the entry points to."""
    entries = {**directory, 273: (4, 1, 0), 279: (4, 1, len(pixels))}
    behind = 8 + len(gap) + 2 + 12 * len(entries) + 4
    blobs, places = b"", {}
    for tag, (_, _, value) in entries.items():
        if isinstance(value, bytes):
            places[tag] = behind + len(blobs)
            blobs += value + bytes(len(value) % 2)
    places[273] = behind + len(blobs)
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "I", 8 + len(gap)) + gap
    head += struct.pack(order + "H", len(entries))
    for tag, (kind, count, value) in sorted(entries.items()):
        stored = places.get(tag, value)
        assert isinstance(stored, int)
        short = kind == 3 and tag not in places
        head += struct.pack(order + "HHI", tag, kind, count)
        head += struct.pack(order + ("HH" if short else "I"), *([stored, 0] if short else [stored]))
    return head + bytes(4) + blobs + pixels


def packed(values: Array, bits: int) -> bytes:
    """Rows of values of any number of bits, each row filled up to whole bytes."""
    rows = ["".join(format(int(v), f"0{bits}b") for v in row.ravel()) for row in values]
    return b"".join(int(row.ljust(-(-len(row) // 8) * 8, "0"), 2).to_bytes(-(-len(row) // 8), "big") for row in rows)
