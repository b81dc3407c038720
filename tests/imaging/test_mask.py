"""A mask says where paint goes: read from pictures, stretched over photos, written down small."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from stylizer_app.errors import PictureError
from stylizer_app.errors.picture import PictureFault
from stylizer_app.imaging.geometry import Region, Size
from stylizer_app.imaging.mask import MOST_BYTES, Mask, bytes_of, mask_of, read_mask, unpacked
from stylizer_app.imaging.picture import Picture

RAMP = np.tile(np.arange(256, dtype=np.uint8), (4, 1))


def noise(height: int, width: int, seed: int = 1) -> Mask:
    return Mask(np.random.default_rng(seed).integers(0, 256, (height, width), dtype=np.uint8))


def whole(mask: Mask, size: Size) -> np.ndarray:  # type: ignore[type-arg]
    return mask.shares(Region(0, 0, size.width, size.height), size)


@pytest.mark.parametrize("depth", [8, 16])
def test_every_grey_is_its_share(depth: int) -> None:
    samples = np.repeat(RAMP[..., None], 3, axis=2)
    picture = Picture(samples if depth == 8 else samples.astype(np.uint16) * 257)
    assert np.array_equal(mask_of(picture).coverage, RAMP)


@pytest.mark.parametrize("depth", [8, 16])
def test_the_alpha_of_a_transparent_picture_is_its_mask(depth: int) -> None:
    alpha = RAMP if depth == 8 else RAMP.astype(np.uint16) * 257
    picture = Picture(np.zeros((*RAMP.shape, 3), alpha.dtype), alpha)
    assert np.array_equal(mask_of(picture).coverage, RAMP)


def test_an_alpha_that_hides_nothing_says_nothing() -> None:
    picture = Picture(np.repeat(RAMP[..., None], 3, axis=2), np.full(RAMP.shape, 255, np.uint8))
    assert np.array_equal(mask_of(picture).coverage, RAMP)


def test_a_mask_as_large_as_the_picture_is_taken_pixel_by_pixel() -> None:
    mask = noise(37, 53)
    assert np.array_equal(np.rint(whole(mask, mask.size)[..., 0] * 255), mask.coverage)


@given(st.integers(1, 40), st.integers(1, 40), st.data())
def test_a_region_is_stretched_as_the_whole(height: int, width: int, data: st.DataObject) -> None:
    mask, size = noise(height, width), Size(61, 47)
    left, right = sorted(data.draw(st.lists(st.integers(0, 61), min_size=2, max_size=2, unique=True)))
    top, bottom = sorted(data.draw(st.lists(st.integers(0, 47), min_size=2, max_size=2, unique=True)))
    region = Region(left, top, right, bottom)
    assert np.array_equal(mask.shares(region, size), whole(mask, size)[region.slices])


def test_what_is_kept_stays_kept_when_a_mask_is_reduced() -> None:
    coverage = np.full((300, 400), 255, np.uint8)
    coverage[:, :200] = 0
    small = Mask(coverage).no_larger_than(Size(40, 30))
    assert small.size == Size(40, 30)
    assert not small.coverage[:, :20].any()
    assert (small.coverage[:, 20:] == 255).all()


def test_a_mask_is_never_enlarged() -> None:
    mask = noise(3, 5)
    assert mask.no_larger_than(Size(400, 300)) is mask


def test_a_small_mask_is_written_without_loss() -> None:
    coverage = np.zeros((600, 900), np.uint8)
    coverage[100:400, 200:700] = np.linspace(0, 255, 500).astype(np.uint8)
    assert np.array_equal(unpacked(bytes_of(Mask(coverage).to_text())).coverage, coverage)


@pytest.mark.parametrize("size", [(2000, 3000), (3, 4000), (4000, 3)])
def test_whatever_the_mask_it_stays_small_when_written(size: tuple[int, int]) -> None:
    mask = noise(*size)
    assert len(mask.packed()) <= MOST_BYTES
    assert bytes_of(mask.to_text()) == mask.packed()


@pytest.mark.parametrize("text", ["no base64!", "aGVsbG8=", "A" * 100_000, 7, None, ["a"]])
def test_what_is_no_mask_is_refused(text: object) -> None:
    with pytest.raises(ValueError, match="mask"):
        bytes_of(text)


def test_a_huge_mask_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    Image.new("L", (20_000, 3)).save(tmp_path / "huge.png")
    with pytest.raises(ValueError, match="mask"):
        unpacked((tmp_path / "huge.png").read_bytes())
    Image.new("RGB", (4, 3)).save(tmp_path / "rgb.png")
    with pytest.raises(ValueError, match="mask"):
        unpacked((tmp_path / "rgb.png").read_bytes())


def test_a_truncated_mask_is_refused() -> None:
    data = noise(64, 64).packed()
    with pytest.raises(ValueError, match="mask"):
        unpacked(data[: len(data) // 2])


def test_a_file_that_is_no_picture_is_named(tmp_path: Path) -> None:
    (tmp_path / "mask.png").write_bytes(b"")
    with pytest.raises(PictureError) as caught:
        read_mask(tmp_path / "mask.png")
    assert (caught.value.reason, caught.value.subject) == (PictureFault.EMPTY, tmp_path / "mask.png")
