"""Before and after as a moving picture."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

from stylizer_app.imaging.picture import Picture
from stylizer_app.imaging.wipe import FRAMES, shares, wipe


def flat(value: int, width: int = 120, height: int = 80) -> Picture:
    return Picture(np.full((height, width, 3), value, np.uint8))


def frames(data: bytes) -> list[np.ndarray]:  # type: ignore[type-arg]
    found = []
    with Image.open(io.BytesIO(data)) as image:
        assert image.info["loop"] == 0
        for number in range(image.n_frames):  # type: ignore[attr-defined]
            image.seek(number)
            found.append(np.asarray(image.convert("RGB")).astype(int))
    return found


def test_it_goes_from_before_to_after_and_back() -> None:
    moving = frames(wipe(flat(40), flat(200, 60, 40)))
    assert len(moving) == FRAMES
    assert np.abs(moving[0] - 40).max() <= 6
    assert np.abs(moving[FRAMES // 2] - 200).max() <= 6
    half = moving[FRAMES // 4]
    assert np.abs(half[:, -20:] - 200).max() <= 6
    assert np.abs(half[:, :20] - 40).max() <= 6
    for going, coming in zip(moving[1 : FRAMES // 2], reversed(moving[FRAMES // 2 + 1 :]), strict=True):
        assert np.abs(going - coming).mean() < 3


def test_it_is_no_larger_than_a_screen_needs_and_never_enlarged() -> None:
    with Image.open(io.BytesIO(wipe(flat(0, 400, 300), flat(255, 400, 300), long_side=100))) as image:
        assert image.size == (100, 75)
    with Image.open(io.BytesIO(wipe(flat(0), flat(255)))) as image:
        assert image.size == (120, 80)


def test_what_is_transparent_lies_on_white() -> None:
    clear = Picture(np.zeros((20, 30, 3), np.uint8), np.zeros((20, 30), np.uint8))
    assert frames(wipe(clear, flat(0, 30, 20)))[0].min() > 250


def test_every_frame_shows_a_share() -> None:
    assert shares()[0] == 0
    assert shares()[FRAMES // 2] == 1
    assert all(0 <= share <= 1 for share in shares())
