"""Title bars under Wine: what counts as following the theme."""

from __future__ import annotations

import pytest

from scripts.devtools import wine_titles

FOLLOWED = ["light", "dark", "window|20|1", "light", "window|20|0", "dark", "window|20|1", "Stylizer|20|1"]


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({}, []),
        ({4: "window|20|1"}, ["light window: 1"]),
        ({6: "window|19|1"}, ["dark window: not asked for"]),
        ({7: "Stylizer|20|0"}, ["dark dialog: 0"]),
        ({1: "light"}, ["the window wore light, light, light, dark"]),
    ],
)
def test_a_title_bar_that_does_not_follow_the_theme_is_named(changes: dict[int, str], faults: list[str]) -> None:
    assert wine_titles.wrong([changes.get(number, line) for number, line in enumerate(FOLLOWED)]) == faults


def test_a_program_that_tells_nothing_is_a_fault() -> None:
    assert wine_titles.wrong([]) == ["the window wore nothing"]
