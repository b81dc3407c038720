"""The order in which a transformer is brought into canonical form and made fast."""

from __future__ import annotations

from onnx import ModelProto

from scripts.convert.rewrites.batch_norm import fold_batch_norm
from scripts.convert.rewrites.enlarge import fix_enlargements
from scripts.convert.rewrites.layout import channels_first
from scripts.convert.rewrites.narrow import widen_narrow_outputs
from scripts.convert.rewrites.norms import canonical_norms
from scripts.convert.rewrites.phases import phase_convolutions
from scripts.errors import ModelError
from scripts.graphs.graph import Graph


def canonical(model: ModelProto) -> ModelProto:
    """A transformer (content_image, style_vector -> stylized_image) in the canonical form of docs/pack-format.md.

    Raises ModelError if the network is not of that kind.
    """
    graph = Graph(model)
    if not canonical_norms(graph) and not any(node.op_type == "InstanceNormalization" for node in graph.nodes):
        raise ModelError("The network has no normalization that depends on the style: this is no style transformer.")
    fix_enlargements(graph)
    channels_first(graph)
    return graph.model()


def optimized(model: ModelProto) -> ModelProto:
    """The same numbers, up to rounding, in less time."""
    graph = Graph(model)
    fold_batch_norm(graph)
    phase_convolutions(graph)
    widen_narrow_outputs(graph)
    return graph.model()
