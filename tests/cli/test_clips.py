"""``stylizer paint`` with clips."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.video.clips import frames_of, pan, write_clip


def test_a_clip_becomes_a_painted_clip(run: Run, here: Path) -> None:
    write_clip(here / "clip.mp4", pan(6))
    done = run("paint", "clip.mp4", "--style", "woodcut", "-o", "painted.mp4")
    assert done.code == 0
    assert "6 frames of 96 x 64" in done.err
    assert "painted.mp4  (6 frames of 96 x 64)" in done.out
    assert len(frames_of(here / "painted.mp4")) == 6


def test_several_clips_go_into_a_folder_and_a_bad_one_stops_no_other(run: Run, here: Path) -> None:
    for name in ("a.mp4", "c.avi"):
        write_clip(here / name, pan(3), codec="libx264" if name == "a.mp4" else "mpeg4")
    (here / "b.mp4").write_bytes(b"no clip at all")
    done = run("paint", "a.mp4", "b.mp4", "c.avi", "--style", "woodcut", "-o", "out/", "--json")
    assert done.code == 1
    assert sorted(path.name for path in (here / "out").iterdir()) == ["a.mp4", "c.mp4"]
    assert [line["type"] for line in done.objects] == ["painted clip", "failed", "painted clip", "done"]
    assert "holds no moving pictures" in done.objects[1]["error"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("clip.mp4", "photo.png", "-o", "out/"), "runs of their own"),
        (("clip.mp4", "-o", "-"), "into a file"),
        (("clip.mp4", "-o", "painted.jpg"), ".mp4"),
        (("clip.mp4", "-o", "clip.mp4", "--overwrite", "replace"), "not replaced"),
        (("clip.mp4", "-o", "there.mp4"), "already exists"),
    ],
)
def test_what_cannot_be_is_told_before_painting(run: Run, here: Path, words: tuple[str, ...], said: str) -> None:
    write_clip(here / "clip.mp4", pan(3))
    (here / "there.mp4").write_bytes(b"mine")
    done = run("paint", *words, "--style", "woodcut")
    assert done.code != 0
    assert said in done.err
    assert (here / "there.mp4").read_bytes() == b"mine"


def test_without_the_packages_one_is_told_what_to_install(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_clip(here / "clip.mp4", pan(3))
    monkeypatch.setitem(__import__("sys").modules, "cv2", None)
    done = run("paint", "clip.mp4", "--style", "woodcut", "-o", "painted.mp4")
    assert done.code == 2
    assert "pip install av opencv-python-headless" in done.err


def test_clips_that_are_painted_already_are_skipped_when_a_run_goes_on(run: Run, here: Path) -> None:
    for name in ("a.mp4", "b.mp4"):
        write_clip(here / name, pan(3))
    whole = (here / "b.mp4").read_bytes()
    (here / "b.mp4").write_bytes(b"no clip")
    words = ("paint", "a.mp4", "b.mp4", "--style", "woodcut", "-o", "out/", "--resume", "--json")
    assert run(*words).code == 1
    (here / "b.mp4").write_bytes(whole)
    done = run(*words)
    assert done.code == 0
    assert [line["type"] for line in done.objects] == ["skipped", "painted clip", "done"]
    assert done.objects[0]["skipped"] == "unchanged"
