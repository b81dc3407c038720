"""``stylizer paint`` as a person uses it: what comes out, what is said, which exit code."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from stylizer_app.adjustments import Adjustments
from stylizer_app.choices.recipe import Recipe
from stylizer_app.choices.style_settings import load_style, usual_for
from stylizer_app.engine.progress import Progress
from stylizer_app.engine.request import PaintRequest
from stylizer_app.errors import DeviceError, MemoryBudgetError
from stylizer_app.errors.device import Failed
from stylizer_app.errors.painting import TooLittleMemory
from stylizer_app.imaging.decode import read_metadata
from stylizer_app.imaging.recipe_text import extract_recipe
from stylizer_app.system import files, paths
from stylizer_app.system.file_names import numbered
from tests.cli.conftest import Run, names, write_photo
from tests.fake_painter import FakePainter
from tests.systems import need_name


def pixels(path: Path | str) -> np.ndarray:
    """The pixels of a file."""
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"))


def test_a_photo_and_a_painting_give_a_painted_file(run: Run, here: Path, painter: FakePainter) -> None:
    outcome = run("paint", "photo.png", "--style", "painting.jpg", "-o", "out.png")
    assert outcome.code == 0
    assert outcome.out.startswith("out.png  (24 x 16, cpu, 0.3")
    assert outcome.err == ""
    assert np.array_equal(pixels("out.png"), 255 - pixels("photo.png"))
    assert painter.closed


def test_every_flag_reaches_the_painter(run: Run, here: Path, painter: FakePainter) -> None:
    look = ("--strength", 70, "--brush", "broad", "--detail", 60, "--brushwork", 15)
    colours = ("--colors", "25%", "--vividness", 5)
    rest = ("--size", "50%", "--pack", "other", "--device", "cpu", "--memory", "2GB", "--quality", 80)
    styles = ("--style", "woodcut=2", "--style", "painting.jpg=0.5")
    assert run("paint", "photo.png", *styles, *look, *colours, *rest, "-o", "out.jpg").code == 0
    [request] = painter.requests
    assert request.adjustments == Adjustments(strength=70, brush=448, detail=60, brushwork=15, colors=25, vividness=5)
    assert (request.pack, request.device, request.memory) == ("other", "cpu", 2_000_000_000)
    assert [(style.name, style.weight) for style in request.styles] == [("woodcut", 2), ("painting", 0.5)]
    assert pixels("out.jpg").shape == (8, 12, 3)


def test_json_is_one_object_per_picture_with_everything_in_it(run: Run, here: Path) -> None:
    outcome = run("paint", "photo.png", "--style", "charcoal", "-o", "out.png", "--json")
    [told] = outcome.objects
    assert (told["input"], told["output"], told["pack"], told["device"]) == ("photo.png", "out.png", "builtin", "cpu")
    assert told["size"] == told["photo_size"] == [24, 16]
    assert told["octaves"] == [[24, 16]]
    assert (told["seconds"], told["octave_seconds"]) == ({"style": 0.1}, [0.25])
    assert told["peak_memory"] == 50_000_000
    assert told["forecast"] == {"seconds": 1.5, "memory": 10_000_000, "tiles": 4, "octaves": [[24, 16]]}


def test_quiet_says_nothing(run: Run, here: Path) -> None:
    outcome = run("paint", "photo.png", "--style", "charcoal", "-o", "out.png", "--quiet")
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")


def test_good_and_bad_files_together(run: Run, here: Path) -> None:
    (here / "empty.jpg").touch()
    (here / "text.jpg").write_text("not a picture")
    (here / "folder.jpg").mkdir()
    cut = write_photo(here / "whole.jpg", (400, 300)).read_bytes()
    (here / "cut.jpg").write_bytes(cut[: len(cut) // 2])
    bad = ["empty.jpg", "missing.jpg", "text.jpg", "folder.jpg", "cut.jpg"]
    outcome = run("paint", *bad, "photo.png", "whole.jpg", "--style", "charcoal", "-o", "out/", "--json")
    assert outcome.code == 1
    assert names("out") == ["photo.png", "whole.jpg"]
    assert len(outcome.complaints) == len(bad)
    for name, sentence in zip(bad, outcome.complaints, strict=True):
        assert name in sentence
        assert sentence.endswith(".")
    first, *pictures, last = outcome.objects
    assert (first["type"], first["pictures"]) == ("plan", 7)
    assert [told["input"] for told in pictures] == [*bad, "photo.png", "whole.jpg"]
    assert [told["type"] for told in pictures] == ["failed"] * 5 + ["painted"] * 2
    assert (last["type"], last["painted"], [one["input"] for one in last["failed"]]) == ("done", 2, bad)


def test_a_truncated_photo_is_painted_only_when_allowed(run: Run, here: Path) -> None:
    whole = write_photo(here / "whole.jpg", (400, 300), quality=95).read_bytes()
    (here / "cut.jpg").write_bytes(whole[: len(whole) * 2 // 3])
    refused = run("paint", "cut.jpg", "--style", "charcoal", "-o", "out.jpg")
    assert refused.code == 1
    assert "--allow-truncated" in refused.err
    allowed = run("paint", "cut.jpg", "--style", "cut.jpg", "-o", "out.jpg", "--allow-truncated")
    assert allowed.code == 0
    assert allowed.complaints == ['"cut.jpg": The file is incomplete; the missing part is left empty.']
    assert pixels("out.jpg").shape == (300, 400, 3)


def test_a_colour_profile_that_cannot_be_used_is_told(run: Run, here: Path) -> None:
    write_photo(here / "odd.png", icc_profile=b"no profile at all" * 20)
    told = run("paint", "odd.png", "--style", "charcoal", "-o", "out.png", "--json")
    assert told.code == 0
    assert "taken as sRGB" in told.objects[0]["notes"][0]
    assert len(told.complaints) == 1


def test_pictures_beyond_the_limit_are_refused_with_the_flag_that_raises_it(run: Run, here: Path) -> None:
    outcome = run("paint", "photo.png", "--style", "charcoal", "-o", "out.jpg", "--max-pixels", "0.0001")
    assert outcome.code == 1
    assert "--max-pixels" in outcome.err


def test_a_missing_style_is_wrong_use_and_the_right_one_is_proposed(run: Run, here: Path) -> None:
    outcome = run("paint", "photo.png", "--style", "woodcutt", "-o", "out.png")
    assert outcome.code == 2
    assert "Did you mean woodcut?" in outcome.err
    assert len(outcome.complaints) == 1
    assert "painting.jpg" in run("paint", "photo.png", "--style", "paintign.jpg", "-o", "out.png").err
    assert not (here / "out.png").exists()


def test_looks_are_found_however_they_are_written(run: Run, here: Path, painter: FakePainter) -> None:
    for name in ("great-wave", "Great Wave", "GREATWAVE"):
        assert run("paint", "photo.png", "--style", name, "-o", f"{name}.png").code == 0
    assert {request.styles[0].name for request in painter.requests} == {"great-wave"}


@pytest.mark.parametrize(
    "words",
    [
        ("paint",),
        ("paint", "photo.png", "--style", "charcoal"),
        ("paint", "photo.png", "-o", "out.png"),
        ("paint", "photo.png", "--style", "charcoal=0", "-o", "out.png"),
        ("paint", "photo.png", "--style", "charcoal", "-o", "out.png", "--pack", "nowhere"),
        ("paint", "photo.png", "--style", "charcoal", "-o", "out.png", "--device", "cuda"),
        ("paint", "photo.png", "--style", "charcoal", "-o", "out.png", "--device", "abacus"),
        ("paint", "photo.png", "--style", "charcoal", "-o", "out.png", "--strength", "151"),
        ("paint", "photo.png", "--style", "charcoal", "-o", "out.xyz"),
        ("paint", "photo.png", "--style", "photo.png/x", "-o", "out.png"),
        ("paint", "photo.png", "painting.jpg", "--style", "charcoal", "-o", "out.png"),
        ("paint", "photo.png", "--recipe", "photo.png", "-o", "out.png"),
        ("paint", "photo.png", "--recipe", "missing.png", "-o", "out.png"),
        ("paint", "photo.png", "--sty", "charcoal", "-o", "out.png"),
        ("--nonsense",),
    ],
)
def test_wrong_use_is_exit_code_2_and_nothing_is_written(run: Run, here: Path, words: tuple[str, ...]) -> None:
    before = names(here)
    outcome = run(*words)
    assert outcome.code == 2
    assert len(outcome.complaints) == 1
    assert outcome.out == ""
    assert names(here) == before


def test_a_misspelt_flag_is_told_the_right_one(run: Run) -> None:
    outcome = run("paint", "photo.png", "--style", "charcoal", "-o", "out.png", "--colours", "30")
    assert "Did you mean --colors?" in outcome.err


def test_existing_files_are_refused_unless_told_otherwise(run: Run, here: Path) -> None:
    paint = ("paint", "photo.png", "--style", "charcoal", "-o", "out.png")
    (here / "out.png").write_text("precious")
    refused = run(*paint)
    assert refused.code == 1
    assert "--overwrite" in refused.err
    skipped = run(*paint, "--overwrite", "skip", "--json")
    assert (skipped.code, skipped.objects[0]["skipped"]) == (0, "exists")
    assert (here / "out.png").read_text() == "precious"
    assert run(*paint, "--overwrite", "rename").out.startswith("out (2).png")
    assert run(*paint, "--overwrite", "replace").code == 0
    assert np.array_equal(pixels("out.png"), pixels("out (2).png"))


def test_on_a_terminal_the_person_is_asked(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("stylizer_app.cli.paint.is_interactive", lambda: True)
    answers = iter(["what\n", "y\n", "n\n", "r\n", "q\n"])
    monkeypatch.setattr("sys.stdin.readline", lambda: next(answers), raising=False)
    (here / "out.png").touch()
    paint = ("paint", "photo.png", "--style", "charcoal", "-o", "out.png")
    yes = run(*paint)
    assert yes.code == 0
    assert yes.err.count("Replace it, and all others that do?") == 2
    size = (here / "out.png").stat().st_size
    assert size > 0
    assert "skipped" in run(*paint).out
    assert run(*paint).out.startswith("out (2).png")
    assert run(*paint).code == 130


def test_a_photo_is_not_overwritten_by_its_painting(run: Run, here: Path) -> None:
    before = (here / "photo.png").read_bytes()
    outcome = run("paint", "photo.png", "--style", "charcoal", "-o", "./", "--overwrite", "replace")
    assert outcome.code == 1
    assert (here / "photo.png").read_bytes() == before
    styled = run("paint", "photo.png", "--style", "painting.jpg", "-o", "painting.jpg", "--overwrite", "replace")
    assert styled.code == 1


def test_a_read_only_folder_is_said_before_painting(
    run: Run, here: Path, painter: FakePainter, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "out").mkdir()

    def refused(path: Path, **_how: object) -> None:
        raise PermissionError(errno.EACCES, "no", str(path))

    monkeypatch.setattr(Path, "touch", refused)  # nothing binds the administrator, and folders on Windows
    outcome = run("paint", "photo.png", "--style", "charcoal", "-o", "out/")
    assert outcome.code == 1
    assert "may not write" in outcome.err
    assert not painter.requests


def test_a_full_disk_is_one_sentence_and_leaves_nothing(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("stylizer_app.system.files.os.fsync", full)
    outcome = run("paint", "photo.png", "--style", "charcoal", "-o", "out/")
    assert outcome.code == 1
    assert len(outcome.complaints) == 1
    assert "disk is full" in outcome.err
    assert names("out") == []


@pytest.mark.parametrize(
    "name",
    [
        "with space.png",
        "100% = done.png",
        'it\'s "quoted".png',
        "two\nlines.png",
        "tab\tand bell\a.png",
        "fotografía 日本 🎨.png",
        "-dash.png",
        "[red]markup[bold].png",
        "x" * 251 + ".png",
        "ü" * 125 + ".png",
    ],
)
def test_strange_names_come_through_and_every_message_is_one_line(run: Run, here: Path, name: str) -> None:
    write_photo(need_name(here / name))
    need_name(next(numbered(here / name)))
    told = run("paint", "--style", "charcoal", "-o", "out/", "--json", "--", name)
    assert told.code == 0
    assert told.objects[0]["input"] == name
    assert names("out") == [name]
    again = run("paint", "--style", "charcoal", "-o", "out/", "--", name)
    assert (again.code, len(again.complaints)) == (1, 1)
    assert run("paint", "--style", "charcoal", "-o", "out", "--overwrite", "rename", "--", name).code == 0
    assert len(names("out")) == 2
    assert len(run("paint", "--style", "charcoal", "-o", "fine/", "--", name).out.splitlines()) == 1


def test_names_that_are_no_text_at_all_come_through(run: Run, here: Path) -> None:
    try:
        name = os.fsdecode(b"latin\xe9.png")
        write_photo(here / "photo.png").rename(here / name)
    except (OSError, UnicodeDecodeError):
        pytest.skip("this file system takes text only")
    assert run("paint", name, "--style", "charcoal", "-o", "out/").code == 0
    assert names("out") == [name]


def test_one_picture_that_does_not_fit_into_memory_does_not_stop_the_others(
    run: Run, here: Path, painter: FakePainter
) -> None:
    troubles = iter([MemoryBudgetError(TooLittleMemory(2_000_000, 1_000_000)), MemoryError(), None])

    def before(_request: PaintRequest, _progress: Progress) -> None:
        if trouble := next(troubles):
            raise trouble

    painter.before = before
    write_photo(here / "third.png")
    outcome = run("paint", "photo.png", "painting.jpg", "third.png", "--style", "charcoal", "-o", "out/")
    assert outcome.code == 1
    assert len(outcome.complaints) == 6
    assert outcome.complaints[3] == "1 of 3 painted. These could not be:"
    assert '"photo.png": Painting this needs at least 2 MB' in outcome.err
    assert names("out") == ["third.png"]


def test_a_device_that_fails_ends_the_run_because_it_would_fail_for_all(
    run: Run, here: Path, painter: FakePainter
) -> None:
    def before(_request: PaintRequest, _progress: Progress) -> None:
        raise DeviceError(Failed("It is gone."), "cuda")

    painter.before = before
    outcome = run("paint", "photo.png", "painting.jpg", "--style", "charcoal", "-o", "out/")
    assert (outcome.code, len(painter.requests)) == (2, 1)
    assert outcome.complaints[1].startswith("stylizer: The device cuda failed while painting (It is gone.).")


@pytest.mark.expects_warnings
def test_a_fault_of_the_program_is_told_and_the_others_are_painted(run: Run, here: Path, painter: FakePainter) -> None:
    troubles = iter([ZeroDivisionError("oops"), None])

    def before(_request: PaintRequest, _progress: Progress) -> None:
        if trouble := next(troubles):
            raise trouble

    painter.before = before
    outcome = run("paint", "photo.png", "painting.jpg", "--style", "charcoal", "-o", "out/")
    assert outcome.code == 1
    assert "should not have happened: ZeroDivisionError: oops" in outcome.err
    assert len(names("out")) == 1


def test_a_painted_picture_carries_its_recipe_and_paints_others_by_it(
    run: Run, here: Path, painter: FakePainter
) -> None:
    look = ("--strength", 70, "--brush", 300, "--colors", 20, "--size", "50%")
    styles = ("--style", "painting.jpg=3", "--style", "woodcut")
    write_photo(here / "second.png", seed=5)
    for name in ("first.png", "first.jpg", "first.webp", "first.tif", "first.avif"):
        assert run("paint", "photo.png", *styles, *look, "-o", name).code == 0
        text = extract_recipe(read_metadata(here / name))
        assert text is not None
        recipe = Recipe.from_json(text)
        assert [(s.name, s.weight) for s in recipe.styles] == [("painting", 3), ("woodcut", 1)]
        assert (recipe.adjustments, recipe.size) == (Adjustments(strength=70, brush=300, colors=20), "50%")
        painted = run("paint", "second.png", "--recipe", name, "-o", f"again-{name}")
        assert painted.code == 0, painted.err
        assert extract_recipe(read_metadata(here / f"again-{name}")) == text
    first, *_, last = painter.requests
    assert first.adjustments == last.adjustments


def test_flags_change_a_recipe(run: Run, here: Path, painter: FakePainter) -> None:
    run("paint", "photo.png", "--style", "painting.jpg", "--strength", 70, "--colors", 30, "-o", "first.png")
    assert run("paint", "photo.png", "--recipe", "first.png", "--strength", 110, "-o", "a.png").code == 0
    assert run("paint", "photo.png", "--recipe", "first.png", "--style", "charcoal", "-o", "b.png").code == 0
    _, changed, restyled = painter.requests
    assert changed.adjustments == Adjustments(strength=110, colors=30)
    assert [style.name for style in restyled.styles] == ["charcoal"]
    assert restyled.adjustments == Adjustments(strength=70, colors=30)


def test_a_recipe_for_other_networks_uses_looks_again_or_says_what_is_missing(
    run: Run, here: Path, painter: FakePainter
) -> None:
    run("paint", "photo.png", "--style", "charcoal", "-o", "starter.png")
    run("paint", "photo.png", "--style", "painting.jpg", "-o", "own.png")
    assert run("paint", "photo.png", "--recipe", "starter.png", "--pack", "other", "-o", "a.png").code == 0
    assert painter.requests[-1].styles[0].name == "charcoal"
    refused = run("paint", "photo.png", "--recipe", "own.png", "--pack", "other", "-o", "b.png")
    assert refused.code == 2
    assert "painting" in refused.err


def test_stripping_leaves_the_recipe_out(run: Run, here: Path) -> None:
    run("paint", "photo.png", "--style", "charcoal", "--strip-metadata", "-o", "out.png")
    assert extract_recipe(read_metadata(here / "out.png")) is None


def test_preferences_are_the_defaults_of_the_flags(run: Run, here: Path, painter: FakePainter) -> None:
    from stylizer_app.choices import preferences

    preferences.save(preferences.Preferences().with_(strength=40, brush="fine", memory="1GB", overwrite="rename"))
    (here / "out.png").touch()
    assert run(
        "paint", "photo.png", "--style", "charcoal", "-o", "out.png", *("--brushwork", 15, "--colors", 10)
    ).out.startswith("out (2)")
    [request] = painter.requests
    assert request.adjustments == Adjustments(strength=40, brush=1280, brushwork=15, colors=10, vividness=10)
    assert request.memory == 10**9


def test_a_preference_out_of_range_is_told_and_the_default_painted_with(
    run: Run, here: Path, painter: FakePainter
) -> None:
    files.write_atomically(paths.preferences_file(), b'{"version": 1, "values": {"brush": "10", "colors": 30}}')
    outcome = run("paint", "photo.png", "--style", "charcoal", "-o", "out.png")
    assert outcome.code == 0
    assert "Brush cannot be '10'. Choose fine, medium, broad or a whole number from 64 to 4096." in outcome.err
    assert painter.requests[0].adjustments == usual_for((load_style("charcoal"),)).with_(colors=30)


def test_damaged_preferences_are_told_and_do_not_stop_the_run(run: Run, here: Path) -> None:
    files.write_atomically(paths.preferences_file(), b"{")
    outcome = run("paint", "photo.png", "--style", "charcoal", "-o", "out.png")
    assert outcome.code == 0
    assert "defaults are used" in outcome.err
