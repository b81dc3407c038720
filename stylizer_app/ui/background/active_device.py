"""What paints, and why nothing faster does: facts found beside the networks, said in words by the window."""

from __future__ import annotations

import os

from stylizer_app.devices import CPU, CUDA, DEVICES
from stylizer_app.errors.reason import Note
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import ActiveDevice
from stylizer_app.ui.wording import devices, notes


def inspect(name: str, asked: str, happened: tuple[Note, ...] = ()) -> ActiveDevice:
    """The facts about the device that paints; tries nothing, reads what self-tests left behind."""
    if name != CPU or asked == CPU:
        return ActiveDevice(name, chosen=name == asked, notes=happened)
    from stylizer_app.engine.cuda import gpu_libraries
    from stylizer_app.engine.devices import device_cache
    from stylizer_app.engine.runtime.onnxruntime_backend import available_devices

    others = [other for other in available_devices() if other != CPU]
    found = [(other, finding) for other in others if (finding := device_cache.recall(other)) is not None]
    cuda = gpu_libraries.status()
    return ActiveDevice(
        name,
        failed=tuple((other, finding.reason) for other, finding in found if not finding.works and finding.reason),
        slower=tuple(other for other, finding in found if finding.works),
        lacks_cuda=cuda.driver and cuda.supported and not cuda.installed,
        notes=happened,
    )


def title(name: str) -> str:
    """Return what computes, as the chip in the window's corner says it."""
    if name == CPU:
        return tr("CPU, {count} threads").format(count=os.cpu_count() or 1)
    return DEVICES[name].short


def note(active: ActiveDevice) -> str:
    """Return what computes, and why it is not a graphics card, in a sentence or two."""
    if active.name != CPU:
        return tr("Painting with {device}.").format(device=title(active.name))
    if active.chosen:
        return tr("Painting with the CPU, as set in the preferences.")
    reasons = [notes.note(happened) for happened in active.notes]
    reasons += [devices.device(reason, name) for name, reason in active.failed]
    reasons += [tr("{device} works, but is slower.").format(device=title(name)) for name in active.slower]
    if active.lacks_cuda:
        text = tr("The NVIDIA graphics card needs its libraries: run “{command}” in a terminal.")
        reasons.append(text.format(command=f"stylizer devices add {CUDA}"))
    if not reasons:
        return tr("Painting with the CPU: no working graphics card was found.")
    return " ".join((tr("Painting with the CPU."), *reasons))
