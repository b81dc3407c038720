"""What is saved can be opened again, and says what the photo said."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tifffile
from PIL import Image

from stylizer_app.errors import SaveError, UsageError
from stylizer_app.imaging.decode import decode, read_metadata
from stylizer_app.imaging.encode import encode, encode_bytes, to_depth
from stylizer_app.imaging.formats import WRITABLE_FORMATS
from stylizer_app.imaging.picture import Metadata, Picture
from stylizer_app.imaging.writers import png as png_writer
from stylizer_app.imaging.writers import tiff as tiff_writer

from .files import adobe_rgb, difference, exif, gradient, noise, saved, xmp

NAMES = [form.name for form in WRITABLE_FORMATS]
LOSSLESS = ("png", "tiff", "bmp")


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def photo(**changes: Any) -> Picture:
    block = exif(gps=True)
    return Picture(
        gradient(), None, replace(Metadata(block, None, (300.0, 300.0), xmp(), (("Title", "Öl"),)), **changes)
    )


@pytest.mark.parametrize("name", NAMES)
def test_colours_come_back(name: str) -> None:
    picture = Picture(gradient(64, 96))
    again = decode(encode_bytes(picture, name, quality=95))
    assert again.size == picture.size
    assert difference(again.samples, picture.samples) <= (0 if name in LOSSLESS else 16)


@pytest.mark.parametrize("name", ["png", "tiff"])
@pytest.mark.parametrize("with_alpha", [False, True])
@pytest.mark.parametrize("big_endian", [False, True])
def test_16_bits_come_back_exactly(name: str, with_alpha: bool, big_endian: bool) -> None:
    metadata = Metadata(exif=exif(order=">" if big_endian else "<"))
    alpha = noise(333, 77, 1, np.uint16, seed=5) if with_alpha else None
    picture = Picture(noise(333, 77, dtype=np.uint16), alpha, metadata)
    data = encode_bytes(picture, name)
    again = decode(data)
    assert difference(again.samples, picture.samples) == 0
    assert (again.alpha is None) == (alpha is None)
    if alpha is not None and again.alpha is not None:
        assert difference(again.alpha, alpha) == 0
    if name == "tiff":
        assert difference(tifffile.imread(io.BytesIO(data))[..., :3], picture.samples) == 0


@pytest.mark.parametrize("name", ["png", "tiff", "webp", "avif"])
def test_alpha_is_put_back(name: str) -> None:
    picture = Picture(gradient(), gradient()[..., 1].copy())
    again = decode(encode_bytes(picture, name, quality=100))
    assert again.alpha is not None
    assert picture.alpha is not None
    assert difference(again.alpha, picture.alpha) <= (0 if name != "avif" else 3)


@pytest.mark.parametrize("name", ["jpeg", "bmp"])
def test_formats_without_alpha_show_the_picture_on_white(name: str) -> None:
    rgb = np.full((16, 16, 3), 100, np.uint8)
    alpha = np.zeros((16, 16), np.uint8)
    alpha[:, 8:] = 128
    again = decode(encode_bytes(Picture(rgb, alpha), name, quality=100)).samples
    assert int(again[4, 2, 0]) == 255
    assert abs(int(again[4, 13, 0]) - 177) <= 2


def test_jpeg_keeps_full_colour_above_quality_90_only() -> None:
    def sampling(quality: int) -> tuple[int, int]:
        image: Any = opened(encode_bytes(Picture(gradient()), "jpeg", quality=quality))
        image.load()
        return tuple(image.layer[0][1:3])

    assert sampling(91) == (1, 1)
    assert sampling(90) == (2, 2)


@pytest.mark.parametrize("name", ["jpeg", "webp", "avif"])
def test_quality_decides_the_size(name: str) -> None:
    picture = Picture(noise(96, 96))
    sizes = [len(encode_bytes(picture, name, quality=quality)) for quality in (20, 60, 95)]
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[2]


@pytest.mark.parametrize("name", ["jpeg", "png", "webp", "tiff", "avif"])
def test_metadata_go_along(name: str) -> None:
    picture = photo()
    metadata = read_metadata(encode_bytes(picture, name))
    block = Image.Exif()
    assert metadata.exif is not None
    block.load(metadata.exif)
    assert block[0x010F] == "Kamera"
    assert block.get_ifd(0x8769)[0x9003] == "2024:05:06 07:08:09"
    assert block.get_ifd(0x8769)[0x927C] == b"maker note bytes"
    assert block.get_ifd(0x8825)[1] == "N"
    assert metadata.xmp is not None
    assert b"http://ns.adobe.com/tiff/1.0/" in metadata.xmp
    if name in ("jpeg", "png", "tiff"):
        assert metadata.dpi is not None
        assert abs(metadata.dpi[0] - 300) < 0.1
    if name == "png":
        assert ("Title", "Öl") in metadata.text


def test_maker_notes_keep_their_place_in_jpeg_and_tiff() -> None:
    block = photo().metadata.exif
    assert block is not None
    place = block.index(b"maker note bytes")
    for name in ("jpeg", "tiff"):
        data = encode_bytes(photo(), name)
        begin = 0 if name == "tiff" else data.index(b"Exif\0\0") + 6
        assert data[begin + place :].startswith(b"maker note bytes")


@pytest.mark.parametrize("name", NAMES)
def test_stripping_leaves_nothing(name: str) -> None:
    data = encode_bytes(photo(), name, strip_metadata=True, recipe="secret")
    for trace in (b"Kamera", b"maker note", b"adobe", b"secret", b"Title", b"2024:05"):
        assert trace not in data
    metadata = read_metadata(data)
    assert metadata.exif is None
    assert metadata.xmp is None
    assert metadata.text == ()


def test_a_jpeg_with_metadata_too_large_for_it_is_still_saved() -> None:
    big = photo(exif=exif() + bytes(70_000), xmp=xmp("x" * 70_000))
    metadata = read_metadata(encode_bytes(big, "jpeg", recipe="kept"))
    assert metadata.exif is None
    assert b"kept" in (metadata.xmp or b"")
    assert read_metadata(encode_bytes(big, "jpeg", recipe="r" * 70_000)).xmp is None
    assert read_metadata(encode_bytes(big, "png")).exif is not None


def test_a_resolution_that_jpeg_cannot_state_is_left_out() -> None:
    assert decode(encode_bytes(photo(dpi=(99_999.0, 99_999.0), exif=None), "jpeg")).metadata.dpi is None
    assert read_metadata(encode_bytes(photo(), "bmp")).dpi is not None


def test_depth_can_be_chosen() -> None:
    deep = Picture(gradient(dtype=np.uint16))
    assert decode(encode_bytes(deep, "png", depth=8)).depth == 8
    assert decode(encode_bytes(deep, "jpeg")).depth == 8
    assert decode(encode_bytes(Picture(gradient()), "tiff", depth=16)).depth == 16
    with pytest.raises(SaveError, match="8 bits"):
        encode_bytes(deep, "jpeg", depth=16)


def test_changing_depth_rounds_and_comes_back() -> None:
    every = np.arange(256, dtype=np.uint8).reshape(16, 16)
    assert difference(to_depth(to_depth(every, 16), 8), every) == 0
    deep = np.arange(65536, dtype=np.uint16).reshape(256, 256)
    assert difference(to_depth(deep, 8), np.round(deep / 257)) == 0


def test_senseless_wishes_are_refused() -> None:
    for options in ({"quality": 0}, {"quality": 101}, {"depth": 12}):
        with pytest.raises(UsageError):
            encode_bytes(Picture(gradient()), "png", **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "side"), [("webp", 16_384), ("jpeg", 65_501)])
def test_a_picture_too_long_for_the_format_is_refused(name: str, side: int) -> None:
    with pytest.raises(SaveError, match="pixels a side"):
        encode_bytes(Picture(np.zeros((1, side, 3), np.uint8)), name)


def test_a_tiff_beyond_4_gb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(bytes):
        def __len__(self) -> int:
            return 1 << 32

    monkeypatch.setattr(tiff_writer, "bytes", lambda *args: Endless(), raising=False)
    with pytest.raises(SaveError, match="4 GB"):
        encode_bytes(Picture(gradient()), "tiff")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("shape", [(1, 1), (1, 7), (5, 1), (33, 17)])
def test_small_and_odd_sizes(name: str, shape: tuple[int, int]) -> None:
    picture = Picture(gradient(*shape))
    assert decode(encode_bytes(picture, name)).size == picture.size


@pytest.mark.parametrize("name", NAMES)
def test_the_same_picture_gives_the_same_bytes(name: str) -> None:
    picture = photo()
    assert encode_bytes(picture, name, recipe="r") == encode_bytes(picture, name, recipe="r")


def test_a_whole_round_of_formats_keeps_the_pixels(tmp_path: Path) -> None:
    picture = decode(saved(noise(50, 40), "PNG", dpi=(120, 120)))
    for suffix in (".tif", ".png", ".bmp", ".tiff"):
        path = encode(picture, tmp_path / f"round{suffix}")
        assert difference(decode(path).samples, picture.samples) == 0


def test_the_format_may_differ_from_the_suffix(tmp_path: Path) -> None:
    path = encode(Picture(gradient()), tmp_path / "strange.dat", format="jpg")
    assert path.read_bytes().startswith(b"\xff\xd8")


@pytest.mark.parametrize("name", ["a.gif", "a.heic", "a.xyz", "a"])
def test_formats_that_cannot_be_written_are_refused_with_those_that_can(tmp_path: Path, name: str) -> None:
    with pytest.raises(SaveError, match=r"\.jpg, \.png"):
        encode(Picture(gradient()), tmp_path / name)


@pytest.mark.parametrize("error", [MemoryError(), RuntimeError("inside the encoder"), OSError(-2, "broken")])
def test_whatever_an_encoder_raises_becomes_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def broken(*args: object) -> bytes:
        raise error

    monkeypatch.setattr(png_writer, "encode", broken)
    with pytest.raises(SaveError, match="cannot be saved"):
        encode(Picture(gradient()), tmp_path / "a.png")
    assert list(tmp_path.iterdir()) == []


def test_a_format_without_profiles_gets_plain_srgb() -> None:
    picture = Picture(gradient(), metadata=Metadata(icc=adobe_rgb()))
    assert difference(decode(encode_bytes(picture, "bmp")).rgb, picture.rgb) == 0
