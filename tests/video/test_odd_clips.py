"""Clips that are not as most are: each gives the right result, or a sentence."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from stylizer_app.errors import PictureError
from stylizer_app.errors.picture import PictureFault
from stylizer_app.video.clip import opened_clip
from tests.video.clips import av, frames_of, pan, sound_packets, times_of, write_clip
from tests.video.test_paint import job_for, paint


def write_plain(path: Path, frames: list[NDArray[np.uint8]], codec: str, form: str, layout: str = "rgb24") -> Path:
    """A clip of one stream, of any kind of samples."""
    height, width = frames[0].shape[:2]
    with av.open(str(path), "w") as clip:
        stream = clip.add_stream(codec, rate=25)
        stream.width, stream.height, stream.pix_fmt = width, height, form
        for number, samples in enumerate(frames):
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(samples), format=layout).reformat(format=form)
            frame.pts = number
            clip.mux(stream.encode(frame))
        clip.mux(stream.encode())
    return path


def is_inverted(result: Path, frames: list[NDArray[np.uint8]], most: float = 12) -> bool:
    painted = frames_of(result)
    apart = [np.abs(a.astype(int) - (255 - b.astype(int))).mean() for a, b in zip(painted, frames, strict=True)]
    return max(apart) < most


@pytest.mark.parametrize("suffix", [".mp4", ".webm"])
def test_odd_sizes_stay(tmp_path: Path, suffix: str) -> None:
    frames = [frame[:63, :95] for frame in pan(3)]
    clip = write_plain(tmp_path / "a.mkv", frames, "ffv1", "yuv444p")
    result = paint(job_for(clip, tmp_path / f"b{suffix}"))
    assert str(result.size) == "95 x 63"
    assert is_inverted(result.path, frames)


@pytest.mark.parametrize(
    ("codec", "form"), [("ffv1", "bgr0"), ("ffv1", "gbrp10le"), ("ffv1", "gray"), ("ffv1", "yuv422p10le")]
)
def test_all_kinds_of_samples_are_read(tmp_path: Path, codec: str, form: str) -> None:
    frames = pan(3)
    if form == "gray":
        frames = [np.repeat(frame[..., 1:2], 3, axis=-1) for frame in frames]
    clip = write_plain(tmp_path / "a.mkv", frames, codec, form)
    assert is_inverted(paint(job_for(clip, tmp_path / "b.mp4")).path, frames)


def test_what_is_see_through_is_painted_as_if_it_were_not(tmp_path: Path) -> None:
    frames = pan(3)
    clear = [np.dstack([frame, np.full(frame.shape[:2], 90, np.uint8)]) for frame in frames]
    clip = write_plain(tmp_path / "a.mov", clear, "qtrle", "argb", "rgba")
    assert is_inverted(paint(job_for(clip, tmp_path / "b.mp4")).path, frames)


def test_two_fields_of_a_frame_become_one_picture(tmp_path: Path) -> None:
    """Each frame of the source holds the lines of two moments; no comb of lines is left where it moved."""
    moments = pan(16, step=(6, 0))
    woven = []
    for first, second in zip(moments[::2], moments[1::2], strict=True):
        frame = first.copy()
        frame[1::2] = second[1::2]
        woven.append(frame)
    path = tmp_path / "a.mkv"
    with av.open(str(path), "w") as clip:
        stream = clip.add_stream("libx264", rate=25, options={"crf": "4", "x264-params": "tff=1"})
        stream.width, stream.height, stream.pix_fmt = 96, 64, "yuv420p"
        for number, samples in enumerate(woven):
            frame = av.VideoFrame.from_ndarray(samples, format="rgb24").reformat(format="yuv420p")
            frame.pts = number
            clip.mux(stream.encode(frame))
        clip.mux(stream.encode())
    with opened_clip(path) as opened:
        raw = next(opened.container.decode(video=0))
        assert raw.interlaced_frame
    with opened_clip(path) as opened:
        read = [frame.samples for frame in opened.frames()]
    assert len(read) == len(woven)

    def comb(frames: list[NDArray[np.uint8]]) -> float:
        return float(np.mean([np.abs(2.0 * f[1:-1] - f[:-2] - f[2:]).mean() for f in frames]))

    assert comb(read) < 0.5 * comb(woven)


def test_without_sound_there_is_none_afterwards(tmp_path: Path) -> None:
    result = paint(job_for(write_clip(tmp_path / "a.mp4", pan(3)), tmp_path / "b.mp4")).path
    with av.open(str(result)) as clip:
        assert not clip.streams.audio


def test_every_track_of_sound_stays_with_its_language(tmp_path: Path) -> None:
    path = tmp_path / "a.mkv"
    with av.open(str(path), "w") as clip:
        picture = clip.add_stream("libx264", rate=25)
        picture.width, picture.height, picture.pix_fmt = 96, 64, "yuv420p"
        tracks = [clip.add_stream(codec, rate=48_000, layout="mono") for codec in ("aac", "libopus")]
        for track, language in zip(tracks, ("ita", "eng"), strict=True):
            track.metadata["language"] = language
        for number, samples in enumerate(pan(10)):
            frame = av.VideoFrame.from_ndarray(samples, format="rgb24")
            frame.pts = number
            clip.mux(picture.encode(frame))
        for track in tracks:
            size = track.codec_context.frame_size or 960
            for start in range(0, 19_200 - size, size):
                frame = av.AudioFrame.from_ndarray(np.zeros((1, size), np.float32), format="fltp", layout="mono")
                if track.codec_context.format.name != "fltp":
                    frame = av.AudioFrame.from_ndarray(np.zeros((1, size), np.int16), format="s16", layout="mono")
                frame.sample_rate, frame.pts, frame.time_base = 48_000, start, Fraction(1, 48_000)
                clip.mux(track.encode(frame))
            clip.mux(track.encode())
        clip.mux(picture.encode())
    result = paint(job_for(path, tmp_path / "b.mkv")).path
    with av.open(str(result)) as clip:
        assert [(s.codec_context.name, s.metadata.get("language")) for s in clip.streams.audio] == [
            ("aac", "ita"), ("opus", "eng"),
        ]  # fmt: skip
    assert sound_packets(result) == sound_packets(path)


def test_a_clip_that_is_damaged_in_the_middle_is_painted_as_far_as_it_can_be_read(tmp_path: Path) -> None:
    frames = pan(60)
    clip = write_plain(tmp_path / "a.mkv", frames, "mjpeg", "yuvj420p")
    data = bytearray(clip.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 3000] = bytes(3000)
    clip.write_bytes(data)
    result = paint(job_for(clip, tmp_path / "b.mp4"))
    times = times_of(result.path)
    assert 40 <= result.frames == len(times) < 60
    assert times == sorted(times)
    assert times[-1] > 1.5  # what comes after the damage, where it was


def test_a_clip_that_breaks_off_is_painted_to_there(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "a.mkv", pan(60))
    clip.write_bytes(clip.read_bytes()[: clip.stat().st_size * 2 // 3])
    assert 20 < paint(job_for(clip, tmp_path / "b.mp4")).frames < 60


def test_a_file_without_pictures_is_told(tmp_path: Path) -> None:
    sound = tmp_path / "sound.mp4"
    with av.open(str(sound), "w") as clip:
        track = clip.add_stream("aac", rate=48_000, layout="mono")
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), format="fltp", layout="mono")
        frame.sample_rate = 48_000
        clip.mux(track.encode(frame))
        clip.mux(track.encode())
    none = tmp_path / "none.mkv"
    with av.open(str(none), "w") as clip:
        stream = clip.add_stream("ffv1", rate=25)
        stream.width, stream.height, stream.pix_fmt = 96, 64, "yuv420p"
        clip.start_encoding()
    for path in (sound, none):
        with pytest.raises(PictureError) as caught:
            paint(job_for(path, tmp_path / "b.mp4"))
        assert caught.value.reason is PictureFault.NO_FRAMES
    assert not (tmp_path / "b.mp4").exists()


def test_a_title_that_is_no_unicode_does_not_keep_a_clip_from_being_painted(tmp_path: Path) -> None:
    clip, result = tmp_path / "a.mkv", tmp_path / "b.mkv"
    with av.open(str(clip), "w") as written:
        written.metadata["title"] = "cafe"
        stream = written.add_stream("ffv1", rate=25)
        stream.width, stream.height, stream.pix_fmt = 96, 64, "yuv444p"
        for frame in pan(2):
            written.mux(stream.encode(av.VideoFrame.from_ndarray(frame).reformat(format="yuv444p")))
        written.mux(stream.encode())
    clip.write_bytes(clip.read_bytes().replace(b"cafe", b"caf\xe9"))
    paint(job_for(clip, result))
    assert is_inverted(result, pan(2))
    with opened_clip(result) as painted:
        assert painted.container.metadata["title"].startswith("caf")


def test_later_versions_of_pyav_are_not_asked_what_they_no_longer_know(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clip = write_plain(tmp_path / "a.mkv", pan(1), "ffv1", "yuv444p")
    opened, asked = av.open, list[set[str]]()

    def noted(file: object, **options: object) -> object:
        asked.append({*options})
        return opened(file)

    monkeypatch.setattr(av, "open", noted)
    for version in ("18.1.0", "19.0.2", "20.0.0"):
        monkeypatch.setattr(av, "__version__", version)
        with opened_clip(clip) as found:
            assert len(list(found.frames())) == 1
    assert asked == [{"metadata_errors"}, set(), set()]


def test_an_empty_file_is_no_clip(tmp_path: Path) -> None:
    (tmp_path / "empty.mp4").touch()
    with pytest.raises(PictureError, match="is empty"), opened_clip(tmp_path / "empty.mp4"):
        pass
