"""What self-tests found out about this machine's devices, kept until a driver or a library changes."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from stylizer_app.engine.runtime import openvino_backend
from stylizer_app.engine.runtime.onnxruntime_backend import version
from stylizer_app.engine.runtime.webgpu import plugin_version
from stylizer_app.errors.device import DeviceReason, as_data, from_data
from stylizer_app.system.files import write_atomically
from stylizer_app.system.paths import devices_file

_NVIDIA_DRIVER = Path("/proc/driver/nvidia/version")
VULKAN_DRIVERS = Path("/usr/share/vulkan/icd.d")
_VULKAN_VARIABLES = ("ORT_WEBGPU_EP_ALLOW_SOFTWARE_ADAPTER", "VK_DRIVER_FILES", "VK_ICD_FILENAMES")


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of a self-test: whether the device works, why not, and its seconds for the test picture.

    ``automatic``: whether it may be chosen when nobody named a device. ``core``: cells per core in its fastest tiles.
    ``workers``: how many of them at a time.
    """

    works: bool
    reason: DeviceReason | None = None
    seconds: float | None = None
    automatic: bool = True
    core: int | None = None
    workers: int = 1


def recall(device: str) -> Finding | None:
    """What is remembered of a device with today's driver and onnxruntime."""
    entry = _read().get(device)
    if not isinstance(entry, dict) or entry.get("key") != _key():
        return None
    try:
        seconds = None if entry["seconds"] is None else float(entry["seconds"])
        core = None if entry["core"] is None else max(1, int(entry["core"]))
        automatic, workers = bool(entry["automatic"]), max(1, int(entry["workers"]))
        reason = None if entry["reason"] is None else from_data(entry["reason"])
        return Finding(bool(entry["works"]), reason, seconds, automatic, core, workers)
    except (KeyError, TypeError, ValueError):
        return None


def remember(device: str, finding: Finding) -> None:
    """Keep a finding, and forget what the former one led to; it is lost without harm where nothing can be written."""
    others = {name: entry for name, entry in _read().items() if not name.startswith(_fp16(device))}
    reason = None if finding.reason is None else as_data(finding.reason)
    _write({**others, device: {"key": _key(), **asdict(finding), "reason": reason}})


def recall_fp16(device: str, pack: str) -> bool | None:
    """Whether a device computes a pack, given by its checksum, in float16; None if that is not known."""
    entry = _read().get(_fp16(device, pack))
    return bool(entry.get("pays")) if isinstance(entry, dict) and entry.get("key") == _key() else None


def remember_fp16(device: str, pack: str, pays: bool) -> None:
    """Keep whether it does."""
    _write({**_read(), _fp16(device, pack): {"key": _key(), "pays": pays}})


@contextmanager
def trying(device: str) -> Iterator[None]:
    """While inside, a crash of the whole process leaves a mark that ``crashed`` sees at the next start."""
    _write({**_read(), _mark(device): True})
    try:
        yield
    finally:
        _write({key: value for key, value in _read().items() if key != _mark(device)})


def crashed(device: str) -> bool:
    """Whether the process died while it last tried this device. The mark is cleared."""
    found = _read()
    if _mark(device) not in found:
        return False
    _write({key: value for key, value in found.items() if key != _mark(device)})
    return True


def _fp16(device: str, pack: str = "") -> str:
    """The name of an entry about a device and a pack."""
    return f"{device} fp16 {pack[:16]}"


def _mark(device: str) -> str:
    """What stands in the file while a device is tried."""
    return f"trying {device}"


def _key() -> str:
    """What a finding depends on: the libraries, the system, and the graphics driver where it tells its version."""
    driver = ""
    with suppress(OSError):
        driver = _NVIDIA_DRIVER.read_text("utf-8").partition("\n")[0]
    libraries = f"onnxruntime {version()}, OpenVINO {openvino_backend.version()}"
    return f"{libraries}, {platform.platform()}, {driver}, {_vulkan_drivers()}"


def _vulkan_drivers() -> str:
    """What WebGPU depends on: the plug-in, and the drivers that Vulkan finds on Linux."""
    plugin = plugin_version()
    if not plugin:
        return ""
    told = [f"WebGPU {plugin}", *(f"{name}={os.environ[name]}" for name in _VULKAN_VARIABLES if name in os.environ)]
    with suppress(OSError):
        told += sorted(f"{file.name} {file.stat().st_mtime:.0f}" for file in VULKAN_DRIVERS.glob("*.json"))
    return ", ".join(told)


def _read() -> dict[str, Any]:
    """The file's contents; empty where there is none or it is damaged."""
    try:
        found = json.loads(devices_file().read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(entries: dict[str, Any]) -> None:
    """Write the file, or leave it as it was where that is not possible."""
    with suppress(OSError):
        write_atomically(devices_file(), json.dumps(entries, indent=1).encode())
