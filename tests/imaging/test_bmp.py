"""BMP files of every version and depth."""

from __future__ import annotations

import struct

import numpy as np
import pytest
from PIL import Image

from stylizer_app.errors import PictureError
from stylizer_app.errors.picture import PictureFault, UnsupportedCoding
from stylizer_app.imaging.decode import decode, decode_draft, read_metadata, read_size
from stylizer_app.imaging.geometry import Size

from .files import Array, adobe_rgb, difference, gradient, noise, packed, saved
from .test_profiles import in_adobe_rgb, pastel


def bmp(
    pixels: bytes,
    bits: int,
    *,
    size: tuple[int, int] = (32, 24),
    coding: int = 0,
    fields: tuple[int, ...] = (),
    palette: bytes = b"",
    used: int = 0,
    rest: bytes = b"",
    length: int = 40,
) -> bytes:
    """A file with ``rest`` as the part of a long header behind the fields, else with fields behind a short one."""
    dib = struct.pack("<IiiHHIIiiII", length, *size, 1, bits, coding, 0, 11811, 11811, used, 0)
    dib += struct.pack(f"<{len(fields)}I", *fields) + rest
    at = 14 + len(dib) + len(palette)
    return b"BM" + struct.pack("<IHHI", at + len(pixels), 0, 0, at) + dib + palette + pixels


def stored(values: Array, kind: str, *, from_top: bool = False) -> bytes:
    """Rows of pixel values, filled up to four bytes, the lowest first."""
    rows = [row.astype(kind).tobytes() for row in (values if from_top else values[::-1])]
    return b"".join(row + bytes(-len(row) % 4) for row in rows)


FIELDS = {
    "555": (16, (5, 5, 5, 0), (10, 5, 0, 0)),
    "565": (16, (5, 6, 5, 0), (11, 5, 0, 0)),
    "4444": (16, (4, 4, 4, 4), (8, 4, 0, 12)),
    "8888": (32, (8, 8, 8, 8), (16, 8, 0, 24)),
    "xbgr": (32, (8, 8, 8, 0), (8, 16, 24, 0)),
    "bmpsuite's rgb32bf": (32, (8, 8, 8, 0), (20, 4, 12, 0)),
    "10 bits": (32, (10, 10, 10, 2), (20, 10, 0, 30)),
    "1 to 7 bits": (16, (1, 7, 3, 0), (15, 8, 2, 0)),
}


@pytest.mark.parametrize(("bits", "depths", "shifts"), FIELDS.values(), ids=FIELDS)
@pytest.mark.parametrize("length", [40, 56])
def test_channels_lie_where_the_fields_say(
    bits: int, depths: tuple[int, ...], shifts: tuple[int, ...], length: int
) -> None:
    if length == 40:
        depths = (*depths[:3], 0)  # a header of this length has no alpha
    random = np.random.default_rng(bits)
    channels = [random.integers(0, 2**depth, (24, 32), np.uint32) for depth in depths]
    pixels = sum(
        (channel << shift for channel, shift in zip(channels, shifts, strict=True)), np.zeros((24, 32), np.uint32)
    )
    fields = tuple((2**depth - 1) << shift for depth, shift in zip(depths, shifts, strict=True))
    data = bmp(
        stored(pixels, f"<u{bits // 8}"), bits, coding=3, fields=fields if length == 56 else fields[:3], length=length
    )
    picture = decode(data)
    for index in range(3):
        expected = channels[index] / (2 ** depths[index] - 1)
        assert np.abs(picture.samples[..., index] / picture.peak - expected).max() <= 0.6 / 255
    assert (picture.alpha is not None) == bool(depths[3])
    if picture.alpha is not None:
        assert np.abs(picture.alpha / picture.peak - channels[3] / (2 ** depths[3] - 1)).max() <= 0.6 / 255


def test_the_fourth_byte_is_no_alpha_where_the_file_does_not_say_so() -> None:
    four = np.dstack([gradient()[..., ::-1], noise(channels=1)])
    plain = decode(bmp(stored(four.reshape(24, -1), "u1"), 32))
    assert plain.alpha is None
    assert difference(plain.samples, gradient()) == 0
    empty = stored(np.dstack([gradient()[..., ::-1], np.zeros((24, 32), np.uint8)]).reshape(24, -1), "u1")
    fields = (0xFF0000, 0xFF00, 0xFF, 0xFF000000)
    assert decode(bmp(empty, 32, coding=3, fields=fields, length=56)).alpha is None


@pytest.mark.parametrize("bits", [1, 2, 4, 8])
@pytest.mark.parametrize("os2", [False, True])
def test_palettes_of_every_depth(bits: int, os2: bool) -> None:
    index = noise(channels=1) >> (8 - bits)
    colours = noise(2**bits, 1, seed=3)[:, 0]
    rows = [packed(line[np.newaxis], bits) for line in index[::-1]]
    pixels = b"".join(row + bytes(-len(row) % 4) for row in rows)
    if os2:
        palette = colours[:, ::-1].tobytes()
        at = 14 + 12 + len(palette)
        data = (
            b"BM" + struct.pack("<IHHI", at, 0, 0, at) + struct.pack("<IHHHH", 12, 32, 24, 1, bits) + palette + pixels
        )
    else:
        palette = np.dstack([colours[np.newaxis, :, ::-1], np.zeros((1, 2**bits), np.uint8)]).tobytes()
        data = bmp(pixels, bits, palette=palette)
    assert difference(decode(data).samples, colours[index]) == 0


def test_a_short_palette_leaves_the_rest_black() -> None:
    index = np.array([[0, 1], [2, 255]], np.uint8)
    data = bmp(stored(index, "u1"), 8, size=(2, 2), palette=b"\1\2\3\0\4\5\6\0", used=2)
    assert decode(data).samples.tolist() == [[[3, 2, 1], [6, 5, 4]], [[0, 0, 0], [0, 0, 0]]]


def test_rows_may_come_from_the_top_and_the_last_one_without_its_padding() -> None:
    rgb = gradient(24, 31)
    down = bmp(stored(rgb[..., ::-1].reshape(24, -1), "u1", from_top=True), 24, size=(31, -24))
    assert difference(decode(down).samples, rgb) == 0
    up = bmp(stored(rgb[..., ::-1].reshape(24, -1), "u1"), 24, size=(31, 24))
    assert difference(decode(up[:-3]).samples, rgb) == 0
    with pytest.raises(PictureError) as caught:
        decode(up[:-4])
    assert caught.value.reason is PictureFault.TRUNCATED
    assert read_size(up) == Size(31, 24)
    assert decode_draft(up, 10).size == Size(10, 8)


def test_run_lengths() -> None:
    runs = b"".join(bytes([32, line]) + b"\0\0" for line in range(24)) + b"\0\1"
    palette = b"".join(bytes([n, n, n, 0]) for n in range(256))
    picture = decode(bmp(runs, 8, coding=1, palette=palette))
    assert picture.samples[:, 5, 1].tolist() == list(range(23, -1, -1))


@pytest.mark.parametrize(("coding", "bits"), [(4, 0), (5, 0), (11, 32), (0, 64), (77, 24)])
def test_what_is_not_read_is_named(coding: int, bits: int) -> None:
    with pytest.raises(PictureError) as caught:
        decode(bmp(bytes(4 * 32 * 24), bits, coding=coding))
    assert isinstance(caught.value.reason, UnsupportedCoding)
    assert caught.value.reason.title == "BMP"


def in_header(kind: int, ends: bytes, gammas: tuple[float, ...], profile: bytes = b"") -> bytes:
    """The rest of a header of version 5, with what it says of colours."""
    rest = struct.pack("<II", 0, kind) + ends + struct.pack("<3I", *(round(g * 65536) for g in gammas))
    at = 124 + 3 * 32 * 24 if not profile else 124 + len(stored(in_adobe_rgb(pastel()).reshape(48, -1), "u1"))
    return rest + struct.pack("<4I", 4, at, len(profile), 0)


def test_a_calibrated_space_and_an_embedded_profile() -> None:
    pixels = stored(in_adobe_rgb(pastel())[..., ::-1].reshape(48, -1), "u1")
    points = (0.64, 0.33, 0.03, 0.21, 0.71, 0.08, 0.15, 0.06, 0.79)
    ends = struct.pack("<9I", *(round(point * (1 << 30)) for point in points))
    fields, options = (0, 0, 0), {"size": (64, 48), "length": 124}
    calibrated = bmp(pixels, 24, fields=fields, rest=in_header(0, ends, (2.2, 2.2, 2.2)), **options)  # type: ignore[arg-type]
    assert difference(decode(calibrated).rgb, pastel()) <= 3
    kind = int.from_bytes(b"MBED", "big")
    embedded = bmp(pixels, 24, fields=fields, rest=in_header(kind, bytes(36), (0, 0, 0), adobe_rgb()), **options)  # type: ignore[arg-type]
    assert difference(decode(embedded + adobe_rgb()).rgb, pastel()) <= 2
    assert decode(embedded + adobe_rgb()).metadata.icc == adobe_rgb()
    named = bmp(pixels, 24, fields=fields, rest=in_header(int.from_bytes(b"sRGB", "big"), ends, (1, 1, 1)), **options)  # type: ignore[arg-type]
    assert decode(named).metadata.icc is None


def test_the_resolution_is_read_and_pillow_agrees_about_the_picture() -> None:
    data = saved(gradient(), "BMP", dpi=(300, 300))
    assert read_metadata(data).dpi == pytest.approx((300, 300), abs=0.1)
    for mode in ("RGB", "L", "P", "1"):
        image = Image.fromarray(gradient()).convert(mode)
        assert difference(decode(saved(image, "BMP")).samples, np.asarray(image.convert("RGB"))) == 0
