"""Templates for names: what they can say, what they must not, and what they say by themselves."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from stylizer_app.errors import UsageError
from stylizer_app.many.names import FIELDS, NameTemplate, usual_name

VALUES = {name: name.upper() for name in FIELDS}


def test_every_field_can_be_named() -> None:
    text = " ".join(f"{{{field}}}" for field in FIELDS)
    assert NameTemplate(text).filled(VALUES) == PurePosixPath("PHOTO LOOK STRENGTH BRUSH N DATE FOLDER")


def test_a_slash_makes_a_folder_but_not_one_within_a_value() -> None:
    filled = NameTemplate("{folder}/{photo}-{look}").filled({**VALUES, "look": "day/night\\dusk"})
    assert filled == PurePosixPath("FOLDER/PHOTO-day-night-dusk")


def test_braces_and_percent_signs_that_are_no_fields_are_written_as_python_has_it() -> None:
    assert NameTemplate("{{100 %}} {n}").filled(VALUES) == PurePosixPath("{100 %} N")


def test_the_suffix_of_a_picture_chooses_the_format_and_any_other_is_part_of_the_name() -> None:
    painted = NameTemplate("{photo}.painted.PNG")
    assert painted.format is not None
    assert (painted.format.name, painted.filled(VALUES)) == ("png", PurePosixPath("PHOTO.painted"))
    assert NameTemplate("{photo}.heic").format is None
    assert NameTemplate("{photo}.v2").filled(VALUES) == PurePosixPath("PHOTO.v2")


@pytest.mark.parametrize(
    "text",
    ["", "/", "{photo}/", "/{photo}", "../{photo}", "{photo", "{}", "{size}", "{photo!r}", "{n:03}", "{photo.stem}"],
)
def test_what_is_no_name_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="The name of the results"):
        NameTemplate(text)


@pytest.mark.parametrize(
    ("template", "values", "name"),
    [
        ("{folder}/{photo}", {"folder": "", "photo": "at the top of a disk"}, "at the top of a disk"),
        ("{folder}", {"folder": ""}, "-"),
        ("{photo}/{n}", {"photo": "..", "n": "1"}, "--/1"),
    ],
)
def test_no_photo_leads_out_of_the_folder_for_results(template: str, values: dict[str, str], name: str) -> None:
    assert NameTemplate(template).filled(values) == PurePosixPath(name)


@pytest.mark.parametrize(
    ("looks", "strengths", "expected"),
    [(1, 1, "{photo}"), (3, 1, "{photo} {look}"), (1, 2, "{photo} {strength}"), (2, 2, "{photo} {look} {strength}")],
)
def test_the_usual_name_tells_results_of_one_photo_apart(looks: int, strengths: int, expected: str) -> None:
    assert usual_name(looks=looks, strengths=strengths).text == expected
