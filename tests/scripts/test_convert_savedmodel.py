"""A SavedModel of Magenta's exact shape with random weights: split, converted, the same as in TensorFlow."""

from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("tensorflow", reason="SavedModels are read with TensorFlow (extra convert)")
pytest.importorskip("tf2onnx", reason="conversion needs tf2onnx (extra convert)")

import onnx

from scripts.convert import savedmodel
from scripts.convert.convert import Order, convert, networks_of
from scripts.convert.origin import obtain
from scripts.convert.pictures import random_picture
from scripts.convert.reference import SavedModelReference
from scripts.convert.split import Bottleneck, split
from scripts.errors import ModelError
from scripts.packs.execute import session

LIMIT = 2 / 255


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.scripts.convert_savedmodel import Stylization, save

    return save(Stylization(), tmp_path_factory.mktemp("models") / "full")


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Narrower, with other names, and the painting as the first input."""
    from tests.scripts.convert_savedmodel import Stylization, save

    model = Stylization(seed=8, widths=(8, 12, 16), blocks=2)
    return save(model, tmp_path_factory.mktemp("models") / "renamed", ("photograph", "artwork"))


@pytest.fixture(scope="module")
def converted(full: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The pack made of the full-size model, and the folder with what came between."""
    work = tmp_path_factory.mktemp("work")
    order = Order(tmp_path_factory.mktemp("packs"), id="random", check=2)
    folder, figures = convert(order, obtain([str(full)], work, lambda *_: None), work, lambda _: None, networks_of)
    assert figures is not None
    assert figures.largest < LIMIT
    assert figures.staged < LIMIT
    return folder, work


def painted(pack: Path, content: np.ndarray, style: np.ndarray) -> np.ndarray:
    vector = session(pack / "style_predictor.onnx").run(None, {"style_image": style})[0]
    return session(pack / "transformer.onnx").run(None, {"content_image": content, "style_vector": vector})[0]


@pytest.mark.parametrize(("size", "style_size"), [((133, 250), (151, 222)), ((256, 96), (256, 256))])
def test_odd_sizes_give_what_tensorflow_gives(full: Path, converted, size, style_size) -> None:
    reference = SavedModelReference(full, Bottleneck("placeholder", "placeholder_1", "", ()))
    content, style = random_picture(*size, seed=1), random_picture(*style_size, seed=2)
    expected = reference.paint(content, style)
    assert expected.shape == content.shape
    assert np.abs(painted(converted[0], content, style) - expected).max() < LIMIT


def test_the_painting_matters(converted) -> None:
    """Otherwise a wrong style vector would go unnoticed above."""
    content = random_picture(128, 128, 1)
    first, second = (painted(converted[0], content, random_picture(256, 256, seed)) for seed in (2, 3))
    assert np.abs(first - second).mean() > 0.01


def test_the_pack_says_what_was_measured(converted) -> None:
    pack = tomllib.loads((converted[0] / "pack.toml").read_text(encoding="utf-8"))
    found = pack["verification"]
    assert found["against"].startswith("TensorFlow 2")
    assert found["max_difference"] < LIMIT
    assert found["random_pairs"] == 2
    assert len(found["source_sha256"]) == 64
    assert len(pack["norms"]) == 13


def test_the_rewritten_transformer_does_without_the_detours(converted) -> None:
    ops = {node.op_type for node in onnx.load(converted[0] / "stage_12.onnx").graph.node}
    assert not {"Transpose", "Resize", "BatchNormalization", "Shape"} & ops
    plain = {node.op_type for node in onnx.load(converted[1] / "plain.onnx").graph.node}
    assert "Resize" in plain


def test_inputs_are_told_apart_by_the_graph_and_not_by_their_names(renamed: Path) -> None:
    predictor, transformer, bottleneck = split(savedmodel.to_onnx(renamed))
    assert (bottleneck.content, bottleneck.style) == ("photograph", "artwork")
    assert int(np.prod(bottleneck.shape)) == 100
    content, style = random_picture(96, 128, 1), random_picture(140, 160, 2)
    vector = session_of(predictor).run(None, {"style_image": style})[0]
    result = session_of(transformer).run(None, {"content_image": content, "style_vector": vector})[0]
    assert np.abs(result - SavedModelReference(renamed, bottleneck).paint(content, style)).max() < LIMIT


def session_of(model: onnx.ModelProto):
    import onnxruntime

    return onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])


def test_a_folder_that_is_no_saved_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "saved_model.pb").write_bytes(b"no graph")
    with pytest.raises(ModelError, match="cannot be converted"):
        savedmodel.to_onnx(tmp_path)
