"""``stylizer sheet`` as a person uses it: one picture of all looks, or of strengths and brushes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from stylizer_app.choices.styles import paintable
from stylizer_app.engine.progress import Progress
from stylizer_app.engine.request import PaintRequest
from stylizer_app.errors import Cancelled
from tests.cli.conftest import Run, names
from tests.fake_painter import FakePainter


def test_all_looks_of_a_photo_become_one_picture(run: Run, here: Path, painter: FakePainter) -> None:
    outcome = run("sheet", "photo.png", "-o", "sheet.jpg")
    assert (outcome.code, outcome.err) == (0, "")
    assert {request.styles[0].name for request in painter.requests} == paintable(())
    with Image.open("sheet.jpg") as sheet:
        assert sheet.format == "JPEG"
        assert outcome.out == f"sheet.jpg  ({sheet.width} x {sheet.height})\n"
    assert painter.closed


def test_own_paintings_in_strengths_and_brushes(run: Run, here: Path, painter: FakePainter) -> None:
    ways = ("--strengths", 50, "100", "--brushes", "fine", "broad", "--colors", "photo", "--size", 64)
    assert run("sheet", "photo.png", "--styles", "painting.jpg", "woodcut", *ways, "-o", "sheet.webp").code == 0
    asked = [(r.styles[0].name, r.adjustments.strength, r.adjustments.brush) for r in painter.requests]
    assert asked == [(n, s, b) for n in ("painting", "woodcut") for s in (50, 100) for b in (1280, 448)]
    assert {request.adjustments.colors for request in painter.requests} == {100}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("missing.png", "-o", "sheet.jpg"), "missing.png"),
        (("photo.png", "-o", "sheet.xyz"), "xyz"),
        (("photo.png", "-o", "photo.png", "--overwrite", "replace"), "photo.png"),
        (("photo.png", "-o", "sheet.jpg", "--styles", "wodcut"), "woodcut"),
        (("photo.png", "-o", "sheet.jpg", "--strengths", "200"), "0 to 150"),
        (("photo.png", "-o", "sheet.jpg", "--size", "9"), "64 to 4096"),
        (("photo.png", "-o", "sheet.jpg", "--device", "nothing"), "--device"),
    ],
)
def test_what_is_wrong_is_one_line_and_nothing_is_written(
    run: Run, here: Path, words: tuple[str, ...], says: str
) -> None:
    before = names(here)
    outcome = run("sheet", *words)
    assert outcome.code == 2
    assert says in outcome.err
    assert len(outcome.complaints) == 1
    assert names(here) == before


def test_an_existing_sheet_is_kept_unless_told_otherwise(run: Run, here: Path) -> None:
    Path("sheet.png").write_bytes(b"mine")
    assert run("sheet", "photo.png", "-o", "sheet.png").code == 2
    assert run("sheet", "photo.png", "-o", "sheet.png", "--overwrite", "skip").out == "sheet.png  (exists, skipped)\n"
    assert Path("sheet.png").read_bytes() == b"mine"
    assert run("sheet", "photo.png", "-o", "sheet.png", "--overwrite", "replace").code == 0
    assert Path("sheet.png").read_bytes() != b"mine"


def test_ctrl_c_leaves_no_half_sheet(run: Run, here: Path, painter: FakePainter) -> None:
    def stop(_request: PaintRequest, _progress: Progress) -> None:
        raise Cancelled

    painter.before = stop
    outcome = run("sheet", "photo.png", "-o", "sheet.png")
    assert outcome.code == 130
    assert not Path("sheet.png").exists()
    assert painter.closed


def test_quiet_says_nothing(run: Run, here: Path) -> None:
    outcome = run("sheet", "photo.png", "--styles", "woodcut", "-o", "sheet.png", "--quiet")
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
