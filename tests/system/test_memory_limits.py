"""The memory that a container, a shell or a job leaves, told from the files that each system keeps about it."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from pathlib import Path

import pytest

from stylizer_app.engine.devices.plan import default_budget
from stylizer_app.engine.tiles import memory
from stylizer_app.system import memory_limits, windows_job
from stylizer_app.system.memory_limits import room

MB = 1_000_000


@pytest.fixture
def groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without control groups."""
    monkeypatch.setattr(memory_limits, "MOUNT", tmp_path / "cgroup")
    monkeypatch.setattr(memory_limits, "MEMBERSHIP", tmp_path / "membership")
    monkeypatch.setattr(memory_limits, "_of_resource_limits", lambda: iter(()))
    return tmp_path


def member(groups: Path, *lines: str) -> None:
    (groups / "membership").write_text("\n".join(lines) + "\n")


def group(folder: Path, **files: object) -> None:
    """A control group's folder; ``__`` in a file's name stands for its dot."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name.replace("__", ".")).write_text(f"{content}\n")


def test_without_groups_nothing_is_limited(groups: Path) -> None:
    assert room() is None
    member(groups, "0::/", "nonsense", "")
    assert room() is None


@pytest.mark.parametrize("mount", ["", "unified"])
def test_the_second_version_of_groups(groups: Path, mount: str) -> None:
    member(groups, "0::/user.slice/app.scope")
    slice_ = groups / "cgroup" / mount / "user.slice"
    stat = f"anon {90 * MB}\ninactive_file {100 * MB}\n"
    group(slice_ / "app.scope", memory__max=600 * MB, memory__current=200 * MB, memory__stat=stat)
    assert room() == 500 * MB
    group(slice_ / "app.scope", memory__high=400 * MB)
    assert room() == 300 * MB
    group(slice_, memory__max=250 * MB, memory__current=0)
    assert room() == 250 * MB
    group(slice_, memory__max="max")
    group(slice_ / "app.scope", memory__max="max", memory__high="max")
    assert room() is None


def test_inside_of_a_container_the_group_is_the_root(groups: Path) -> None:
    member(groups, "0::/")
    group(groups / "cgroup", memory__max=512 * MB, memory__current=112 * MB)
    assert room() == 400 * MB


@pytest.mark.parametrize("inside", ["/docker/0123", "/"])
def test_the_first_version_of_groups(groups: Path, inside: str) -> None:
    member(groups, "5:cpu,cpuacct:/x", f"4:memory:{inside}", "0::/")
    usage = {"memory__usage_in_bytes": 300 * MB, "memory__stat": f"cache 1\ntotal_inactive_file {50 * MB}"}
    group(groups / "cgroup" / "memory", memory__limit_in_bytes=600 * MB, **usage)
    assert room() == 350 * MB


def test_what_is_used_up_is_nothing_and_not_less(groups: Path) -> None:
    member(groups, "0::/")
    group(groups / "cgroup", memory__max=100 * MB, memory__current=300 * MB)
    assert room() == 0


def test_painting_stays_within_the_container(groups: Path) -> None:
    member(groups, "0::/")
    group(groups / "cgroup", memory__max=60 * MB, memory__current=0)
    assert memory.available_memory() == 60 * MB
    assert default_budget() == 20 * MB


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="others do not hold every process to it")
@pytest.mark.parametrize("kind", ["RLIMIT_AS", "RLIMIT_DATA"])
def test_limits_of_the_shell_count(kind: str) -> None:
    code = f"""
import resource
from stylizer_app.engine.tiles.memory import available_memory
resource.setrlimit(resource.{kind}, (3_000_000_000, resource.RLIM_INFINITY))
print(available_memory())
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert 0 < int(done.stdout) < 3_000_000_000


def test_a_windows_job_limits_what_it_says() -> None:
    limits = windows_job.ExtendedLimits(process_memory=500 * MB, job_memory=300 * MB)
    assert windows_job.smallest(limits) is None
    limits.flags = 0x100
    assert windows_job.smallest(limits) == 500 * MB
    limits.flags = 0x300 | 0x2000
    assert windows_job.smallest(limits) == 300 * MB


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="a 32-bit system")
def test_a_windows_job_is_described_as_windows_does_it() -> None:
    fields = windows_job.ExtendedLimits
    assert (ctypes.sizeof(fields), fields.flags.offset, fields.process_memory.offset) == (144, 16, 112)
