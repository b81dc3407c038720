"""Colours mean what the file's profile says, on the way in and on the way out."""

from __future__ import annotations

import io

import imagecodecs
import numpy as np
import pytest
from PIL import Image

from stylizer_app.errors.picture import PictureNote
from stylizer_app.imaging.decode import decode, decode_draft
from stylizer_app.imaging.encode import encode_bytes
from stylizer_app.imaging.profiles import _use, from_srgb, in_rgb, is_srgb, profile_space, to_srgb

from .files import adobe_rgb, difference, gradient, grey_profile, ink_profile, noise, saved, srgb, tiff, with_png_chunk


def pastel(dtype: type = np.uint8) -> np.ndarray:  # type: ignore[type-arg]
    """Colours that every RGB space holds."""
    peak = np.iinfo(dtype).max
    return (peak * 0.3 + gradient(48, 64, np.uint16) / 65535 * peak * 0.4).astype(dtype)


def in_adobe_rgb(rgb: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
    """The same colours as Adobe RGB values, by the definition of both spaces."""
    peak = np.iinfo(rgb.dtype).max
    v = rgb / peak
    linear = np.where(v <= 0.04045, v / 12.92, ((v + 0.055) / 1.055) ** 2.4)
    from_srgb_primaries = np.array([[0.71512, 0.28488, 0.0], [0.0, 1.0, 0.0], [0.0, 0.04116, 0.95884]])
    return np.round((linear @ from_srgb_primaries.T) ** (1 / 2.19921875) * peak).astype(rgb.dtype)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_wide_gamut_files_become_srgb(dtype: type) -> None:
    expected = pastel(dtype)
    stored = in_adobe_rgb(expected)
    if dtype is np.uint8:
        files = [saved(stored, "PNG", icc_profile=adobe_rgb()), saved(stored, "TIFF", icc_profile=adobe_rgb())]
    else:
        files = [tiff(stored, photometric="rgb", iccprofile=adobe_rgb())]
    for data in files:
        picture = decode(data)
        assert picture.rgb.dtype == dtype
        assert difference(picture.rgb, expected) <= (2 if dtype is np.uint8 else 400)
        assert difference(picture.rgb, stored) > (10 if dtype is np.uint8 else 2570)
        assert picture.metadata.icc == adobe_rgb()
        assert picture.notes == ()
    assert difference(decode_draft(files[0], 64).rgb, expected >> (0 if dtype is np.uint8 else 8)) <= 3


def test_a_profile_that_means_srgb_leaves_every_sample_as_it_is() -> None:
    for dtype in (np.uint8, np.uint16):
        samples = noise(dtype=dtype)
        assert in_rgb(samples, "RGB", srgb()).samples is samples
        assert to_srgb(samples, srgb()) is samples
        assert from_srgb(samples, srgb()) is samples
    assert is_srgb(srgb())
    assert not is_srgb(adobe_rgb())


@pytest.mark.parametrize("form", ["png", "tiff", "jpeg", "webp", "avif"])
def test_the_profile_is_written_back_and_the_colours_with_it(form: str) -> None:
    data = saved(in_adobe_rgb(pastel()), "PNG", icc_profile=adobe_rgb())
    picture = decode(data)
    written = encode_bytes(picture, form, quality=100)
    assert Image.open(io.BytesIO(written)).info["icc_profile"] == adobe_rgb()
    assert difference(decode(written).rgb, picture.rgb) <= (2 if form in ("png", "tiff") else 12)


def test_16_bits_survive_the_way_there_and_back() -> None:
    stored = in_adobe_rgb(pastel(np.uint16))
    written = encode_bytes(decode(tiff(stored, photometric="rgb", iccprofile=adobe_rgb())), "png")
    assert difference(imagecodecs.png_decode(written), stored) <= 64


def test_stripping_metadata_writes_plain_srgb() -> None:
    picture = decode(saved(in_adobe_rgb(pastel()), "PNG", icc_profile=adobe_rgb()))
    bare = decode(encode_bytes(picture, "png", strip_metadata=True))
    assert bare.metadata.icc is None
    assert difference(bare.rgb, picture.rgb) == 0


UNUSABLE = {
    "text": b"nonsense",
    "cut": adobe_rgb()[:300],
    "zeros": bytes(600),
    "damaged": adobe_rgb()[:128] + b"\xff" * 472,
    "grey for colour": grey_profile(),
    "inks for colour": adobe_rgb()[:16] + b"CMYK" + adobe_rgb()[20:],
}


@pytest.mark.parametrize("profile", UNUSABLE.values(), ids=UNUSABLE)
def test_a_profile_that_cannot_be_used_is_ignored_and_mentioned(profile: bytes) -> None:
    samples = gradient()
    picture = decode(saved(samples, "PNG", icc_profile=profile))
    assert difference(picture.rgb, samples) == 0
    assert picture.metadata.icc is None
    assert picture.notes == (PictureNote.PROFILE_IGNORED,)


def test_grey_pictures_with_grey_and_with_rgb_profiles() -> None:
    grey = gradient()[..., 0].copy()
    converted = decode(saved(grey, "PNG", icc_profile=grey_profile(1.0)))
    assert converted.notes == ()
    assert int(converted.rgb[0, 8, 0]) > int(grey[0, 8]) + 30
    assert difference(converted.rgb[..., 0], converted.rgb[..., 2]) <= 1
    plain = decode(saved(grey, "PNG", icc_profile=srgb()))
    assert difference(plain.rgb[..., 1], grey) == 0
    assert Image.open(io.BytesIO(encode_bytes(converted, "png"))).info.get("icc_profile") is None


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_inks_become_srgb_by_their_profile(dtype: type) -> None:
    peak = int(np.iinfo(dtype).max)
    inks = np.array([[[0, 0, 0, 0], [peak, 0, 0, 0], [0, peak, peak, 0], [0, 0, 0, peak]]], dtype)
    if dtype is np.uint8:
        data = saved(Image.fromarray(inks, "CMYK"), "TIFF", icc_profile=ink_profile())
    else:
        data = tiff(inks, photometric="separated", iccprofile=ink_profile())
    picture = decode(data)
    assert picture.notes == ()
    expected = np.array([[[1, 1, 1], [0, 1, 1], [1, 0, 0], [0, 0, 0]]]) * peak
    assert difference(picture.rgb, expected) <= peak * 0.02
    assert picture.metadata.icc is None
    assert decode(encode_bytes(picture, "png")).metadata.icc is None


def test_a_cmyk_jpeg_with_a_profile() -> None:
    photo = Image.fromarray(pastel()).convert("CMYK")
    picture = decode(saved(photo, "JPEG", quality=98, subsampling=0, icc_profile=ink_profile()))
    assert picture.notes == ()
    assert float(np.abs(picture.rgb.astype(float) - pastel()).mean()) < 40


def test_inks_with_an_rgb_profile_are_taken_as_ideal_ones() -> None:
    inks = Image.fromarray(noise(channels=4), "CMYK")
    picture = decode(saved(inks, "TIFF", icc_profile=srgb()))
    assert picture.notes
    assert difference(picture.rgb, decode(saved(inks, "TIFF")).rgb) == 0


def test_a_profile_in_a_damaged_png_chunk_does_not_stop_the_picture() -> None:
    data = with_png_chunk(imagecodecs.png_encode(gradient(dtype=np.uint16)), b"iCCP", b"x\0\0not compressed")
    assert decode(data).depth == 16


def test_a_profile_that_only_reads_is_used_up_when_the_file_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = imagecodecs.cms_transform

    def one_way(data: object, profile: bytes, outprofile: bytes, **options: object) -> object:
        if outprofile == adobe_rgb():
            raise RuntimeError("no way back")
        return whole(data, profile, outprofile, **options)

    monkeypatch.setattr(imagecodecs, "cms_transform", one_way)
    _use.cache_clear()
    try:
        picture = decode(saved(in_adobe_rgb(pastel()), "PNG", icc_profile=adobe_rgb()))
    finally:
        _use.cache_clear()
    assert picture.notes == ()
    assert picture.metadata.icc is None
    assert difference(picture.samples, pastel()) <= 2


def test_profiles_say_which_colours_they_describe() -> None:
    assert profile_space(adobe_rgb()) == "RGB"
    assert profile_space(grey_profile()) == "GRAY"
    assert profile_space(b"") is None
