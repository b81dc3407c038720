"""What is said about a run: an object for machines, a line for people. Every object has its ``type``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, TypedDict

from stylizer_app.engine.forecast import Forecast
from stylizer_app.engine.request import Report
from stylizer_app.errors.english import table
from stylizer_app.imaging.geometry import Size
from stylizer_app.many.forecast import Total
from stylizer_app.video.paint import Outlook, PaintedClip

Pair = list[int]
"""Width and height."""

Why = Literal["exists", "unchanged"]
"""Why a picture was not painted: a file of its name stays, as was told, or it was painted in an earlier run."""


class Expected(TypedDict):
    """What was expected of a picture; ``seconds`` is null until this machine has painted with the networks once."""

    seconds: float | None
    memory: int
    tiles: int
    octaves: list[Pair]


class PlanLine(TypedDict):
    """The first line of a run of several pictures: how many will be painted, in how many seconds, to how many bytes."""

    type: Literal["plan"]
    pictures: int
    skipped: int
    seconds: float | None
    bytes: int


class PaintedLine(TypedDict):
    """A picture that was painted. Memory is in bytes."""

    type: Literal["painted"]
    input: str
    output: str
    pack: str
    device: str
    fp16: bool
    photo_size: Pair
    size: Pair
    octaves: list[Pair]
    tiles: int
    seconds: dict[str, float]
    octave_seconds: list[float]
    peak_memory: int
    forecast: Expected
    notes: list[str]


class PaintedClipLine(TypedDict):
    """A clip that was painted: frames in all and those of an earlier run, and seconds that were expected."""

    type: Literal["painted clip"]
    input: str
    output: str
    frames: int
    painted_before: int
    size: Pair
    forecast_seconds: float | None


class Failure(TypedDict):
    """A picture that could not be painted, and why, as a sentence."""

    input: str
    error: str


class FailedLine(Failure):
    """The same, when it happens."""

    type: Literal["failed"]


class SkippedLine(TypedDict):
    """A picture that was not painted, as its result is there already."""

    type: Literal["skipped"]
    input: str
    output: str
    skipped: Why


class DoneLine(TypedDict):
    """The last line of a run of several pictures: how many were painted and skipped, and what failed, with reasons."""

    type: Literal["done"]
    painted: int
    skipped: int
    failed: list[Failure]


def plan(expected: Total, skipped: int) -> PlanLine:
    """The object that comes before everything else."""
    return {
        "type": "plan",
        "pictures": expected.pictures,
        "skipped": skipped,
        "seconds": expected.seconds,
        "bytes": expected.bytes,
    }


def painted(photo: Path, output: Path, report: Report, forecast: Forecast) -> PaintedLine:
    """The object for a picture that was painted."""
    return {
        "type": "painted",
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


def painted_clip(clip: Path, result: PaintedClip, expected: Outlook) -> PaintedClipLine:
    """The object for a clip that was painted."""
    return {
        "type": "painted clip",
        "input": str(clip),
        "output": str(result.path),
        "frames": result.frames,
        "painted_before": result.before,
        "size": _pair(result.size),
        "forecast_seconds": expected.seconds,
    }


def failed(photo: Path, sentence: str) -> FailedLine:
    """The object for a picture that could not be painted."""
    return {"type": "failed", "input": str(photo), "error": sentence}


def skipped(photo: Path, output: Path, why: Why) -> SkippedLine:
    """The object for a picture whose result is there already."""
    return {"type": "skipped", "input": str(photo), "output": str(output), "skipped": why}


def done(painted: int, skipped: int, failed: Sequence[tuple[Path, str]]) -> DoneLine:
    """The object that comes after everything else."""
    return {
        "type": "done",
        "painted": painted,
        "skipped": skipped,
        "failed": [{"input": str(photo), "error": sentence} for photo, sentence in failed],
    }


def line(output: Path, report: Report) -> str:
    """The line for people: where the picture is, how large, how long it took."""
    return f"{output}  ({report.size}, {report.device}, {report.total_seconds:.1f} s)"


def _pair(size: Size) -> Pair:
    """A size as JSON holds it."""
    return [size.width, size.height]
