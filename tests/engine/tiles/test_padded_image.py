"""PaddedImage: mirrored borders, whole cells, any window equal to the same part of the whole."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from stylizer_app.engine.tiles.padded_image import PaddedImage
from stylizer_app.imaging.geometry import Region, Size


def of(pixels: np.ndarray, border: int = 16, min_size: int = 32) -> PaddedImage:
    size = Size(pixels.shape[1], pixels.shape[0])
    return PaddedImage(size, lambda region: pixels[region.slices], border=border, min_size=min_size)


def whole(content: PaddedImage) -> Region:
    return Region(0, 0, content.cells.width, content.cells.height)


@given(width=st.integers(1, 70), height=st.integers(1, 70), border=st.sampled_from([0, 3, 16]), data=st.data())
def test_any_window_is_a_part_of_the_mirrored_picture(
    width: int, height: int, border: int, data: st.DataObject
) -> None:
    pixels = np.random.default_rng(width).random((height, width, 3), np.float32)
    content = of(pixels, border)
    full = content.window(whole(content))[0]
    again = of(pixels, border)
    left, top = data.draw(st.integers(0, content.cells.width - 1)), data.draw(st.integers(0, content.cells.height - 1))
    right = data.draw(st.integers(left + 1, content.cells.width))
    bottom = data.draw(st.integers(top + 1, content.cells.height))
    region = Region(left, top, right, bottom)
    assert np.array_equal(again.window(region)[0], full[region.times(4).slices])
    assert np.array_equal(full[border : border + height, border : border + width], pixels)


def test_the_border_is_a_mirror_without_the_edge_twice() -> None:
    pixels = np.arange(20, dtype=np.float32).reshape(1, 20, 1).repeat(3, 2).repeat(20, 0)
    row = of(pixels, 4).window(Region(0, 0, 7, 7))[0][4, :, 0]
    assert row[:8].tolist() == [4, 3, 2, 1, 0, 1, 2, 3]


def test_the_part_inside_the_picture_is_written_once() -> None:
    content = of(np.zeros((37, 53, 3), np.float32), 16)
    written = np.zeros((37, 53), int)
    for top in range(0, content.cells.height, 3):
        for left in range(0, content.cells.width, 5):
            core = Region(left, top, min(left + 5, content.cells.width), min(top + 3, content.cells.height))
            region, part = content.inside(core)
            assert (region.width, region.height) == (part.width, part.height)
            written[region.slices] += 1
    assert (written == 1).all()
