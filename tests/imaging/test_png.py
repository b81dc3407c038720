"""PNG files: their texts, their colours without a profile, their keys and passes, their checksums."""

from __future__ import annotations

import contextlib
import io
import struct
import sys
import zlib

import imagecodecs
import numpy as np
import pytest
from PIL import Image

from stylizer_app.errors import PictureError
from stylizer_app.errors.picture import PictureFault, UnsupportedCoding
from stylizer_app.imaging.decode import decode, decode_draft, read_metadata
from stylizer_app.imaging.encode import encode_bytes

from .files import Array, adobe_rgb, difference, gradient, noise, packed, png_chunk, saved, srgb, with_png_chunk, xmp

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def plain(samples: Array) -> bytes:
    return bytes(imagecodecs.png_encode(np.ascontiguousarray(samples)))


def by_hand(size: tuple[int, int], bits: int, colour_type: int, rows: bytes, *before: bytes, passes: int = 0) -> bytes:
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", *size, bits, colour_type, 0, 0, passes))
    return SIGNATURE + header + b"".join(before) + png_chunk(b"IDAT", zlib.compress(rows)) + png_chunk(b"IEND", b"")


def linear(v: Array) -> Array:
    return np.where(v <= 0.04045, v / 12.92, ((v + 0.055) / 1.055) ** 2.4)


def encoded(light: Array) -> Array:
    return np.where(light <= 0.0031308, light * 12.92, 1.055 * np.maximum(light, 0) ** (1 / 2.4) - 0.055)


def sixteen(values: Array, *chunks: tuple[bytes, bytes]) -> bytes:
    data = plain(np.round(np.clip(values, 0, 1) * 65535).astype(np.uint16))
    for kind, content in reversed(chunks):
        data = with_png_chunk(data, kind, content)
    return data


LONG = b"a" * (3 << 20)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (b"iTXt", b"workflow\0\1\0\0\0" + zlib.compress(LONG)),
        (b"iTXt", b"workflow\0\0\0\0\0" + LONG),
        (b"zTXt", b"Comment\0\0" + zlib.compress(LONG)),
        (b"zTXt", b"Comment\0\0" + zlib.compress(bytes(1 << 28))[:-4]),
        (b"tEXt", b"parameters\0" + LONG),
        (b"tEXt", b"parameters\0" + bytes(20 << 20)),
        (b"iTXt", b"no ends"),
    ],
)
def test_long_and_broken_texts_do_no_harm(dtype: type, kind: bytes, content: bytes) -> None:
    samples = noise(dtype=dtype)
    picture = decode(with_png_chunk(with_png_chunk(plain(samples), kind, content), b"tEXt", b"Title\0Harbour"))
    assert difference(picture.samples, samples) == 0
    assert picture.metadata.text == (("Title", "Harbour"),)


def test_many_texts_are_kept_as_far_as_they_are_words() -> None:
    data, megabyte = plain(noise()), b"x" * 1_000_000
    words = b"".join(png_chunk(b"tEXt", b"part%d\0" % number + megabyte) for number in range(70))
    assert 50 < len(read_metadata(data[:33] + words + data[33:]).text) < 70


def test_a_large_profile_is_used() -> None:
    large = struct.pack(">I", len(adobe_rgb()) + (2 << 20)) + adobe_rgb()[4:] + bytes(2 << 20)
    picture = decode(with_png_chunk(plain(gradient()), b"iCCP", b"x\0\0" + zlib.compress(large)))
    assert picture.metadata.icc == large
    assert picture.notes == ()


@pytest.mark.parametrize("kind", [b"tEXt", b"iCCP", b"pHYs", b"abCd"])
def test_a_wrong_checksum_counts_only_where_the_pixels_depend_on_it(kind: bytes) -> None:
    data = with_png_chunk(plain(gradient()), kind, b"\0\0\x10\0\0\0\x10\0\1")
    broken = data.replace(png_chunk(kind, data[41:50])[-4:], b"\1\2\3\4", 1)
    assert difference(decode(broken).samples, gradient()) == 0


def test_a_file_without_its_end_mark_is_whole_and_one_without_pixels_is_not() -> None:
    for samples in (gradient(), gradient(dtype=np.uint16)):
        data = plain(samples)
        assert difference(decode(data[:-12]).samples, samples) == 0
        with pytest.raises(PictureError) as caught:
            decode(data[: len(data) // 2])
        assert caught.value.reason is PictureFault.TRUNCATED


P3 = np.array([[0.8224621, 0.177538, 0], [0.0331941, 0.9668058, 0], [0.0170827, 0.0723974, 0.9105199]])
ADOBE = np.array([[0.71512, 0.28488, 0.0], [0.0, 1.0, 0.0], [0.0, 0.04116, 0.95884]])
SHOWN = gradient() / 255
LIGHT = linear(SHOWN)
ADOBE_POINTS = struct.pack(">8I", 31270, 32900, 64000, 33000, 21000, 71000, 15000, 6000)
SRGB_POINTS = struct.pack(">8I", 31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000)


def gamma(value: float) -> tuple[bytes, bytes]:
    return b"gAMA", struct.pack(">I", round(value * 100_000))


STATED = {
    "linear": sixteen(LIGHT, gamma(1)),
    "gamma 1.8": sixteen(LIGHT ** (1 / 1.8), gamma(1 / 1.8)),
    "Adobe RGB": sixteen((LIGHT @ ADOBE.T) ** (256 / 563), gamma(256 / 563), (b"cHRM", ADOBE_POINTS)),
    "Display P3": sixteen(encoded(LIGHT @ P3.T), (b"cICP", bytes([12, 13, 0, 1]))),
    "cICP before iCCP": sixteen(
        encoded(LIGHT @ P3.T), (b"cICP", bytes([12, 13, 0, 1])), (b"iCCP", b"x\0\0" + zlib.compress(srgb()))
    ),
    "iCCP before gAMA": sixteen(SHOWN, (b"iCCP", b"x\0\0" + zlib.compress(srgb())), gamma(1)),
    "sRGB before gAMA": sixteen(SHOWN, (b"sRGB", b"\0"), gamma(1)),
    "video range": sixteen((SHOWN * 219 + 16) / 256, (b"cICP", bytes([1, 13, 0, 0]))),
}


@pytest.mark.parametrize("data", STATED.values(), ids=STATED)
def test_colours_stated_without_a_profile(data: bytes) -> None:
    picture = decode(data)
    assert np.abs(picture.rgb / 65535 - SHOWN).mean() < 0.003
    assert picture.notes == ()
    again = decode(encode_bytes(picture, "png"))
    assert difference(again.samples, picture.samples) == 0
    assert difference(again.rgb, picture.rgb) == 0
    assert np.abs(decode(encode_bytes(picture, "jpeg", quality=100)).rgb / 255 - SHOWN).mean() < 0.02
    assert np.abs(decode_draft(data, 100).rgb / 255 - SHOWN).mean() < 0.02


@pytest.mark.parametrize("chunks", [[gamma(0.45455)], [gamma(0.45455), (b"cHRM", SRGB_POINTS)], [(b"sRGB", b"\1")]])
def test_what_means_srgb_leaves_every_sample_as_it_is(chunks: list[tuple[bytes, bytes]]) -> None:
    picture = decode(sixteen(SHOWN, *chunks))
    assert picture.rgb is picture.samples
    assert picture.metadata.icc is None


@pytest.mark.parametrize(
    "chunk",
    [
        gamma(0),
        gamma(40),
        (b"gAMA", b"\1"),
        (b"cHRM", bytes(32)),
        (b"cHRM", b"\xff" * 32),
        (b"cICP", bytes([250, 250, 0, 1])),
    ],
)
def test_senseless_statements_are_no_statements(chunk: tuple[bytes, bytes]) -> None:
    picture = decode(sixteen(SHOWN, chunk))
    assert picture.metadata.icc is None
    assert np.abs(picture.rgb / 65535 - SHOWN).max() < 1e-4


@pytest.mark.parametrize("bits", [1, 2, 4, 8, 16])
def test_a_grey_colour_key_counts_in_the_files_own_bits(bits: int) -> None:
    count = min(2**bits, 16)
    row = "".join(format(value, f"0{bits}b") for value in range(count)).ljust(8, "0")
    rows = b"\0" + int(row, 2).to_bytes(len(row) // 8, "big")
    picture = decode(by_hand((count, 1), bits, 0, rows, png_chunk(b"tRNS", struct.pack(">H", 1))))
    assert picture.alpha is not None
    assert [bool(value) for value in picture.alpha[0]] == [value != 1 for value in range(count)]


def test_a_colour_key_of_16_bits() -> None:
    samples = noise(dtype=np.uint16)
    key = struct.pack(">HHH", *samples[3, 5])
    picture = decode(with_png_chunk(plain(samples), b"tRNS", key))
    assert picture.alpha is not None
    assert np.argwhere(picture.alpha == 0).tolist() == [[3, 5]]


ADAM_7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def interlaced(values: Array, bits: int, colour_type: int, *before: bytes) -> bytes:
    """A file of (H, W, C) values in seven passes."""
    rows = b""
    for left, top, across, down in ADAM_7:
        part = values[top::down, left::across]
        rows += b"".join(b"\0" + packed(line[np.newaxis], bits) for line in (part if part.size else ()))
    return by_hand((values.shape[1], values.shape[0]), bits, colour_type, rows, *before, passes=1)


@pytest.mark.parametrize("size", [(1, 1), (2, 3), (3, 2), (5, 5), (8, 8), (9, 17), (32, 24)])
@pytest.mark.parametrize(("bits", "colour_type", "channels"), [(1, 0, 1), (4, 0, 1), (8, 2, 3), (16, 2, 3), (16, 6, 4)])
def test_interlaced_pictures_of_every_depth(
    size: tuple[int, int], bits: int, colour_type: int, channels: int, capfd: pytest.CaptureFixture[str]
) -> None:
    values = np.random.default_rng(bits).integers(0, 2**bits, (size[1], size[0], channels))
    picture = decode(interlaced(values, bits, colour_type))
    shown = picture.samples if picture.alpha is None else np.dstack([picture.samples, picture.alpha])
    assert np.abs(shown / picture.peak - values / (2**bits - 1)).max() < 1e-6
    assert capfd.readouterr().err == ""


def test_an_interlaced_palette_with_transparency() -> None:
    image = Image.fromarray(gradient()).quantize(16)
    straight = saved(image, "PNG", transparency=bytes(range(0, 256, 16)), bits=8)
    palette = png_chunk(b"PLTE", bytes(image.getpalette() or []))
    transparency = png_chunk(b"tRNS", bytes(range(0, 256, 16)))
    passes = interlaced(np.asarray(image)[..., np.newaxis], 8, 3, palette, transparency)
    expected, picture = decode(straight), decode(passes)
    assert difference(picture.samples, expected.samples) == 0
    assert picture.alpha is not None
    assert expected.alpha is not None
    assert difference(picture.alpha, expected.alpha) == 0


def test_damaged_files_cost_no_references() -> None:
    damaged = bytearray(plain(noise(dtype=np.uint16)))
    damaged[-30] ^= 0xFF
    before = sys.getrefcount(None)
    for cut in range(300):
        with contextlib.suppress(PictureError):
            decode(bytes(damaged[: len(damaged) - cut % 2 * 500]))
    assert sys.getrefcount(None) > before - 100


def test_an_apple_optimized_file_is_called_so() -> None:
    data = plain(gradient())
    with pytest.raises(PictureError) as caught:
        decode(data[:8] + png_chunk(b"CgBI", b"P\0 \2") + data[8:])
    assert caught.value.reason == UnsupportedCoding("PNG", "CgBI")


def test_what_stands_about_the_picture_is_read() -> None:
    data = plain(gradient())
    for kind, content in (
        (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp()),
        (b"iTXt", "Author\0\0\0de\0Urheber\0Jürgen".encode()),
        (b"tEXt", b"Title\0Caf\xe9"),
        (b"pHYs", struct.pack(">IIB", 11811, 11811, 1)),
    ):
        data = with_png_chunk(data, kind, content)
    metadata = read_metadata(data)
    assert metadata.xmp == xmp()
    assert set(metadata.text) == {("Author", "Jürgen"), ("Title", "Café")}
    assert metadata.dpi == pytest.approx((300, 300), abs=0.01)
    assert Image.open(io.BytesIO(data)).info["dpi"] == pytest.approx(metadata.dpi)
