"""What is made of a photo at a small size is made once, and goes with the photo."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace

import numpy as np

from stylizer_app.adjustments import Adjustments
from stylizer_app.engine import compositor
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.pipeline import Painter
from stylizer_app.engine.request import PaintRequest, WeightedStyle
from stylizer_app.engine.small_copies import KEPT_SIZES, SmallCopies
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.picture import Picture


class Copy:
    pass


def photo(width: int = 320, height: int = 200) -> Picture:
    across = np.linspace(20, 230, width, dtype=np.uint8)[None, :, None]
    return Picture(np.ascontiguousarray(np.broadcast_to(across, (height, width, 3))))


def test_one_is_made_for_a_photo_and_a_size_and_large_ones_are_not_kept() -> None:
    made: list[Size] = []
    copies = SmallCopies(lambda _photo, size: made.append(size) or Copy(), most=0.01)
    one, small, large = photo(), Size(100, 62), Size(200, 125)
    assert copies.of(one, small) is copies.of(one, small)
    assert copies.of(one, large) is not copies.of(one, large)
    assert copies.of(photo(), small) is not copies.of(one, small)
    assert made == [small, large, large, small]
    for width in range(10, 10 + KEPT_SIZES):
        copies.of(one, Size(width, 8))
    copies.of(one, small)
    assert made[-1] == small


def test_it_goes_with_the_photo() -> None:
    copies = SmallCopies(lambda _photo, _size: Copy(), most=1)
    one = photo()
    gone = weakref.ref(copies.of(one, Size(100, 62)))
    assert gone() is not None
    del one
    gc.collect()
    assert gone() is None


def test_many_strengths_and_looks_of_one_photo_reduce_it_once(monkeypatch) -> None:
    resized: list[Size] = []

    def count(module) -> None:
        make = module.resize_float
        monkeypatch.setattr(module, "resize_float", lambda pixels, size: resized.append(size) or make(pixels, size))

    from stylizer_app.engine import reduced

    count(compositor)
    count(reduced)
    style = WeightedStyle(photo(160, 120))
    painter, seen = Painter(PackLibrary()), photo()
    request = PaintRequest(seen, (style,), adjustments=Adjustments().with_(strength=60, colors=40), draft=96)
    first = painter.paint(request)
    once = len(resized)
    assert once > 0
    for strength in (50, 60):
        again = painter.paint(replace(request, adjustments=request.adjustments.with_(strength=strength)))
    assert len(resized) == once
    assert np.array_equal(first.picture.samples, again.picture.samples)
    painter.close()
