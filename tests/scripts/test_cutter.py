"""The cutter: a transformer run stage by stage and tile by tile is the transformer run whole."""

from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("onnx", reason="the cutter needs the onnx package (extra dev)")

import onnx
import onnxruntime
from onnx import TensorProto, numpy_helper

from scripts.convert.rewrites.optimize import optimized
from scripts.errors import ModelError
from scripts.packs.cpu_form import are_faster, cpu_form
from scripts.packs.execute import run_staged, run_whole, session
from scripts.packs.half import store_as_half
from scripts.packs.manifest import PackInfo
from scripts.packs.mixed_precision import mixed_precision
from scripts.packs.rows import fast_rows
from scripts.packs.write import checksums, write_pack
from tests.scripts import cutter_networks as networks

INFO = PackInfo("test", 'A "test"', "Random\nnumbers.", "CC0-1.0", "https://example.org")
NETWORKS = {
    "magenta": networks.magenta_like,
    "narrow": lambda: networks.magenta_like(5, 6, 12, seed=4),
    "builtin": networks.builtin_like,
    "optimized": lambda: optimized(networks.magenta_like(5, 6, 12, seed=7)),
    "wide": lambda: optimized(networks.magenta_like(17, 6, 8, seed=8)),
}


@pytest.fixture(scope="module", params=NETWORKS)
def pack(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packs") / request.param
    return write_pack(folder, networks.predictor(), NETWORKS[request.param](), INFO)


def toml(folder: Path) -> dict:
    return tomllib.loads((folder / "pack.toml").read_text(encoding="utf-8"))


def picture(height: int, width: int, seed: int = 5) -> np.ndarray:
    return np.random.default_rng(seed).random((1, height, width, 3), np.float32)


VECTOR = np.random.default_rng(6).normal(0, 1, (1, 100)).astype(np.float32)


@pytest.mark.parametrize("tile", [1, 3, 8, 16, 99])
def test_tiles_of_every_size_give_the_whole_run(pack: Path, tile: int) -> None:
    content = picture(68, 92)
    assert np.abs(run_staged(pack, content, VECTOR, tile) - run_whole(pack, content, VECTOR)).max() < 1e-4


@pytest.mark.parametrize(("height", "width"), [(32, 32), (32, 300), (44, 36)])
def test_small_and_long_pictures_give_the_whole_run(pack: Path, height: int, width: int) -> None:
    content = picture(height, width)
    assert np.abs(run_staged(pack, content, VECTOR, 5) - run_whole(pack, content, VECTOR)).max() < 1e-4


@pytest.mark.parametrize(("height", "width"), [(33, 47), (64, 65), (101, 34)])
def test_the_whole_transformer_takes_any_size(pack: Path, height: int, width: int) -> None:
    """Odd sizes are mirrored to the next multiple of 4 inside, and cut back."""
    content = picture(height, width)
    filled = np.pad(content, ((0, 0), (0, -height % 4), (0, -width % 4), (0, 0)), mode="reflect")
    expected = run_whole(pack, filled, VECTOR)[:, :height, :width]
    assert np.array_equal(run_whole(pack, content, VECTOR), expected)


def test_the_halo_is_as_small_as_it_can_be(pack: Path, tmp_path: Path) -> None:
    """With one cell less at any stage, the result differs: the stated halo is exact, not padded."""
    content = picture(64, 96)
    whole = run_whole(pack, content, VECTOR)
    text = (pack / "pack.toml").read_text()
    for line in sorted({line for line in text.splitlines() if line.startswith("halo") and line != "halo = 0"}):
        small = tmp_path / line.replace(" ", "")
        small.mkdir()
        for file in pack.iterdir():
            (small / file.name).write_bytes(file.read_bytes())
        less = f"halo = {int(line.split('=')[1]) - 1}"
        (small / "pack.toml").write_text(text.replace(f"\n{line}\n", f"\n{less}\n"))
        assert np.abs(run_staged(small, content, VECTOR, 4) - whole).max() > 1e-4


def test_the_manifest_states_sizes_and_checksums(pack: Path) -> None:
    files = {name: (item["size"], item["sha256"]) for name, item in toml(pack)["files"].items()}
    assert files == checksums(pack)
    assert {"style_predictor.onnx", "transformer.onnx", "modulation.onnx", "stage_00.onnx"} <= set(files)
    assert toml(pack)["title"] == 'A "test"'


def test_stages_have_the_inputs_and_outputs_of_the_format(pack: Path) -> None:
    for stage in toml(pack)["stages"]:
        runner = session(pack / stage["file"])
        folds = [f"{kind}_{k}" for k in stage["applies"] for kind in ("scale", "shift")]
        sums = [f"{kind}_{k}" for k in stage["gathers"] for kind in ("sum", "square_sum")]
        assert [i.name for i in runner.get_inputs()] == [*stage["reads"], *folds, "core"]
        assert [o.name for o in runner.get_outputs()] == [*stage["writes"], *sums]


def test_every_norm_is_gathered_once_before_it_is_applied(pack: Path) -> None:
    known: list[int] = []
    for stage in toml(pack)["stages"]:
        assert set(stage["applies"]) <= set(known)
        known += stage["gathers"]
    assert sorted(known) == list(range(len(toml(pack)["norms"])))


def test_only_coarse_or_narrow_maps_are_kept(pack: Path) -> None:
    widest = max(item["channels"] for item in toml(pack)["norms"] if item["scale"] == 4)
    rooms = [item["channels"] * (4 // item["scale"]) ** 2 for item in toml(pack)["maps"] if item["channels"] > 4]
    assert max(rooms) <= 2 * widest
    written = [name for stage in toml(pack)["stages"] for name in stage["writes"]]
    assert written == [item["name"] for item in toml(pack)["maps"]] + ["stylized_image"]


def test_a_finer_map_is_kept_where_there_is_room_for_it(tmp_path: Path) -> None:
    """Twice the room of a trunk map for half of the picture's width and height: no more than stages hold anyway."""
    kept = write_pack(tmp_path / "kept", networks.predictor(), networks.magenta_like(5, 6, 12), INFO)
    left = write_pack(tmp_path / "left", networks.predictor(), networks.magenta_like(5, 7, 12), INFO)
    assert [item["channels"] for item in toml(kept)["maps"] if item["scale"] == 2] == [6]
    assert not [item for item in toml(left)["maps"] if item["scale"] == 2]


def test_graphs_hold_to_the_formats_limits(pack: Path) -> None:
    for path in pack.glob("*.onnx"):
        model = onnx.load(path)
        assert model.ir_version <= 10
        assert [(item.domain, item.version) for item in model.opset_import] == [("", 17)]
        assert not model.functions
        assert not model.producer_name


def test_half_weights_are_half_the_bytes_and_agree_between_stages_and_whole(tmp_path: Path) -> None:
    model = networks.magenta_like(16, 32, 48)
    full = write_pack(tmp_path / "full", networks.predictor(), model, INFO)
    half = write_pack(tmp_path / "half", networks.predictor(), model, INFO, fp16_weights=True)
    size = [(folder / "transformer.onnx").stat().st_size for folder in (full, half)]
    assert size[1] < 0.6 * size[0]
    content = picture(48, 64)
    assert np.abs(run_staged(half, content, VECTOR, 7) - run_whole(half, content, VECTOR)).max() < 1e-4
    assert np.abs(run_whole(full, content, VECTOR) - run_whole(half, content, VECTOR)).max() < 0.02


def test_only_weights_are_stored_in_16_bits() -> None:
    g = networks.Builder()
    x = g.op("Transpose", "content_image", perm=[0, 3, 1, 2])
    x = g.op("Mul", g.conv(x, 3, 80, 3), g.weights(1, 80, 1, 1))
    kinds = {
        tuple(item.dims): item.data_type for item in store_as_half(g.model(x)).graph.initializer if len(item.dims) == 4
    }
    assert kinds == {(80, 3, 3, 3): onnx.TensorProto.FLOAT16, (1, 80, 1, 1): onnx.TensorProto.FLOAT}


@pytest.mark.parametrize("faster", [True, False])
def test_equal_networks_make_equal_packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, faster: bool) -> None:
    monkeypatch.setattr("scripts.packs.write.are_faster", lambda *_: faster)
    first, second = (
        write_pack(tmp_path / name, networks.predictor(), networks.builtin_like(), INFO) for name in ("a", "b")
    )
    assert checksums(first) == checksums(second)
    assert (first / "pack.toml").read_text() == (second / "pack.toml").read_text()


def test_a_network_without_style_dependent_norms_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    g = networks.Builder()
    model = g.model(g.op("Sigmoid", "content_image"))
    with pytest.raises(ModelError, match="no instance normalization"):
        write_pack(tmp_path / "pack", networks.predictor(), model, INFO)
    assert not list(tmp_path.iterdir())


def test_a_norm_with_a_scale_of_its_own_is_refused(tmp_path: Path) -> None:
    model = networks.magenta_like()
    for item in model.graph.initializer:
        values = onnx.numpy_helper.to_array(item)
        if values.shape == (7,) and np.all(values == 1):
            item.CopyFrom(onnx.numpy_helper.from_array(2 * values, item.name))
    with pytest.raises(ModelError, match="scale or shift of its own"):
        write_pack(tmp_path / "pack", networks.predictor(), model, INFO)


def test_a_custom_operator_is_refused(tmp_path: Path) -> None:
    model = networks.magenta_like()
    model.graph.node[3].domain = "com.example"
    with pytest.raises(ModelError, match=r"custom operator com\.example"):
        write_pack(tmp_path / "pack", networks.predictor(), model, INFO)


def test_wide_convolutions_have_a_second_form_where_it_is_faster(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scripts.packs.write.are_faster", lambda *_: True)
    model = networks.magenta_like(8, 8, 96, blocks=1)
    plain = write_pack(tmp_path / "plain", networks.predictor(), model, INFO, tune=False)
    tuned = write_pack(tmp_path / "tuned", networks.predictor(), model, INFO)
    forms = ["cpu_file" in stage for stage in toml(tuned)["stages"]]
    assert forms == [True, True, False, False, False, False]  # the later ones have no wide convolutions
    assert not any("cpu_file" in stage for stage in toml(plain)["stages"])
    content = picture(68, 92)
    whole = run_whole(plain, content, VECTOR)
    assert np.abs(run_whole(tuned, content, VECTOR) - whole).max() < 1e-3
    for tile in (5, 8):
        assert np.abs(run_staged(tuned, content, VECTOR, tile, form="cpu") - whole).max() < 1e-3
        assert np.array_equal(run_staged(tuned, content, VECTOR, tile), run_staged(plain, content, VECTOR, tile))


@pytest.mark.parametrize("network", NETWORKS)
def test_stages_in_their_second_form_give_the_whole_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, network: str
) -> None:
    monkeypatch.setattr("scripts.packs.write.are_faster", lambda *_: True)
    pack = write_pack(tmp_path / "pack", networks.predictor(), NETWORKS[network](), INFO)
    for height, width, tile in ((68, 92, 5), (32, 44, 3), (52, 36, 99)):
        content = picture(height, width)
        whole = run_whole(pack, content, VECTOR)
        assert np.abs(run_staged(pack, content, VECTOR, tile, form="cpu") - whole).max() < 0.1 / 255


@pytest.mark.parametrize("network", NETWORKS)
def test_stages_with_convolutions_in_float16_stay_near_the_whole_run(tmp_path: Path, network: str) -> None:
    pack = write_pack(tmp_path / "pack", networks.predictor(), NETWORKS[network](), INFO, tune=False)
    content = picture(68, 92)
    painted, whole = run_staged(pack, content, VECTOR, 8, form="fp16"), run_whole(pack, content, VECTOR)
    assert 0 < np.abs(painted - whole).mean() < 0.5 / 255
    for stage in (onnx.load(pack / s["fp16_file"]) for s in toml(pack)["stages"] if "fp16_file" in s):
        known = onnx.shape_inference.infer_shapes(stage).graph.value_info
        kinds = {item.name: item.type.tensor_type.elem_type for item in known}
        kinds |= {item.name: item.data_type for item in stage.graph.initializer}
        ends = {item.name: item.type.tensor_type.elem_type for item in [*stage.graph.input, *stage.graph.output]}
        assert TensorProto.FLOAT16 not in ends.values()
        for node in stage.graph.node:
            if node.op_type == "Conv":
                assert {kinds[name] for name in node.input} == {TensorProto.FLOAT16}
            elif node.op_type in ("Mul", "Add", "ReduceSum"):
                assert TensorProto.FLOAT16 not in {kinds.get(name) for name in node.input}


def test_weights_that_float16_cannot_hold_stay_in_float32() -> None:
    g = networks.Builder()
    x = g.op("Transpose", "content_image", perm=[0, 3, 1, 2])
    model = g.model(g.op("Transpose", g.conv(g.conv(x, 3, 4, 3), 4, 3, 1), perm=[0, 2, 3, 1]))
    first, second = (node for node in model.graph.node if node.op_type == "Conv")
    for item in model.graph.initializer:
        if item.name == first.input[1]:
            item.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(item) + np.float32(1e5), item.name))
    mixed = mixed_precision(model)
    assert mixed is not None
    inputs = [node.input[1] for node in mixed.graph.node if node.op_type == "Conv"]
    assert inputs == [first.input[1], f"{second.input[1]}.half"]


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("inside", [15, 16])
def test_blocks_of_pixels_from_many_channels_become_rows_that_are_added_up(bias: bool, inside: int) -> None:
    g = networks.Builder()
    x = g.op("Transpose", "content_image", perm=[0, 3, 1, 2])
    x = g.conv(g.reflected(g.conv(x, 3, inside, 1), 4), inside, 3, 9, bias=bias)
    x = g.op("Sigmoid", g.norm(x, 3))
    model = optimized(g.model(g.op("Transpose", x, perm=[0, 2, 3, 1])))
    fast = fast_rows(model)
    assert (fast is not None) == (inside == 16)
    if fast is not None:
        feeds = {"content_image": picture(36, 44), "style_vector": VECTOR}
        first, second = (
            onnxruntime.InferenceSession(m.SerializeToString(), providers=["CPUExecutionProvider"]).run(None, feeds)[0]
            for m in (model, fast)
        )
        assert np.abs(first - second).max() < 1e-4
        assert "DepthToSpace" not in [node.op_type for node in fast.graph.node]


def test_only_blocks_that_compute_the_same_everywhere_become_rows() -> None:
    g = networks.Builder()
    x = g.op("Transpose", "content_image", perm=[0, 3, 1, 2])
    x = g.conv(g.reflected(g.conv(x, 3, 16, 1), 4), 16, 3, 9)
    model = optimized(g.model(g.op("Transpose", g.op("Sigmoid", g.norm(x, 3)), perm=[0, 2, 3, 1])))
    assert fast_rows(model) is not None
    blocks = next(item for item in model.graph.initializer if list(item.dims) == [48, 16, 12, 12])
    weights = onnx.numpy_helper.to_array(blocks).copy()
    weights[-1, 0, 0, 0] = 1  # far from where the last pixel's kernel lies
    blocks.CopyFrom(onnx.numpy_helper.from_array(weights, blocks.name))
    assert fast_rows(model) is None


def test_pixels_that_are_only_summed_are_not_laid_out(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack", networks.predictor(), NETWORKS["optimized"](), INFO)
    gathering = [s["file"] for s in toml(pack)["stages"] if s["gathers"] and not s["writes"]]
    assert gathering
    for file in gathering:
        kinds = [node.op_type for node in onnx.load(pack / file).graph.node]
        assert "DepthToSpace" not in kinds
        assert "Where" in kinds


def test_cores_are_cut_before_the_last_convolution(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack", networks.predictor(), NETWORKS["magenta"](), INFO)
    nodes = list(onnx.load(pack / "stage_01.onnx").graph.node)
    conv = next(node for node in nodes if node.op_type == "Conv")
    (cut,) = [node for node in nodes if node.op_type == "Slice"]
    assert cut.output[0] == conv.input[0]
    assert conv.output[0] == toml(pack)["stages"][1]["writes"][0]


def test_the_second_form_is_left_out_where_it_is_slower(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scripts.packs.write.are_faster", lambda *_: False)
    model = networks.magenta_like(8, 8, 96, blocks=1)
    pack = write_pack(tmp_path / "pack", networks.predictor(), model, INFO)
    assert not list(pack.glob("*_cpu.onnx"))


def test_timing_two_forms_of_a_stage_gives_an_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = write_pack(tmp_path / "pack", networks.predictor(), networks.magenta_like(8, 8, 96, blocks=1), INFO)
    first, second = (onnx.load(pack / f"stage_0{number}.onnx") for number in (0, 1))
    clock, run = [0.0], onnxruntime.InferenceSession.run

    def running(session: onnxruntime.InferenceSession, *told: object) -> object:
        clock[0] += 3.0 if "content_image" in [item.name for item in session.get_inputs()] else 1.0
        return run(session, *told)

    monkeypatch.setattr("scripts.packs.cpu_form.time.thread_time", lambda: clock[0])
    monkeypatch.setattr(onnxruntime.InferenceSession, "run", running)
    assert are_faster([first], [second])
    assert not are_faster([second], [first])
    assert not are_faster([second], [second])
    assert cpu_form(onnx.load(pack / "modulation.onnx")) is None
