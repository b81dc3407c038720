"""Sentences about devices that cannot paint."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QLocale

from stylizer_app.devices import DEVICES
from stylizer_app.errors.device import (
    DeviceFault,
    DeviceReason,
    Failed,
    Imitated,
    NotStarted,
    TooSlow,
    WrongPicture,
)
from stylizer_app.ui.translate import tr


def device(reason: DeviceReason, name: str) -> str:
    """Return what is wrong with a device, without what to do about it."""
    title = DEVICES[name].short if name in DEVICES else name
    match reason:
        case DeviceFault.OUT_OF_MEMORY:
            text = tr("The memory of {device} is full.")
        case DeviceFault.OVERFLOW:
            text = tr("Numbers overflowed on {device}.")
        case DeviceFault.NOT_BUILT_IN:
            text = tr("{device} is not part of this installation.")
        case DeviceFault.NO_OPENVINO:
            text = tr("The package openvino is not installed.")
        case DeviceFault.NO_GRAPHICS_CARD:
            text = tr("{device} finds no graphics card here.")
        case DeviceFault.USES_THE_CPU:
            text = tr("{device} does not start; the CPU would be used instead.")
        case DeviceFault.CRASHED:
            text = tr("{device} crashed the program when it was last tried.")
        case DeviceFault.NOT_TESTED:
            text = tr("{device} could not be tested, because of the networks or the disk.")
        case DeviceFault.ONNXRUNTIME_BROKEN:
            text = tr("onnxruntime, which runs the networks, is not installed properly.")
        case NotStarted(library):
            return tr("{device} does not start ({reason}).").format(device=title, reason=library)
        case Failed(library):
            return tr("{device} failed while painting ({reason}).").format(device=title, reason=library)
        case TooSlow(seconds, _):
            text = tr("{device} is too slow: it needs more than {seconds} s for a small test picture.")
            return text.format(device=title, seconds=seconds)
        case WrongPicture(difference):
            text = tr("{device} paints another picture than the CPU (mean difference {difference} of 255).")
            return text.format(device=title, difference=QLocale().toString(difference, "f", 1))
        case Imitated(renderer):
            text = tr("{device} has no graphics card: {renderer} imitates one on the CPU.")
            return text.format(device=title, renderer=renderer)
        case _:
            assert_never(reason)
    return text.format(device=title)


def advice(reason: DeviceReason) -> str:
    """Return what to do about it."""
    match reason:
        case DeviceFault.OUT_OF_MEMORY:
            return tr("Close other programs, and try again.")
        case DeviceFault.ONNXRUNTIME_BROKEN:
            return tr("Install the program again.")
        case _:
            return tr("Choose another device in the preferences.")
