"""A photo in a wider space than sRGB, from file to file: its own colours survive, and viewers show what was painted."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from stylizer_app.adjustments import Adjustments
from stylizer_app.engine.model.style_vectors import look_vector
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.pipeline import Painter
from stylizer_app.engine.request import Painting, PaintRequest, StyleVector, WeightedStyle
from stylizer_app.imaging.decode import decode
from stylizer_app.imaging.encode import encode
from stylizer_app.imaging.picture import Metadata, Picture
from stylizer_app.imaging.spaces import by_code_points

from .conftest import noise

P3 = by_code_points(12, 13)
assert P3 is not None
PROFILE = P3.profile()


@pytest.fixture(params=[8, 16])
def photo(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A file with a red of Display P3's own in it, of 8 or 16 bits."""
    samples = noise(80, 120, depth=request.param).samples.copy()
    samples[20:60, 20:60] = (np.iinfo(samples.dtype).max, 0, 0)
    return encode(Picture(samples, metadata=Metadata(icc=PROFILE)), tmp_path / "photo.png", depth=request.param)


@pytest.fixture(scope="module")
def painter() -> Painter:
    return Painter(PackLibrary())


def painted(painter: Painter, photo: Path, **adjusted: float) -> Painting:
    picture = decode(photo)
    pack = painter.library.get("builtin")
    style = WeightedStyle(StyleVector(look_vector(pack, "the-scream")[np.newaxis], pack.checksum))
    return painter.paint(PaintRequest(picture, (style,), Adjustments(**adjusted), device="cpu"))


@pytest.mark.parametrize("form", ["png", "tiff"])
def test_at_strength_0_the_file_holds_the_photos_own_samples(
    painter: Painter, photo: Path, tmp_path: Path, form: str
) -> None:
    result = encode(painted(painter, photo, strength=0).picture, tmp_path / f"out.{form}", depth=decode(photo).depth)
    before, after = decode(photo), decode(result)
    assert np.array_equal(after.samples, before.samples)
    assert after.samples.dtype == before.samples.dtype
    assert after.metadata.icc == PROFILE


def test_with_the_photos_colours_its_red_stays_outside_of_srgb(painter: Painter, photo: Path, tmp_path: Path) -> None:
    result = decode(encode(painted(painter, photo, colors=100).picture, tmp_path / "out.png"))
    assert result.metadata.icc == PROFILE
    floats = result.samples[30:50, 30:50].reshape(-1, 3) / result.peak
    linear = np.where(floats <= 0.04045, floats / 12.92, ((floats + 0.055) / 1.055) ** 2.4)
    to_srgb = np.array([[1.2249, -0.2247, 0.0], [-0.0420, 1.0419, 0.0], [-0.0197, -0.0786, 1.0979]])
    assert ((linear @ to_srgb.T).min(1) < -0.005).mean() > 0.9


def test_a_viewer_that_knows_profiles_shows_what_the_canvas_showed(
    painter: Painter, photo: Path, tmp_path: Path
) -> None:
    picture = painted(painter, photo).picture
    with Image.open(encode(picture, tmp_path / "out.png", depth=8)) as opened:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(opened.info["icc_profile"]))
        intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
        srgb = ImageCms.createProfile("sRGB")
        shown = ImageCms.profileToProfile(opened.convert("RGB"), profile, srgb, renderingIntent=intent)
    canvas = picture.rgb.astype(float) / picture.peak * 255
    assert shown is not None
    difference = np.abs(np.asarray(shown).astype(float) - canvas)
    assert difference.mean() < 1
    assert np.percentile(difference, 99) <= 3
