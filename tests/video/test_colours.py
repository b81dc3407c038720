"""Clips of wide and high dynamic range look as the scene does that was filmed; those of a usual screen stay."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from stylizer_app.video.clip import opened_clip
from tests.video.clips import av, frames_of, pan, scene
from tests.video.test_paint import job_for, paint

TO_BT2020 = np.array([[0.6274, 0.3293, 0.0433], [0.0691, 0.9195, 0.0114], [0.0164, 0.0880, 0.8956]])
"""From light of BT.709's primaries to that of BT.2020's (ITU-R BT.2087)."""
TO_P3 = np.array([[0.8225, 0.1774, 0.0], [0.0332, 0.9669, 0.0], [0.0171, 0.0724, 0.9108]])
WHITE = 203.0


def light_of(srgb: NDArray[np.uint8]) -> NDArray[np.float64]:
    value = srgb / 255
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def pq(light: NDArray[np.float64]) -> NDArray[np.float64]:
    """ITU-R BT.2100, of light whose white is 203 cd/m2."""
    power = (light * WHITE / 10_000) ** (2610 / 16384)
    return ((3424 / 4096 + 2413 / 128 * power) / (1 + 2392 / 128 * power)) ** (2523 / 32)


def hlg(light: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same for a screen of 1000 cd/m2."""
    screen = light * WHITE / 1000
    luminance = np.maximum(screen @ [0.2627, 0.6780, 0.0593], 1e-9)[..., np.newaxis]
    seen = screen * luminance ** (1 / 1.2 - 1)
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    return np.where(seen <= 1 / 12, np.sqrt(3 * seen), a * np.log(np.maximum(12 * seen - b, 1e-9)) + c)


def srgb_curve(light: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)


KINDS = {
    "pq": (TO_BT2020, pq, (9, 9, 16)),
    "hlg": (TO_BT2020, hlg, (9, 9, 18)),
    "wide": (TO_BT2020, srgb_curve, (9, 9, 1)),
    "p3": (TO_P3, srgb_curve, (1, 12, 1)),
}


def write_deep(path: Path, frames: list[NDArray[np.uint8]], kind: str) -> Path:
    """A clip of 10 bits that shows sRGB frames in other colours."""
    matrix, curve, (coefficients, primaries, transfer) = KINDS[kind]
    height, width = frames[0].shape[:2]
    with av.open(str(path), "w") as clip:
        stream = clip.add_stream("ffv1", rate=25)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv444p10le"
        context = stream.codec_context
        context.colorspace, context.color_primaries, context.color_trc = coefficients, primaries, transfer
        for number, samples in enumerate(frames):
            values = curve(np.clip(light_of(samples) @ matrix.T, 0, None))
            deep = np.round(np.clip(values, 0, 1) * 65535).astype(np.uint16)
            frame = av.VideoFrame.from_ndarray(deep, format="rgb48le")
            frame = frame.reformat(format="yuv444p10le", dst_colorspace=coefficients)
            frame.colorspace, frame.color_primaries, frame.color_trc = coefficients, primaries, transfer
            frame.pts = number
            clip.mux(stream.encode(frame))
        clip.mux(stream.encode())
    return path


@pytest.mark.parametrize("kind", KINDS)
def test_a_scene_looks_as_it_does_on_a_usual_screen(tmp_path: Path, kind: str) -> None:
    seen = (scene(96, 64) * 0.9).astype(np.uint8)  # below what is rolled off
    with opened_clip(write_deep(tmp_path / "a.mkv", [seen] * 2, kind)) as clip:
        assert clip.facts.colours == (1, 1, 1)
        read = next(clip.frames()).samples
    assert read.dtype == np.uint8
    apart = np.abs(read.astype(int) - seen)
    assert np.quantile(apart, 0.99) <= 6
    assert apart.mean() < 1.5


def test_light_beyond_white_stays_light_and_does_not_flicker(tmp_path: Path) -> None:
    dark, bright = np.full((64, 96, 3), 120, np.uint8), np.full((64, 96, 3), 120, np.uint8)
    bright[:32] = 255
    with opened_clip(write_deep(tmp_path / "a.mkv", [dark, bright], "pq")) as clip:
        first, second = (frame.samples for frame in clip.frames())
    assert np.array_equal(first[40:], second[40:])
    assert second[:30].min() > 225


def test_the_painted_clip_says_what_its_colours_are(tmp_path: Path) -> None:
    clip = write_deep(tmp_path / "a.mkv", pan(3), "hlg")
    result = paint(job_for(clip, tmp_path / "b.mp4", strength=0)).path
    with av.open(str(result)) as painted:
        context = painted.streams.video[0].codec_context
        assert (context.colorspace, context.color_primaries, context.color_trc) == (1, 1, 1)
    assert len(frames_of(result)) == 3


@pytest.mark.parametrize("stated", [(6, 6, 6), (5, 5, 6), (2, 2, 2)])
def test_colours_of_a_usual_screen_stay_what_they_are(tmp_path: Path, stated: tuple[int, int, int]) -> None:
    [samples] = pan(1)
    path = tmp_path / "a.mkv"
    with av.open(str(path), "w") as clip:
        stream = clip.add_stream("libx264", rate=25, options={"crf": "4"})
        stream.width, stream.height, stream.pix_fmt = 96, 64, "yuv420p"
        context = stream.codec_context
        context.colorspace, context.color_primaries, context.color_trc = stated
        frame = av.VideoFrame.from_ndarray(samples, format="rgb24").reformat(format="yuv420p", dst_colorspace=stated[0])
        clip.mux(stream.encode(frame))
        clip.mux(stream.encode())
    with opened_clip(path) as opened:
        assert opened.facts.colours == stated
        assert np.abs(next(opened.frames()).samples.astype(int) - samples).mean() < 4
    result = paint(job_for(path, tmp_path / "b.mp4")).path
    with av.open(str(result)) as painted:
        context = painted.streams.video[0].codec_context
        assert (context.colorspace, context.color_primaries, context.color_trc) == stated
    assert np.abs(frames_of(result)[0].astype(int) - (255 - samples.astype(int))).mean() < 12
