"""Real photos from real cameras."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps

from stylizer_app.imaging.decode import decode, decode_draft, read_size
from stylizer_app.imaging.encode import encode
from tests.shared import shared

from .files import difference

pytestmark = pytest.mark.shared
PHOTOS = ("rooster.jpg", "coast_cliff.jpg", "slot_canyon.jpg", "astronaut.png")


@pytest.mark.parametrize("name", PHOTOS)
def test_a_photo_is_what_pillow_shows(name: str) -> None:
    path = shared("photos", name)
    picture = decode(path)
    with Image.open(path) as image:
        expected = np.asarray(ImageOps.exif_transpose(image).convert("RGB"))
        assert picture.metadata.icc == image.info.get("icc_profile")
    assert difference(picture.rgb, expected) == 0  # these profiles are sRGB
    assert read_size(path) == picture.size
    assert picture.notes == ()


@pytest.mark.parametrize("name", PHOTOS)
def test_a_photo_saved_without_loss_is_the_photo(name: str, tmp_path: Path) -> None:
    picture = decode(shared("photos", name))
    again = decode(encode(picture, tmp_path / "copy.tif"))
    assert difference(again.rgb, picture.rgb) == 0
    assert again.metadata.exif is not None or picture.metadata.exif is None
    assert again.metadata.icc == picture.metadata.icc


def test_a_draft_looks_like_the_photo() -> None:
    path = shared("photos", "rooster.jpg")
    draft = decode_draft(path, 512)
    assert draft.size.long_side == 512
    small = np.asarray(Image.fromarray(np.asarray(decode(path).rgb)).resize((draft.size.width, draft.size.height)))
    assert float(np.abs(draft.rgb.astype(float) - small).mean()) < 3
