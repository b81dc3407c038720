"""Tests of the evaluation: what it measures, and what it writes."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

pytest.importorskip("onnx", reason="the training tests need the onnx package (extra dev)")
pytest.importorskip("torch", reason="torch is not installed (extra `train`)")

import torch

from scripts.training.config import BORDER, PaintingNumbers, TrainConfig
from scripts.training.corpus import holdout_pairs
from scripts.training.export import export
from scripts.training.paintings import trials
from scripts.training.paintings.judge import Distances, Measured, evenly, measured, subject
from scripts.training.paintings.program import painted, painting_vector
from scripts.training.paintings.report import Report
from scripts.training.paintings.styles import style_of
from scripts.training.state import TrainState
from scripts.training.student import load_student


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    """An untrained pack with two looks, in a folder that is not called as the pack is."""
    folder = tmp_path_factory.mktemp("evaluate")
    state = TrainState(TrainConfig.of_stage("paintings", channels=32, looks=("waves", "stars")), torch.device("cpu"))
    export(state.save(folder), folder / "mine")
    return folder / "mine"


@pytest.fixture
def student(pack):
    return load_student(pack, threads=1)


def blobs(seed: int, side: int = 64) -> np.ndarray:
    """A soft picture (side, side, 3) in 0..1."""
    coarse = Image.fromarray(np.random.default_rng(seed).integers(0, 256, (5, 5, 3)).astype(np.uint8))
    return np.asarray(coarse.resize((side, side), Image.Resampling.BICUBIC), np.float32) / 255


class TestTheProgramsWay:
    def test_paints_more_than_it_shows(self, student):
        photo = blobs(1)
        shown = painted(student, photo, student.look("waves"))
        framed = np.pad(photo, ((BORDER, BORDER), (BORDER, BORDER), (0, 0)), "reflect")
        assert shown.shape == photo.shape
        assert np.array_equal(shown, student.paint(framed, student.look("waves"))[BORDER:-BORDER, BORDER:-BORDER])

    def test_shows_the_encoder_squares_of_a_painting_and_never_squeezes_it(self, student):
        wide = Image.fromarray(np.random.default_rng(2).integers(0, 256, (256, 409, 3)).astype(np.uint8))
        squares = [np.asarray(wide, np.float32)[:, left : left + 256] / 255 for left in (0, 153)]
        found = np.mean([student.vector(np.ascontiguousarray(s)) for s in squares], axis=0)
        assert np.allclose(painting_vector(student, wide), found, atol=1e-5)
        assert np.allclose(painting_vector(student, wide.transpose(Image.Transpose.ROTATE_90)).shape, found.shape)


class TestWhatIsMeasured:
    def test_a_photo_is_at_no_distance_from_itself(self, loss):
        photo = blobs(3)
        one = subject("one", photo, loss)
        style = style_of(Image.fromarray((photo * 255).astype(np.uint8)), loss, side=64)
        itself, negative = (Distances.of([measured(p, one, style, loss)]) for p in (photo, 1 - photo))
        assert (itself.content, itself.style) == pytest.approx((0, 0), abs=1e-3)
        assert negative.content > 0.1

    def test_content_is_told_of_photos_alone_and_together(self):
        found = Distances.of([Measured(0.02, 3.0, 1.0), Measured(0.04, 3.0, 9.0)])
        assert (found.style, found.content, found.together) == pytest.approx((0.03, 5 / 3, 0.6))
        assert Distances.mean([found, Distances(0.05, 1 / 3, 0.8)]) == Distances(
            pytest.approx(0.04), pytest.approx(1.0), pytest.approx(0.7)
        )

    def test_optimization_comes_nearer_than_a_network_that_learned_nothing(self, student, loss):
        one, style = subject("one", blobs(4), loss), {"waves": style_of(Image.fromarray(WAVES), loss, side=64)}
        found = trials.try_limit(student, style, [one], loss, pairs=1, steps=6)
        untouched = Distances.of([measured(one.photo, one, style["waves"], loss)])
        assert set(found) == {"looks", "optimization"}
        assert found["optimization"].style < untouched.style
        weight = PaintingNumbers().look_weight
        assert weight * found["optimization"].style + found["optimization"].content < weight * untouched.style

    def test_every_look_and_every_painter_is_tried_on_every_photo(self, student, loss, tmp_path):
        subjects = [subject(str(k), blobs(k), loss) for k in (5, 6)]
        style = style_of(Image.fromarray(WAVES), loss, side=64)
        found = trials.try_looks(student, {"waves": style}, subjects, loss)
        alone = [measured(painted(student, s.photo, student.look("waves")), s, style, loss) for s in subjects]
        assert found == {"waves": Distances.of(alone)}
        Image.fromarray(WAVES).save(tmp_path / "waves.png")
        both = trials.try_any({"mine": student, "rival": student}, [tmp_path / "waves.png"], subjects, loss)
        assert both["mine"] == both["rival"]

    def test_the_twelve_paintings_are_held_out(self):
        found = trials.judged_paintings(Path("corpus"))
        assert len(set(found)) == 12
        assert {path.relative_to("corpus").as_posix() for path in found} <= {style for _, style in holdout_pairs()}

    def test_evenness_is_told_of_every_look_and_every_two_of_them(self, student, loss):
        found = trials.try_evenness(student, [subject("one", blobs(7), loss)])
        assert {name: len(values) for name, values in found.items()} == {"strength": 2, "mixing": 1}
        assert all(value >= 1 for values in found.values() for value in values)

    def test_the_way_to_a_look_that_pulls_hurries_at_first(self, student, loss, monkeypatch):
        subjects = [subject("one", blobs(7), loss)]
        even = trials.try_evenness(student, subjects)["mixing"]
        monkeypatch.setattr(student, "pull", {"waves": 0.25, "stars": 4.0})
        pulled = trials.try_evenness(student, subjects)["mixing"]
        assert pulled[0] > even[0] + 0.2

    def test_hands_are_told_of_every_look(self, student, loss, monkeypatch):
        subjects = [subject("one", blobs(8), loss)]
        first, other = trials.try_hands(student, subjects).values()
        assert first == pytest.approx(other)
        assert -1 <= first < 0.999
        monkeypatch.setattr(student, "look", lambda name: type(student).look(student, "waves"))
        assert trials.try_hands(student, subjects) == pytest.approx({"waves": 1.0, "stars": 1.0}, abs=1e-4)

    def test_full_size_pictures_are_the_programs_own(self, pack, tmp_path):
        photos = [tmp_path / f"{name}.png" for name in "ab"]
        for seed, path in enumerate(photos):
            Image.fromarray((blobs(seed, 520) * 255).astype(np.uint8)).save(path)
        saved: dict[str, tuple[int, ...]] = {}
        found = [*trials.try_full_size(pack, photos, ["waves", "stars"], lambda n, p: saved.update({n: p.shape}))]
        assert [name for name, *_ in found] == ["a, waves", "b, stars"]
        assert saved == {"a waves": (520, 520, 3), "b stars": (520, 520, 3)}
        assert all(woven > 0 and own > 0 for _, woven, own in found)

    def test_the_largest_photos_come_first_and_huge_ones_never(self, tmp_path, monkeypatch):
        monkeypatch.setattr(trials, "LARGEST", 300)
        for name, side in (("small", 8), ("huge", 20), ("large", 16), ("middle", 10)):
            Image.new("RGB", (side, side)).save(tmp_path / f"{name}.png")
        found = trials.large_photos(sorted(tmp_path.glob("*.png")), 2)
        assert [path.stem for path in found] == ["large", "middle"]

    def test_things_are_chosen_evenly(self):
        assert evenly(3, "abcdef") == ["a", "c", "e"]
        assert evenly(5, "ab") == ["a", "a", "a", "b", "b"]


class TestTheReport:
    def test_is_tables_for_people_and_numbers_for_programs(self, tmp_path):
        report = Report(tmp_path)
        report.add_looks({"waves": Distances(0.03, 0.7, 0.6), "stars": Distances(0.05, 0.9, 0.8)}, photos=8, side=384)
        report.add_any({"this pack": Distances(0.1, 0.65, 0.6)}, photos=8, paintings=12)
        report.add_evenness({"strength": [1.1, 1.3], "mixing": []})
        report.add_weave(iter([("sea, waves", 2.0, 1.0), ("sky, stars", 3.0, 2.0)]))
        text = (tmp_path / "evaluation.md").read_text("utf-8")
        for line in (
            "| 8 photos at 384 px | style distance | content distance, mean of photos | photos together |",
            "| **all looks** | 0.040 | 0.80 | 0.70 |",
            "| stars | 0.050 | 0.90 | 0.80 |",
            "| this pack | 0.100 | 0.65 | 0.60 |",
            "| strength | 1.20 | 1.30 |",
            "| **mean** | 2.5 | 1.5 |",
        ):
            assert line in text.splitlines()
        numbers = json.loads((tmp_path / "evaluation.json").read_text("utf-8"))
        assert numbers["looks"]["stars"] == {"style": 0.05, "content": 0.9, "together": 0.8}
        assert numbers["evenness"]["mixing"] == []


WAVES = np.broadcast_to(
    (127 + 127 * np.sin(np.arange(64) / 2 + np.sin(np.arange(64) / 9)[:, None] * 4))[..., None], (64, 64, 3)
).astype(np.uint8)
