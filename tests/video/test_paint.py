"""A clip from file to file: one hand, its own times and sound, and a killed run goes on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from stylizer_app.choices.amounts import SizeRule
from stylizer_app.choices.style_settings import StyleSettings
from stylizer_app.engine.pipeline import Painter
from stylizer_app.engine.progress import Progress
from stylizer_app.engine.request import Look, PaintRequest, WeightedStyle
from stylizer_app.errors import Cancelled, SaveError
from stylizer_app.errors.save import NotWritable, SaveFault
from stylizer_app.imaging.picture import Picture
from stylizer_app.imaging.targets import Target
from stylizer_app.many.jobs import Conditions, Job
from stylizer_app.many.journal import Journal
from stylizer_app.many.ways import Choice
from stylizer_app.video.paint import PaintedClip, outlook, paint_clip
from stylizer_app.video.segments import FRAMES
from tests.fake_painter import FakePainter
from tests.video.clips import frames_of, pan, sound_packets, times_of, tone_begins, write_clip


class Stopped(Exception):
    """The run was killed here."""


def job_for(clip: Path, output: Path, strength: float = 100, quality: int = 92) -> Job:
    """A clip to be painted by the painter that inverts."""
    settings = StyleSettings((WeightedStyle(Look("ink")),))
    settings = replace(settings, adjustments=settings.adjustments.with_(strength=strength))
    return Job(clip, Choice(settings, settings.planned(cast("Any", FakePainter().library.get("builtin"))).to_json()),
               Target(output, quality=quality))  # fmt: skip


def paint(job: Job, painter: FakePainter | None = None, progress: Progress | None = None) -> PaintedClip:
    return paint_clip(job, cast("Painter", painter or FakePainter()), Conditions(), progress)


@pytest.mark.parametrize("suffix", [".mp4", ".mov", ".mkv", ".webm"])
def test_every_frame_is_painted_and_keeps_its_time(tmp_path: Path, suffix: str) -> None:
    frames, times = pan(10), [0, 24, 48, 60, 100, 124, 200, 224, 290, 600]
    clip = write_clip(tmp_path / "a.mp4", frames, times)
    result = paint(job_for(clip, tmp_path / f"b{suffix}"))
    assert (result.frames, result.before, str(result.size)) == (10, 0, "96 x 64")
    assert times_of(result.path) == pytest.approx([time / 600 for time in times], abs=0.001)
    for painted, samples in zip(frames_of(result.path), frames, strict=True):
        assert np.abs(painted.astype(int) - (255 - samples.astype(int))).mean() < 12
    assert sorted(tmp_path.iterdir()) == sorted([clip, result.path])


@pytest.mark.parametrize("count", [1, 5, 8])
@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".webm"])
def test_no_frame_of_a_last_short_piece_is_lost(
    tmp_path: Path, count: int, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stylizer_app.video.paint.FRAMES", 4)
    frames = pan(count)
    result = paint(job_for(write_clip(tmp_path / "a.mp4", frames), tmp_path / f"b{suffix}"))
    assert times_of(result.path) == pytest.approx([n / 25 for n in range(count)], abs=0.001)
    for painted, samples in zip(frames_of(result.path), frames, strict=True):
        assert np.abs(painted.astype(int) - (255 - samples.astype(int))).mean() < 12


def test_sound_stays_bit_for_bit_and_in_step(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "a.mp4", pan(30), sound="aac")
    path = paint(job_for(clip, tmp_path / "b.mkv")).path
    assert sound_packets(path) == sound_packets(clip)
    assert tone_begins(path) == pytest.approx(tone_begins(clip), abs=0.03)


def test_sound_that_the_container_cannot_hold_is_encoded_anew_and_in_step(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "a.mp4", pan(30), sound="aac")
    path = paint(job_for(clip, tmp_path / "b.webm")).path
    assert tone_begins(path) == pytest.approx(tone_begins(clip), abs=0.03)


def test_a_turned_clip_is_painted_upright(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "a.mp4", pan(4), turned=90)
    assert str(paint(job_for(clip, tmp_path / "b.mp4")).size) == "64 x 96"
    assert frames_of(tmp_path / "b.mp4")[0].shape[:2] == (96, 64)


def test_odd_sides_are_kept(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "a.mkv", pan(3, (64, 48)))
    job = job_for(clip, tmp_path / "b.mp4")
    settings = replace(job.choice.settings, size=SizeRule(33))
    result = paint(replace(job, choice=replace(job.choice, settings=settings)))
    assert frames_of(result.path)[0].shape[:2] == (result.size.height, result.size.width)
    assert result.size.width == 33


def test_all_frames_are_painted_in_one_hand(tmp_path: Path) -> None:
    painter = FakePainter()
    clip = write_clip(tmp_path / "a.mp4", pan(12))
    paint(job_for(clip, tmp_path / "b.mp4"), painter)
    hands = {id(request.series) for request in painter.requests if request.series is not None}
    assert len(hands) == 1
    assert sum(request.series is not None for request in painter.requests) == 12


def test_clips_are_painted_without_brushwork(tmp_path: Path) -> None:
    """Its strokes stand still while what they are on moves."""
    painter = FakePainter()
    job = job_for(write_clip(tmp_path / "a.mp4", pan(3)), tmp_path / "b.mp4")
    assert job.choice.settings.adjustments.brushwork > 0
    paint(job, painter)
    assert {request.adjustments.brushwork for request in painter.requests} == {0}


@pytest.mark.parametrize("given", [True, False])
def test_clips_are_painted_without_drawing(tmp_path: Path, *, given: bool) -> None:
    """Of which one frame would have more than the next."""
    painter = FakePainter()
    job = job_for(write_clip(tmp_path / "a.mp4", pan(3)), tmp_path / "b.mp4")
    if given:
        hand = painter.series(PaintRequest(Picture(np.zeros((8, 8, 3), np.uint8)), (WeightedStyle(Look("woodcut")),)))
        settings = replace(job.choice.settings, series=hand)
        job = replace(job, choice=replace(job.choice, settings=settings))
    paint(job, painter)
    hands = [request.series for request in painter.requests if request.series is not None]
    assert len(hands) == 3
    assert all(hand.drawing is None for hand in hands)


def test_a_killed_run_goes_on_and_gives_the_same_frames(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "a.mp4", pan(2 * FRAMES + 7, step=(1, 0)), sound="aac")
    whole = paint(job_for(clip, tmp_path / "whole.mp4")).path
    for dies_at in (FRAMES + 5, FRAMES + 2):
        painted = 0

        def die(request: PaintRequest, _progress: Progress, dies_at: int = dies_at) -> None:
            nonlocal painted
            painted += request.series is not None
            if painted == dies_at:
                raise Stopped

        with pytest.raises(Stopped):
            paint(job_for(clip, tmp_path / "b.mp4"), FakePainter(before=die))
        assert not (tmp_path / "b.mp4").exists()
    painter = FakePainter()
    result = paint(job_for(clip, tmp_path / "b.mp4"), painter)
    assert (result.frames, result.before) == (2 * FRAMES + 7, 2 * FRAMES)
    assert sum(request.series is not None for request in painter.requests) == 7
    assert times_of(result.path) == times_of(whole) == pytest.approx([n / 25 for n in range(2 * FRAMES + 7)])
    assert len(frames_of(result.path)) == 2 * FRAMES + 7
    for one, other in zip(frames_of(result.path), frames_of(whole), strict=True):
        assert np.abs(one.astype(int) - other).mean() < 3  # x264 does not always choose the same bits


def test_a_run_that_is_killed_after_its_result_came_into_place_has_painted_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise Stopped

    clip = write_clip(tmp_path / "a.mp4", pan(3))
    job = job_for(clip, tmp_path / "b.mp4")
    with Journal(tmp_path) as journal:
        journal.plan([job])
        with monkeypatch.context() as patched:
            patched.setattr(journal, "painted", die)
            with pytest.raises(Stopped):
                paint_clip(job, cast("Painter", FakePainter()), Conditions(), journal=journal)
    with Journal(tmp_path) as journal:
        known = journal.find(clip, job.way)
        assert known is not None
        assert known.holds_for(clip)
        assert journal.unfinished() == []


def test_pieces_of_another_way_of_painting_are_not_used(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "a.mp4", pan(FRAMES + 3, step=(1, 0)))

    def die_late(request: PaintRequest, _progress: Progress) -> None:
        counted.append(request)
        if len(counted) > FRAMES + 6:
            raise Stopped

    counted: list[PaintRequest] = []
    with pytest.raises(Stopped):
        paint(job_for(clip, tmp_path / "b.mp4"), FakePainter(before=die_late))
    assert paint(job_for(clip, tmp_path / "b.mp4", strength=50)).before == 0


def test_cancelling_leaves_no_result(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "a.mp4", pan(9))
    progress = Progress()
    with pytest.raises(Cancelled):
        paint(job_for(clip, tmp_path / "b.mp4"), FakePainter(before=lambda *_: progress.token.cancel()), progress)
    assert not (tmp_path / "b.mp4").exists()


def test_progress_rises_to_the_end(tmp_path: Path) -> None:
    told: list[float] = []
    clip = write_clip(tmp_path / "a.mp4", pan(9))
    paint(job_for(clip, tmp_path / "b.mp4"), progress=Progress(lambda fraction, _doing: told.append(fraction)))
    assert told == sorted(told)
    assert told[-1] == 1


def test_nothing_is_replaced_unasked(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "a.mp4", pan(3))
    (tmp_path / "b.mp4").write_bytes(b"mine")
    with pytest.raises(SaveError) as caught:
        paint(job_for(clip, tmp_path / "b.mp4"))
    assert caught.value.reason is SaveFault.EXISTS
    assert (tmp_path / "b.mp4").read_bytes() == b"mine"


def test_a_kind_of_file_that_is_not_written_is_refused_before_painting(tmp_path: Path) -> None:
    painter = FakePainter()
    with pytest.raises(SaveError) as caught:
        paint(job_for(write_clip(tmp_path / "a.mp4", pan(3)), tmp_path / "b.avi"), painter)
    assert isinstance(caught.value.reason, NotWritable)
    assert not painter.requests


def test_lower_quality_makes_a_smaller_file(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "a.mp4", pan(20))
    sizes = [paint(job_for(clip, tmp_path / f"{q}.mp4", quality=q)).path.stat().st_size for q in (100, 60, 10)]
    assert sizes == sorted(sizes, reverse=True)


def test_what_is_ahead_is_told(tmp_path: Path) -> None:
    job = job_for(write_clip(tmp_path / "a.mp4", pan(8)), tmp_path / "b.mp4")
    ahead = outlook(job, cast("Painter", FakePainter()), Conditions())
    assert (ahead.frames, str(ahead.size), ahead.seconds) == (8, "96 x 64", 12.0)
