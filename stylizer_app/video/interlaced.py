"""Frames of two fields, taken at different moments, as whole pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from stylizer_app.video import packages


def progressive(frames: Iterable[Any], stream: Any) -> Iterator[Any]:
    """The frames of a stream, as many as there are; from the first interlaced one on their fields are made whole."""
    graph = None
    for frame in frames:
        if graph is None and frame.interlaced_frame:
            graph = _graph(stream, frame)
        if graph is None:
            yield frame
        else:
            graph.push(frame)
            yield from _pulled(graph)
    if graph is not None:
        graph.push(None)
        yield from _pulled(graph)


def _graph(stream: Any, frame: Any) -> Any:
    """FFmpeg's deinterlacer, which gives a frame for a frame and leaves whole ones alone."""
    graph = packages.av().filter.Graph()
    source = graph.add_buffer(width=frame.width, height=frame.height, format=frame.format, time_base=stream.time_base)
    graph.link_nodes(source, graph.add("bwdif", "mode=send_frame:deint=interlaced"), graph.add("buffersink"))
    graph.configure()
    return graph


def _pulled(graph: Any) -> Iterator[Any]:
    """What a graph has ready."""
    error = packages.av().error
    while True:
        try:
            yield graph.pull()
        except (error.BlockingIOError, error.EOFError):
            return
