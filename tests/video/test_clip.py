"""What is read of a clip: upright frames in order, and a clear word where there are none."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from stylizer_app.errors import PictureError, UsageError
from stylizer_app.errors.picture import PictureFault
from stylizer_app.errors.usage import UsageFault
from stylizer_app.imaging.formats import is_clip
from stylizer_app.imaging.geometry import Size
from stylizer_app.video.clip import opened_clip
from tests.video.clips import pan, write_clip


def test_frames_come_in_order_in_their_own_colours(tmp_path: Path) -> None:
    wanted = pan(9)
    path = write_clip(tmp_path / "a.mp4", wanted)
    with opened_clip(path) as clip:
        facts = clip.facts
        frames = list(clip.frames())
    assert (facts.size, facts.count, facts.rate) == (Size(96, 64), 9, 25)
    assert [float(frame.time * facts.base) for frame in frames] == pytest.approx([n / 25 for n in range(9)])
    for frame, samples in zip(frames, wanted, strict=True):
        assert np.abs(frame.samples.astype(int) - samples).mean() < 4


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_frames_are_upright(tmp_path: Path, turned: int) -> None:
    [samples] = pan(1)
    path = write_clip(tmp_path / "a.mp4", [samples] * 3, turned=turned)
    with opened_clip(path) as clip:
        size, frame = clip.facts.size, next(clip.frames())
    wanted = np.rot90(samples, turned // 90)
    assert (size.height, size.width) == wanted.shape[:2]
    assert np.abs(frame.samples.astype(int) - wanted).mean() < 4


def test_some_frames_are_spread_over_the_clip(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "a.mp4", pan(50))
    with opened_clip(path) as clip:
        times = [frame.time * clip.facts.base for frame in clip.samples_of(4)]
    assert times == sorted(set(times))
    assert len(write_clip(tmp_path / "b.mp4", pan(1)).read_bytes()) > 0
    with opened_clip(tmp_path / "b.mp4") as clip:
        assert len(clip.samples_of(4)) == 1


def test_what_holds_no_moving_pictures_is_named(tmp_path: Path) -> None:
    noise, cut = tmp_path / "noise.mp4", write_clip(tmp_path / "cut.mp4", pan(9))
    noise.write_bytes(bytes(range(256)) * 40)
    cut.write_bytes(cut.read_bytes()[:500])
    for path in (noise, cut):
        with pytest.raises(PictureError, match=path.name) as caught, opened_clip(path) as clip:
            list(clip.frames())
        assert caught.value.reason is PictureFault.NO_FRAMES
    with pytest.raises(PictureError) as caught, opened_clip(tmp_path / "absent.mp4"):
        pass
    assert caught.value.reason is PictureFault.MISSING


def test_without_the_packages_one_is_told_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "av", None)
    with pytest.raises(UsageError, match="opencv") as caught, opened_clip(tmp_path / "a.mp4"):
        pass
    assert caught.value.reason is UsageFault.NO_VIDEO


def test_clips_are_known_by_their_suffix() -> None:
    assert is_clip(Path("Holiday.MOV"))
    assert not is_clip(Path("holiday.jpg"))
