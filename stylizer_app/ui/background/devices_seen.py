"""What paints, and why nothing faster does: facts found beside the networks, said in words by the window."""

from __future__ import annotations

import os

from stylizer_app.devices import CPU, CUDA, DEVICES
from stylizer_app.errors.reason import Note
from stylizer_app.ui.interfaces import DeviceSeen
from stylizer_app.ui.translate import tr
from stylizer_app.ui.wording import devices, notes


def look_at(name: str, asked: str, happened: tuple[Note, ...] = ()) -> DeviceSeen:
    """The facts about the device that paints; tries nothing, reads what self-tests left behind."""
    if name != CPU or asked == CPU:
        return DeviceSeen(name, chosen=name == asked, notes=happened)
    from stylizer_app.engine.cuda import gpu_libraries
    from stylizer_app.engine.devices import device_cache
    from stylizer_app.engine.runtime.onnxruntime_backend import available_devices

    others = [other for other in available_devices() if other != CPU]
    found = [(other, finding) for other in others if (finding := device_cache.recall(other)) is not None]
    cuda = gpu_libraries.status()
    return DeviceSeen(
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


def note(seen: DeviceSeen) -> str:
    """Return what computes, and why it is not a graphics card, in a sentence or two."""
    if seen.name != CPU:
        return tr("{device} paints.").format(device=title(seen.name))
    if seen.chosen:
        return tr("The CPU paints, as the preferences say.")
    reasons = [notes.note(happened) for happened in seen.notes]
    reasons += [devices.device(reason, name) for name, reason in seen.failed]
    reasons += [tr("{device} works here, but more slowly.").format(device=title(name)) for name in seen.slower]
    if seen.lacks_cuda:
        text = tr("There is an NVIDIA card, but not its libraries: “{command}” in a terminal fetches them.")
        reasons.append(text.format(command=f"stylizer devices add {CUDA}"))
    if not reasons:
        return tr("The CPU paints: no graphics card that works is set up.")
    return " ".join((tr("The CPU paints."), *reasons))
