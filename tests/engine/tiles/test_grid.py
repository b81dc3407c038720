"""Tiles: every cell is written once, windows hold the halo, fixed windows share one shape."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from stylizer_app.engine.tiles.grid import TileGrid
from stylizer_app.imaging.geometry import Region, Size


@given(
    width=st.integers(1, 400),
    height=st.integers(1, 90),
    core=st.integers(1, 70),
    halo=st.integers(0, 5),
    fixed=st.booleans(),
)
@example(width=1, height=1, core=1, halo=5, fixed=True)
@example(width=5000, height=75, core=64, halo=3, fixed=True)
@example(width=397, height=89, core=61, halo=3, fixed=False)
def test_every_cell_is_written_once_and_windows_hold_the_halo(
    width: int, height: int, core: int, halo: int, fixed: bool
) -> None:
    cells = Size(width, height)
    grid = TileGrid(cells, core, halo, fixed)
    written = np.zeros((height, width), int)
    shapes = set()
    for tile in grid:
        written[tile.core.slices] += 1
        shapes.add((tile.window.width, tile.window.height))
        assert tile.window.contains(tile.core.grown(halo, Region(0, 0, width, height)))
        assert Region(0, 0, width, height).contains(tile.window)
        assert max(tile.core.width, tile.core.height) <= core
    assert (written == 1).all()
    assert len(shapes) == 1 or not fixed


def test_balanced_tiles_are_no_larger_than_they_have_to_be() -> None:
    cores = [tile.core.width for tile in TileGrid(Size(130, 10), 128, 2)]
    assert cores == [65, 65]


def test_the_number_of_tiles_is_known_beforehand() -> None:
    for fixed in (False, True):
        grid = TileGrid(Size(300, 200), 64, 2, fixed)
        assert len(grid) == len(list(grid))


def test_a_tile_without_a_core_is_refused() -> None:
    with pytest.raises(ValueError, match="no tile"):
        TileGrid(Size(10, 10), 0, 1)
