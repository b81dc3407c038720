"""Pictures come out upright however the camera was held."""

from __future__ import annotations

import imagecodecs
import numpy as np
import pytest
from PIL import Image, ImageOps

from stylizer_app.imaging.decode import decode, decode_draft, read_metadata, read_size
from stylizer_app.imaging.encode import encode_bytes
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.metadata.exif_block import cleaned_exif, exif_for_size, exif_orientation
from stylizer_app.imaging.metadata.xmp import upright_xmp, xmp_orientation
from stylizer_app.imaging.orientation import upright

from .files import difference, exif, gradient, noise, saved, tiff, with_png_chunk, xmp

ALL = range(1, 9)


def pillows_opinion(samples: np.ndarray, orientation: int) -> np.ndarray:  # type: ignore[type-arg]
    image = Image.fromarray(samples)
    image.getexif()[0x0112] = orientation
    return np.asarray(ImageOps.exif_transpose(image))


@pytest.mark.parametrize("orientation", [*ALL, 0, 9, 77])
@pytest.mark.parametrize("shape", [(5, 7), (300, 200), (1, 9)])
def test_every_turn_agrees_with_pillow(orientation: int, shape: tuple[int, int]) -> None:
    samples = noise(*shape)
    expected = pillows_opinion(samples, orientation) if orientation in ALL else samples
    assert difference(upright(samples, orientation), expected) == 0
    assert difference(upright(samples[..., 1], orientation), expected[..., 1]) == 0
    assert difference(upright(samples.astype(np.uint16) * 257, orientation), expected.astype(np.uint16) * 257) == 0


@pytest.mark.parametrize("orientation", ALL)
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "MPO"])
def test_files_of_8_bits_are_turned(form: str, orientation: int) -> None:
    samples = gradient(40, 60)
    prefix = b"Exif\0\0" if form in ("JPEG", "MPO") else b""
    options = {"lossless": True} if form == "WEBP" else {"subsampling": "4:4:4"} if form == "AVIF" else {}
    data = saved(samples, form, exif=prefix + exif(orientation=orientation), **options)
    picture = decode(data)
    assert difference(picture.samples, pillows_opinion(samples, orientation)) <= (
        0 if form in ("PNG", "TIFF", "WEBP") else 32
    )
    assert read_size(data) == picture.size
    assert decode_draft(data, 30).size == Size(30, 20) if orientation < 5 else Size(20, 30)
    assert exif_orientation(picture.metadata.exif) in (None, 1)
    assert exif_orientation(read_metadata(data).exif) in (None, 1)


@pytest.mark.parametrize("orientation", ALL)
def test_tiff_of_16_bits_is_turned(orientation: int) -> None:
    samples = noise(dtype=np.uint16, channels=4)
    data = tiff(samples, photometric="rgb", extrasamples=["unassalpha"], extratags=[(274, "H", 1, orientation, True)])
    picture = decode(data)
    expected = upright(samples, orientation)
    assert picture.alpha is not None
    assert difference(np.dstack([picture.samples, picture.alpha]), expected) == 0
    assert read_size(data) == picture.size


def test_orientation_in_the_xmp_packet_counts_where_exif_says_nothing() -> None:
    samples = gradient()
    packet = xmp(attributes='tiff:Orientation="6"')
    data = saved(samples, "JPEG", xmp=packet, exif=b"Exif\0\0" + exif(), quality=95, subsampling=0)
    picture = decode(data)
    assert difference(picture.samples, np.rot90(samples, -1)) < 12
    assert xmp_orientation(picture.metadata.xmp) == 1
    decided = saved(samples, "JPEG", xmp=packet, exif=b"Exif\0\0" + exif(orientation=1))
    assert decode(decided).size == Size(32, 24)


@pytest.mark.parametrize(
    "written", ['tiff:Orientation="8"', "tiff:Orientation = '8'", "<tiff:Orientation>8</tiff:Orientation>"]
)
def test_xmp_orientation_is_read_and_reset_however_it_is_written(written: str) -> None:
    packet = xmp(written) if written.startswith("<") else xmp(attributes=written)
    assert xmp_orientation(packet) == 8
    assert upright_xmp(packet) == packet.replace(b"8", b"1") if b"1999" not in packet else True
    assert xmp_orientation(upright_xmp(packet)) == 1
    assert xmp_orientation(None) is None


@pytest.mark.parametrize("order", ["<", ">"])
def test_resetting_keeps_everything_else_byte_for_byte(order: str) -> None:
    block = exif(orientation=6, order=order, gps=True)
    cleaned = cleaned_exif(b"Exif\0\0" + block)
    assert cleaned is not None
    assert len(cleaned) == len(block)
    assert sum(a != b for a, b in zip(cleaned, block, strict=True)) == 1
    assert exif_orientation(block) == 6
    assert exif_orientation(cleaned) == 1


@pytest.mark.parametrize("order", ["<", ">"])
def test_the_thumbnail_of_the_photo_is_unlinked(order: str) -> None:
    cleaned = cleaned_exif(exif(orientation=3, order=order, thumbnail=True))
    opened = Image.Exif()
    assert cleaned is not None
    opened.load(cleaned)
    assert dict(opened.get_ifd(1)) == {}
    assert opened[0x010F] == "Kamera"


def test_the_size_in_the_exif_block_follows_the_picture() -> None:
    changed = Image.Exif()
    changed.load(exif_for_size(exif(), Size(640, 480)))
    assert changed.get_ifd(0x8769)[0xA002] == 640
    assert changed.get_ifd(0x8769)[0xA003] == 480
    data = saved(gradient(), "JPEG", exif=b"Exif\0\0" + exif(orientation=6))
    again = Image.Exif()
    again.load(decode(encode_bytes(decode(data), "jpeg")).metadata.exif or b"")
    assert again.get_ifd(0x8769)[0xA002] == 24


@pytest.mark.parametrize("cut", range(60))
def test_damaged_exif_blocks_do_no_harm(cut: int) -> None:
    block = exif(orientation=6)
    for damaged in (block[:cut], block[:cut] + b"\xff" * 8 + block[cut + 8 :]):
        cleaned = cleaned_exif(damaged)
        if cleaned is not None:
            exif_for_size(cleaned, Size(7, 5))
        assert exif_orientation(damaged) in (None, *ALL)
        assert decode(with_png_chunk(imagecodecs.png_encode(gradient()), b"eXIf", damaged)).size.pixels == 32 * 24


def test_exif_in_an_old_png_text_entry_is_found() -> None:
    raw = b"Exif\0\0" + exif(orientation=8)
    text = "\nexif\n" + f"{len(raw):8d}\n" + raw.hex()
    data = with_png_chunk(imagecodecs.png_encode(gradient()), b"tEXt", b"Raw profile type exif\0" + text.encode())
    assert decode(data).size == Size(24, 32)
    broken = with_png_chunk(imagecodecs.png_encode(gradient()), b"tEXt", b"Raw profile type exif\0\n\n\nxyz")
    assert decode(broken).size == Size(32, 24)
