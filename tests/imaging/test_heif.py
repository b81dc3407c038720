"""HEIC and AVIF files: colours stated by numbers, HDR, crops and turns."""

from __future__ import annotations

import io
import struct

import imagecodecs
import numpy as np
import pillow_heif
import pytest
from PIL import Image

from stylizer_app.imaging.decode import decode, decode_draft, read_size
from stylizer_app.imaging.encode import encode_bytes
from stylizer_app.imaging.geometry import Region, Size
from stylizer_app.imaging.readers.boxes import boxes, first_box
from stylizer_app.imaging.readers.heif_items import MainPicture, main_picture

from .files import Array, adobe_rgb, difference, exif, gradient, saved
from .test_png import LIGHT, P3, SHOWN, encoded

BT2020 = np.array(
    [[0.6274039, 0.3292830, 0.0433131], [0.0690973, 0.9195404, 0.0113623], [0.0163914, 0.0880133, 0.8955953]]
)


def avif(samples: Array, bits: int = 8, **options: object) -> bytes:
    if bits == 8:
        return saved(samples, "AVIF", quality=100, subsampling="4:4:4", **options)
    return bytes(imagecodecs.avif_encode(samples >> (16 - bits), level=100, bitspersample=bits))


def heic(samples: Array, **options: object) -> bytes:
    buffer = io.BytesIO()
    mode, size = "RGB;16" if samples.dtype == np.uint16 else "RGB", (samples.shape[1], samples.shape[0])
    options = {"color_primaries": 1, "transfer_characteristics": 13, **options}
    pillow_heif.encode(mode, size, samples.tobytes(), buffer, quality=-1, chroma=444, save_nclx_profile=True, **options)
    return buffer.getvalue()


def with_code_points(data: bytes, primaries: int, transfer: int) -> bytes:
    at = data.index(b"colrnclx") + 8
    return data[:at] + struct.pack(">HH", primaries, transfer) + data[at + 4 :]


def with_property(data: bytes, kind: bytes, content: bytes) -> bytes:
    """An AVIF file with one more essential property of its primary item; what lies behind moves on."""
    box = struct.pack(">I4s", len(content) + 8, kind) + content
    meta, ipco, ipma = (data.index(name) - 4 for name in (b"meta", b"ipco", b"ipma"))
    count = sum(1 for _ in boxes(data[ipco + 8 : ipma]))
    changed = bytearray(data)
    for at in (meta, data.index(b"iprp") - 4):
        struct.pack_into(">I", changed, at, int.from_bytes(data[at : at + 4], "big") + len(box) + 1)
    struct.pack_into(">I", changed, ipco, int.from_bytes(data[ipco : ipco + 4], "big") + len(box))
    struct.pack_into(">I", changed, ipma, int.from_bytes(data[ipma : ipma + 4], "big") + 1)
    entry = ipma + 8 + 4 + 4 + 2  # of the first item: its number of properties
    end = entry + 1 + data[entry]
    changed[entry] += 1
    _move_extents(changed, len(box) + 1)
    return bytes(changed[:ipma]) + box + bytes(changed[ipma:end]) + bytes([0x80 | (count + 1)]) + bytes(changed[end:])


def _move_extents(changed: bytearray, by: int) -> None:
    at = changed.index(b"iloc") + 4
    assert (changed[at], changed[at + 4], changed[at + 5] >> 4) == (0, 0x44, 0), "as libavif writes it"
    (items,) = struct.unpack_from(">H", changed, at + 6)
    place = at + 8
    for _ in range(items):
        extents = struct.unpack_from(">H", changed, place + 4)[0]
        for extent in range(extents):
            offset = place + 6 + 8 * extent
            struct.pack_into(">I", changed, offset, struct.unpack_from(">I", changed, offset)[0] + by)
        place += 6 + 8 * extents


def pq(light: Array) -> Array:
    """The PQ signal of light whose diffuse white is 1."""
    m1, m2, c1, c2, c3 = 2610 / 16384, 2523 / 32, 3424 / 4096, 2413 / 128, 2392 / 128
    power = (np.maximum(light, 0) * 203 / 10_000) ** m1
    return ((c1 + c2 * power) / (1 + c3 * power)) ** m2


def hlg(light: Array) -> Array:
    """The HLG signal that a reference screen of 1000 cd/m2 shows as this light."""
    shown = np.maximum(light, 1e-9) * 203 / 1000
    luminance = shown @ np.array([0.2627, 0.6780, 0.0593])
    scene = shown * luminance[..., None] ** (1 / 1.2 - 1)
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    return np.where(scene <= 1 / 12, np.sqrt(3 * scene), a * np.log(np.maximum(12 * scene - b, 1e-9)) + c)


def sixteen(values: Array) -> Array:
    return np.round(np.clip(values, 0, 1) * 65535).astype(np.uint16)


def eight(values: Array) -> Array:
    return np.round(np.clip(values, 0, 1) * 255).astype(np.uint8)


BIG = np.kron(SHOWN, np.ones((2, 2, 1)))  # HEVC likes 64 pixels
BIG_LIGHT = np.kron(LIGHT, np.ones((2, 2, 1)))
STATED = {
    "P3 avif 8": (with_code_points(avif(eight(encoded(LIGHT @ P3.T))), 12, 13), SHOWN),
    "P3 avif 10": (with_code_points(avif(sixteen(encoded(LIGHT @ P3.T)), 10), 12, 13), SHOWN),
    "PQ avif": (with_code_points(avif(sixteen(pq(LIGHT @ BT2020.T)), 10), 9, 16), SHOWN),
    "HLG avif": (with_code_points(avif(sixteen(hlg(LIGHT @ BT2020.T)), 10), 9, 18), SHOWN),
    "linear avif 12": (with_code_points(avif(sixteen(LIGHT), 12), 1, 8), SHOWN),
    "P3 heic": (heic(eight(encoded(BIG_LIGHT @ P3.T)), color_primaries=12), BIG),
    "PQ heic": (heic(sixteen(pq(BIG_LIGHT @ BT2020.T)), color_primaries=9, transfer_characteristics=16), BIG),
    "HLG heic": (heic(sixteen(hlg(BIG_LIGHT @ BT2020.T)), color_primaries=9, transfer_characteristics=18), BIG),
}


@pytest.mark.parametrize(("data", "shown"), STATED.values(), ids=STATED)
def test_colours_stated_by_code_points(data: bytes, shown: Array) -> None:
    picture = decode(data)
    assert np.abs(picture.rgb / picture.peak - shown).mean() < 0.01
    assert np.abs(decode_draft(data, 1000).rgb / 255 - shown).mean() < 0.02
    again = decode(encode_bytes(picture, "tiff"))
    assert difference(again.samples, picture.samples) == 0
    assert difference(again.rgb, picture.rgb) == 0


@pytest.mark.parametrize("codes", [(1, 13), (1, 1), (2, 2), (1, 6), (200, 13), (1, 200)])
def test_what_means_srgb_or_nothing_leaves_the_samples_as_they_are(codes: tuple[int, int]) -> None:
    picture = decode(with_code_points(avif(gradient()), *codes))
    assert picture.rgb is picture.samples
    assert difference(picture.samples, gradient()) <= 4


def test_a_profile_goes_before_code_points() -> None:
    both = main_picture(avif(gradient())).space
    assert both is not None
    assert both.is_srgb
    assert decode(avif(gradient(), icc_profile=adobe_rgb())).metadata.icc == adobe_rgb()


def test_highlights_are_rolled_off_and_keep_their_hue() -> None:
    light = LIGHT.copy()
    light[2:4, 2:8] = [8.0, 4.0, 0.5]
    light[5, 5] = 40.0  # a reflection of the sun must not darken the picture
    picture = decode(with_code_points(avif(sixteen(pq(light @ BT2020.T)), 12), 9, 16))
    shown = picture.rgb / 65535
    assert np.abs(shown - SHOWN)[8:].mean() < 0.01
    bright = shown[2:4, 3:7].reshape(-1, 3).mean(axis=0)
    assert bright[0] > bright[1] > bright[2]
    assert bright[0] > 0.97
    assert bright[2] < 0.6


def test_a_profile_may_mean_hdr() -> None:
    element = b"cicp\0\0\0\0" + bytes([9, 16, 0, 1])
    profile = bytearray(adobe_rgb())
    struct.pack_into(">4sII", profile, 132, b"cicp", len(profile), len(element))  # in the place of another tag
    whole = struct.pack(">I", len(profile) + len(element)) + bytes(profile[4:]) + element
    data = saved(Image.fromarray(eight(pq(LIGHT @ BT2020.T))), "PNG", icc_profile=whole)
    picture = decode(data)
    assert np.abs(picture.rgb / picture.peak - SHOWN).mean() < 0.02
    assert picture.depth == 16


def aperture(width: int, height: int, left: int, top: int, size: tuple[int, int] = (32, 24)) -> bytes:
    offsets = (2 * left + width - size[0], 2, 2 * top + height - size[1], 2)
    return struct.pack(">IIIIiIiI", width, 1, height, 1, *offsets)


@pytest.mark.parametrize("bits", [8, 10])
def test_a_clean_aperture_is_the_picture(bits: int) -> None:
    samples = gradient() if bits == 8 else gradient(dtype=np.uint16)
    cropped = with_property(avif(samples, bits), b"clap", aperture(12, 10, 4, 8))
    picture = decode(cropped)
    assert read_size(cropped) == picture.size == Size(12, 10)
    assert difference(picture.samples, samples[8:18, 4:16]) <= (4 if bits == 8 else 200)
    assert decode_draft(cropped, 6).size == Size(6, 5)
    if bits == 8:
        turned = with_property(avif(samples, exif=exif(orientation=6)), b"clap", aperture(12, 10, 4, 8))
        assert difference(decode(turned).samples, np.rot90(samples[8:18, 4:16], -1)) <= 4


def test_the_crop_keeps_alpha_in_place() -> None:
    rgba = np.dstack([gradient(), gradient()[..., 1]])
    picture = decode(with_property(avif(rgba), b"clap", aperture(16, 12, 0, 2)))
    assert picture.alpha is not None
    assert difference(picture.alpha, rgba[2:14, :16, 3]) <= 3


@pytest.mark.parametrize(
    "content",
    [aperture(40, 10, 0, 0), aperture(12, 10, -1, 0), struct.pack(">IIIIiIiI", 12, 1, 10, 1, 1, 3, 0, 1), bytes(32)],
)
def test_an_impossible_aperture_is_none(content: bytes) -> None:
    assert main_picture(with_property(avif(gradient()), b"clap", content)).crop is None


def test_a_whole_aperture_is_the_whole_picture() -> None:
    data = with_property(avif(gradient()), b"clap", aperture(32, 24, 0, 0))
    assert main_picture(data).crop == Region(0, 0, 32, 24)


@pytest.mark.parametrize("bits", [8, 10])
def test_white_is_white_at_every_depth(bits: int) -> None:
    white = np.full((64, 64, 3), 255 if bits == 8 else 65535, np.uint8 if bits == 8 else np.uint16)
    for data in (heic(white), avif(white, bits)):
        picture = decode(data)
        assert int(picture.samples.min()) >= picture.peak * 0.999


def test_exif_and_xmp_do_not_turn_what_the_container_leaves_upright() -> None:
    from .files import xmp

    sideways = xmp(attributes='tiff:Orientation="6"')
    assert difference(decode(avif(gradient(), xmp=sideways)).samples, gradient()) <= 4


@pytest.mark.parametrize("cut", range(0, 400, 7))
def test_what_is_said_of_a_cut_off_file_is_nothing_worse_than_nothing(cut: int) -> None:
    data = avif(gradient())
    assert isinstance(main_picture(data[:cut]), MainPicture)


def test_boxes_may_be_long_or_reach_to_the_end() -> None:
    long = struct.pack(">I4sQ", 1, b"free", 20) + b"abcd"
    last = struct.pack(">I4s", 0, b"mdat") + b"rest"
    assert [box.content for box in boxes(long + last)] == [b"abcd", b"rest"]
    assert first_box(long + last, b"mdat") == b"rest"
    assert list(boxes(struct.pack(">I4s", 99, b"free"))) == list(boxes(struct.pack(">I4s", 3, b"free"))) == []


def test_pillow_agrees_about_turns() -> None:
    for orientation in range(1, 9):
        data = avif(gradient(), exif=exif(orientation=orientation))
        turned = Image.Transpose
        expected = {
            1: None, 2: turned.FLIP_LEFT_RIGHT, 3: turned.ROTATE_180, 4: turned.FLIP_TOP_BOTTOM, 5: turned.TRANSPOSE,
            6: turned.ROTATE_270, 7: turned.TRANSVERSE, 8: turned.ROTATE_90,
        }[orientation]  # fmt: skip
        image = Image.fromarray(gradient())
        upright = np.asarray(image if expected is None else image.transpose(expected))
        assert difference(decode(data).samples, upright) <= 4
