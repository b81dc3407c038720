"""Sentences about devices that cannot paint."""

from __future__ import annotations

from typing import assert_never

from stylizer_app.errors.device import (
    DeviceFault,
    DeviceReason,
    Failed,
    Imitated,
    NotStarted,
    TooSlow,
    WrongPicture,
)


def device(reason: DeviceReason, name: str) -> str:
    """Return what is wrong with a device, without what to do about it."""
    match reason:
        case DeviceFault.OUT_OF_MEMORY:
            return f"The memory of the device {name} is full."
        case DeviceFault.OVERFLOW:
            return f"Numbers overflowed on the device {name}."
        case DeviceFault.NOT_BUILT_IN:
            return f"This installation of onnxruntime was not built for the device {name}."
        case DeviceFault.NO_OPENVINO:
            return "The package openvino is not installed."
        case DeviceFault.NO_GRAPHICS_CARD:
            return f"The device {name} finds no graphics card here."
        case DeviceFault.USES_THE_CPU:
            return f"The device {name} does not start; onnxruntime would use the CPU instead."
        case DeviceFault.CRASHED:
            return f"The device {name} crashed the program when it was last tried."
        case DeviceFault.NOT_TESTED:
            return f"The device {name} could not be tested, because of the networks or the disk."
        case DeviceFault.ONNXRUNTIME_BROKEN:
            return "The package onnxruntime, which runs the networks, is not installed properly."
        case NotStarted(library):
            return f"The device {name} does not start ({library})."
        case Failed(library):
            return f"The device {name} failed while painting ({library})."
        case TooSlow(seconds, side):
            return f"The device {name} needs more than {seconds} seconds for a picture of {side} by {side} pixels."
        case WrongPicture(difference):
            return f"The device {name} paints another picture than the CPU (mean difference {difference:.1f} of 255)."
        case Imitated(renderer):
            return f"The device {name} has no graphics card: {renderer} imitates one on the CPU."
        case _:
            assert_never(reason)


def advice(reason: DeviceReason) -> str:
    """Return what to do about it."""
    match reason:
        case DeviceFault.OUT_OF_MEMORY:
            return "Close other programs, and try again."
        case DeviceFault.NO_OPENVINO:
            return "Install it, or use another device."
        case DeviceFault.ONNXRUNTIME_BROKEN:
            return "Reinstall it."
        case _:
            return "Use another device."
