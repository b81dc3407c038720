"""Maps between stages: the same numbers in memory and in a file, and nothing left behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from stylizer_app.engine.packs.pack import MapInfo, Stage
from stylizer_app.engine.tiles import spill
from stylizer_app.engine.tiles.blocks import Blocks
from stylizer_app.engine.tiles.buffers import BufferPool, ScratchBuffer
from stylizer_app.engine.tiles.maps import FeatureMap, MapStore, block_size, most_bytes
from stylizer_app.engine.tiles.spill import SpillFile
from stylizer_app.errors import MemoryBudgetError
from stylizer_app.imaging.geometry import Region, Size
from tests.systems import WINDOWS

INFO = MapInfo("map_0", 5, 4)
ALL = 10**6


@contextmanager
def maps_in(folder: Path, cells: Size, core: Size, memory: int, pool: BufferPool | None = None) -> Iterator[MapStore]:
    """A store of which so many blocks are in memory and the others in a file."""
    pool = pool or BufferPool()
    size = 32 * core.pixels
    pool.partition(size, memory)
    with SpillFile(folder, size, 0) as file, MapStore(cells, core, Blocks(size, pool, file)) as store:
        yield store


@pytest.mark.parametrize("memory", [0, 3, ALL])
@pytest.mark.parametrize(("channels", "scale"), [(5, 4), (70, 4), (11, 2), (3, 1)])
@pytest.mark.parametrize("reach", [0, 1, 2])
def test_what_is_written_in_parts_is_read_in_other_parts(
    tmp_path: Path, memory: int, channels: int, scale: int, reach: int
) -> None:
    cells, factor = Size(7, 6), 4 // scale
    values = np.random.default_rng(0).random((1, channels, 6 * factor, 7 * factor), np.float32)
    with maps_in(tmp_path, cells, Size(4, 2), memory) as store:
        store.create(MapInfo("map_0", channels, scale), reach)
        made = store["map_0"]
        for core in [Region(x, y, min(x + 4, 7), y + 2) for y in (0, 2, 4) for x in (0, 4)]:
            rows, columns = core.times(factor).slices
            made.write(core, values[:, :, rows, columns])
        scratch = ScratchBuffer()
        for window in (Region(2, 1, 7, 5), Region(0, 0, 7, 6), Region(4, 2, 5, 3), Region(3, 1, 7, 5)):
            rows, columns = window.times(factor).slices
            assert np.array_equal(store["map_0"].read(window), values[:, :, rows, columns])
            assert np.array_equal(store["map_0"].read(window, scratch), values[:, :, rows, columns])


def test_a_network_may_write_to_a_maps_own_memory(tmp_path: Path) -> None:
    values = np.random.default_rng(0).random((1, 5, 8, 4), np.float32)
    with maps_in(tmp_path, Size(4, 8), Size(4, 4), 1) as store:
        store.create(INFO, 1)
        room = store["map_0"].room(Region(0, 0, 4, 4))
        assert room is not None
        room[...] = values[:, :, :4]
        assert store["map_0"].room(Region(0, 4, 4, 8)) is None  # no more memory: to be written, into the file
        store["map_0"].write(Region(0, 4, 4, 8), values[:, :, 4:])
        assert np.array_equal(store["map_0"].read(Region(0, 1, 4, 7)), values[:, :, 1:7])
        store.create(MapInfo("map_1", 70, 4), 1)
        store.leave(["map_0"], 8)
        assert store["map_1"].room(Region(0, 0, 4, 4)) is None  # several blocks


def test_pieces_fit_most_of_the_maps_and_a_channel_of_any() -> None:
    def size_for(*maps: tuple[int, int]) -> int:
        return block_size([MapInfo("", channels, scale) for channels, scale in maps], Size(3, 2)) // 6

    assert size_for((32, 4), (16, 2), (32, 4)) == 32
    assert size_for((5, 4), (5, 4), (3, 1)) == 16
    assert size_for() == 0


def test_a_neighbour_reads_no_more_than_rims(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cells, core = Size(12, 12), Size(4, 4)
    with maps_in(tmp_path, cells, core, 0) as store:
        store.create(INFO, 1)
        for x in (0, 4, 8):
            for y in (0, 4, 8):
                store["map_0"].write(Region(x, y, x + 4, y + 4), np.ones((1, 5, 4, 4), np.float32))
        slots: list[int] = []
        get = SpillFile.get
        monkeypatch.setattr(SpillFile, "get", lambda f, slot, shape: slots.append(slot) or get(f, slot, shape))
        store["map_0"].read(Region(3, 3, 9, 9))
        assert len(slots) == 1
        store["map_0"].read(Region(2, 2, 10, 10))  # farther than usual: right all the same
        assert len(slots) == 10


def test_a_single_tile_is_not_copied(tmp_path: Path) -> None:
    values = np.zeros((1, 5, 6, 7), np.float32)
    with maps_in(tmp_path, Size(7, 6), Size(7, 6), ALL) as store:
        store.create(INFO, 1)
        made = store["map_0"]
        made.write(Region(0, 0, 7, 6), values)
        assert made.read(Region(0, 0, 7, 6)) is values
        made.write(Region(0, 0, 7, 6), values, lent=True)
        assert np.array_equal(made.read(Region(1, 1, 7, 6)), values[:, :, 1:, 1:])


def test_maps_past_the_budget_go_to_a_file_and_vanish(tmp_path: Path) -> None:

    def fail_on_the_way() -> None:
        with maps_in(tmp_path, Size(64, 64), Size(64, 32), 1) as store:
            store.create(INFO, 1)
            store["map_0"].write(Region(0, 0, 64, 32), np.ones((1, 5, 32, 64), np.float32))
            assert _open_files(tmp_path) == 0
            store["map_0"].write(Region(0, 32, 64, 64), np.ones((1, 5, 32, 64), np.float32))
            assert _open_files(tmp_path) == 1
            raise RuntimeError("on the way")

    with pytest.raises(RuntimeError, match="on the way"):
        fail_on_the_way()
    assert list(tmp_path.iterdir()) == []
    assert _open_files(tmp_path) == 0


def test_what_is_read_no_more_makes_room_for_what_is_written(tmp_path: Path) -> None:
    cells, core = Size(4, 40), Size(4, 4)
    values = np.random.default_rng(0).random((1, 5, 4, 4), np.float32)
    with maps_in(tmp_path, cells, core, 12) as store:  # 1.2 times the room of one map, and not twice
        store.create(INFO, 1)
        for top in range(0, 40, 4):
            store["map_0"].write(Region(0, top, 4, top + 4), values + top)
        store.create(MapInfo("map_1", 5, 4), 1)
        memory = []
        for top in range(0, 40, 4):
            window = Region(0, max(0, top - 1), 4, min(40, top + 5))
            assert store["map_0"].read(window)[0, 0, -1, 0] == values[0, 0, (window.bottom - 1) % 4, 0] + (
                (window.bottom - 1) // 4 * 4
            )
            store["map_1"].write(Region(0, top, 4, top + 4), values - top)
            store.leave(["map_0"], min(40, top + 3))
            memory.append(store["map_1"].read(Region(0, top, 4, top + 4)).copy())
        assert _open_files(tmp_path) == 0
        assert np.array_equal(store["map_1"].read(Region(0, 36, 4, 40)), values - 36)
        assert all(np.array_equal(found, values - 4 * k) for k, found in enumerate(memory))


def test_room_in_the_file_is_used_again(tmp_path: Path) -> None:
    values = np.ones((3, 4, 4), np.float32)
    with SpillFile(tmp_path, 100, 0) as file:
        first, second = file.put(values), file.put(values + 1)
        assert np.array_equal(file.get(first, values.shape), values)
        file.give(first)
        third = file.put(values + 2)
        assert third == first
        assert np.array_equal(file.get(second, values.shape), values + 1)
        assert np.array_equal(file.get(third, values.shape), values + 2)


def test_systems_that_cannot_read_and_write_at_a_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(spill.os, "pwrite", raising=False)
    monkeypatch.delattr(spill.os, "preadv", raising=False)
    values = np.random.default_rng(0).random((3, 4, 4), np.float32)
    with SpillFile(tmp_path, 48, 0) as file:
        slots = [file.put(values + k) for k in range(3)]
        assert all(np.array_equal(file.get(s, values.shape), values + k) for k, s in enumerate(slots))


def test_a_disk_that_is_too_small_is_said_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(MemoryBudgetError, match=r"no room for the 1000000\.0 GB"):
        SpillFile(tmp_path, 100, 10**15)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fills_up_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(spill.os, "pwrite", full, raising=False)
    with SpillFile(tmp_path, 100, 0) as file, pytest.raises(MemoryBudgetError, match="no room for"):
        file.put(np.ones((1, 5, 5), np.float32))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("way", ["preadv", "pwrite"])
def test_a_disk_that_fails_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    def broken(*_: object) -> int:
        raise OSError(5, "Input/output error")

    values = np.ones((1, 5, 5), np.float32)
    with SpillFile(tmp_path, 100, 0) as file:
        file.put(values)
        monkeypatch.setattr(spill.os, way, broken, raising=False)
        with pytest.raises(MemoryBudgetError, match=r"cannot be kept in .* \(Input/output error\)"):
            file.put(values) if way == "pwrite" else file.get(0, values.shape)


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(MemoryBudgetError, match="Temporary"):
        SpillFile(tmp_path / "file", 100, 1)


def test_the_most_that_maps_take() -> None:
    cells, core = Size(64, 64), Size(16, 16)
    infos = {name: MapInfo(name, 8, 4) for name in ("a", "b", "c")}
    stages = [
        Stage("", (), (), ("a",), (), 0),
        Stage("", ("a",), (), ("b",), (), 1),
        Stage("", ("a", "b"), (), ("c",), (), 1),
        Stage("", ("c",), (), (), (), 0),
    ]
    size = FeatureMap.bytes_of(infos["a"], cells)
    assert most_bytes(infos, stages, cells, core) == 2.5 * size  # two rows of four are neither gone nor not yet there
    assert most_bytes(infos, stages, Size(16, 16), core) == 3 * FeatureMap.bytes_of(infos["a"], core)


def test_memory_is_used_again_also_in_pieces_of_another_size() -> None:
    pool = BufferPool()
    pool.partition(1000, 2)
    first, second = pool.take(), pool.take()
    assert first is not None
    assert second is not None
    assert not np.shares_memory(first, second)
    assert pool.take() is None
    pool.give(first)
    assert np.shares_memory(pool.take(), first)
    pool.partition(3000, 1)
    assert np.shares_memory(pool.take(), first)
    pool.partition(3000, 1)
    pool.clear()
    assert not np.shares_memory(pool.take(), first)


def _open_files(folder: Path) -> int:
    """How many files in a folder this process has open; on Windows those that vanish have names until they do."""
    if WINDOWS:
        return len(list(folder.iterdir()))
    descriptors = Path("/proc/self/fd")
    if not descriptors.is_dir():
        pytest.skip("open files are counted through /proc, which this system lacks")
    opened = [each.readlink() for each in descriptors.iterdir() if each.is_symlink()]
    return sum(path.is_relative_to(folder) for path in opened)
