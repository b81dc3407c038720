"""TIFF files as scanners, microscopes, cameras and map makers write them."""

from __future__ import annotations

import io
import itertools
import struct

import numpy as np
import pytest
import tifffile

from stylizer_app.errors import PictureError
from stylizer_app.errors.picture import PictureFault, UnsupportedCoding
from stylizer_app.imaging.decode import decode, decode_draft, read_metadata, read_size
from stylizer_app.imaging.geometry import Size

from .files import Array, Tags, adobe_rgb, difference, exif, gradient, noise, packed, saved, tags, tiff, xmp
from .test_profiles import in_adobe_rgb, pastel


def many(*pages: tuple[Array, dict[str, object]], **options: object) -> bytes:
    """A file of several directories."""
    buffer = io.BytesIO()
    with tifffile.TiffWriter(buffer, **options) as writer:
        for samples, described in pages:
            writer.write(samples, metadata=None, **{"photometric": "rgb", **described})
    return buffer.getvalue()


FLAT: Tags = {256: (3, 1, 4), 257: (3, 1, 4), 259: (3, 1, 1), 278: (3, 1, 4)}
"""4 x 4 pixels in one strip, not compressed."""


def fault(data: bytes) -> object:
    with pytest.raises(PictureError) as caught:
        decode(data)
    return caught.value.reason


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("order", ["<", ">"])
def test_big_tiff_is_read_as_the_classic_one(dtype: type, order: str) -> None:
    samples = noise(dtype=dtype)
    stored = {"bigtiff": True, "byteorder": order, "photometric": "rgb", "compression": "zlib"}
    described = {"iccprofile": adobe_rgb(), "description": "Öl on canvas".encode()}
    data = tiff(samples, **stored, **described, resolution=((300, 1), (300, 1)), resolutionunit="inch")
    picture = decode(data)
    assert difference(picture.samples, samples) == 0
    assert picture.metadata.icc == adobe_rgb()
    assert picture.metadata.dpi == (300, 300)
    assert "Öl".encode() in (picture.metadata.exif or b"")
    assert read_size(data) == picture.size
    assert decode_draft(data, 16).size == Size(16, 12)


@pytest.mark.parametrize("bits", [1, 2, 3, 4, 5, 6, 7, 9, 10, 12, 14, 15, 20, 24, 31])
@pytest.mark.parametrize("channels", [1, 3])
def test_samples_of_any_number_of_bits_go_from_black_to_white(bits: int, channels: int) -> None:
    values = np.random.default_rng(bits).integers(0, 2**bits, (9, 8, channels))
    values[0, 0], values[0, 1] = 0, 2**bits - 1
    size = {256: (3, 1, 8), 257: (3, 1, 9), 278: (3, 1, 9), 259: (3, 1, 1)}
    depth = (3, 1, bits) if channels == 1 else (3, 3, struct.pack("<HHH", *[bits] * 3))
    colours = {262: (3, 1, 2 if channels == 3 else 1), 277: (3, 1, channels)}
    picture = decode(tags({**size, **colours, 258: depth}, packed(values, bits)))
    assert picture.depth == (8 if bits <= 8 else 16)
    tolerance = (0.6 if bits <= 16 else 1) / picture.peak
    assert np.abs(picture.samples / picture.peak - values / (2**bits - 1)).max() <= tolerance


def test_a_thumbnail_before_the_picture_is_not_the_picture() -> None:
    whole = gradient(96, 128)
    small = np.ascontiguousarray(whole[::8, ::8])
    marked = many((small, {"subfiletype": 1}), (whole, {"compression": "zlib"}))
    old = many((small, {"extratags": [(255, "H", 1, 2, True)]}), (whole, {}))
    silent = many((small, {}), (whole, {}))
    for data in (marked, old, silent):
        assert difference(decode(data).samples, whole) == 0
        assert read_size(data) == Size(128, 96)
    deep = many((small, {"subfiletype": 1}), (whole.astype(np.uint16) * 257, {}))
    assert difference(decode(deep).samples, whole.astype(np.uint16) * 257) == 0


def test_the_picture_may_hang_below_its_thumbnail() -> None:
    whole = noise(48, 64)
    data = many((whole[::4, ::4].copy(), {"subfiletype": 1, "subifds": 1}), (whole, {}))
    assert difference(decode(data).samples, whole) == 0


def test_a_pyramid_shows_its_full_resolution_and_pages_their_first() -> None:
    whole = noise(48, 64)
    below = many((whole, {"subifds": 1}), (whole[::2, ::2].copy(), {"subfiletype": 1}))
    behind = many((whole, {}), (whole[::2, ::2].copy(), {"subfiletype": 1}))
    letter = many((noise(48, 64, seed=1), {"subfiletype": 2}), (noise(60, 44, seed=2), {"subfiletype": 2}))
    assert difference(decode(below).samples, whole) == difference(decode(behind).samples, whole) == 0
    assert difference(decode(letter).samples, noise(48, 64, seed=1)) == 0


def test_a_mask_is_not_the_picture_and_a_file_of_previews_shows_the_largest() -> None:
    whole = noise(20, 30)
    marked = (254, "I", 1, 4, True)
    mask = many((np.zeros((20, 30), np.uint8), {"photometric": "minisblack", "extratags": [marked]}), (whole, {}))
    assert difference(decode(mask).samples, whole) == 0
    previews = many((whole[::2, ::2].copy(), {"subfiletype": 1}), (whole, {"subfiletype": 1}))
    assert difference(decode(previews).samples, whole) == 0


@pytest.mark.parametrize("kind", ["dng", "below a preview", "linear", "cr2"])
def test_a_cameras_raw_file_is_called_so(kind: str) -> None:
    small = noise(12, 16)
    seen = (noise(48, 64, 3, np.uint16), {"photometric": 34892})
    sensor = (noise(48, 64, 1, np.uint16), {"photometric": 32803})
    data = many((small, {"subfiletype": 1, "subifds": 1}), seen if kind == "linear" else sensor)
    if kind == "dng":
        data = many((small, {"extratags": [(50706, "B", 4, (1, 4, 0, 0), True)]}))
    if kind == "cr2":
        data = tags({**FLAT, 258: (3, 1, 8), 262: (3, 1, 1)}, bytes(16), gap=b"CR\2\0\0\0\0\0")
    assert fault(data) is PictureFault.CAMERA_RAW


CODINGS = ("lerc", "jpegxl", "jpeg2000", "zstd", "png")


@pytest.mark.parametrize(("coding", "dtype"), [("webp", np.uint8), *itertools.product(CODINGS, (np.uint8, np.uint16))])
def test_rare_codings_are_read(coding: str, dtype: type, capfd: pytest.CaptureFixture[str]) -> None:
    samples = noise(32, 48, dtype=dtype)
    options = {"compressionargs": {"level": -1}} if coding == "webp" else {}
    picture = decode(tiff(samples, photometric="rgb", compression=coding, **options))
    assert difference(picture.samples, samples) <= (0 if coding != "webp" else 255)
    assert picture.samples.dtype == dtype
    assert capfd.readouterr().err == ""


def test_an_unknown_coding_is_named_and_the_file_not_called_broken() -> None:
    data = tags({**FLAT, 258: (3, 1, 8), 259: (3, 1, 34676), 262: (3, 1, 1)}, bytes(16))
    reason = fault(data)
    assert isinstance(reason, UnsupportedCoding)
    assert reason.title == "TIFF"


@pytest.mark.parametrize("bits", [8, 16])
def test_palettes_of_16_bits_and_wrongly_of_8(bits: int) -> None:
    index = noise(channels=1) % 4
    colours = np.array([[0, 0, 0], [250, 10, 20], [5, 240, 30], [255, 255, 255]], np.uint8)
    table = np.zeros((3, 256), np.uint16)
    table[:, :4] = colours.T.astype(np.uint16) * (257 if bits == 16 else 1)
    data = tags(
        {256: (3, 1, 32), 257: (3, 1, 24), 258: (3, 1, 8), 259: (3, 1, 1), 262: (3, 1, 3), 278: (3, 1, 24),
         320: (3, 768, table.astype("<u2").tobytes())}, index.tobytes())  # fmt: skip
    assert difference(decode(data).samples, colours[index]) == 0


def test_white_may_be_zero_at_every_depth() -> None:
    grey = noise(channels=1)
    assert difference(decode(tiff(grey, photometric="miniswhite")).samples[..., 0], 255 - grey) == 0
    four = tags(
        {256: (3, 1, 2), 257: (3, 1, 1), 258: (3, 1, 4), 259: (3, 1, 1), 262: (3, 1, 0), 278: (3, 1, 1)}, b"\x0f"
    )
    assert decode(four).samples[0, :, 0].tolist() == [255, 0]


def test_what_belongs_to_the_photo_is_read_from_the_first_directory() -> None:
    small, whole = noise(12, 16), noise(96, 128)
    described = {"subfiletype": 1, "extratags": [(700, "B", len(xmp()), xmp(), True), (315, "s", 0, "Ada", True)]}
    metadata = read_metadata(many((small, described), (whole, {})))
    assert metadata.xmp == xmp()
    assert b"Ada" in (metadata.exif or b"")
    from_camera = read_metadata(saved(whole, "TIFF", exif=exif(gps=True)))
    assert b"2024:05:06 07:08:09" in (from_camera.exif or b"")


def test_colours_stated_by_tags() -> None:
    points = [*(0.64, 0.33), *(0.21, 0.71), *(0.15, 0.06)]
    primaries = b"".join(struct.pack("<II", round(point * 10_000), 10_000) for point in points)
    white = struct.pack("<IIII", 3127, 10_000, 3290, 10_000)
    curve = np.round((np.arange(256) / 255) ** 2.2 * 65535).astype("<u2").tobytes()
    stated: Tags = {318: (5, 2, white), 319: (5, 6, primaries), 301: (3, 256, curve)}
    size: Tags = {256: (3, 1, 64), 257: (3, 1, 48), 259: (3, 1, 1), 278: (3, 1, 48)}
    colours: Tags = {258: (3, 3, struct.pack("<HHH", 8, 8, 8)), 262: (3, 1, 2), 277: (3, 1, 3)}
    pixels = in_adobe_rgb(pastel()).tobytes()
    assert difference(decode(tags({**size, **colours, **stated}, pixels)).rgb, pastel()) <= 3
    del stated[319]
    assert decode(tags({**size, **colours, **stated}, pixels)).metadata.icc is None
