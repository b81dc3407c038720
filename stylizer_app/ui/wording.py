"""Amounts in words for the window: file sizes, durations and pixel sizes in the person's own number format."""

from __future__ import annotations

import os

from PySide6.QtCore import QLocale

from stylizer_app.imaging.geometry import Size
from stylizer_app.ui.translate import tr


def file_size(amount: float) -> str:
    """Return bytes as "3.2 MB"."""
    form = QLocale.DataSizeFormat.DataSizeTraditionalFormat
    return QLocale().formattedDataSize(round(amount), 1, form)


def duration(seconds: float) -> str:
    """Return seconds as "6 s" or "2 min 10 s"; from ten minutes on, whole minutes."""
    whole = max(1, round(seconds))
    if whole < 60:
        return tr("{seconds} s").format(seconds=whole)
    if whole < 600 and whole % 60:
        return tr("{minutes} min {seconds} s").format(minutes=whole // 60, seconds=whole % 60)
    return tr("{minutes} min").format(minutes=round(whole / 60))


def pixel_size(size: Size) -> str:
    """Return a size as "6016 × 4016"."""
    return f"{size.width} × {size.height}"


def device(name: str) -> str:
    """Return what computes, as the chip in the window's corner says it."""
    if name == "cpu":
        return tr("CPU, {count} threads").format(count=os.cpu_count() or 1)
    titles = {
        "cuda": "NVIDIA CUDA",
        "directml": "DirectML",
        "coreml": "CoreML",
        "webgpu": "WebGPU",
        "openvino": "OpenVINO",
    }
    return titles.get(name, name)


def device_note(name: str) -> str:
    """Return the same in a sentence, with where to change it."""
    if name == "cpu":
        return tr("The processor paints: no graphics card that works is set up. Click for the preferences.")
    return tr("{device} paints. Click for the preferences.").format(device=device(name))
