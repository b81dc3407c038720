"""Page-locked memory: asked of CUDA's runtime, let go with the memory, done without where there is none."""

from __future__ import annotations

import ctypes
import gc
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from stylizer_app.engine.model.transform import Transformer
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.tiles.buffers import Allocate, BufferPool, ScratchBuffer
from stylizer_app.engine.tiles.pinned import pinned


class Runtime:
    """CUDA's runtime library; ``failure`` is what it answers."""

    def __init__(self, failure: int = 0) -> None:
        self.locked: dict[int | None, int] = {}
        self.failure = failure

    def cudaHostRegister(self, address: ctypes.c_void_p, size: ctypes.c_size_t, flags: int) -> int:
        assert flags == 1
        if not self.failure:
            self.locked[address.value] = size.value
        return self.failure

    def cudaHostUnregister(self, address: ctypes.c_void_p) -> int:
        del self.locked[address.value]
        return 0


def locking(runtime: Runtime) -> Allocate:
    """Gives memory that this library has locked."""
    return partial(pinned, find_runtime=lambda: runtime)


@pytest.fixture
def runtime() -> Runtime:
    return Runtime()


def test_memory_is_locked_as_long_as_a_part_of_it_is_in_use(runtime: Runtime) -> None:
    memory = locking(runtime)(1000)
    assert runtime.locked == {memory.ctypes.data: 4000}
    part = memory[10:20].reshape(2, 5)
    del memory
    gc.collect()
    assert runtime.locked
    del part
    gc.collect()
    assert not runtime.locked


def test_pool_and_scratch_unlock_what_they_let_go(runtime: Runtime) -> None:
    pool, scratch = BufferPool(locking(runtime)), ScratchBuffer(locking(runtime))
    pool.partition(100, 10)
    pool.take()
    first = scratch.array((10, 10))
    assert len(runtime.locked) == 2
    del first
    scratch.array((20, 20))
    pool.clear()
    gc.collect()
    assert list(runtime.locked.values()) == [1600]


def test_memory_that_cannot_be_locked_is_ordinary() -> None:
    failing = Runtime(failure=2)
    memory = locking(failing)(100)
    memory[:] = 1
    del memory
    gc.collect()
    assert not failing.locked


def test_without_cuda_there_is_nothing_to_ask() -> None:
    for memory in (pinned(10), pinned(10, find_runtime=lambda: None)):
        assert memory.shape == (10,)


def test_only_cuda_gets_locked_memory(random_packs: Path, tmp_path: Path, runtime: Runtime) -> None:
    pack = PackLibrary(random_packs, tmp_path / "none").get("builtin")
    for device, expected in (("cpu", 0), ("cuda", 1)):
        transformer = Transformer(pack, device, lambda _: pytest.fail("none"), page_locked=locking(runtime))
        with transformer._pool() as pool:
            pool.partition(100, 1)
            taken = pool.take()
            assert taken is not None
            assert len(runtime.locked) == expected
    assert np.float32 == taken.dtype
