"""What passes for skin, and what does not."""

from __future__ import annotations

import numpy as np
import pytest

from stylizer_app.imaging.samples import Floats
from stylizer_app.imaging.skin import skin


def of(*colour: float) -> float:
    return float(skin(np.array([[colour]], np.float32))[0, 0])


@pytest.mark.parametrize(
    "colour",
    [
        pytest.param((0.96, 0.80, 0.69), id="fair"),
        pytest.param((0.73, 0.60, 0.50), id="in the shade"),
        pytest.param((0.55, 0.33, 0.20), id="brown"),
        pytest.param((0.30, 0.18, 0.12), id="dark"),
        pytest.param((0.90, 0.62, 0.58), id="flushed"),
        pytest.param((0.55, 0.44, 0.43), id="in cold light"),
    ],
)
def test_skin_of_every_shade_and_in_any_light(colour: tuple[float, ...]) -> None:
    assert of(*colour) > 0.9


@pytest.mark.parametrize(
    "colour",
    [
        pytest.param((0.2, 0.5, 0.9), id="sky"),
        pytest.param((0.3, 0.6, 0.2), id="grass"),
        pytest.param((0.5, 0.5, 0.5), id="grey"),
        pytest.param((1.0, 1.0, 1.0), id="white"),
        pytest.param((0.0, 0.0, 0.0), id="black"),
        pytest.param((0.08, 0.06, 0.05), id="black hair"),
        pytest.param((0.95, 0.85, 0.1), id="yellow"),
        pytest.param((0.95, 0.4, 0.1), id="orange cloth"),
        pytest.param((0.8, 0.1, 0.1), id="red"),
        pytest.param((0.7, 0.3, 0.8), id="violet"),
    ],
)
def test_what_is_no_skin(colour: tuple[float, ...]) -> None:
    assert of(*colour) < 0.1


def test_no_step_shows_in_a_face() -> None:
    """From a fair cheek to cheeks that are pink, pale, shaded or lit by the sun."""
    fair = np.array((0.9, 0.72, 0.62))
    for other in ((0.9, 0.6, 0.62), (0.95, 0.93, 0.92), (0.3, 0.2, 0.16), (1.0, 0.8, 0.3)):
        ways = np.linspace(fair, other, 256)[np.newaxis].astype(np.float32)
        assert np.abs(np.diff(skin(ways))).max() < 0.05


def test_any_colour_has_a_share() -> None:
    cube: Floats = np.stack(np.meshgrid(*3 * [np.linspace(0, 1, 33, dtype=np.float32)]), -1).reshape(33, -1, 3)
    found = skin(cube)
    assert found.shape == cube.shape[:2]
    assert 0 <= found.min() < found.max() <= 1
