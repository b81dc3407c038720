"""CUDA's gigabyte of libraries, fetched when somebody asks for them: onnxruntime-gpu and NVIDIA's wheels.

What speaks to the network is imported where it is used: painting needs none of it, and it loads for a while.
"""

from __future__ import annotations

import ctypes
import importlib.abc
import importlib.machinery
import json
import platform
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

from stylizer_app.engine.progress import Progress
from stylizer_app.errors import LibrariesError
from stylizer_app.errors.fetch import LibrariesFault, NoneForPython, NoRoom, NotPut, NotRemoved
from stylizer_app.system import paths
from stylizer_app.system.files import is_taken
from stylizer_app.system.system_errors import patiently

MAX_BYTES = 8_000_000_000
"""A wheel larger than this, packed or unpacked, is none that is needed."""
UNPACKED_FACTOR = 1.7
"""How much larger the libraries are when they are unpacked; measured, a little rounded up."""

_MARKER = "stylizer.json"
_LIBRARY_SUFFIXES = frozenset({".so", ".dll", ".pyd"})


@dataclass(frozen=True, slots=True)
class Wheel:
    """A file of the package index, pinned. ``python`` is the interpreter it was built for, or "" for any."""

    url: str
    sha256: str
    platform: str
    python: str = ""

    @property
    def name(self) -> str:
        """The file's name."""
        from stylizer_app.engine.cuda import package_index

        return package_index.file_name(self.url)


@dataclass(frozen=True, slots=True)
class GpuLibraries:
    """Whether CUDA's libraries are here, could be, and would be of use.

    ``supported``: whether there are any for this system; ``driver``: whether NVIDIA's driver is installed.
    """

    installed: bool
    supported: bool
    driver: bool


def status() -> GpuLibraries:
    """What a window or a list tells about CUDA's libraries."""
    try:
        supported = bool(wheels())
    except LibrariesError:
        supported = False
    return GpuLibraries(installed(), supported, has_driver())


def python_tag() -> str:
    """The running interpreter as wheels name it: cp311."""
    return f"cp{sys.version_info.major}{sys.version_info.minor}"


def platform_tag() -> str:
    """The system as the list names it: linux_x86_64, win_amd64."""
    system = {"win32": "win"}.get(sys.platform, sys.platform)
    return f"{system}_{platform.machine().lower()}"


def wheels(listed: Path | None = None) -> tuple[Wheel, ...]:
    """The wheels for this interpreter on this system. Raises LibrariesError if there are none for it."""
    if sys.platform == "darwin":
        raise LibrariesError(LibrariesFault.MAC)
    entries = tomllib.loads((listed or paths.resources_dir() / "cuda.toml").read_text("utf-8"))["wheels"]
    fitting = [Wheel(**entry) for entry in entries if entry["platform"] == platform_tag()]
    chosen = tuple(wheel for wheel in fitting if wheel.python in ("", python_tag()))
    if not any(wheel.python for wheel in chosen):
        raise LibrariesError(NoneForPython(platform.python_version(), platform_tag()))
    return chosen


def has_driver() -> bool:
    """Whether NVIDIA's driver is installed: without it the libraries are of no use."""
    try:
        ctypes.CDLL("nvcuda.dll" if sys.platform == "win32" else "libcuda.so.1")
    except OSError:
        return False
    return True


def installed() -> bool:
    """Whether the libraries are there whole, for this interpreter."""
    folder = paths.gpu_dir()
    try:
        marker = json.loads((folder / _MARKER).read_text("utf-8"))
        sizes = marker["sizes"].items()
        return bool(marker["python"] == python_tag() and all((folder / n).stat().st_size == size for n, size in sizes))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def located(wanted: Sequence[Wheel]) -> tuple[Wheel, ...]:
    """The wheels at the package index that the environment names. Raises LibrariesError if it lacks one."""
    from stylizer_app.engine.cuda import package_index

    return tuple(replace(wheel, url=package_index.located(wheel.url)) for wheel in wanted)


def download_bytes(wanted: Sequence[Wheel]) -> int:
    """How much there is to fetch. Raises LibrariesError if the server cannot be reached or the disk is too small."""
    from stylizer_app.engine.cuda import package_index

    sizes = [package_index.size(wheel.url) for wheel in wanted]
    needed = int(sum(sizes) * UNPACKED_FACTOR) + max(sizes, default=0)
    folder = next(parent for parent in paths.gpu_dir().parents if is_taken(parent))
    if (free := shutil.disk_usage(folder).free) < needed:
        raise LibrariesError(NoRoom(free, needed), folder)
    return sum(sizes)


def add(wanted: Sequence[Wheel], progress: Progress) -> None:
    """Fetch and unpack the wheels into the person's data folder; used from the next start on.

    Raises LibrariesError and Cancelled; what was there before stays then.
    """
    folder = paths.gpu_dir()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".new-", ignore_cleanup_errors=True) as work:
            fresh = Path(work) / "gpu"
            fresh.mkdir()
            for number, wheel in enumerate(wanted):
                part = progress.part(number / len(wanted), (number + 1) / len(wanted))
                _add_wheel(wheel, Path(work), fresh, part)
            _write_marker(fresh, wanted)
            _switch(fresh, folder, Path(work) / "old")
    except OSError as error:
        raise LibrariesError(NotPut(error.strerror or str(error)), folder) from error


def remove() -> bool:
    """Take the libraries away; whether there were any. Raises LibrariesError if something holds them."""
    folder = paths.gpu_dir()
    if not is_taken(folder):
        return False
    try:
        patiently(lambda: shutil.rmtree(folder))
    except OSError as error:
        raise LibrariesError(NotRemoved(error.strerror or str(error)), folder) from error
    return True


def activate() -> bool:
    """Put the libraries first on the import path, if they are there; call it before onnxruntime is imported."""
    folder = str(paths.gpu_dir())
    if not installed():
        return False
    if folder not in sys.path:
        sys.path.insert(0, folder)
        sys.meta_path.insert(0, _First(folder))
    return True


def deactivate() -> None:
    """Take the libraries off the import path again, and forget what was imported of onnxruntime."""
    folder = str(paths.gpu_dir())
    sys.path[:] = [entry for entry in sys.path if entry != folder]
    sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, _First)]
    for name in [name for name in sys.modules if name.partition(".")[0] == "onnxruntime"]:
        del sys.modules[name]


class _First(importlib.abc.MetaPathFinder):
    """Finds onnxruntime in the folder, even where a frozen program would look into itself first."""

    def __init__(self, folder: str) -> None:
        self._folder = folder

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """The spec of onnxruntime and what is in it; None for everything else."""
        if fullname.partition(".")[0] != "onnxruntime":
            return None
        return importlib.machinery.PathFinder.find_spec(fullname, path or [self._folder], target)


def _write_marker(folder: Path, wanted: Sequence[Wheel]) -> None:
    """Note for whom the libraries are and how large each is, so that a damaged folder is not used."""
    libraries = [file for file in folder.rglob("*") if file.suffix in _LIBRARY_SUFFIXES or ".so." in file.name]
    sizes = {file.relative_to(folder).as_posix(): file.stat().st_size for file in libraries}
    marker = {"python": python_tag(), "wheels": [wheel.name for wheel in wanted], "sizes": sizes}
    (folder / _MARKER).write_text(json.dumps(marker), "utf-8")


def _switch(fresh: Path, folder: Path, aside: Path) -> None:
    """Put a folder into another one's place; if that fails, the other one is back. Raises OSError."""
    if not is_taken(folder):
        patiently(lambda: fresh.rename(folder))
        return
    patiently(lambda: folder.rename(aside))
    try:
        patiently(lambda: fresh.rename(folder))
    except OSError:
        patiently(lambda: aside.rename(folder))
        raise


def _add_wheel(wheel: Wheel, work: Path, folder: Path, progress: Progress) -> None:
    """Fetch one wheel, unpack it, and drop the archive."""
    from stylizer_app.fetching.archives import ArchiveError, unpack
    from stylizer_app.fetching.archives import Limits as ArchiveLimits
    from stylizer_app.fetching.downloads import DownloadError, Limits, RemoteFile, download

    fetching = progress.part(0.0, 0.9)

    def told(have: int, total: int | None) -> None:
        fetching.advance(have / total if total else 0.0, wheel.name)

    try:
        archive = download(
            RemoteFile(wheel.name, (wheel.url,), None, wheel.sha256), work, told, Limits(largest=MAX_BYTES)
        )
        progress.advance(0.9, wheel.name)
        unpack(archive, folder, ArchiveLimits(MAX_BYTES, files=20_000))
    except (DownloadError, ArchiveError) as error:
        raise LibrariesError(error.reason, error.subject) from error
    patiently(archive.unlink)
