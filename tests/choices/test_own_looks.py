"""Looks of a person's own are small files that are read strictly; a folder of paintings is one style."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from stylizer_app.adjustments import Adjustments
from stylizer_app.choices.artist import MOST, paintings_in, read_artist
from stylizer_app.choices.own_looks import (
    MOST_BYTES,
    MOST_PICTURE_BYTES,
    OwnLook,
    OwnStyle,
    from_json,
    looks_in,
    named,
    read_look,
    write_look,
)
from stylizer_app.choices.recipe import Recipe, RecipeStyle
from stylizer_app.choices.style_settings import load_style, usual_for
from stylizer_app.engine.request import Look, Mixture, StyleVector
from stylizer_app.errors import PictureError, StyleError, StylizerError
from stylizer_app.errors.painting import StyleFault
from stylizer_app.imaging.picture import Picture
from tests.mutations import mutated

RECIPE = Recipe(
    (RecipeStyle("woodcut", 2, ()), RecipeStyle("my painting", 1, tuple(n / 7 for n in range(300)))),
    adjustments=Adjustments(strength=80, colors=30),
    size="50%",
    pack_checksum="abc",
    mask="iVBORw0KGgo=",
)
LOOK = named("Evening", RECIPE)


def content(**changes: Any) -> str:
    return json.dumps({**json.loads(LOOK.to_json()), **changes})


def test_a_look_is_written_small_and_read_again(tmp_path: Path) -> None:
    file = write_look(LOOK, tmp_path / "evening.stylizer-look")
    assert read_look(file) == LOOK
    assert file.stat().st_size < 10_000
    assert (LOOK.recipe.size, LOOK.recipe.mask) == ("original", "")


def test_a_look_may_carry_its_picture(tmp_path: Path) -> None:
    pictured = replace(LOOK, picture=b"\xff\xd8 a JPEG file's bytes")
    assert read_look(write_look(pictured, tmp_path / "pictured.stylizer-look")) == pictured
    assert pictured.digest == LOOK.digest


def test_a_look_is_painted_like_a_painting_with_its_own_adjustments(tmp_path: Path) -> None:
    style = load_style(write_look(LOOK, tmp_path / "x.stylizer-look"), 3)
    assert isinstance(style, OwnStyle)
    assert (style.weight, style.name) == (3, "Evening")
    assert isinstance(style.style, Mixture)
    first, second = style.style.styles
    assert isinstance(first.style, Look)
    assert isinstance(second.style, StyleVector)
    assert (first.weight, second.weight, second.style.pack) == (2, 1, "abc")
    assert usual_for([style]) == Adjustments(strength=80, colors=30)


def test_a_look_of_one_painting_is_that_painting() -> None:
    look = named("One", Recipe((RecipeStyle("charcoal", 0.3, ()),)))
    assert isinstance(look.style(), Look)


def test_an_own_painting_that_is_called_like_a_look_stays_itself() -> None:
    look = named("Mine", Recipe((RecipeStyle("woodcut", 1, (0.5, 1.0)),), pack_checksum="abc"))
    assert isinstance(look.style(), StyleVector)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", StyleFault.LOOK_DAMAGED),
        (b"\xff\xfe\x00", StyleFault.LOOK_DAMAGED),
        (b"{" * 5000, StyleFault.LOOK_DAMAGED),
        (b"x" * (MOST_BYTES + 1), StyleFault.LOOK_TOO_LARGE),
        (b"[]", StyleFault.LOOK_DAMAGED),
        (content(name=7).encode(), StyleFault.LOOK_DAMAGED),
        (content(name=" \n ").encode(), StyleFault.LOOK_DAMAGED),
        (content(recipe=[]).encode(), StyleFault.LOOK_DAMAGED),
        (content(recipe={}).encode(), StyleFault.LOOK_DAMAGED),
        (content(recipe={"stylizer": 2, "styles": [{"name": "nobody knows"}]}).encode(), StyleFault.LOOK_DAMAGED),
        (content(recipe={"stylizer": 2, "styles": [{"vector": ["a"]}]}).encode(), StyleFault.LOOK_DAMAGED),
        (content(recipe={"stylizer": 99, "styles": []}).encode(), StyleFault.LOOK_TOO_NEW),
        (content(**{"stylizer-look": 2}).encode(), StyleFault.LOOK_TOO_NEW),
        (content(**{"stylizer-look": True}).encode(), StyleFault.LOOK_DAMAGED),
        (content(**{"stylizer-look": None}).encode(), StyleFault.LOOK_DAMAGED),
        (content(picture=7).encode(), StyleFault.LOOK_DAMAGED),
        (content(picture="not base64!").encode(), StyleFault.LOOK_DAMAGED),
        (content(picture="A" * 4 * (MOST_PICTURE_BYTES // 3 + 1)).encode(), StyleFault.LOOK_DAMAGED),
    ],
)
def test_what_is_no_look_is_refused_with_its_name(tmp_path: Path, data: bytes, fault: StyleFault) -> None:
    file = tmp_path / "odd.stylizer-look"
    file.write_bytes(data)
    with pytest.raises(StyleError) as caught:
        read_look(file)
    assert (caught.value.reason, caught.value.subject) == (fault, file)
    assert "odd.stylizer-look" in str(caught.value)


@pytest.mark.parametrize("name", ["missing.stylizer-look", ".", "a\0b.stylizer-look"])
def test_a_file_that_cannot_be_read_is_said_to_be(tmp_path: Path, name: str) -> None:
    with pytest.raises(StyleError) as caught:
        read_look(tmp_path / name)
    assert caught.value.reason is StyleFault.LOOK_UNREADABLE


@given(mutated(json.loads(LOOK.to_json())))
def test_whatever_became_of_a_look_it_is_read_or_refused(text: str) -> None:
    try:
        look = from_json(text)
    except (ValueError, StylizerError):
        return
    assert isinstance(look, OwnLook)
    assert from_json(look.to_json()) == look


@given(st.text(max_size=300))
def test_any_name_becomes_one_line(name: str) -> None:
    short = named(name, RECIPE).name
    assert len(short) <= 80
    assert "\n" not in short
    assert short == short.strip()


def test_the_looks_of_a_folder_are_listed_by_name(tmp_path: Path) -> None:
    for name in ("b.stylizer-look", "A.stylizer-look", "c.txt"):
        (tmp_path / name).touch()
    assert [path.stem for path in looks_in(tmp_path)] == ["A", "b"]
    assert looks_in(tmp_path / "nowhere") == []


@pytest.fixture
def paintings(tmp_path: Path) -> Path:
    """A folder with two paintings, a text, a hidden file and a subfolder."""
    folder = tmp_path / "Monet"
    (folder / "more").mkdir(parents=True)
    for number, name in enumerate(("b.png", "a.jpg", "more/c.png", ".hidden.png")):
        Image.new("RGB", (1200, 900), (number * 60, 100, 0)).save(folder / name)
    (folder / "notes.txt").write_text("water lilies")
    return folder


def test_a_folder_is_the_mean_of_the_paintings_in_it(paintings: Path) -> None:
    style = load_style(paintings, 2)
    assert (style.name, style.weight) == ("Monet", 2)
    assert isinstance(style.style, Mixture)
    assert [part.weight for part in style.style.styles] == [1, 1]
    for part in style.style.styles:
        assert isinstance(part.style, Picture)
        assert part.style.size.short_side == 768


def test_an_empty_folder_and_a_broken_painting_are_named(paintings: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(StyleError) as caught:
        load_style(tmp_path / "empty")
    assert (caught.value.reason, caught.value.subject) == (StyleFault.NO_PAINTINGS, tmp_path / "empty")
    (paintings / "broken.png").write_bytes(b"no picture")
    with pytest.raises(PictureError) as broken:
        read_artist(paintings)
    assert broken.value.subject == paintings / "broken.png"


def test_of_very_many_paintings_some_are_taken_from_all_over(tmp_path: Path) -> None:
    for number in range(250):
        (tmp_path / f"{number:03}.png").touch()
    found = paintings_in(tmp_path)
    assert len(found) == MOST
    assert found[0].stem == "000"
    assert int(found[-1].stem) >= 247
    assert np.ptp(np.diff([int(path.stem) for path in found])) <= 1
