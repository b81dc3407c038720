"""Magenta's mobile pair, converted, gives LiteRT's numbers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("tensorflow", reason="TFLite files are read with TensorFlow (extra convert)")
pytest.importorskip("tf2onnx", reason="conversion needs tf2onnx (extra convert)")

from scripts.convert.convert import Order, convert, networks_of
from scripts.convert.origin import obtain
from scripts.convert.tflite import convert_pair
from scripts.errors import ModelError
from scripts.packs.execute import run_staged, session
from tests.shared import shared

PAIR = ("style_transfer_f16_384.tflite", "style_predict_quantized_256.tflite")
LIMIT = 2 / 255


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    paths = [str(shared("magenta", name)) for name in PAIR]
    work, out = tmp_path_factory.mktemp("work"), tmp_path_factory.mktemp("packs")
    origin = obtain(paths, work, lambda *_: None)
    folder, figures = convert(Order(out, check=1), origin, work, lambda _: None, networks_of)
    assert figures is not None
    assert figures.largest < LIMIT
    return folder


@pytest.fixture(scope="module")
def reference() -> dict[str, np.ndarray]:
    with np.load(shared("magenta", "reference.npz")) as file:
        return {name: file[name] for name in file.files}


def picture(values: np.ndarray) -> np.ndarray:
    return values[None].astype(np.float32) / 255


@pytest.mark.parametrize("k", [0, 1, 2])
def test_the_style_vector_is_litert_s_to_the_last_bit(pack: Path, reference: dict, k: int) -> None:
    vector = session(pack / "style_predictor.onnx").run(None, {"style_image": picture(reference[f"style_{k}"])})[0]
    assert np.abs(vector[0] - reference[f"style_vector_{k}"]).max() < 1e-6


@pytest.mark.parametrize("k", [0, 1, 2])
def test_the_painting_is_litert_s(pack: Path, reference: dict, k: int) -> None:
    vector = session(pack / "style_predictor.onnx").run(None, {"style_image": picture(reference[f"style_{k}"])})[0]
    feeds = {"content_image": picture(reference[f"content_{k}"]), "style_vector": vector}
    expected = reference[f"stylized_{k}"].astype(np.float32)
    whole = session(pack / "transformer.onnx").run(None, feeds)[0]
    assert np.abs(whole - expected).max() < LIMIT
    tiles = run_staged(pack, feeds["content_image"], vector, 20)
    assert np.abs(tiles - expected).max() < LIMIT


def test_other_sizes_than_the_file_s_own_are_painted(pack: Path) -> None:
    content = np.random.default_rng(0).random((1, 211, 530, 3), np.float32)
    vector = np.random.default_rng(1).normal(0, 1, (1, 100)).astype(np.float32)
    painted = session(pack / "transformer.onnx").run(None, {"content_image": content, "style_vector": vector})[0]
    assert painted.shape == content.shape


def test_files_that_are_the_published_ones_are_known_by_their_checksums(pack: Path) -> None:
    assert pack.name == "magenta-mobile"
    assert 'licence = "Apache-2.0"' in (pack / "pack.toml").read_text(encoding="utf-8")


def test_twice_the_same_half_is_refused() -> None:
    half = shared("magenta", PAIR[0])
    with pytest.raises(ModelError, match="One TFLite file must take a painting"):
        convert_pair((half, half))


def test_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.tflite").write_bytes(b"no network at all")
    with pytest.raises(ModelError, match=r"a\.tflite cannot be converted"):
        convert_pair((tmp_path / "a.tflite", tmp_path / "a.tflite"))
