"""Gain and bias inside the normalization give the same picture as behind it."""

from __future__ import annotations

import numpy as np
import onnx
import onnxruntime

from scripts.packs.fold_norms import fold_norms
from tests.scripts.cutter_networks import magenta_like


def painted(model, content, vector):
    runner = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return runner.run(None, {"content_image": content, "style_vector": vector})[0]


def test_every_norm_becomes_one_node_and_the_numbers_stay() -> None:
    model, random = magenta_like(), np.random.default_rng(4)
    folded = fold_norms(model)
    onnx.checker.check_model(folded, full_check=True)
    kinds = [[node.op_type for node in m.graph.node] for m in (model, folded)]
    norms = kinds[0].count("InstanceNormalization")
    assert norms > 0
    assert kinds[1].count("InstanceNormalization") == norms
    assert kinds[0].count("Mul") - kinds[1].count("Mul") == norms
    assert kinds[0].count("Add") - kinds[1].count("Add") == norms
    content, vector = random.random((1, 40, 56, 3), np.float32), random.normal(0, 1, (1, 100)).astype(np.float32)
    assert np.abs(painted(model, content, vector) - painted(folded, content, vector)).max() < 1e-5


def test_a_norm_with_gains_of_its_own_stays_as_it_is() -> None:
    model = magenta_like()
    for item in model.graph.initializer:
        values = onnx.numpy_helper.to_array(item)
        if values.ndim == 1 and values.dtype == np.float32 and np.all(values == 1):
            item.CopyFrom(onnx.numpy_helper.from_array(values * 2, item.name))
    assert [n.op_type for n in fold_norms(model).graph.node] == [n.op_type for n in model.graph.node]
