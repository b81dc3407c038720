"""Chooses the device that paints: the one asked for, or the fastest that has proven itself on this machine."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from stylizer_app.devices import AUTO, CPU, DEVICES, OPENVINO
from stylizer_app.engine.devices import device_cache
from stylizer_app.engine.devices.device_cache import Finding
from stylizer_app.engine.devices.float16 import fp16_pays
from stylizer_app.engine.devices.selftest import run_selftest
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.packs.names import BUILTIN
from stylizer_app.engine.runtime.onnxruntime_backend import available_devices
from stylizer_app.errors import DeviceError, UsageError
from stylizer_app.errors.device import DeviceFault, DeviceReason
from stylizer_app.errors.usage import UnknownDevice

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DeviceStatus:
    """Whether a device works here, why not, and how fast it is compared with the CPU (2.0: twice as fast).

    ``fp16``: whether it computes the built-in networks in float16; the speed is that in float32.
    """

    name: str
    title: str
    works: bool
    reason: DeviceReason | None
    speed: float | None
    fp16: bool = False


def survey(library: PackLibrary, *, refresh: bool = False) -> list[DeviceStatus]:
    """Every device this program knows, those that are available here tried out with the library's built-in networks.

    Findings are remembered until the driver or a library changes; ``refresh`` tries them all anew.
    """
    available = available_devices()
    found = {name: _finding(name, library, refresh=refresh) for name in available}
    base = found[CPU].seconds
    return [_status(name, found.get(name), base, library) for name in DEVICES]


def choose(device: str, library: PackLibrary) -> str:
    """The device to use for the one asked for; what is not known yet is tried with the library's built-in networks.

    Raises UsageError for an unknown name, DeviceError for a device that is absent or failed its self-test,
    PackError if the built-in networks are needed and not there.
    """
    if device == AUTO:
        return _fastest(library)
    if device not in DEVICES:
        raise UsageError(UnknownDevice((AUTO, *DEVICES)), device)
    if device not in available_devices():
        raise DeviceError(_absence(device), device)
    if device != CPU and not (finding := _finding(device, library)).works:
        raise DeviceError(finding.reason or DeviceFault.CRASHED, device)
    return device


def _fastest(library: PackLibrary) -> str:
    """The fastest device that passed its self-test; the CPU if there is no other."""
    others = [name for name in available_devices() if name != CPU]
    if not others:
        return CPU
    found = {name: _finding(name, library) for name in (CPU, *others)}
    proven = {name: finding for name, finding in found.items() if finding.works and finding.automatic}
    working = {name: finding.seconds for name, finding in proven.items() if finding.seconds}
    return min(working, key=lambda name: working[name]) if working else CPU


def _finding(device: str, library: PackLibrary, *, refresh: bool = False) -> Finding:
    """What is remembered of a device, or else what its self-test says now."""
    known = None if refresh else device_cache.recall(device)
    if known is not None:
        return known
    if not refresh and device_cache.crashed(device):
        finding = Finding(works=False, reason=DeviceFault.CRASHED)
        _log.info("%s is skipped: it crashed the program last time", device)
    else:
        pack = library.get(BUILTIN)
        with device_cache.trying(device):
            finding = run_selftest(device, pack)
    device_cache.remember(device, finding)
    return finding


def _absence(device: str) -> DeviceReason:
    """Why this installation has no such device."""
    return DeviceFault.NO_OPENVINO if device == OPENVINO else DeviceFault.NOT_BUILT_IN


def _status(name: str, finding: Finding | None, base: float | None, library: PackLibrary) -> DeviceStatus:
    """A finding in multiples of the CPU's speed."""
    if finding is None:
        return DeviceStatus(name, DEVICES[name].title, works=False, reason=_absence(name), speed=None)
    speed = base / finding.seconds if finding.works and base and finding.seconds else None
    fp16 = finding.works and fp16_pays(library.get(BUILTIN), name)
    return DeviceStatus(name, DEVICES[name].title, finding.works, finding.reason, speed, fp16)
