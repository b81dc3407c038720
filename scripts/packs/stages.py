"""Builds the ONNX graph of every stage, and the one that turns a style vector into gains and biases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import onnx
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from scripts.errors import ModelError
from scripts.graphs.graph import IR_VERSION, OPSET, Array
from scripts.packs.crop import crop_early
from scripts.packs.halo import halo_of
from scripts.packs.network import PAINTED, Network
from scripts.packs.phase_sums import sum_by_phase
from scripts.packs.plan import Plan
from scripts.packs.statistics import Sums, core_slice, plain_sums, sums


@dataclass(frozen=True, slots=True)
class CutStage:
    """A stage graph and its line in pack.toml."""

    model: ModelProto
    reads: list[str]
    applies: list[int]
    writes: list[str]
    gathers: list[int]
    halo: int
    cpu_model: ModelProto | None = None
    """The same stage in a form that is faster on CPUs, where there is one."""
    fp16_model: ModelProto | None = None
    """The same stage with its convolutions in float16, where it has any."""


def build_stages(plan: Plan) -> list[CutStage]:
    """All stages in running order. Raises ModelError if one reaches in a way the cutter does not know."""
    return [_StageBuilder(plan, number).build() for number in range(len(plan.stages))]


def build_modulation(plan: Plan) -> ModelProto:
    """The graph style_vector (1, n) -> gain_k, bias_k (C_k,) for every norm."""
    nodes = plan.net.needed_for([n for norm in plan.norms for n in (norm.gain, norm.bias)], {"style_vector"})
    constants: dict[str, Array] = {"flat": np.array([-1], np.int64)}
    tail, outputs = [], []
    for k, norm in enumerate(plan.norms):
        for kind, source in (("gain", norm.gain), ("bias", norm.bias)):
            tail.append(helper.make_node("Reshape", [source, "flat"], [f"{kind}_{k}"]))
            outputs.append(_value(f"{kind}_{k}", [norm.channels]))
    style = [item for item in plan.net.inputs if item.name == "style_vector"]
    return make_model(plan.net, [*nodes, *tail], style, outputs, constants)


class _StageBuilder:
    """Collects the nodes of one stage."""

    def __init__(self, plan: Plan, number: int) -> None:
        self.plan, self.net, self.number = plan, plan.net, number
        self.stage = plan.stages[number]
        self.known = plan.known_before(number)
        self.constants: dict[str, Array] = {}
        self.tail: list[NodeProto] = []
        self.outputs: list[onnx.ValueInfoProto] = []

    def build(self) -> CutStage:
        """The stage's graph and description."""
        cores = self._cores()
        stop = self.known | {name for norm in self.plan.norms for name in (norm.gain, norm.bias)}
        nodes = [self._normalized(node) for node in self._trunk(cores, stop)]
        used = {name for node in nodes for name in node.input}
        self._write_maps()
        self._gather()
        self._finish()
        reads = self._reads(used | set(cores))
        applies = [k for k in range(len(self.plan.norms)) if f"scale_{k}" in used]
        halo = halo_of(self.net, nodes, cores, self.known)
        names = {m.tensor: m.name for m in self.plan.maps}
        model = make_model(self.net, [*nodes, *self.tail], self._inputs(reads, applies), self.outputs, self.constants)
        rename_tensors(model, {tensor: names[tensor] for tensor in self.known & set(names)})
        crop_early(model)
        sum_by_phase(model)
        writes = [m.name for m in self.stage.writes] + ["stylized_image"] * self.stage.final
        return CutStage(model, [names.get(name, name) for name in reads], applies, writes, self.stage.gathers, halo)

    def _cores(self) -> dict[str, int]:
        """The tensors this stage is for, and their pixels per position."""
        cores = {m.tensor: m.scale for m in self.stage.writes}
        gathered = [self.plan.norms[k] for k in self.stage.gathers]
        cores |= {norm.source: norm.scale for norm in gathered if not norm.plain}
        return cores | ({PAINTED: 1} if self.stage.final else {})

    def _trunk(self, cores: dict[str, int], stop: set[str]) -> list[NodeProto]:
        """The transformer's nodes that this stage runs, without those that compute statistics."""
        nodes = self.net.needed_for(cores, stop)
        late = [n.output[0] for n in nodes if self.plan.levels.get(n.output[0], 0) > self.number]
        if late:
            raise ModelError("The transformer cannot be cut: a stage would need a normalization of a later one.")
        return [node for node in nodes if node.op_type != "InstanceNormalization"]

    def _normalized(self, node: NodeProto) -> NodeProto:
        """The node itself, or for a norm's Mul and Add the ones with scale_k and shift_k."""
        for k, norm in enumerate(self.plan.norms):
            if node.output[0] == norm.scaled:
                return helper.make_node("Mul", [norm.source, f"scale_{k}"], [norm.scaled])
            if node.output[0] == norm.output:
                return helper.make_node("Add", [norm.scaled, f"shift_{k}"], [norm.output])
        return node

    def _reads(self, used: set[str]) -> list[str]:
        """The given tensors that the stage uses: the picture first, then maps in their order."""
        order = ["content_image", *(m.tensor for m in self.plan.maps)]
        return [name for name in order if name in used & self.known]

    def _inputs(self, reads: list[str], applies: list[int]) -> list[onnx.ValueInfoProto]:
        """Declarations of the stage's inputs in the format's order."""
        maps = {m.tensor: m for m in self.plan.maps}
        values = []
        for name in reads:
            if name in maps:
                item = maps[name]
                values.append(_value(name, [1, item.channels, f"rows_{item.scale}", f"columns_{item.scale}"]))
            else:
                values.append(_value(name, [1, "rows_1", "columns_1", 3]))
        for k in applies:
            shape = [1, self.plan.norms[k].channels, 1, 1]
            values += [_value(f"scale_{k}", shape), _value(f"shift_{k}", shape)]
        return [*values, _value("core", [4], TensorProto.INT64)]

    def _sliced(self, tensor: str, scale: int, name: str, axes: tuple[int, int] = (2, 3)) -> str:
        """Cut a tensor to the core once; returns the cut tensor's name."""
        if not any(name in node.output for node in self.tail):
            core_slice(self.tail, self.constants, tensor, name, 4 // scale, axes)
        return name

    def _write_maps(self) -> None:
        for item in self.stage.writes:
            self._sliced(item.tensor, item.scale, item.name)
            self.outputs.append(_value(item.name, [1, item.channels, "core_rows", "core_columns"]))

    def _gather(self) -> None:
        """Add the sums of every norm that this stage gathers."""
        for k in self.stage.gathers:
            norm = self.plan.norms[k]
            names = Sums(f"sum_{k}", f"square_sum_{k}")
            if norm.plain:
                plain_sums(self.tail, self.constants, names, norm.channels, 4 // norm.scale, self.epsilon)
            else:
                kept = next((m.name for m in self.stage.writes if m.tensor == norm.source), f"core_{k}")
                sums(self.tail, self.constants, self._sliced(norm.source, norm.scale, kept), names)
            self.outputs += [_value(name, [norm.channels], TensorProto.DOUBLE) for name in names]

    @property
    def epsilon(self) -> float:
        """The one epsilon of the transformer's normalizations."""
        return next(norm.epsilon for norm in self.plan.norms if not norm.plain)

    def _finish(self) -> None:
        """In the last stage, cut the picture to the core."""
        if self.stage.final:
            self._sliced(PAINTED, 1, "stylized_image", (1, 2))
            self.outputs.append(_value("stylized_image", [1, "core_rows", "core_columns", 3]))


def make_model(
    net: Network,
    nodes: list[NodeProto],
    inputs: list[onnx.ValueInfoProto],
    outputs: list[onnx.ValueInfoProto],
    constants: dict[str, Array],
) -> ModelProto:
    """A checked model of the given nodes with the constants that they use."""
    used = {name for node in nodes for name in node.input}
    arrays = {k: v for k, v in (net.constants | constants).items() if k in used}
    initializers = [numpy_helper.from_array(np.asarray(v, order="C"), k) for k, v in arrays.items()]
    copies = [NodeProto.FromString(node.SerializeToString()) for node in nodes]
    graph = helper.make_graph(copies, "stage", inputs, outputs, initializers)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION)


def rename_tensors(model: ModelProto, names: dict[str, str]) -> None:
    """Rename tensors throughout a model, in place."""
    for node in model.graph.node:
        node.input[:] = [names.get(name, name) for name in node.input]
        node.output[:] = [names.get(name, name) for name in node.output]
    for item in [*model.graph.input, *model.graph.output, *model.graph.initializer]:
        item.name = names.get(item.name, item.name)


def _value(name: str, shape: Sequence[object], kind: int = TensorProto.FLOAT) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, kind, list(shape))
