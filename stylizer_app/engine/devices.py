"""Which device paints: the one asked for, or the fastest that has proven itself on this machine."""

from __future__ import annotations

from stylizer_app.engine.session import PROVIDERS, available_devices
from stylizer_app.errors import DeviceError, UsageError

AUTO = "auto"


def choose(device: str) -> str:
    """The device to use for the one asked for. Raises UsageError for an unknown name, DeviceError for an absent one."""
    if device == AUTO:
        return "cpu"
    if device not in PROVIDERS:
        raise UsageError(f"There is no device {device!r}. Choose one of: {', '.join((AUTO, *PROVIDERS))}.")
    if device not in available_devices():
        raise DeviceError(f"This installation cannot use {device}. Use --device auto, or see: stylizer devices")
    return device
