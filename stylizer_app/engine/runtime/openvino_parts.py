"""Which part of a graph needs all digits: what a picture goes through first is cut off and computed in float32."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from stylizer_app.engine.runtime.network import CONTENT

EXACT = 2
"""This many convolutions after the picture stay exact.

bfloat16 has eight digits. A picture, and what the first convolution makes of it, lies far from zero: its soft gradients
would become terraces, which networks made for brush strokes paint as if they were there. On three networks this is
nine tenths of the whole difference (docs/devices.md). What follows is small numbers around zero.
"""


CUT = "cut "
"""What names of values begin with that one part gives and the next takes."""


@dataclass(frozen=True, slots=True)
class Part:
    """A graph, the names of what it takes and gives in their order, and the precision to compute it in."""

    model: Any
    takes: tuple[str, ...]
    gives: tuple[str, ...]
    precision: str


def divided(ov: Any, model: Any) -> list[Part]:
    """The parts of a graph, in the order that they run in. ``ov`` is the openvino module; the model is used up."""
    depths = _depths(model)
    if not depths:
        return [whole(model, "bf16")]
    late = {name for name, depth in depths.items() if depth > EXACT}
    results = {node.input_value(0).get_any_name(): node for node in model.get_results()}
    early = {k: r for k, r in results.items() if r.get_name() in depths and r.get_name() not in late}
    cuts = {f"{CUT}{n}": output for n, output in enumerate(_crossing(model, depths, late))}
    if not cuts:
        return [whole(model, "f32")]
    joints = {}
    for name, output in cuts.items():
        joints[name] = ov.op.Parameter(output.get_element_type(), output.get_partial_shape())
        for target in output.get_target_inputs():
            if target.get_node().get_name() in late:
                target.replace_source_output(joints[name].output(0))
    taken = {node.output(0).get_any_name(): node for node in model.get_parameters()}
    ends = {**early, **{name: ov.op.Result(output) for name, output in cuts.items()}}
    rest = {k: r for k, r in results.items() if k not in early}
    later = {**{k: p for k, p in taken.items() if k != CONTENT}, **joints}
    return [_part(ov, taken, ends, "f32"), _part(ov, later, rest, "bf16")]


def whole(model: Any, precision: str) -> Part:
    """A graph that is not divided."""
    takes = tuple(node.get_any_name() for node in model.inputs)
    return Part(model, takes, tuple(node.get_any_name() for node in model.outputs), precision)


def _part(ov: Any, takes: dict[str, Any], gives: dict[str, Any], precision: str) -> Part:
    """A graph between these ends; what it takes without need does no harm."""
    return Part(ov.Model(list(gives.values()), list(takes.values()), "part"), tuple(takes), tuple(gives), precision)


def _depths(model: Any) -> dict[str, int]:
    """How many convolutions lie between the picture and a node, at most; only of nodes that the picture reaches."""
    depths: dict[str, int] = {}
    for node in model.get_ordered_ops():
        if node.get_type_name() == "Parameter":
            if node.output(0).get_any_name() == CONTENT:
                depths[node.get_name()] = 0
            continue
        before = [depths[name] for value in node.input_values() if (name := value.get_node().get_name()) in depths]
        if before:
            depths[node.get_name()] = max(before) + node.get_type_name().endswith("Convolution")
    return depths


def _crossing(model: Any, depths: dict[str, int], late: set[str]) -> list[Any]:
    """The outputs of nodes before the cut that nodes behind it read."""
    early = [node for node in model.get_ordered_ops() if node.get_name() in depths and node.get_name() not in late]
    return [
        output
        for node in early
        for output in node.outputs()
        if any(target.get_node().get_name() in late for target in output.get_target_inputs())
    ]
