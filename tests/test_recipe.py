"""A recipe says how a picture was painted, in words that survive a trip through a file."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from stylizer_app.amounts import SizeRule
from stylizer_app.engine.request import PaintRequest, StyleVector, WeightedStyle
from stylizer_app.errors import UsageError
from stylizer_app.imaging.picture import Picture
from stylizer_app.recipe import Recipe, RecipeStyle, recipe_of

PHOTO = Picture(np.zeros((4, 6, 3), np.uint8))
FLOATS = st.floats(-1e5, 1e5, width=32)


def a_recipe(**changes: Any) -> Recipe:
    """A recipe of one painting."""
    style = RecipeStyle("woodcut", 2, (0.5, -1.25))
    return Recipe(**{"styles": (style,), "pack_checksum": "abc", **changes})


def broken(**changes: Any) -> str:
    """The JSON of a recipe with some values replaced."""
    return json.dumps({**json.loads(a_recipe().to_json()), **changes})


@given(hnp.arrays(np.float32, 100, elements=FLOATS), st.floats(0, 1.5), st.floats(0, 1), st.integers(64, 4096))
def test_style_vectors_and_settings_survive_exactly(
    values: np.ndarray[Any, np.dtype[np.float32]], strength: float, colors: float, brush: int
) -> None:
    style = WeightedStyle(StyleVector(values, "abc"), 0.3, 'quote " and ünï\n')
    request = PaintRequest(PHOTO, (style,), strength=strength, brush=brush, colors=colors)
    vectors = (StyleVector(values, "abc"),)
    recipe = recipe_of(request, vectors, pack_checksum="abc", size=SizeRule(percent=50))
    again = Recipe.from_json(recipe.to_json())
    assert again == recipe
    assert again.to_json() == recipe.to_json()
    [styled] = again.weighted_styles()
    assert isinstance(styled.style, StyleVector)
    assert np.array_equal(styled.style.values, values)
    assert (styled.weight, styled.name) == (0.3, 'quote " and ünï\n')
    assert again.strength == pytest.approx(strength * 100, abs=1e-6)
    assert again.size_rule == SizeRule(percent=50)


def test_the_same_choices_give_the_same_text_whether_whole_numbers_or_not() -> None:
    style = WeightedStyle(StyleVector(np.ones(2, np.float32), "abc"), 1, "a")
    requests = [PaintRequest(PHOTO, (style,), strength=s, colors=c) for s, c in ((0.7, 0.29), (70 / 100, 29 / 100))]
    texts = {recipe_of(r, (style.style,), pack_checksum="abc").to_json() for r in requests}  # type: ignore[arg-type]
    assert len(texts) == 1
    assert '"strength":70,' in texts.pop()


def test_at_strength_0_there_are_no_style_vectors_to_write_down() -> None:
    style = WeightedStyle(PHOTO, 1, "woodcut")
    recipe = recipe_of(PaintRequest(PHOTO, (style,), strength=0), (), pack_checksum="abc")
    assert not recipe.has_vectors
    assert Recipe.from_json(recipe.to_json()) == recipe


def test_what_a_newer_program_added_is_ignored() -> None:
    assert Recipe.from_json(broken(frame="gold")) == a_recipe()


def test_a_recipe_in_a_newer_format_is_refused_with_advice() -> None:
    with pytest.raises(UsageError, match="newer version"):
        Recipe.from_json(broken(stylizer=2))


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
        broken(strength=200),
        broken(strength=True),
        broken(strength=float("nan")),
        broken(brush="medium"),
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
