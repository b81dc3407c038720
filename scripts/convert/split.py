"""Finds the style vector in a network that paints in one go, and cuts the network there into two."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto

from scripts.errors import ModelError
from scripts.graphs.graph import Graph, floats
from scripts.graphs.observe import PROBE, observe
from stylizer_app.engine.packs.pack import ENCODER_LENGTH

STYLE_PROBES = ((128, 128), (160, 192))
"""Two sizes of painting: what keeps its size between them may be a style vector."""


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """Where a network is cut: its two inputs, and the narrowest tensor on all ways from the painting to the picture."""

    content: str
    style: str
    tensor: str
    shape: tuple[int, ...]


def split(model: ModelProto) -> tuple[ModelProto, ModelProto, Bottleneck]:
    """Style predictor and transformer with the inputs and outputs of docs/pack-format.md, and where the cut is.

    Which input is which follows from the graph, not from names. Raises ModelError if there is no style vector of 100.
    """
    graph = Graph(model)
    if len(graph.inputs) != 2 or len(graph.outputs) != 1:
        raise ModelError(
            f"The network has {len(graph.inputs)} inputs and {len(graph.outputs)} outputs; a photo and a painting in, "
            "a picture out were expected."
        )
    bottleneck = find_bottleneck(graph)
    return _predictor(Graph(model), bottleneck), _transformer(Graph(model), bottleneck), bottleneck


def find_bottleneck(graph: Graph) -> Bottleneck:
    """The narrowest tensor through which every way from the painting to the output passes.

    The painting is the input for which there is one of fixed size. Raises ModelError if there is none of 100 numbers.
    """
    names = [item.name for item in graph.inputs]
    found = []
    for style, content in (names, names[::-1]):
        sizes = [_sizes(graph, content, style, size) for size in STYLE_PROBES]
        passages = [
            t for t in _passages(graph, style) if sizes[0][t] == sizes[1][t] and t not in _mixed(graph, content)
        ]
        if passages:
            narrowest = min(passages, key=lambda t: int(np.prod(sizes[0][t])))
            found.append(Bottleneck(content, style, narrowest, sizes[0][narrowest]))
    if not found:
        raise ModelError(
            "The network has no style vector: nothing of fixed size lies between the painting and the result."
        )
    bottleneck = min(found, key=lambda w: int(np.prod(w.shape)))
    if int(np.prod(bottleneck.shape)) != ENCODER_LENGTH:
        raise ModelError(
            f"The network's style vector has {int(np.prod(bottleneck.shape))} numbers; packs have {ENCODER_LENGTH}."
        )
    return bottleneck


def _sizes(graph: Graph, content: str, style: str, size: tuple[int, int]) -> dict[str, tuple[int, ...]]:
    """Shapes of all tensors for a photo of PROBE pixels and a painting of the given size."""
    feeds = {content: _noise(*PROBE), style: _noise(*size)}
    return {name: np.shape(value) for name, value in observe(graph.model(), feeds).items()}


def _noise(height: int, width: int) -> NDArray[np.float32]:
    return np.random.default_rng(0).random((1, height, width, 3), np.float32)


def _mixed(graph: Graph, content: str) -> set[str]:
    """Tensors that depend on the photo."""
    return graph.depends_on(content)


def _passages(graph: Graph, source: str) -> list[str]:
    """Tensors that lie on every way from ``source`` to the output, in running order.

    In running order the number of ways that are under way changes only at nodes: a tensor is a passage exactly when,
    after its maker has run, it is the only tensor depending on ``source`` that is still to be used.
    """
    reached = graph.depends_on(source)
    wanted = {graph.outputs[0].name}
    last_use: dict[str, int] = {}
    for position, node in enumerate(graph.nodes):
        last_use |= dict.fromkeys(node.input, position)
    last_use |= dict.fromkeys(wanted, len(graph.nodes))
    alive, passages = {source}, list[str]()
    for position, node in enumerate(graph.nodes):
        alive |= reached.intersection(node.output)
        alive = {name for name in alive if last_use.get(name, -1) > position}
        if len(alive) == 1 and alive.issubset(node.output):
            passages += alive
    return passages


def _predictor(graph: Graph, bottleneck: Bottleneck) -> ModelProto:
    """The part from the painting to the style vector."""
    graph.redirect(bottleneck.style, "style_image")
    graph.inputs = [floats("style_image", 1, "height", "width", 3)]
    graph.outputs = [floats("style_vector", 1, ENCODER_LENGTH)]
    graph.add("Reshape", bottleneck.tensor, graph.constant([1, ENCODER_LENGTH]), output="style_vector")
    return graph.model()


def _transformer(graph: Graph, bottleneck: Bottleneck) -> ModelProto:
    """The part from photo and style vector to the picture."""
    painted = graph.outputs[0].name
    graph.redirect(bottleneck.content, "content_image")
    graph.remove(graph.maker[bottleneck.tensor])
    graph.redirect(bottleneck.tensor, graph.add("Reshape", "style_vector", graph.constant(list(bottleneck.shape))))
    graph.inputs = [floats("content_image", 1, "height", "width", 3), floats("style_vector", 1, ENCODER_LENGTH)]
    graph.outputs = [floats("stylized_image", 1, "height", "width", 3)]
    graph.add("Identity", painted, output="stylized_image")
    return graph.model()
