"""Tests of how a run begins, with widened weights and looks by name, and of the pack that it ends in."""

from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("onnx", reason="the training tests need the onnx package (extra dev)")
pytest.importorskip("torch", reason="torch is not installed (extra `train`)")

import torch

from scripts.training.config import TrainConfig
from scripts.training.networks import StyleEncoder, Transformer
from scripts.training.start import from_checkpoint, from_pack, start_looks, take_over, widened
from scripts.training.state import TrainState
from tests.scripts.training_runs import CPU, PHOTO, small_state

PACK = Path(__file__).resolve().parents[2] / "models" / "builtin"


class TestTheStart:
    @pytest.mark.parametrize("channels", [32, 40, 48])
    def test_widening_keeps_what_is_painted(self, channels):
        torch.manual_seed(1)
        narrow, wide = Transformer(32, 2).eval(), Transformer(channels, 2).eval()
        vector = torch.randn(1, 102)
        with torch.no_grad():
            for weight in narrow.parameters():
                weight.add_(0.05 * torch.randn_like(weight))
            wide.load_state_dict(widened(narrow.state_dict(), channels))
            assert torch.allclose(narrow(PHOTO, vector), wide(PHOTO, vector), atol=2e-3)

    def test_copies_of_a_channel_are_read_differently(self):
        wide = widened(Transformer(32).state_dict(), 48)["blocks.0.c1.weight"]
        assert (wide[:, 32:] - wide[:, :16]).abs().mean() > 0.1 * wide.abs().mean()

    def test_no_trunk_is_more_than_doubled(self):
        with pytest.raises(ValueError, match="32 channels can become 32 to 64, not 65"):
            widened(Transformer(32).state_dict(), 65)

    def test_a_look_begins_as_what_the_encoder_says(self):
        torch.manual_seed(2)
        network, seen = Transformer(32, 3).eval(), torch.randn(100)
        start_looks(network, {1: seen})
        look = torch.zeros(1, 103)
        look[0, 101] = 1
        with torch.no_grad():
            through_encoder = network(PHOTO, torch.cat([seen, torch.zeros(3)])[None])
            assert torch.allclose(network(PHOTO, look), through_encoder, atol=1e-4)

    def test_looks_are_taken_over_by_name(self, tmp_path):
        first, second = small_state("waves", "stars"), small_state("lilies", "stars", channels=48)
        first.begin_anew()
        checkpoint = first.save(tmp_path)
        assert second.start_from(checkpoint) == {"stars"}
        before, after = (s.transformer.blocks[0].n1.looks.weight for s in (first, second))
        assert torch.equal(after[:32, 1], before[:32, 1])
        assert torch.equal(second.encoder.fc.weight, first.encoder.fc.weight)
        assert torch.equal(second.average[0].colours.looks.weight, second.transformer.colours.looks.weight)

    def test_a_pack_is_read_as_it_was_written(self, tmp_path):
        from scripts.training.export import export

        state = small_state("waves", "stars", channels=40)
        export(state.save(tmp_path), tmp_path / "pack")
        start = from_pack(tmp_path / "pack")
        assert start.looks == ("waves", "stars")
        again, encoder = Transformer(40, 2).eval(), StyleEncoder().eval()
        take_over(again, start, start.looks)
        encoder.load_state_dict(start.encoder)
        with torch.no_grad():
            for look in ([1.0, 0.0], [0.3, 0.7]):
                vector = torch.cat([0.1 * torch.randn(100), torch.tensor(look)])[None]
                painted, wanted = (torch.sigmoid(n(PHOTO, vector)) for n in (again, state.average[0]))
                assert torch.allclose(painted, wanted, atol=1 / 255)
            assert torch.allclose(encoder(PHOTO), state.average[1](PHOTO), atol=1e-2)

    def test_shares_of_other_checkpoints_are_shares_of_the_whole(self, tmp_path):
        from scripts.training.export import export

        states = [small_state("waves", "stars", channels=40) for _ in range(3)]
        for value, state in enumerate(states):
            state.average[0].colours.affine.bias.data.fill_(value / 100)
        folders = [tmp_path / name for name in ("one", "two", "three")]
        for folder in folders:
            folder.mkdir()
        one, two, three = (state.save(folder) for state, folder in zip(states, folders, strict=True))
        export(one, tmp_path / "pack", average=[(two, 0.2), (three, 0.3)])
        start = from_pack(tmp_path / "pack")
        assert torch.allclose(start.transformer["colours.affine.bias"], torch.tensor(0.008), atol=1e-4)

    def test_a_narrower_pack_shares_in_what_was_taught_further(self, tmp_path):
        """A run that has learned nothing yet and the pack that it began with: any mean of both paints as they do."""
        from scripts.training.export import export
        from scripts.training.state import load_networks

        export(small_state("waves", "stars").save(tmp_path), tmp_path / "pack")
        wide = small_state("waves", "stars", channels=48)
        wide.start_from(tmp_path / "pack")
        checkpoint, vector = wide.save(tmp_path), torch.randn(1, 102) / 10
        mean = load_networks(checkpoint).averaged(load_networks(tmp_path / "pack"), 0.3)
        with torch.no_grad():
            assert torch.allclose(mean.transformer(PHOTO, vector), wide.average[0](PHOTO, vector), atol=1e-4)
            wide.average[0].e2.bias += 1
        other = load_networks(wide.save(tmp_path)).averaged(load_networks(tmp_path / "pack"), 0.25).transformer
        assert torch.allclose(other.e2.bias, wide.average[0].e2.bias - 0.25)

    def test_the_shipped_pack_can_be_trained_on(self):
        shipped = from_pack(PACK)
        take_over(Transformer(64, len(shipped.looks)), shipped, shipped.looks)
        StyleEncoder().load_state_dict(shipped.encoder)

    def test_a_checkpoint_brings_what_its_stage_trained(self, tmp_path):
        path = TrainState(TrainConfig(stage="encoder"), CPU).save(tmp_path)
        start = from_checkpoint(path)
        assert not start.transformer
        assert "fc.weight" in start.encoder


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    """An exported pack of 48 channels with two looks."""
    from scripts.training.export import export

    folder = tmp_path_factory.mktemp("export")
    found = export(small_state("waves", "stars", channels=48).save(folder), folder / "pack")
    assert found.picture_difference <= 1 / 255
    assert found.size < 10_000_000
    return folder / "pack"


class TestTheExport:
    def test_names_the_looks(self, pack):
        from scripts.training.student import load_student
        from stylizer_app.engine.packs.manifest import read_pack

        assert read_pack(pack).looks == ("waves", "stars")
        student = load_student(pack, threads=1)
        assert student.look("stars").nonzero()[0].tolist() == [101]
        assert student.vector(np.zeros((256, 256, 3), np.float32)).shape == (102,)
        assert tomllib.loads((pack / "pack.toml").read_text("utf-8"))["maps"][0]["channels"] == 48

    def test_paints_the_same_picture_in_tiles(self, pack):
        from scripts.packs.execute import run_staged, run_whole

        rng = np.random.default_rng(3)
        photo = np.kron(rng.random((1, 25, 33, 3)), np.ones((1, 4, 4, 1))).astype(np.float32)
        vector = np.concatenate([rng.normal(0, 0.2, 100), [0.4, 0.6]]).astype(np.float32)[None]
        difference = np.abs(run_whole(pack, photo, vector) - run_staged(pack, photo, vector, tile=8)).max()
        assert difference < 0.5 / 255

    def test_leaves_looks_out(self, tmp_path):
        from scripts.training.export import export
        from scripts.training.student import load_student

        state = small_state("waves", "stars", "lilies")
        checkpoint, photo = state.save(tmp_path), np.random.default_rng(1).random((64, 64, 3), np.float32)
        export(checkpoint, tmp_path / "pack", ["waves"])
        whole, fewer = load_student(checkpoint, threads=1), load_student(tmp_path / "pack", threads=1)
        assert fewer.looks == ("stars", "lilies")
        for name in fewer.looks:
            difference = whole.paint(photo, whole.look(name)) - fewer.paint(photo, fewer.look(name))
            assert np.abs(difference).max() <= 1 / 255
        with pytest.raises(ValueError, match="sunflowers is none of the looks: waves, stars, lilies"):
            export(checkpoint, tmp_path / "pack", ["sunflowers"])

    def test_makes_strength_even_on_photos(self, tmp_path):
        from scripts.training.export import export
        from scripts.training.student import load_student

        photo = np.kron(np.random.default_rng(4).random((20, 20, 3)), np.ones((4, 4, 1))).astype(np.float32)
        export(small_state("waves", "stars").save(tmp_path), tmp_path / "pack", photos=[photo])
        student = load_student(tmp_path / "pack", threads=1)
        assert set(student.easing) == set(student.pull) == {"waves", "stars"}
        assert all(abs(eased.skew) + abs(eased.bend) <= 0.9 for eased in student.easing.values())
        assert student.pull["waves"] * student.pull["stars"] == pytest.approx(1, abs=0.01)

    @pytest.mark.parametrize("ratio", [0.5, 1.0, 1.6])
    def test_what_counts_too_little_in_a_mixture_pulls(self, ratio):
        from scripts.training.easing import MEASURED, even_ratio

        assert even_ratio(MEASURED / (MEASURED + (1 - MEASURED) * ratio)) == pytest.approx(ratio, rel=0.06)

    def test_pulls_are_those_of_ways_that_all_ask_for_them(self, monkeypatch):
        from scripts.training import easing
        from scripts.training.student import OnnxStudent

        class Student(OnnxStudent):
            def __init__(self, **true: float) -> None:
                self.looks, self.true = tuple(true), list(true.values())

        def way(student, photo, first, other):
            asked = (student.true @ other[-len(student.true) :]) / (student.true @ first[-len(student.true) :])
            return easing.MEASURED / (easing.MEASURED + (1 - easing.MEASURED) * asked)

        monkeypatch.setattr(easing, "_way", way)
        found = easing.pulls(Student(waves=2.0, stars=1.0, lilies=0.5), [np.zeros((8, 8, 3), np.float32)])
        assert found == pytest.approx({"waves": 2.0, "stars": 1.0, "lilies": 0.5}, rel=0.06)
        assert easing.pulls(Student(waves=1.0), [np.zeros((8, 8, 3), np.float32)]) == {"waves": 1.0}

    @pytest.mark.parametrize(("power", "wanted"), [(1.0, 0.0), (1.2, 0.2), (0.8, -0.3)])
    def test_what_changes_slowly_at_first_is_hurried(self, power, wanted):
        from scripts.training.easing import MEASURED, STEPS, evenest
        from stylizer_app.engine.model.style_vectors import eased
        from stylizer_app.engine.packs.pack import USUAL_LENGTH

        easing = evenest([MEASURED**power], [USUAL_LENGTH])
        assert easing.skew == pytest.approx(wanted, abs=0.1)
        steps = np.diff([eased(step, easing) ** power for step in STEPS])
        assert steps.max() <= np.diff(np.array(STEPS) ** power).max()

    def test_photos_that_begin_more_slowly_the_farther_they_are_lean(self):
        from scripts.training.easing import MEASURED, STEPS, evenest
        from stylizer_app.engine.model.style_vectors import eased

        powers = {6.0: 1.0, 7.0: 1.1, 8.0: 1.2, 9.0: 1.3}
        easing = evenest([MEASURED**power for power in powers.values()], [*powers])
        assert easing.lean > 0.05
        for length, power in powers.items():
            steps = np.diff([eased(step, easing.leant(length)) ** power for step in STEPS])
            assert steps.max() * len(steps) < 1.1

    def test_refuses_a_pack_that_is_too_large(self, tmp_path, monkeypatch):
        from scripts.training import export

        monkeypatch.setattr(export, "SIZE_LIMIT", 1000)
        with pytest.raises(RuntimeError, match="at most 1000 are allowed"):
            export.export(small_state("waves").save(tmp_path), tmp_path / "pack")


class TestTwoRuns:
    def test_meet_at_the_mean_of_their_weights(self, tmp_path):
        from scripts.training.state import load_networks

        first, second = small_state("stars", "waves"), small_state("waves", "more", "stars")
        for state, value in ((first, 1.0), (second, 3.0)):
            for average in state.average:
                for parameter in average.parameters():
                    parameter.fill_(value)
        paths = []
        for name, state in (("first", first), ("second", second)):
            (tmp_path / name).mkdir()
            paths.append(state.save(tmp_path / name))
        one, other = map(load_networks, paths)
        mean = one.averaged(other, 0.25)
        assert mean.looks == ("stars", "waves")
        assert all(torch.allclose(p, torch.full_like(p, 1.5)) for p in mean.transformer.parameters())
        mean = other.averaged(one, 0.25)  # which knows two of the three looks
        columns = {name: p for name, p in mean.transformer.named_parameters() if name.endswith(".looks.weight")}
        assert columns
        assert all(p[:, 1].eq(3).all() and p[:, [0, 2]].eq(2.5).all() for p in columns.values())
        assert all(p.eq(2.5).all() for name, p in mean.transformer.named_parameters() if name not in columns)
