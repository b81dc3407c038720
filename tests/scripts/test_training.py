"""Tests of the training: the shipped pack, the student's graphs against torch, the teacher's against its own files."""

from __future__ import annotations

import hashlib
import random
import tomllib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

onnx = pytest.importorskip("onnx", reason="the training tests need the onnx package (extra dev)")

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "models" / "builtin"
FORBIDDEN = {"If", "Loop", "Scan", "RandomNormal", "RandomUniform", "RandomNormalLike", "RandomUniformLike", "Dropout"}


def manifest() -> dict:
    return tomllib.loads((PACK / "pack.toml").read_text(encoding="utf-8"))


def looks() -> list[str]:
    return manifest().get("looks", [])


def signature(path: Path) -> tuple[dict, dict]:
    graph = onnx.load(str(path)).graph
    return tuple({v.name: [d.dim_value or None for d in v.type.tensor_type.shape.dim] for v in values}
                 for values in (graph.input, graph.output))  # fmt: skip


class TestTheShippedPack:
    def test_is_smaller_than_ten_megabytes(self):
        assert sum(p.stat().st_size for p in PACK.iterdir()) < 10_000_000

    def test_has_the_sizes_and_checksums_it_states(self):
        files = manifest()["files"]
        assert set(files) == {p.name for p in PACK.iterdir()} - {"pack.toml"}
        for name, stated in files.items():
            content = (PACK / name).read_bytes()
            assert (len(content), hashlib.sha256(content).hexdigest()) == (stated["size"], stated["sha256"]), name

    def test_predictor_takes_a_painting_and_returns_a_style_vector(self):
        inputs, outputs = signature(PACK / "style_predictor.onnx")
        assert inputs == {"style_image": [1, None, None, 3]}
        assert outputs == {"style_vector": [1, 100]}

    def test_transformer_takes_photo_and_vector_and_returns_a_picture(self):
        inputs, outputs = signature(PACK / "transformer.onnx")
        assert inputs == {"content_image": [1, None, None, 3], "style_vector": [1, 100 + len(looks())]}
        assert outputs == {"stylized_image": [1, None, None, 3]}

    @pytest.mark.parametrize("path", sorted(PACK.glob("*.onnx")), ids=lambda p: p.name)
    def test_uses_plain_operators_of_opset_17(self, path):
        model = onnx.load(str(path))
        assert {(o.domain, o.version) for o in model.opset_import} == {("", 17)}
        assert model.ir_version <= 10
        assert {node.domain for node in model.graph.node} <= {"", "ai.onnx"}
        assert FORBIDDEN.isdisjoint(node.op_type for node in model.graph.node)

    def test_keeps_small_maps_only(self):
        numbers_per_pixel = {m["channels"] / m["scale"] ** 2 for m in manifest()["maps"]}
        assert max(numbers_per_pixel) <= 4

    def test_paints_the_same_picture_in_tiles(self):
        from scripts.packs.execute import run_staged, run_whole

        rng = np.random.default_rng(3)
        photo = np.kron(rng.random((1, 25, 33, 3)), np.ones((1, 4, 4, 1))).astype(np.float32)
        vector = rng.normal(0, 0.3, (1, 100 + len(looks()))).astype(np.float32)
        difference = np.abs(run_whole(PACK, photo, vector) - run_staged(PACK, photo, vector, tile=8)).max()
        assert difference < 0.5 / 255

    def test_paints_different_pictures_for_different_vectors(self):
        from scripts.training.student import load_student

        student, rng = load_student(PACK, threads=1), np.random.default_rng(4)
        styles = [np.kron(rng.random((s, s, 3)), np.ones((256 // s, 256 // s, 1))).astype(np.float32) for s in (4, 64)]
        photo = np.kron(rng.random((16, 16, 3)), np.ones((8, 8, 1))).astype(np.float32)
        a, b = (student.paint(photo, student.vector(style)) for style in styles)
        assert np.isfinite(a).all()
        assert 0 <= a.min() <= a.max() <= 1
        assert np.abs(a - b).mean() > 0.02


class TestTheCorpus:
    def test_holds_out_64_pairs(self):
        from scripts.training.corpus import holdout_pairs

        pairs = holdout_pairs()
        assert len(pairs) == 64
        assert all(photo.startswith("photos/") and style.startswith("styles") for photo, style in pairs)

    def test_never_draws_a_held_out_picture(self, tmp_path):
        from scripts.training.corpus import holdout_pairs, load_corpus

        photo, style = holdout_pairs()[0]
        rows = [
            (photo, "photo", 250),
            (style, "style", 250),
            ("photos/mine.png", "photo", 10),
            ("styles/mine.png", "style", 10),
        ]
        lines = ["path,kind,source,licence,width,height"]
        for name, kind, level in rows:
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            Image.new("RGB", (32, 32), (level,) * 3).save(path, format="PNG")
            lines.append(f"{name},{kind},PeopleArt,A,32,32")
        (tmp_path / "index.csv").write_text("\n".join(lines) + "\n")
        corpus, rng = load_corpus(tmp_path), random.Random(1)
        for pool in (corpus.photos, corpus.styles, corpus.scenes):
            assert {pool.draw(rng).getpixel((0, 0))[0] for _ in range(20)} == {10}

    def test_crops_and_jitters_stay_pictures(self):
        from scripts.training.corpus import generated_texture, jitter_colours, random_crop

        rng, numbers = random.Random(2), np.random.default_rng(2)
        picture = Image.fromarray(numbers.integers(0, 255, (40, 70, 3), np.uint8))
        for _ in range(30):
            crop = jitter_colours(random_crop(picture, 24, 2.0, 0.3, rng), numbers)
            texture = generated_texture(24, numbers)
            for made in (crop, texture):
                assert made.shape == (24, 24, 3)
                assert made.dtype == np.float32
                assert 0 <= made.min() <= made.max() <= 1


class TestTheFigures:
    def test_equal_pictures_are_equal(self):
        from scripts.training.metrics import psnr, ssim

        picture = np.random.default_rng(1).random((32, 32, 3)).astype(np.float32)
        assert psnr(picture, picture) == pytest.approx(120)
        assert ssim(picture, picture) == pytest.approx(1)

    def test_psnr_of_a_tenth_is_20_decibels(self):
        from scripts.training.metrics import psnr

        assert psnr(np.zeros((8, 8, 3), np.float32), np.full((8, 8, 3), 0.1, np.float32)) == pytest.approx(20, abs=1e-4)

    def test_blur_costs_structure(self):
        from scripts.training.metrics import ssim

        sharp = np.random.default_rng(1).random((48, 48, 3)).astype(np.float32)
        blurred = (sharp + np.roll(sharp, 1, 0) + np.roll(sharp, 1, 1)) / 3
        assert ssim(sharp, blurred) < 0.8

    def test_even_steps_have_unevenness_one(self):
        from scripts.training.metrics import unevenness

        row = [np.full((4, 4, 3), level, np.float32) for level in (0.0, 0.25, 0.5, 0.75)]
        assert unevenness(row) == pytest.approx(1)
        assert unevenness([row[0], row[1], row[3]]) == pytest.approx(4 / 3)


class TestASample:
    def test_comes_back_from_its_packed_form(self):
        pytest.importorskip("torch", reason="torch is not installed (extra `train`)")
        from scripts.training.distillation.samples import Sample

        rng = np.random.default_rng(2)
        vector, picture = rng.random(100, np.float32), rng.random((3, 8, 8, 3), np.float32)
        sample = Sample(picture[0], picture[1], vector, vector[:1], vector, picture[2], picture, (picture[1], vector))
        packed = sample.packed()
        again = packed.unpacked()
        assert packed.photo.nbytes == picture[0].nbytes // 4
        for name in ("photo", "style", "target"):
            assert np.abs(getattr(again, name) - getattr(sample, name)).max() <= 0.5 / 255 + 1e-6, name
            assert getattr(again, name).dtype == np.float32
        assert again.vector is vector
        for found, wanted in zip((again.maps, *again.layers), (sample.maps, *sample.layers), strict=True):
            assert np.abs(found - wanted).max() <= 1e-3
            assert found.dtype == np.float32


class TestTheStudent:
    @pytest.fixture
    def networks(self):
        torch = pytest.importorskip("torch", reason="torch is not installed (extra `train`)")
        from scripts.training.networks import StyleEncoder, Transformer

        torch.manual_seed(1)
        transformer, encoder = Transformer().eval(), StyleEncoder().eval()
        for module in encoder.modules():
            if isinstance(module, torch.nn.BatchNorm2d):
                module.running_mean.uniform_(-0.1, 0.1)
                module.running_var.uniform_(0.5, 1.5)
                module.weight.data.uniform_(0.8, 1.2)
        return transformer, encoder

    def test_is_the_same_in_onnx_as_in_torch(self, networks, tmp_path):
        import torch

        from scripts.training.config import TrainConfig
        from scripts.training.export import export
        from scripts.training.state import TrainState

        state = TrainState(TrainConfig(), torch.device("cpu"))
        for network, trained in zip((state.transformer, state.encoder), networks, strict=True):
            network.load_state_dict(trained.state_dict())
        state.begin_anew()
        found = export(state.save(tmp_path), tmp_path / "pack")
        assert found.picture_difference <= 1 / 255
        assert found.vector_difference <= 0.01
        assert found.size < 6_500_000

    def test_takes_over_what_a_checkpoints_stage_trained(self, tmp_path):
        torch = pytest.importorskip("torch", reason="torch is not installed (extra `train`)")
        from scripts.training.config import TrainConfig
        from scripts.training.state import TrainState

        first = {
            stage: TrainState(TrainConfig(stage=stage, seed=k), torch.device("cpu"))
            for k, stage in enumerate(["blocks", "predictor-layers"])
        }
        paths = []
        for stage, state in first.items():
            (tmp_path / stage).mkdir()
            paths.append(state.save(tmp_path / stage))
        both = TrainState(TrainConfig(stage="joint", seed=9), torch.device("cpu"))
        for path in paths:
            both.start_from(path)
        assert torch.equal(both.transformer.e1.weight, first["blocks"].transformer.e1.weight)
        assert torch.equal(both.encoder.fc.weight, first["predictor-layers"].encoder.fc.weight)
        assert torch.equal(both.average[1].fc.weight, both.encoder.fc.weight)

    def test_goes_on_where_a_run_stopped(self, tmp_path):
        torch = pytest.importorskip("torch", reason="torch is not installed (extra `train`)")
        from scripts.training.config import TrainConfig
        from scripts.training.state import TrainState

        config = TrainConfig(stage="transformer", hours=2)
        first = TrainState(config, torch.device("cpu"))
        first.transformer(torch.rand(1, 3, 32, 32), torch.rand(1, 100)).mean().backward()
        first.optimizer.step()
        first.step, first.seconds = 7, 42.0
        first.update_average()
        first.save(tmp_path)
        second = TrainState(config, torch.device("cpu"))
        assert second.resume(tmp_path)
        assert (second.step, second.seconds) == (7, 42.0)
        for a, b in zip(first.transformer.parameters(), second.transformer.parameters(), strict=True):
            assert torch.equal(a, b)
        assert TrainConfig.from_dict(config.to_dict()) == config
        assert not TrainState(config, torch.device("cpu")).resume(tmp_path / "empty")

    def test_numbers_that_are_no_longer_used_are_left_out(self):
        from scripts.training.config import TrainConfig

        config = TrainConfig.of_stage("paintings")
        old = config.to_dict()
        for part in (old, old["painting"], old["weights"]):
            part["of_an_older_version"] = 1.0
        assert TrainConfig.from_dict(old) == config


class TestLearningPartByPart:
    @pytest.fixture
    def state(self):
        torch = pytest.importorskip("torch", reason="torch is not installed (extra `train`)")
        from scripts.training.config import TrainConfig
        from scripts.training.state import TrainState

        return lambda stage: TrainState(TrainConfig(stage=stage, hours=2), torch.device("cpu"))

    def test_blocks_that_do_as_the_teacher_have_nothing_to_learn(self, state):
        import torch

        from scripts.training.distillation.lessons import block_by_block

        network = state("blocks").transformer
        photo, vector = torch.rand(2, 3, 48, 48), torch.randn(2, 100)
        with torch.no_grad():
            maps = [network.encode(photo)]
            for block in network.blocks:
                maps.append(block(maps[-1], vector))
            wanted = torch.stack(maps, dim=1)
            parts = block_by_block(network, photo, vector, wanted)
            assert {name: float(loss) for name, loss in parts.losses.items()} == pytest.approx(
                dict.fromkeys(["entry", *(f"block {k}" for k in range(1, 6))], 0.0), abs=1e-4
            )
            assert torch.allclose(parts.logits, network(photo, vector), atol=1e-4)
            spoilt = block_by_block(network, photo, vector, wanted + torch.randn_like(wanted))
        assert all(float(loss) > 0.05 for loss in spoilt.losses.values())

    def test_layers_that_are_the_teachers_leave_nothing_to_learn(self, state):
        import torch

        from scripts.training.distillation.lessons import layer_by_layer

        encoder = state("predictor-layers").encoder.eval()
        painting, layers = torch.rand(2, 3, 64, 64), []
        with torch.no_grad():
            x = painting * 2 - 1
            for part in encoder.parts():
                x = part(x)
                layers.append(x)
            losses, vector = layer_by_layer(encoder, painting, layers)
            assert {name: float(loss) for name, loss in losses.items()} == pytest.approx(
                {f"layer {k}": 0.0 for k in range(1, 18)}, abs=1e-4
            )
            assert torch.allclose(vector, encoder(painting), atol=1e-4)
            spoilt, _ = layer_by_layer(encoder, painting, [x + torch.randn_like(x) for x in layers])
        assert all(float(loss) > 0.05 for loss in spoilt.values())

    def test_the_teachers_maps_are_found_by_their_place(self, tmp_path):
        from scripts.training.config import ENCODER_PLAN
        from scripts.training.distillation.teacher import layer_maps, trunk_maps
        from tests.scripts.training_graphs import predictor_like, trunk_like

        assert trunk_maps(trunk_like(5).graph) == ["entry", *(f"net/residual{k}/add" for k in range(1, 6))]
        with pytest.raises(ValueError, match="4 residual blocks instead of 5"):
            trunk_maps(trunk_like(4).graph)
        plan = [(width, count) for _, width, count, _ in ENCODER_PLAN]
        names = [f"sum_{width}_{k}" if k else f"first_{width}" for width, count in plan for k in range(count)]
        assert layer_maps(predictor_like(plan).graph) == names
        with pytest.raises(ValueError, match="17 blocks"):
            layer_maps(predictor_like(plan[:-1]).graph)


class TestTheTeacher:
    def test_runs_in_torch_as_in_onnxruntime(self, tmp_path):
        torch = pytest.importorskip("torch", reason="torch is not installed (extra `train`)")
        import onnxruntime

        from scripts.training.distillation.onnx_module import OnnxModule
        from tests.scripts.training_graphs import teacher_like

        onnx.save(teacher_like(), str(tmp_path / "teacher.onnx"))
        session = onnxruntime.InferenceSession(str(tmp_path / "teacher.onnx"), providers=["CPUExecutionProvider"])
        module = OnnxModule(tmp_path / "teacher.onnx")
        rng = np.random.default_rng(1)
        photos, vectors = rng.random((2, 16, 24, 3), np.float32), rng.normal(0, 1, (2, 1, 1, 100)).astype(np.float32)
        together = module(torch.from_numpy(photos), torch.from_numpy(vectors)).numpy()
        for k in range(2):
            alone = session.run(None, {"photo": photos[k : k + 1], "vector": vectors[k : k + 1]})[0]
            assert np.abs(alone - together[k]).max() < 2e-3

    def test_says_how_to_make_its_missing_files(self, tmp_path):
        from scripts.training.distillation.teacher import OnnxTeacher

        with pytest.raises(FileNotFoundError, match="run `prepare` first"):
            OnnxTeacher(tmp_path)

    def test_loses_little_when_its_weights_become_real_numbers(self):
        import onnxruntime

        from scripts.training.distillation.prepare import dequantize
        from tests.scripts.training_graphs import quantized_like

        exact, real = quantized_like(), quantized_like()
        dequantize(real)
        onnx.checker.check_model(real)
        assert {"QuantizeLinear", "DequantizeLinear"}.isdisjoint(node.op_type for node in real.graph.node)
        options = onnxruntime.SessionOptions()
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        picture = np.random.default_rng(2).random((1, 8, 8, 3), np.float32)
        a, b = (
            onnxruntime.InferenceSession(m.SerializeToString(), options).run(None, {"style": picture})[0]
            for m in (exact, real)
        )
        assert np.abs(a - b).max() < 0.02


class TestTheConfiguration:
    def test_phases_are_typed_and_checked(self):
        from scripts.training.config import Phase, TrainConfig

        config = TrainConfig(phases=(Phase.parse("0:192:4"), Phase.parse("0.75:288:3")))
        assert [config.phase(p).crop for p in (0.0, 0.74, 0.75, 1.0)] == [192, 192, 288, 288]
        for wrong in ("0.5", "0:190:4", "2:192:4", "0:192:0", "a:b:c"):
            with pytest.raises(ValueError, match=r".+"):
                Phase.parse(wrong)


class TestTheCommandLine:
    def test_prints_one_line_when_something_is_missing(self, tmp_path, capsys):
        pytest.importorskip("torch", reason="torch is not installed (extra `train`)")
        from scripts.train_builtin import main

        Image.new("RGB", (64, 64)).save(tmp_path / "photo.png")
        rows = ["path,kind,source,licence", *(f"photo.png,{kind},PeopleArt,free" for kind in ("photo", "style"))]
        (tmp_path / "index.csv").write_text("\n".join(rows), "utf-8")
        folders = ["--corpus", str(tmp_path), "--out", str(tmp_path / "pack")]
        assert main(["export", str(tmp_path / "nothing.pt"), *folders]) == 1
        error = capsys.readouterr().err
        assert error.startswith("train_builtin: ")
        assert "nothing.pt" in error
        assert not (tmp_path / "pack").exists()

    def test_wants_pictures_to_judge_by(self, shared_dir, tmp_path, capsys):
        from scripts.train_builtin import main

        assert main(["compare", str(PACK), "--teacher", str(tmp_path), "--out", str(tmp_path / "out")]) == 1
        assert "run `prepare` first" in capsys.readouterr().err
