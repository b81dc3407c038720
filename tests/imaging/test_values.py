"""Pictures, sizes, regions, formats and names as values."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stylizer_app.errors.names import shown
from stylizer_app.imaging import writers
from stylizer_app.imaging.formats import FORMATS, READABLE_SUFFIXES, format_for, format_named, result_suffix, sniff
from stylizer_app.imaging.geometry import Region, Size
from stylizer_app.imaging.picture import Metadata, Picture

from .files import gradient


def test_a_picture_cannot_be_changed() -> None:
    samples = gradient()
    picture = Picture(samples, samples[..., 0])
    with pytest.raises(ValueError, match="read-only"):
        picture.rgb[0, 0, 0] = 1
    with pytest.raises(ValueError, match="read-only"):
        picture.alpha[0, 0] = 1  # type: ignore[index]
    assert picture.alpha is not None
    assert picture.alpha.flags.c_contiguous


def test_a_picture_knows_its_size_depth_and_digest() -> None:
    picture, deep = Picture(gradient()), Picture(gradient(dtype=np.uint16))
    assert (picture.size, picture.depth, picture.peak) == (Size(32, 24), 8, 255)
    assert (deep.depth, deep.peak) == (16, 65535)
    assert picture.digest == Picture(gradient(), metadata=Metadata(dpi=(1, 1))).digest
    assert picture.digest not in (deep.digest, Picture(gradient(32, 24)).digest)


def test_other_pixels_keep_the_metadata() -> None:
    metadata = Metadata(dpi=(90, 90))
    other = Picture(gradient(), None, metadata).with_pixels(gradient(5, 6), None)
    assert other.metadata is metadata
    assert other.size == Size(6, 5)


@pytest.mark.parametrize(
    ("rgb", "alpha"),
    [
        (np.zeros((4, 4), np.uint8), None),
        (np.zeros((0, 4, 3), np.uint8), None),
        (np.zeros((4, 4, 4), np.uint8), None),
        (np.zeros((4, 4, 3), np.float32), None),
        (np.zeros((4, 4, 3), np.uint8), np.zeros((4, 5), np.uint8)),
        (np.zeros((4, 4, 3), np.uint8), np.zeros((4, 4), np.uint16)),
    ],
)
def test_what_is_no_picture_is_refused(rgb: np.ndarray, alpha: np.ndarray | None) -> None:  # type: ignore[type-arg]
    with pytest.raises(ValueError, match="must"):
        Picture(rgb, alpha)


def test_sizes() -> None:
    size = Size(600, 400)
    assert (size.long_side, size.short_side, size.pixels, size.megapixels) == (600, 400, 240_000, 0.24)
    assert str(size) == "600 x 400"
    assert size.scaled(0.5) == Size(300, 200)
    assert Size(10, 1).scaled(0.01) == Size(1, 1)
    for width, height in ((0, 1), (1, 0), (-3, 4)):
        with pytest.raises(ValueError, match="at least"):
            Size(width, height)


@given(st.integers(1, 5000), st.integers(1, 5000), st.integers(1, 5000))
def test_a_long_side_is_met_exactly(width: int, height: int, side: int) -> None:
    assert Size(width, height).with_long_side(side).long_side == side


def test_regions() -> None:
    region, whole = Region(2, 3, 10, 8), Region(0, 0, 12, 9)
    assert (region.width, region.height) == (8, 5)
    assert np.zeros((9, 12))[region.slices].shape == (5, 8)
    assert region.grown(4, whole) == Region(0, 0, 12, 9)
    assert region.grown(1, whole) == Region(1, 2, 11, 9)
    assert region.relative_to(Region(1, 1, 12, 9)) == Region(1, 2, 9, 7)
    assert region.times(4) == Region(8, 12, 40, 32)
    with pytest.raises(ValueError, match="before"):
        Region(5, 0, 4, 1)


def test_formats_are_found_by_suffix_and_by_name() -> None:
    for suffix in READABLE_SUFFIXES:
        assert format_for("photo" + suffix.upper()) is format_named(suffix)
    assert format_for("photo.txt") is None
    assert format_named("JPG") is format_named("jpeg")
    assert format_named("tif") is format_named("TIFF")
    assert len({form.name for form in FORMATS}) == len(FORMATS)


def test_every_format_that_can_be_written_has_a_file_that_writes_it() -> None:
    folder = Path(writers.__file__).parent
    files = {path.stem for path in folder.glob("*.py")} - {"__init__", "pillow"}
    assert {form.name for form in FORMATS if form.writable} == files
    assert all(form.writable for form in FORMATS if form.offered)


@pytest.mark.parametrize(
    ("photo", "suffix"),
    [("a.JPG", ".JPG"), ("a.jpe", ".jpg"), ("a.gif", ".png"), ("a.heic", ".jpg"), ("a.tif", ".tif"), ("a.txt", ".jpg")],
)
def test_a_result_keeps_the_photos_suffix_where_that_is_a_usual_one(photo: str, suffix: str) -> None:
    assert result_suffix(Path(photo)) == suffix


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", "avif"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "heic"),
        (b"\0\0\0\x14ftypisom\0\0\0\0mp42", None),
        (b"MM\0+", "tiff"),
        (b"\xff\x4f\xff\x51", "jpeg2000"),
        (b"GIF89a", "gif"),
        (b"", None),
    ],
)
def test_files_are_recognized_by_their_first_bytes(head: bytes, name: str | None) -> None:
    form = sniff(head)
    assert (form.name if form else None) == name


def test_names_are_shown_on_one_line() -> None:
    assert shown("a b.jpg") == '"a b.jpg"'
    assert shown("a\nb\x00\x1b.jpg") == '"a\\nb\\x00\\x1b.jpg"'
    assert shown(b"\xff.jpg").isprintable()
