"""JPEG files without their end, of more than 8 bits, in Adobe RGB, with captions and comments."""

from __future__ import annotations

import struct

import imagecodecs
import numpy as np
import pytest

from stylizer_app.errors import PictureError
from stylizer_app.errors.picture import PictureFault, UnsupportedCoding
from stylizer_app.imaging.decode import decode, decode_draft, read_metadata, read_size
from stylizer_app.imaging.geometry import Size

from .files import Array, adobe_rgb, difference, gradient, noise, saved, xmp
from .test_profiles import in_adobe_rgb, pastel


def with_segment(jpeg: bytes, marker: int, content: bytes) -> bytes:
    """A file with one more segment right behind its beginning."""
    return jpeg[:2] + bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content + jpeg[2:]


def camera_exif(order: str, colours: int, index: bytes) -> bytes:
    """What a camera writes about the colour space that it was set to."""
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "I", 8)
    first = struct.pack(order + "HHHIII", 1, 0x8769, 4, 1, 26, 0)
    inner = struct.pack(order + "HHHIHHHHII", 2, 0xA001, 3, 1, colours, 0, 0xA005, 4, 1, 56) + bytes(4)
    return head + first + inner + struct.pack(order + "HHHI", 1, 1, 2, 4) + index + bytes(5)


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("restarts", [0, 5])
@pytest.mark.parametrize("cut", [1, 2])
def test_a_file_without_its_end_mark_is_whole(progressive: bool, restarts: int, cut: int) -> None:
    whole = saved(noise(40, 56), "JPEG", progressive=progressive, restart_marker_blocks=restarts)
    picture = decode(whole[:-cut])
    assert difference(picture.samples, decode(whole).samples) == 0
    assert picture.notes == ()
    assert decode_draft(whole[:-cut], 30).size == Size(30, 21)


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.97])
def test_a_file_of_which_pixels_are_missing_is_not(progressive: bool, share: float) -> None:
    whole = saved(noise(96, 96), "JPEG", progressive=progressive)
    with pytest.raises(PictureError) as caught:
        decode(whole[: int(len(whole) * share)])
    assert caught.value.reason is PictureFault.TRUNCATED


@pytest.mark.parametrize(("bits", "lossless"), [(12, False), (12, True), (16, True)])
def test_more_than_8_bits(bits: int, lossless: bool) -> None:
    samples = gradient(dtype=np.uint16)
    data = imagecodecs.jpeg8_encode(samples >> (16 - bits), level=98, bitspersample=bits, lossless=lossless)
    picture = decode(with_segment(data, 0xE2, b"ICC_PROFILE\0\1\1" + adobe_rgb()))
    assert picture.depth == 16
    assert difference(picture.samples, samples) <= (16 if lossless else 3500)
    assert picture.metadata.icc == adobe_rgb()
    assert read_size(data) == Size(32, 24)
    assert decode_draft(data, 16).size == Size(16, 12)


def test_a_process_that_nobody_writes_is_named() -> None:
    data = bytearray(saved(gradient(), "JPEG"))
    data[data.index(b"\xff\xc0") + 1] = 0xC5
    with pytest.raises(PictureError) as caught:
        decode(bytes(data))
    assert caught.value.reason == UnsupportedCoding("JPEG", "SOF5")


def in_camera(colours: int, index: bytes, order: str = "<") -> bytes:
    data = saved(in_adobe_rgb(pastel()), "JPEG", quality=98, subsampling=0)
    return with_segment(data, 0xE1, b"Exif\0\0" + camera_exif(order, colours, index))


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(("colours", "index"), [(0xFFFF, b"R03\0"), (2, b"R98\0")])
def test_a_camera_set_to_adobe_rgb_says_so_by_exif_alone(order: str, colours: int, index: bytes) -> None:
    picture = decode(in_camera(colours, index, order))
    assert np.abs(picture.rgb.astype(int) - pastel()).mean() < 2
    assert np.abs(picture.samples.astype(int) - in_adobe_rgb(pastel())).mean() < 2
    assert picture.metadata.icc is not None


@pytest.mark.parametrize(("colours", "index"), [(1, b"R98\0"), (0xFFFF, b"R98\0"), (1, b"R03\0")])
def test_a_camera_set_to_anything_else_does_not(colours: int, index: bytes) -> None:
    assert decode(in_camera(colours, index)).metadata.icc is None


def test_a_profile_goes_before_exif() -> None:
    profile = with_segment(in_camera(2, b"R03\0"), 0xE2, b"ICC_PROFILE\0\1\1" + adobe_rgb())
    assert read_metadata(profile).icc == adobe_rgb()


def test_profiles_come_in_parts_and_incomplete_ones_are_none() -> None:
    parts = [b"ICC_PROFILE\0" + bytes([n + 1, 2]) + adobe_rgb()[n * 300 : n * 300 + 300] for n in (0, 1)]
    data = saved(pastel(), "JPEG")
    both = with_segment(with_segment(data, 0xE2, parts[0]), 0xE2, parts[1])
    assert read_metadata(both).icc == adobe_rgb()
    assert read_metadata(with_segment(data, 0xE2, parts[1])).icc is None


@pytest.mark.parametrize(("unit", "stored", "dpi"), [(1, 300, 300), (2, 100, 254), (0, 1, None)])
def test_the_resolution_of_jfif(unit: int, stored: int, dpi: int | None) -> None:
    data = bytearray(saved(gradient(), "JPEG"))
    at = data.index(b"JFIF\0") + 7
    data[at : at + 5] = struct.pack(">BHH", unit, stored, stored)
    assert read_metadata(bytes(data)).dpi == (None if dpi is None else (dpi, dpi))


def test_the_resolution_of_exif_where_jfif_has_none() -> None:
    options: dict[str, object] = {"dpi": (0, 0)}
    from PIL import Image

    block = Image.Exif()
    block[0x011A], block[0x011B], block[0x0128] = 240.0, 240.0, 2
    assert read_metadata(saved(gradient(), "JPEG", exif=block, **options)).dpi == pytest.approx((240, 240))


def test_what_lies_between_the_segments_is_stepped_over() -> None:
    data = saved(gradient(), "JPEG", xmp=xmp())
    loose = data[:20] + b"\0\0\xff\xff" + data[20:]  # behind JFIF
    assert read_metadata(loose).xmp == xmp()


def test_a_file_without_a_frame_is_refused() -> None:
    data: bytes = saved(gradient(), "JPEG")
    for part in (data[:20], data[:2] + b"\xff\xda\0\2", data[:3]):
        with pytest.raises(PictureError):
            decode(part)


def grey_or_colour(channels: int) -> Array:
    return gradient()[..., 0].copy() if channels == 1 else gradient()


@pytest.mark.parametrize("channels", [1, 3])
def test_a_several_picture_file_shows_its_first(channels: int) -> None:
    first, second = grey_or_colour(channels), noise(24, 32, channels)
    from PIL import Image

    data = saved(first, "MPO", save_all=True, append_images=[Image.fromarray(second)], quality=95, subsampling=0)
    shown = decode(data).samples if channels == 3 else decode(data).samples[..., 0]
    assert difference(shown, first) <= 10
