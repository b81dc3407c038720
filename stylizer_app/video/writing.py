"""Clips as files: pieces of painted frames, and the pieces and the sound put together."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, BinaryIO

from stylizer_app.errors import SaveError
from stylizer_app.errors.save import NotEncoded, NotWritable
from stylizer_app.video import packages
from stylizer_app.video.clip import Clip, Facts, Frame, told
from stylizer_app.video.colours import BT709

PIECE = "nut"
"""The container of pieces: it keeps any time base."""

_BEST, _STEP = 15, 0.36
"""The constant rate factor of quality 100, and what a point less of quality adds to it."""

_MATRICES, _UNSTATED = {1, 4, 5, 6, 7, 9}, 2
_HIGH = 720
"""Numbers of ITU-T H.273, those of matrices that are written as they are; and rows from which on a clip that states
none of them is taken for BT.709, not BT.601."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its container, and how frames and sound are encoded where they cannot stay as they are."""

    container: str
    video: str
    audio: str
    options: dict[str, str]


_H264 = {"preset": "medium", "bf": "0"}
_VP9 = {"b:v": "0", "cpu-used": "4", "row-mt": "1", "auto-alt-ref": "0"}
"""Without frames out of order, so that pieces can follow each other."""

KINDS = {
    ".mp4": Kind("mp4", "libx264", "aac", _H264),
    ".m4v": Kind("mp4", "libx264", "aac", _H264),
    ".mov": Kind("mov", "libx264", "aac", _H264),
    ".mkv": Kind("matroska", "libx264", "aac", _H264),
    ".webm": Kind("webm", "libvpx-vp9", "libopus", _VP9),
}


def kind_of(path: Path) -> Kind:
    """The kind of file that a name stands for. Raises SaveError."""
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise SaveError(NotWritable(path.suffix, tuple(KINDS)), path)
    return kind


def write_piece(file: BinaryIO, frames: Iterable[Frame], facts: Facts, kind: Kind, quality: int) -> None:
    """Encode painted frames; their times are those of the clip. Raises SaveError, and what ``frames`` raises."""
    av = packages.av()
    stream = None
    with _encoding(kind), closing(av.open(file, "w", format=PIECE)) as piece:
        for frame in frames:
            height, width = frame.samples.shape[:2]
            picture = av.VideoFrame.from_ndarray(frame.samples, format="rgb24")
            stream = stream or _video_stream(piece, (width, height), facts, kind, quality)
            matrix = stream.codec_context.colorspace
            picture = picture.reformat(format=stream.pix_fmt, dst_colorspace=matrix, dst_color_range="MPEG")
            picture.pts, picture.time_base = frame.time, facts.base
            piece.mux(stream.encode(picture))
        if stream is not None:
            piece.mux(stream.encode())


@contextmanager
def _encoding(kind: Kind) -> Iterator[None]:
    """Turn an encoder's failure into a SaveError; what the disk says stays an OSError."""
    try:
        yield
    except packages.av().error.FFmpegError as error:
        if isinstance(error, OSError):
            raise
        raise SaveError(NotEncoded(kind.container, str(error))) from error


def _video_stream(piece: Any, side: tuple[int, int], facts: Facts, kind: Kind, quality: int) -> Any:
    """A stream of frames of a size; H.264 in its usual form has no odd sides."""
    context = packages.av().codec.context
    options = {**kind.options, "crf": str(round(_BEST + _STEP * (100 - quality)))}
    stream = piece.add_stream(kind.video, rate=facts.rate.limit_denominator(100_000), options=options)
    stream.width, stream.height = side
    odd = any(length % 2 for length in side)
    stream.pix_fmt = "yuv444p" if odd and kind.video == "libx264" else "yuv420p"
    matrix, primaries, transfer = facts.colours
    if matrix not in _MATRICES:
        matrix = BT709.matrix if min(side) >= _HIGH else _UNSTATED
    stream.codec_context.colorspace = matrix
    stream.codec_context.color_primaries, stream.codec_context.color_trc = primaries, transfer
    stream.codec_context.sample_aspect_ratio = facts.shape
    stream.codec_context.time_base = facts.base
    stream.codec_context.flags |= context.Flags.global_header
    return stream


def assemble(file: BinaryIO, pieces: Sequence[Path], clip: Clip, kind: Kind, *, strip_metadata: bool) -> None:
    """Put pieces and the clip's sound into one file. Sound stays bit for bit where the container can hold it.

    Raises SaveError, and PictureError for sound that cannot be read.
    """
    av = packages.av()
    with _encoding(kind), ExitStack() as stack:
        result = stack.enter_context(closing(av.open(file, "w", format=kind.container)))
        if not strip_metadata:
            result.metadata.update(clip.container.metadata)
        first = stack.enter_context(av.open(str(pieces[0])))
        picture = result.add_stream_from_template(first.streams.video[0])
        sounds = {sound.index: _Sound(result, sound, kind) for sound in clip.container.streams.audio}
        streams: list[Iterator[tuple[Fraction, Any]]] = [_pictures(pieces, picture)]
        if sounds:
            streams.append(_sound(clip, sounds))
        for _, packet in heapq.merge(*streams, key=lambda one: one[0]):
            result.mux(packet)


def _pictures(pieces: Sequence[Path], stream: Any) -> Iterator[tuple[Fraction, Any]]:
    """The packets of all pieces, with their times in seconds; they are stored in the order in which they are shown."""
    for path in pieces:
        with packages.av().open(str(path)) as piece:
            for packet in piece.demux(piece.streams.video[0]):
                if packet.pts is not None:
                    packet.dts = packet.pts  # of a short piece FFmpeg does not know it
                    at = packet.pts * packet.time_base
                    packet.stream = stream
                    yield at, packet


def _sound(clip: Clip, sounds: dict[int, _Sound]) -> Iterator[tuple[Fraction, Any]]:
    """The packets of the clip's sound, with their times in seconds."""
    with told(clip.path):
        for packet in clip.container.demux(*clip.container.streams.audio):
            for done in sounds[packet.stream.index].taken(packet):
                yield done.dts * done.time_base, done


class _Sound:
    """A stream of sound on its way into the result: copied, or encoded anew where the container cannot hold it."""

    def __init__(self, result: Any, source: Any, kind: Kind) -> None:
        name = source.codec_context.name
        self._copied = name in result.supported_codecs
        if self._copied:
            self._stream = result.add_stream_from_template(source)
        else:
            self._stream = result.add_stream(kind.audio, rate=48_000, layout=source.codec_context.layout.name)
        if language := source.metadata.get("language"):
            self._stream.metadata["language"] = language

    def taken(self, packet: Any) -> Iterator[Any]:
        """What becomes of a packet of the clip; the last one is empty."""
        if self._copied:
            if packet.dts is not None:
                packet.stream = self._stream
                yield packet
            return
        for frame in packet.decode():
            yield from self._stream.encode(frame)
        if packet.dts is None:
            yield from self._stream.encode(None)
