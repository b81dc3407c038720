"""A contact sheet: where its pictures lie, what stands under them, and what paper shows through."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import ImageFont

from stylizer_app.imaging import captions
from stylizer_app.imaging.captions import draw_line
from stylizer_app.imaging.contact_sheet import PAPER, Frame, columns_for, contact_sheet
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.picture import Picture


def flat(colour: tuple[int, int, int], alpha: int | None = None) -> Picture:
    samples = np.full((40, 60, 3), colour, np.uint8)
    return Picture(samples, None if alpha is None else np.full((40, 60), alpha, np.uint8))


def places(sheet: Picture, colour: tuple[int, int, int]) -> tuple[int, int]:
    """The upper left corner of what has this colour, and a check that it is 60 x 40."""
    rows, columns = np.nonzero((sheet.rgb == colour).all(axis=2))
    assert (np.ptp(columns) + 1, np.ptp(rows) + 1) == (60, 40)
    return int(columns.min()), int(rows.min())


def test_pictures_lie_in_rows_in_their_order() -> None:
    colours = [(200, 0, 0), (0, 200, 0), (0, 0, 200)]
    sheet = contact_sheet([Frame(flat(colour), "x") for colour in colours], columns=2)
    first, second, third = (places(sheet, colour) for colour in colours)
    assert first[1] == second[1] < third[1]
    assert first[0] == third[0] < second[0]


def test_every_picture_has_its_words_below_it_and_the_note_is_fainter() -> None:
    sheet = contact_sheet([Frame(flat((200, 0, 0)), "Night", "Ann Other"), Frame(flat((0, 200, 0)), "", "")], columns=2)
    left, top = places(sheet, (200, 0, 0))
    below = sheet.rgb[top + 40 :, left : left + 60].min(axis=(1, 2))
    inked = np.flatnonzero(below < 200)
    assert below[inked[:4]].min() < below[inked[-4:]].min() < 200
    blank, _ = places(sheet, (0, 200, 0))
    assert (sheet.rgb[top + 40 :, blank : blank + 60] == PAPER).all()


def test_a_long_title_ends_at_its_picture() -> None:
    sheet = contact_sheet([Frame(flat((200, 0, 0)), "A title that is far too long"), Frame(flat((0, 200, 0)), "")], 2)
    left, top = places(sheet, (200, 0, 0))
    assert (sheet.rgb[top + 40 :, left + 60 :] == PAPER).all()
    assert (sheet.rgb[top + 40 :, left : left + 60] < PAPER).any()


def test_paper_shows_where_a_picture_is_transparent() -> None:
    sheet = contact_sheet([Frame(flat((200, 0, 0), alpha=0), "")], 1)
    assert (sheet.rgb == PAPER).all()


@pytest.mark.parametrize(
    ("shape", "count", "columns"), [((3, 2), 20, 5), ((2, 3), 20, 8), ((3, 2), 1, 1), ((3, 2), 4, 2)]
)
def test_a_sheet_is_about_as_wide_as_a_screen(shape: tuple[int, int], count: int, columns: int) -> None:
    width, height = shape
    found = columns_for(count, Size(width * 100, height * 100))
    assert abs(found - columns) <= 1
    assert 1 <= found <= count


def test_without_the_systems_fonts_accents_are_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(name: str, size: int) -> None:
        raise OSError(name)

    captions._font.cache_clear()
    carried = ImageFont.load_default(16)
    monkeypatch.setattr(captions.ImageFont, "load_default", lambda _pixels: carried)
    monkeypatch.setattr(captions.ImageFont, "truetype", missing)
    drawn = []
    for text in ("Bibémus ’90", "Bibemus '90", "中"):
        samples = np.full((30, 200, 3), 255, np.uint8)
        draw_line(samples, text, 0, 0, 200, 16, (0, 0, 0))
        drawn.append(samples)
    captions._font.cache_clear()
    assert np.array_equal(drawn[0], drawn[1])
    assert drawn[0].min() < 60
    assert drawn[2].min() < 60
