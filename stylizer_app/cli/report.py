"""What is said about a picture that was painted: an object for machines, a line for people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from stylizer_app.engine.forecast import Forecast
from stylizer_app.engine.request import Report
from stylizer_app.errors.english import table
from stylizer_app.imaging.geometry import Size


def painted(photo: Path, output: Path, report: Report, forecast: Forecast) -> dict[str, Any]:
    """The object that ``--json`` prints: sizes are [width, height], memory is in bytes."""
    return {
        "input": str(photo),
        "output": str(output),
        "pack": report.pack,
        "device": report.device,
        "fp16": report.fp16,
        "photo_size": _pair(report.photo_size),
        "size": _pair(report.size),
        "octaves": [_pair(octave) for octave in report.octaves],
        "tiles": report.tiles,
        "seconds": report.seconds,
        "octave_seconds": list(report.octave_seconds),
        "peak_memory": report.peak_memory,
        "forecast": {
            "seconds": forecast.seconds,
            "memory": forecast.memory,
            "tiles": forecast.tiles,
            "octaves": [_pair(octave) for octave in forecast.octaves.sizes],
        },
        "notes": [table.note(note) for note in report.notes],
    }


def failed(photo: Path, sentence: str) -> dict[str, Any]:
    """The object for a picture that could not be painted."""
    return {"input": str(photo), "error": sentence}


def skipped(photo: Path, output: Path) -> dict[str, Any]:
    """The object for a picture whose result was there already."""
    return {"input": str(photo), "output": str(output), "skipped": True}


def line(output: Path, report: Report) -> str:
    """The line for people: where the picture is, how large, how long it took."""
    return f"{output}  ({report.size}, {report.device}, {report.total_seconds:.1f} s)"


def _pair(size: Size) -> list[int]:
    """A size as JSON holds it."""
    return [size.width, size.height]
