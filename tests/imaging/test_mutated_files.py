"""Two thousand damaged files: each becomes a picture or a sentence, none a crash.

STYLIZER_MUTATIONS=720 makes twenty thousand of them.
"""

from __future__ import annotations

import os
import struct
import time
from collections.abc import Callable

import imagecodecs
import numpy as np
import pytest
from PIL import Image

from stylizer_app.errors import PictureError
from stylizer_app.imaging.decode import decode, read_metadata
from stylizer_app.imaging.encode import encode_bytes
from stylizer_app.imaging.picture import Metadata, Picture

from .files import adobe_rgb, exif, gradient, grey_profile, noise, packed, saved, srgb, tags, tiff, with_png_chunk, xmp
from .test_bmp import bmp, stored
from .test_decode_kinds import heic
from .test_heif import aperture, avif, with_code_points, with_property
from .test_heif import heic as coded_heic
from .test_png import interlaced
from .test_words import PROMISES, WORDS

PER_KIND = int(os.environ.get("STYLIZER_MUTATIONS", "75"))
LONGEST = 60.0  # seconds: a hang, not a busy machine
LIMIT = 200_000  # pixels: damaged headers claim anything


def _seed_jpeg() -> bytes:
    options = {
        "exif": b"Exif\0\0" + exif(orientation=6, gps=True, thumbnail=True),
        "icc_profile": adobe_rgb(),
        "xmp": xmp(),
    }
    return saved(gradient(), "JPEG", **options)


def _seed_png16() -> bytes:
    data = imagecodecs.png_encode(noise(dtype=np.uint16, channels=4))
    return with_png_chunk(with_png_chunk(data, b"eXIf", exif(orientation=5)), b"tEXt", b"Title\0A picture")


def _worded(form: str) -> bytes:
    text = (("Comment", "from the boat"), ("Title", "Harbour"))
    metadata = Metadata(exif(gps=True), adobe_rgb(), (300, 300), PROMISES["directory"], text, WORDS)
    return encode_bytes(Picture(gradient(), metadata=metadata), form)


def _twelve_bits() -> bytes:
    depth = {258: (3, 3, struct.pack("<HHH", 12, 12, 12)), 262: (3, 1, 2), 277: (3, 1, 3)}
    size = {256: (3, 1, 32), 257: (3, 1, 24), 259: (3, 1, 1), 278: (3, 1, 24)}
    return tags({**size, **depth}, packed(gradient(dtype=np.uint16) >> 4, 12))


def _fields() -> bytes:
    pixels = stored(noise(channels=1, dtype=np.uint16), "<u2")
    return bmp(pixels, 16, coding=3, fields=(0xF00, 0xF0, 0xF, 0xF000), length=56)


def _cropped_hlg() -> bytes:
    return with_property(with_code_points(avif(gradient()), 9, 18), b"clap", aperture(12, 10, 4, 8))


def _coded_png() -> bytes:
    return with_png_chunk(imagecodecs.png_encode(gradient(dtype=np.uint16)), b"cICP", bytes([9, 16, 0, 1]))


SEEDS: dict[str, Callable[[], bytes]] = {
    "jpeg": _seed_jpeg,
    "jpeg progressive": lambda: saved(gradient(), "JPEG", progressive=True),
    "jpeg cmyk": lambda: saved(Image.fromarray(gradient()).convert("CMYK"), "JPEG", icc_profile=srgb()),
    "png": lambda: saved(gradient(), "PNG", icc_profile=adobe_rgb()),
    "png palette": lambda: saved(Image.fromarray(gradient()).quantize(32), "PNG", transparency=bytes(range(32))),
    "png 16": _seed_png16,
    "webp": lambda: saved(gradient(), "WEBP", exif=exif(orientation=3), icc_profile=grey_profile()),
    "tiff": lambda: saved(gradient(), "TIFF", exif=exif(gps=True)),
    "tiff jpeg": lambda: saved(gradient(), "TIFF", compression="jpeg"),
    "tiff 16": lambda: tiff(
        noise(dtype=np.uint16), photometric="rgb", compression="zlib", predictor=True, rowsperstrip=5
    ),
    "tiff float": lambda: tiff((gradient() / 255).astype(np.float32), photometric="rgb", iccprofile=adobe_rgb()),
    "bmp": lambda: saved(gradient(), "BMP"),
    "gif": lambda: saved(Image.fromarray(gradient()).quantize(32), "GIF"),
    "avif": lambda: saved(gradient(), "AVIF", exif=exif(orientation=8)),
    "jpeg 2000": lambda: imagecodecs.jpeg2k_encode(noise(dtype=np.uint16), level=0),
    "heic": lambda: heic(gradient(64, 64), exif=exif(orientation=6)),
    "big tiff": lambda: tiff(noise(dtype=np.uint16), photometric="rgb", bigtiff=True, compression="lzw", byteorder=">"),
    "tiff webp": lambda: tiff(gradient(), photometric="rgb", compression="webp"),
    "tiff 12": _twelve_bits,
    "jpeg 12": lambda: imagecodecs.jpeg8_encode(gradient(dtype=np.uint16) >> 4, level=90, bitspersample=12),
    "jpeg words": lambda: _worded("jpeg"),
    "png words": lambda: _worded("png"),
    "tiff words": lambda: _worded("tiff"),
    "png coded": _coded_png,
    "png passes": lambda: interlaced(noise(channels=4, dtype=np.uint16), 16, 6),
    "bmp fields": _fields,
    "avif cropped": _cropped_hlg,
    "heic wide": lambda: coded_heic(gradient(64, 64), color_primaries=12),
    "jpeg 2000 low": lambda: imagecodecs.jpeg2k_encode(gradient() >> 4, level=0, bitspersample=4),
}


def mutated(data: bytes, random: np.random.Generator) -> bytes:
    """One of several kinds of damage, half of the time where the header is."""
    changed = bytearray(data)
    reach = len(data) if random.random() < 0.5 else min(len(data), 300)
    for _ in range(int(random.integers(1, 6))):
        at = int(random.integers(0, max(1, min(reach, len(changed)))))
        kind = random.integers(0, 6)
        if kind == 0 and len(changed) > at:
            changed[at] = int(random.integers(0, 256))
        elif kind == 1 and len(changed) > at:
            changed[at] ^= 1 << int(random.integers(0, 8))
        elif kind == 2:
            changed[at : at + 4] = bytes(random.choice([0, 1, 127, 128, 255], 4).astype(np.uint8))
        elif kind == 3:
            del changed[at : at + int(random.integers(1, 20))]
        elif kind == 4:
            changed[at:at] = random.bytes(int(random.integers(1, 20)))
        elif random.random() < 0.3:
            del changed[at:]
    return bytes(changed)


@pytest.mark.parametrize("kind", SEEDS)
def test_damaged_files_become_a_picture_or_a_sentence(kind: str) -> None:
    seed, random = SEEDS[kind](), np.random.default_rng(sum(map(ord, kind)))
    outcomes = {"picture": 0, "sentence": 0, "babble": 0}
    for number in range(PER_KIND):
        data = mutated(seed, random)
        begun = time.perf_counter()
        try:
            picture = decode(data, max_pixels=LIMIT, allow_truncated=number % 2 == 0)
        except PictureError as error:
            outcomes["sentence" if str(error).endswith(".") and "\n" not in str(error) else "babble"] += 1
        else:
            assert isinstance(picture, Picture)
            outcomes["picture"] += 1
            read_metadata(data, max_pixels=LIMIT)
        assert time.perf_counter() - begun < LONGEST
    assert outcomes["sentence"] > 0
    assert outcomes["babble"] == 0


def test_there_are_two_thousand_of_them() -> None:
    assert len(SEEDS) * PER_KIND >= 2000
