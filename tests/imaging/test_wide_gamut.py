"""Colours outside of sRGB stay what they are: the photo's own, in the photo's own space."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from stylizer_app.imaging.decode import decode, decode_draft
from stylizer_app.imaging.encode import encode, encode_bytes
from stylizer_app.imaging.picture import Picture
from stylizer_app.imaging.profiles import from_srgb, needs_depth, to_srgb
from stylizer_app.imaging.spaces import ADOBE_RGB, ROMM_RGB, SRGB, ColourSpace, by_code_points, by_gamma

from .files import adobe_rgb, difference, gradient, noise, saved, tiff

SPACES = {"Display P3": by_code_points(12, 13), "BT.2020": by_code_points(9, 13), "ROMM": ROMM_RGB, "Adobe": ADOBE_RGB}


@pytest.mark.parametrize("space", SPACES.values(), ids=SPACES)
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("form", ["png", "tiff"])
def test_samples_go_through_unchanged(space: ColourSpace, dtype: type, form: str) -> None:
    samples = noise(dtype=dtype)
    data = tiff(samples, photometric="rgb", iccprofile=space.profile())
    picture = decode(data)
    again = decode(encode_bytes(picture, form))
    assert difference(again.samples, samples) == 0
    assert again.metadata.icc == space.profile()


def test_the_red_of_a_wide_space_is_clipped_for_the_eye_only() -> None:
    p3 = SPACES["Display P3"]
    assert p3 is not None
    picture = decode(saved(np.full((4, 4, 3), (255, 0, 0), np.uint8), "PNG", icc_profile=p3.profile()))
    assert picture.samples[0, 0].tolist() == [255, 0, 0]
    assert picture.rgb[0, 0].tolist() == [255, 0, 0]
    assert from_srgb(picture.rgb, p3.profile())[0, 0].tolist() == pytest.approx([234, 51, 35], abs=1)
    assert decode_draft(saved(gradient(), "PNG", icc_profile=p3.profile()), 16).metadata.icc == p3.profile()


def test_a_file_that_can_hold_no_profile_holds_srgb(tmp_path: Path) -> None:
    picture = decode(saved(gradient(), "PNG", icc_profile=adobe_rgb()))
    shown = np.asarray(Image.open(encode(picture, tmp_path / "a.bmp")))
    assert difference(shown, picture.rgb) == 0
    bare = decode(encode_bytes(picture, "png", strip_metadata=True))
    assert difference(bare.samples, picture.rgb) == 0


def test_light_itself_is_not_cut_down_to_8_bits() -> None:
    light = ColourSpace(SRGB.primaries, 1.0)
    picture = decode(tiff(gradient(dtype=np.uint16), photometric="rgb", iccprofile=light.profile()))
    assert needs_depth(light.profile())
    assert not needs_depth(ROMM_RGB.profile())
    assert decode(encode_bytes(picture, "png")).metadata.icc == light.profile()
    small = decode(encode_bytes(picture, "jpeg", quality=100))
    assert small.metadata.icc is None
    assert np.abs(small.rgb / 255 - picture.rgb / 65535).mean() < 0.01


def test_a_picture_knows_what_it_takes_and_what_is_seen() -> None:
    plain = Picture(gradient())
    assert plain.rgb is plain.samples
    assert plain.nbytes == gradient().nbytes
    wide = decode(saved(gradient(), "PNG", icc_profile=adobe_rgb()))
    assert wide.nbytes == 2 * gradient().nbytes
    assert wide.digest != plain.digest
    assert wide.digest == Picture(wide.rgb).digest


@pytest.mark.parametrize("space", [*SPACES.values(), SRGB, ColourSpace(SRGB.primaries, 1.8)])
def test_a_made_profile_leads_to_srgb_and_back(space: ColourSpace) -> None:
    inside = (20_000 + gradient(dtype=np.uint16).astype(float) * 0.3).astype(np.uint16)
    assert difference(to_srgb(from_srgb(inside, space.profile()), space.profile()), inside) <= 257  # one of 255 steps
    assert space.profile() == space.profile()
    assert len(space.profile()) == int.from_bytes(space.profile()[:4], "big")
    grey = np.full((2, 2, 3), 30_000, np.uint16)
    assert np.ptp(to_srgb(grey, space.profile()).astype(int), axis=-1).max() <= 12


def test_impossible_spaces_are_none() -> None:
    assert by_gamma(None, None) is None
    assert by_gamma(99, None) is None
    assert by_gamma(2.2, (0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.3127, 0.329)) is None
    assert by_gamma(2.2, (0.64, 0.33, 0.3, 0.6, 0.15, 0.06, 0.9, 0.05)) is None
    assert by_code_points(0, 13) is None
    with pytest.raises(ValueError, match="no white"):
        ColourSpace(SRGB.primaries, "pq").profile()
