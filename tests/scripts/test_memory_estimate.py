"""What is alive in a stage at a time is counted right."""

from __future__ import annotations

import numpy as np
from onnx import TensorProto, helper, numpy_helper

from scripts.packs.memory_estimate import CELLS, HELD, floats_per_cell
from scripts.packs.plan import Map
from scripts.packs.stages import CutStage


def stage(*nodes: tuple[str, list[str], list[str]], channels: int = 8) -> CutStage:
    """A stage that reads map_0 (1, 8, h, w) and writes ``out``."""
    made = [helper.make_node(kind, inputs, outputs) for kind, inputs, outputs in nodes]
    graph = helper.make_graph(
        made,
        "stage",
        [helper.make_tensor_value_info("map_0", TensorProto.FLOAT, [1, channels, "h", "w"])],
        [helper.make_tensor_value_info("out", TensorProto.FLOAT, None)],
        [numpy_helper.from_array(np.zeros((16, 8, 1, 1), np.float32), "weights")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    return CutStage(model, ["map_0"], [], ["out"], [], 0)


QUARTER, HALF = Map("map_0", "t", 8, 4), Map("map_0", "t", 8, 2)


def test_input_and_output_count() -> None:
    assert floats_per_cell([stage(("Relu", ["map_0"], ["out"]))], [QUARTER]) == HELD * 16


def test_what_nobody_needs_any_more_does_not_count() -> None:
    chain = stage(("Relu", ["map_0"], ["a"]), ("Relu", ["a"], ["b"]), ("Relu", ["b"], ["out"]))
    assert floats_per_cell([chain], [QUARTER]) == HELD * 16


def test_the_hungriest_stage_and_the_widest_place_count() -> None:
    wide = stage(("Conv", ["map_0", "weights"], ["a"]), ("Relu", ["a"], ["b"]), ("Add", ["a", "b"], ["out"]))
    small = stage(("Relu", ["map_0"], ["out"]))
    assert floats_per_cell([small, wide], [QUARTER]) == HELD * 48


def test_finer_maps_have_more_numbers_in_a_cell() -> None:
    assert floats_per_cell([stage(("Relu", ["map_0"], ["out"]))], [HALF]) == HELD * 16 * 4
    assert CELLS % 4 == 0
