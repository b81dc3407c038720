"""A recipe says how a picture was painted, in words that survive a trip through a file."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from stylizer_app.adjustments import Adjustments
from stylizer_app.choices.amounts import SizeRule
from stylizer_app.choices.recipe import FORMAT, MASKED, Recipe, RecipeStyle, recipe_of
from stylizer_app.engine.request import PaintRequest, StyleVector, WeightedStyle
from stylizer_app.errors import UsageError
from stylizer_app.imaging.mask import Mask
from stylizer_app.imaging.picture import Picture
from tests.mutations import mutated

PHOTO = Picture(np.zeros((4, 6, 3), np.uint8))
FLOATS = st.floats(-1e5, 1e5, width=32)


def a_recipe(**changes: Any) -> Recipe:
    """A recipe of one painting."""
    style = RecipeStyle("woodcut", 2, (0.5, -1.25))
    return Recipe(**{"styles": (style,), "pack_checksum": "abc", **changes})


def broken(**changes: Any) -> str:
    """The JSON of a recipe with some values replaced."""
    return json.dumps({**json.loads(a_recipe().to_json()), **changes})


@given(hnp.arrays(np.float32, 100, elements=FLOATS), st.floats(0, 150), st.floats(0, 100), st.integers(64, 4096))
def test_style_vectors_and_settings_survive_exactly(
    values: np.ndarray[Any, np.dtype[np.float32]], strength: float, colors: float, brush: int
) -> None:
    style = WeightedStyle(StyleVector(values, "abc"), 0.3, 'quote " and ünï\n')
    request = PaintRequest(PHOTO, (style,), Adjustments(strength=strength, brush=brush, colors=colors))
    vectors = (StyleVector(values, "abc"),)
    recipe = recipe_of(request, vectors, pack_checksum="abc", size=SizeRule(percent=50))
    again = Recipe.from_json(recipe.to_json())
    assert again == recipe
    assert again.to_json() == recipe.to_json()
    [styled] = again.weighted_styles()
    assert isinstance(styled.style, StyleVector)
    assert np.array_equal(styled.style.values, values)
    assert (styled.weight, styled.name) == (0.3, 'quote " and ünï\n')
    assert again.adjustments == request.adjustments
    assert again.size_rule == SizeRule(percent=50)


def test_the_same_choices_give_the_same_text_whether_whole_numbers_or_not() -> None:
    style = WeightedStyle(StyleVector(np.ones(2, np.float32), "abc"), 1, "a")
    requests = [PaintRequest(PHOTO, (style,), Adjustments(strength=number)) for number in (70, 70.0)]
    texts = {recipe_of(r, (style.style,), pack_checksum="abc").to_json() for r in requests}  # type: ignore[arg-type]
    assert len(texts) == 1
    assert '"adjustments":{"strength":70,' in texts.pop()


def test_at_strength_0_there_are_no_style_vectors_to_write_down() -> None:
    style = WeightedStyle(PHOTO, 1, "woodcut")
    recipe = recipe_of(PaintRequest(PHOTO, (style,), Adjustments(strength=0)), (), pack_checksum="abc")
    assert not recipe.has_vectors
    assert Recipe.from_json(recipe.to_json()) == recipe


def test_what_a_newer_program_added_is_ignored() -> None:
    assert Recipe.from_json(broken(frame="gold")) == a_recipe()


def test_a_recipe_of_the_first_format_keeps_its_meaning() -> None:
    text = (
        '{"stylizer":1,"styles":[{"name":"woodcut","weight":2,"vector":[0.5,-1.25]}],"strength":70,"brush":300,'
        '"colors":12.5,"size":"50%","pack":"builtin","pack_checksum":"abc","version":"0.1.0"}'
    )
    adjustments = Adjustments(strength=70, brush=300, brushwork=0, colors=12.5, vividness=0)
    assert Recipe.from_json(text) == a_recipe(adjustments=adjustments, size="50%", version="0.1.0")


def test_what_a_recipe_lacks_is_as_usual() -> None:
    adjustments = '{"vividness":30,"brushwork":40,"colors":30}'
    text = f'{{"stylizer":2,"styles":[{{"name":"woodcut","weight":2,"vector":[]}}],"adjustments":{adjustments}}}'
    recipe = Recipe.from_json(text)
    assert recipe.adjustments == Adjustments(brushwork=40, colors=30)
    assert (recipe.size, recipe.pack) == ("original", "builtin")


def test_an_adjustment_of_a_newer_program_is_not_ignored() -> None:
    with pytest.raises(UsageError, match="newer version"):
        Recipe.from_json(broken(adjustments={"strength": 70, "later": 1}))


def test_a_recipe_in_a_newer_format_is_refused_with_advice() -> None:
    with pytest.raises(UsageError, match="newer version"):
        Recipe.from_json(broken(stylizer=MASKED + 1))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        "{" * 100_000,
        "9" * 2_000_000,
        broken(styles=[]),
        broken(styles=[{}] * 1000),
        broken(styles=[{"name": "a", "weight": 0, "vector": [1]}]),
        broken(styles=[{"name": "a", "weight": 1, "vector": [1e99]}]),
        broken(styles=[{"name": "a", "weight": 1, "vector": [1] * 5000}]),
        broken(styles=[{"name": 7, "weight": 1, "vector": [1]}]),
        broken(adjustments={"strength": 200}),
        broken(adjustments={"strength": True}),
        broken(adjustments={"strength": float("nan")}),
        broken(adjustments={"brush": "medium"}),
        broken(adjustments=[70]),
        broken(size="70000"),
        broken(size=None),
        broken(pack=None),
        broken(version="x" * 2000),
    ],
)
def test_a_damaged_recipe_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(UsageError) as error:
        Recipe.from_json(text)
    assert str(error.value).endswith(".")


def test_a_painting_of_a_recipe_that_lacks_share_or_numbers_has_the_usual_ones() -> None:
    named, numbered = {"name": "woodcut"}, {"vector": [1, 2]}
    assert Recipe.from_json(broken(styles=[named])).styles == (RecipeStyle("woodcut", 1, ()),)
    assert Recipe.from_json(broken(styles=[numbered])).styles == (RecipeStyle("", 1, (1, 2)),)
    with pytest.raises(UsageError, match="damaged"):
        Recipe.from_json(broken(styles=[{"weight": 1}]))


@given(mutated(json.loads(a_recipe(size="50%").to_json())))
def test_whatever_became_of_a_recipe_it_is_read_or_refused(text: str) -> None:
    try:
        recipe = Recipe.from_json(text)
    except UsageError:
        return
    assert Recipe.from_json(recipe.to_json()) == recipe


def test_a_mask_is_part_of_the_recipe_and_older_programs_are_told() -> None:
    coverage = np.zeros((40, 60), np.uint8)
    coverage[:, 20:] = 255
    style = WeightedStyle(StyleVector(np.ones(2, np.float32), "abc"), 1, "a")
    request = PaintRequest(PHOTO, (style,), mask=Mask(coverage))
    recipe = recipe_of(request, (style.style,), pack_checksum="abc")  # type: ignore[arg-type]
    again = Recipe.from_json(recipe.to_json())
    assert again == recipe
    assert again.paint_mask is not None
    assert np.array_equal(again.paint_mask.coverage, coverage)
    assert json.loads(recipe.to_json())["stylizer"] == MASKED
    assert json.loads(a_recipe().to_json())["stylizer"] == FORMAT
    assert "mask" not in json.loads(a_recipe().to_json())


@pytest.mark.parametrize("mask", ["iVBORw0KGgo=", "no mask", 7, ["x"]])
def test_a_recipe_whose_mask_is_damaged_is_damaged(mask: object) -> None:
    with pytest.raises(UsageError, match="damaged"):
        Recipe.from_json(broken(mask=mask))
