"""Many pictures from the command line: folders, looks and strengths, names, what exists already, going on later."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from stylizer_app.errors import SaveError
from stylizer_app.errors.save import SaveFault
from stylizer_app.many.jobs import Job
from stylizer_app.many.journal import Journal
from tests.cli.conftest import Outcome, Run, names, write_photo
from tests.fake_painter import FakePainter

LOOK = ("--style", "charcoal")


@pytest.fixture
def album(here: Path) -> Path:
    """Three photos in a folder and one inside, and one that is broken."""
    (here / "album" / "day 1").mkdir(parents=True)
    for seed, name in enumerate(("a.png", "b.jpg", "day 1/a.png")):
        write_photo(here / "album" / name, seed=seed)
    (here / "album" / "day 1" / "broken.jpg").write_text("not a picture")
    return here / "album"


def tree(folder: Path | str) -> list[str]:
    """Everything in a folder that is not hidden."""
    files = (path for path in Path(folder).rglob("*") if path.is_file() and not path.name.startswith("."))
    return sorted(path.relative_to(folder).as_posix() for path in files)


def lines(outcome: Outcome, kind: str) -> list[str]:
    """The inputs of all JSON objects of a type."""
    return [Path(told["input"]).as_posix() for told in outcome.objects if told["type"] == kind]


def test_a_folder_is_painted_and_with_r_what_lies_inside_too_in_the_same_folders(run: Run, album: Path) -> None:
    assert run("paint", "album", *LOOK, "-o", "flat/").code == 0
    assert tree("flat") == ["a.png", "b.jpg"]
    outcome = run("paint", "album", "-r", *LOOK, "-o", "deep", "--json")
    assert (outcome.code, tree("deep")) == (1, ["a.png", "b.jpg", "day 1/a.png"])
    assert lines(outcome, "failed") == ["album/day 1/broken.jpg"]


def test_results_inside_the_folder_are_not_painted_again(run: Run, album: Path, painter: FakePainter) -> None:
    for _ in range(2):
        run("paint", "album", "-r", *LOOK, "-o", "album/painted", "--overwrite", "replace")
    assert len(painter.requests) == 6
    assert tree("album/painted") == ["a.png", "b.jpg", "day 1/a.png"]


def test_every_photo_in_every_look_and_strength(run: Run, album: Path, painter: FakePainter) -> None:
    words = ("--style-each", "charcoal", "woodcut=2", "--strength-each", 60, 100, "-o", "out", "--json")
    outcome = run("paint", "album", *words)
    assert outcome.objects[0]["pictures"] == 8
    ways = [f"{look} {strength}" for look in ("charcoal", "woodcut") for strength in (100, 60)]
    assert tree("out") == sorted(f"{photo[0]} {way}{photo[1:]}" for photo in ("a.png", "b.jpg") for way in ways)
    assert {request.adjustments.strength for request in painter.requests} == {60, 100}


def test_what_style_names_is_mixed_into_each(run: Run, here: Path, painter: FakePainter) -> None:
    run("paint", "photo.png", *LOOK, "--style-each", "woodcut", "ink-wash=3", "-o", "out/")
    mixtures = [[(style.name, style.weight) for style in request.styles] for request in painter.requests]
    assert mixtures == [[("charcoal", 1), ("woodcut", 1)], [("charcoal", 1), ("ink-wash", 3)]]
    assert names("out") == ["photo charcoal+ink-wash.png", "photo charcoal+woodcut.png"]


def test_a_template_names_the_results(run: Run, album: Path) -> None:
    taken = Image.Exif()
    taken.get_ifd(0x8769)[0x9003] = "2024:05:17 10:11:12"
    write_photo(album / "b.jpg", exif=taken)
    os.utime(album / "a.png", (1_600_000_000, 1_600_000_000))
    template = "{folder}/{n} {date} {photo} {look} {strength} {brush}.webp"
    assert run("paint", "album", *LOOK, "--strength", 70, "--name", template, "-o", "out").code == 0
    assert tree("out/album") == ["1 2020-09-13 a charcoal 70 medium.webp", "2 2024-05-17 b charcoal 70 medium.webp"]


def test_a_template_that_means_nothing_is_wrong_use(run: Run, here: Path) -> None:
    outcome = run("paint", "photo.png", *LOOK, "--name", "{size}", "-o", "out/")
    assert outcome.code == 2
    assert "The name of the results cannot be '{size}'" in outcome.err


def test_count_and_forecast_come_before_everything_else(run: Run, album: Path) -> None:
    told = run("paint", "album", *LOOK, "-o", "out")
    assert told.complaints[0] == "2 pictures to paint: about 3 s, about 1 MB on the disk."
    plan = run("paint", "album", *LOOK, "-o", "again", "--json").objects[0]
    assert (plan["type"], plan["pictures"], plan["seconds"], plan["skipped"]) == ("plan", 2, 3.0, 0)
    assert 500 < plan["bytes"] < 5000


def test_changed_replaces_only_what_another_recipe_painted(run: Run, album: Path, painter: FakePainter) -> None:
    paint = ("paint", "album", "-o", "out", "--overwrite", "changed", "--json")
    assert run(*paint, *LOOK).code == 0
    same = run(*paint, *LOOK)
    assert (lines(same, "skipped"), lines(same, "painted")) == (["album/a.png", "album/b.jpg"], [])
    assert lines(run(*paint, *LOOK, "--strength", 70), "painted") == ["album/a.png", "album/b.jpg"]
    assert lines(run(*paint, "--style", "painting.jpg", "--strength", 70), "painted") == ["album/a.png", "album/b.jpg"]


def test_a_run_goes_on_where_the_one_before_ended(run: Run, album: Path, painter: FakePainter) -> None:
    paint = ("paint", "album", "-r", *LOOK, "-o", "out", "--resume", "--json")
    first = run(*paint)
    assert (first.code, len(lines(first, "painted")), lines(first, "failed")) == (1, 3, ["album/day 1/broken.jpg"])
    second = run(*paint)
    assert (second.code, lines(second, "painted"), lines(second, "failed")) == (1, [], ["album/day 1/broken.jpg"])
    assert {told["skipped"] for told in second.objects if told["type"] == "skipped"} == {"unchanged"}
    assert len(painter.requests) == 3
    write_photo(album / "day 1" / "broken.jpg", seed=9)
    write_photo(album / "a.png", seed=8)
    third = run(*paint)
    assert (third.code, lines(third, "painted")) == (0, ["album/a.png", "album/day 1/broken.jpg"])
    assert tree("out") == ["a.png", "b.jpg", "day 1/a.png", "day 1/broken.jpg"]


def test_names_given_once_stay_when_a_run_goes_on(run: Run, album: Path) -> None:
    paint = ("paint", "album/a.png", "album/day 1/a.png", *LOOK, "-o", "out", "--resume", "--json")
    run(*paint)
    Path("out/a.png").unlink()
    again = run(*paint)
    assert [told["output"] for told in again.objects if told["type"] == "painted"] == [str(Path("out/a.png"))]
    assert tree("out") == ["a (2).png", "a.png"]


def test_another_way_of_painting_is_another_picture_and_asks_about_what_exists(run: Run, album: Path) -> None:
    paint = ("paint", "album", "-o", "out", "--resume", "--json")
    run(*paint, *LOOK)
    refused = run(*paint, *LOOK, "--strength", 50)
    assert (refused.code, len(lines(refused, "failed"))) == (1, 2)
    assert len(lines(run(*paint, *LOOK, "--strength", 50, "--overwrite", "replace"), "painted")) == 2
    assert len(lines(run(*paint, *LOOK, "--strength", 50), "skipped")) == 2


def test_results_beside_their_photos_are_no_photos_in_the_next_run(run: Run, album: Path, painter: FakePainter) -> None:
    paint = ("paint", "album", *LOOK, "--name", "{photo} {look}", "-o", "album", "--resume")
    assert (run(*paint).code, run(*paint).code) == (0, 0)
    assert len(painter.requests) == 2


def test_going_on_needs_a_folder(run: Run, here: Path) -> None:
    outcome = run("paint", "photo.png", *LOOK, "-o", "out.png", "--resume")
    assert (outcome.code, len(outcome.complaints)) == (2, 1)


@pytest.mark.parametrize(
    "words",
    [("-", "photo.png", *LOOK, "-o", "out/"), ("photo.png", *LOOK, "-o", "-", "--json"),
     ("photo.png", "painting.jpg", *LOOK, "-o", "-"), ("-", *LOOK, "-o", "out", "--resume")],
)  # fmt: skip
def test_standard_streams_are_for_one_picture(run: Run, here: Path, words: tuple[str, ...]) -> None:
    outcome = run("paint", *words)
    assert (outcome.code, len(outcome.complaints), outcome.out) == (2, 1, "")


@pytest.mark.parametrize("more", [(), ("--resume",)])
def test_what_is_named_twice_is_painted_once(run: Run, album: Path, more: tuple[str, ...]) -> None:
    words = (
        "album/a.png",
        "album",
        album / "a.png",
        "--style-each",
        "charcoal",
        "charcoal",
        "--strength-each",
        60,
        60.0,
    )
    assert run("paint", *words, "-o", "out", *more).code == 0
    assert tree("out") == ["a charcoal 60.png", "b charcoal 60.jpg"]


def test_a_folder_without_photos_is_said_and_stops_no_other(run: Run, here: Path) -> None:
    (here / "empty").mkdir()
    outcome = run("paint", "empty", "photo.png", *LOOK, "-o", "out/")
    assert (outcome.code, tree("out")) == (1, ["photo.png"])
    assert 'No photo lies in "empty"' in outcome.err


@pytest.mark.parametrize("words", [("", "-o", "out"), ("photo.png", "-o", ""), ("photo.png", "-o", "out", "--series=")])
def test_an_empty_word_is_not_the_current_folder(run: Run, here: Path, words: tuple[str, ...]) -> None:
    before = tree(here)
    outcome = run("paint", *words, *LOOK)
    assert (outcome.code, len(outcome.complaints), tree(here)) == (2, 1, before)
    assert "empty" in outcome.err


def test_a_run_that_cannot_go_on_says_why_and_what_is_painted(
    run: Run, album: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(journal: Journal, job: Job, *_: object) -> None:
        if job.photo.name == "b.jpg":
            raise SaveError(SaveFault.DISK_FULL, journal.path)

    monkeypatch.setattr(Journal, "placing", full)
    outcome = run("paint", "album", *LOOK, "-o", "out", "--resume", "--json")
    assert (outcome.code, tree("out")) == (1, ["a.png"])
    assert outcome.err.count("the disk is full") == 1
    assert outcome.objects[-1] == {"type": "done", "painted": 1, "skipped": 0, "failed": []}


def test_a_series_is_painted_like_one_photo(run: Run, album: Path, painter: FakePainter) -> None:
    paint = ("paint", "album", *LOOK, "-o", "out", "--resume", "--json")
    assert run(*paint, "--series", "album/b.jpg").code == 0
    key, *others = painter.requests
    series = {request.series.digest for request in others if request.series}
    assert (key.series, len(others), len(series)) == (None, 2, 1)
    assert len(lines(run(*paint, "--series", "album/b.jpg"), "skipped")) == 2
    assert len(lines(run(*paint, "--series", "album/a.png", "--overwrite", "replace"), "painted")) == 2
    assert run("paint", "album", *LOOK, "--series", "missing.jpg", "-o", "new").code == 2


def test_a_series_of_all_photos_is_painted_like_their_mean(run: Run, album: Path, painter: FakePainter) -> None:
    assert run("paint", "album", "-r", *LOOK, "--series", "all", "-o", "out").code == 1
    keys = [request for request in painter.requests if request.series is None]
    hands = [request.series.own for request in painter.requests if request.series]
    readable = [Path("album", name) for name in ("a.png", "b.jpg", "day 1/a.png")]
    assert [request.photo.source for request in keys] == readable
    mean = np.mean([request.photo.rgb.mean((0, 1)) for request in keys], axis=0)
    assert len(hands) == 3
    assert np.allclose(hands, mean, atol=1e-3)


def test_a_watched_folder_has_no_series_of_all_its_photos(run: Run, album: Path) -> None:
    outcome = run("paint", "album", *LOOK, "--series", "all", "--watch", "-o", "out")
    assert (outcome.code, len(outcome.complaints)) == (2, 1)
