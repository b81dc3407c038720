"""Maps between stages: the same numbers in memory and in a file, and nothing left behind."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from stylizer_app.engine import maps
from stylizer_app.engine.maps import RESIDENT, FeatureMap, MapStore
from stylizer_app.engine.packs import MapInfo
from stylizer_app.engine.reuse import Pool, Scratch
from stylizer_app.errors import MemoryBudgetError
from stylizer_app.imaging.geometry import Region, Size

INFO = MapInfo("map_0", 5, 4)


@pytest.mark.parametrize("budget", [0, 10**9])
@pytest.mark.parametrize("scale", [4, 2, 1])
def test_what_is_written_in_parts_is_read_in_other_parts(tmp_path: Path, budget: int, scale: int) -> None:
    cells, factor = Size(7, 6), 4 // scale
    values = np.random.default_rng(0).random((1, 5, 6 * factor, 7 * factor), np.float32)
    with MapStore(cells, Size(4, 2), budget, tmp_path, _pool()) as store:
        store.create([MapInfo("map_0", 5, scale)])
        made = store["map_0"]
        for core in [Region(x, y, min(x + 4, 7), y + 2) for y in (0, 2, 4) for x in (0, 4)]:
            rows, columns = core.times(factor).slices
            made.write(core, values[:, :, rows, columns])
            store.relax()
        scratch = Scratch()
        for window in (Region(2, 1, 7, 5), Region(0, 0, 7, 6), Region(4, 2, 5, 3)):
            rows, columns = window.times(factor).slices
            assert np.array_equal(store["map_0"].read(window), values[:, :, rows, columns])
            assert np.array_equal(store["map_0"].read(window, scratch), values[:, :, rows, columns])


def test_a_single_tile_is_not_copied(tmp_path: Path) -> None:
    values = np.zeros((1, 5, 6, 7), np.float32)
    with MapStore(Size(7, 6), Size(7, 6), 10**9, tmp_path, _pool()) as store:
        store.create([INFO])
        made = store["map_0"]
        made.write(Region(0, 0, 7, 6), values)
        assert made.read(Region(0, 0, 7, 6)) is values


def test_maps_past_the_budget_go_to_a_file_and_vanish(tmp_path: Path) -> None:
    size = FeatureMap.bytes_of(INFO, Size(64, 64))
    before = _open_files()

    def fail_on_the_way() -> None:
        with MapStore(Size(64, 64), Size(64, 64), size + RESIDENT, tmp_path, _pool()) as store:
            store.create([INFO])
            store.create([MapInfo("map_1", 5, 4)])
            assert _open_files() > before
            raise RuntimeError("on the way")

    with pytest.raises(RuntimeError, match="on the way"):
        fail_on_the_way()
    assert list(tmp_path.iterdir()) == []
    assert _open_files() == before


def test_a_dropped_map_makes_room(tmp_path: Path) -> None:
    size = FeatureMap.bytes_of(INFO, Size(64, 64))
    with MapStore(Size(64, 64), Size(64, 64), size + RESIDENT, tmp_path, _pool()) as store:
        store.create([INFO])
        store.drop("map_0")
        before = _open_files()
        store.create([INFO])
        assert _open_files() == before


def test_what_is_read_no_more_makes_room_for_what_is_written(tmp_path: Path) -> None:
    cells, core = Size(4, 40), Size(4, 4)
    size, other = FeatureMap.bytes_of(INFO, cells), MapInfo("map_1", 5, 4)
    values = np.random.default_rng(0).random((1, 5, 4, 4), np.float32)
    pool = _pool()
    with MapStore(cells, core, int(1.3 * size) + RESIDENT, tmp_path, pool) as store:
        store.create([INFO])
        before = _open_files()
        for top in range(0, 40, 4):
            store["map_0"].write(Region(0, top, 4, top + 4), values + top)
        store.create([other], leaving=["map_0"])
        assert _open_files() == before  # 1.2 times the room of one map, and not twice
        memory = []
        for top in range(0, 40, 4):
            window = Region(0, max(0, top - 1), 4, min(40, top + 5))
            assert store["map_0"].read(window)[0, 0, -1, 0] == values[0, 0, (window.bottom - 1) % 4, 0] + (
                (window.bottom - 1) // 4 * 4
            )
            store["map_1"].write(Region(0, top, 4, top + 4), values - top)
            store.leave(["map_0"], min(40, top + 3))
            memory.append(store["map_1"].read(Region(0, top, 4, top + 4)).copy())
        assert np.array_equal(store["map_1"].read(Region(0, 36, 4, 40)), values - 36)
        assert all(np.array_equal(found, values - 4 * k) for k, found in enumerate(memory))


def test_a_file_gives_its_space_back_row_by_row(tmp_path: Path) -> None:
    info, cells, core = MapInfo("map_0", 5, 4), Size(64, 64), Size(64, 16)
    values = np.random.default_rng(0).random((1, 5, 16, 64), np.float32)
    with MapStore(cells, core, 0, tmp_path, _pool()) as store:
        store.create([info])
        for top in range(0, 64, 16):
            store["map_0"].write(Region(0, top, 64, top + 16), values + top)
        store.leave(["map_0"], 33)
        assert np.array_equal(store["map_0"].read(Region(0, 32, 64, 64))[:, :, :16], values + 32)
        if sys.platform == "linux":
            assert not store["map_0"].read(Region(0, 0, 64, 16)).all()  # holes read as zeros


def test_a_disk_that_is_too_small_is_said_before_anything_is_written(tmp_path: Path) -> None:
    with (
        MapStore(Size(40_000_000, 1_000_000), Size(128, 128), 0, tmp_path, _pool()) as store,
        pytest.raises(MemoryBudgetError, match="--memory"),
    ):
        store.create([INFO])


def test_a_disk_that_fills_up_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(maps.os, "posix_fallocate", full, raising=False)
    with (
        MapStore(Size(64, 64), Size(32, 32), 0, tmp_path, _pool()) as store,
        pytest.raises(MemoryBudgetError, match="temporary space"),
    ):
        store.create([INFO])
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        MapStore(Size(64, 64), Size(32, 32), 0, tmp_path / "file", _pool()) as store,
        pytest.raises(MemoryBudgetError, match="Temporary"),
    ):
        store.create([INFO])


def _pool() -> Pool:
    """A pool whose pieces hold any core of these tests."""
    pool = Pool()
    pool.carve(5 * 64 * 64)
    return pool


def test_memory_is_used_again_also_in_pieces_of_another_size() -> None:
    pool = Pool()
    pool.carve(1000)
    first, second = pool.take(), pool.take()
    assert not np.shares_memory(first, second)
    pool.give(first)
    assert np.shares_memory(pool.take(), first)
    pool.carve(3000)
    assert np.shares_memory(pool.take(), first)
    pool.clear()
    assert not np.shares_memory(pool.take(), first)


def _open_files() -> int:
    """How many file descriptors this process has open."""
    folder = Path("/proc/self/fd")
    if not folder.is_dir():
        pytest.skip("open files are counted through /proc, which this system lacks")
    return len(list(folder.iterdir()))
