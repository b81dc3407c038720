"""Clips that tests make for themselves: a window that wanders over a picture, with a tone that begins halfway."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

av = pytest.importorskip("av", reason="PyAV is not installed (extra `video`)")
pytest.importorskip("cv2", reason="OpenCV is not installed (extra `video`)")

RATE, SOUND = 25, 48_000
BASE = Fraction(1, 600)
CELL = 20


def scene(width: int, height: int, seed: int = 3) -> NDArray[np.uint8]:
    """Coarse random colours (height, width, 3) with soft borders, so that every place looks unlike its surroundings."""
    coarse = np.random.default_rng(seed).integers(0, 256, (height // CELL + 2, width // CELL + 2, 3))
    rows, columns = np.arange(height) / CELL, np.arange(width) / CELL
    r, c = rows.astype(int), columns.astype(int)
    across = (columns - c)[:, np.newaxis]
    upper = coarse[r][:, c] * (1 - across) + coarse[r][:, c + 1] * across
    lower = coarse[r + 1][:, c] * (1 - across) + coarse[r + 1][:, c + 1] * across
    down = (rows - r)[:, np.newaxis, np.newaxis]
    return (upper * (1 - down) + lower * down).astype(np.uint8)


def pan(count: int, size: tuple[int, int] = (96, 64), step: tuple[int, int] = (3, 1)) -> list[NDArray[np.uint8]]:
    """So many frames (64, 96, 3), each showing the scene a step further to the right and down."""
    width, height = size
    picture = scene(width + step[0] * count, height + step[1] * count)
    return [picture[n * step[1] :, n * step[0] :][:height, :width] for n in range(count)]


def write_clip(
    path: Path,
    frames: Sequence[NDArray[np.uint8]],
    times: Sequence[int] | None = None,
    *,
    sound: str | None = None,
    turned: int = 0,
    codec: str = "libx264",
) -> Path:
    """A clip of these frames at these times, in units of 1/600 s; ``sound``: how a tone from 0.5 s on is encoded."""
    times = times or [number * BASE.denominator // RATE for number in range(len(frames))]
    height, width = frames[0].shape[:2]
    with av.open(str(path), "w") as clip:
        picture = clip.add_stream(codec, rate=RATE, options={"crf": "4"} if codec == "libx264" else {})
        picture.width, picture.height, picture.pix_fmt = width, height, "yuv420p"
        picture.codec_context.time_base = BASE
        picture.codec_context.colorspace = 1
        if turned:
            picture.set_display_rotation(turned)
        tone = clip.add_stream(sound, rate=SOUND, layout="mono") if sound else None
        for samples, time in zip(frames, times, strict=True):
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(samples), format="rgb24")
            frame = frame.reformat(format="yuv420p", dst_colorspace=1)
            frame.pts, frame.time_base = time, BASE
            clip.mux(picture.encode(frame))
        clip.mux(picture.encode())
        if tone is not None:
            _write_tone(clip, tone, times[-1] * BASE)
    return path


def _write_tone(clip: Any, tone: Any, seconds: Fraction) -> None:
    at = np.arange(int(SOUND * seconds)) / SOUND
    wave = (0.4 * np.sin(2 * np.pi * 440 * at) * (at >= 0.5)).astype(np.float32)
    for start in range(0, len(wave), 1024):
        frame = av.AudioFrame.from_ndarray(wave[np.newaxis, start : start + 1024], format="fltp", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = SOUND, start, Fraction(1, SOUND)
        clip.mux(tone.encode(frame))
    clip.mux(tone.encode())


def frames_of(path: Path) -> list[NDArray[np.uint8]]:
    """All frames of a clip as they are stored."""
    with av.open(str(path)) as clip:
        return [frame.to_ndarray(format="rgb24") for frame in clip.decode(video=0)]


def times_of(path: Path) -> list[float]:
    """When they are shown, in seconds."""
    with av.open(str(path)) as clip:
        return [frame.time for frame in clip.decode(video=0)]


def tone_begins(path: Path) -> float:
    """When the tone is first heard, in seconds."""
    with av.open(str(path)) as clip:
        for frame in clip.decode(audio=0):
            loud = np.abs(frame.to_ndarray()[0].astype(np.float64)) > (0.05 if frame.format.name == "fltp" else 1600)
            if loud.any():
                return float(frame.time + np.argmax(loud) / frame.sample_rate)
    raise AssertionError("no tone")


def sound_packets(path: Path) -> list[bytes]:
    """What is stored of the sound."""
    with av.open(str(path)) as clip:
        return [bytes(packet) for packet in clip.demux(audio=0) if packet.size]
