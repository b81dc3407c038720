"""Tests of the stage that learns from paintings: its pictures, its lessons, and how a run goes on."""

from __future__ import annotations

import random
from collections import Counter
from itertools import count
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

pytest.importorskip("onnx", reason="the training tests need the onnx package (extra dev)")
pytest.importorskip("torch", reason="torch is not installed (extra `train`)")

import torch

from scripts.training.config import PaintingNumbers, TrainConfig
from scripts.training.paintings.crops import PAINTED_SIDE, Crop, for_encoder, short_side
from scripts.training.paintings.looks import look_sources
from scripts.training.state import TrainState
from scripts.training.trainer import Terms, Trainer
from tests.scripts.training_runs import CPU, PHOTO, small_state

FACE_COLOUR = (220, 170, 145)


def drawn_face(width: int, height: int, middle: tuple[int, int], radius: int) -> Image.Image:
    """A face that OpenCV takes for one, on grey."""
    picture = Image.new("RGB", (width, height), (110, 112, 115))
    draw, (x, y), r = ImageDraw.Draw(picture), middle, radius
    draw.ellipse((x - 0.78 * r, y - r, x + 0.78 * r, y + r), FACE_COLOUR)
    for side in (-1, 1):
        eye = x + side * 0.33 * r
        draw.ellipse((eye - 0.17 * r, y - 0.26 * r, eye + 0.17 * r, y - 0.1 * r), (60, 40, 35))
        draw.line((eye - 0.22 * r, y - 0.38 * r, eye + 0.22 * r, y - 0.38 * r), (70, 50, 40), max(1, r // 14))
    draw.polygon([(x, y - 0.1 * r), (x - 0.1 * r, y + 0.22 * r), (x + 0.1 * r, y + 0.22 * r)], (190, 140, 118))
    draw.ellipse((x - 0.3 * r, y + 0.45 * r, x + 0.3 * r, y + 0.57 * r), (150, 70, 70))
    return picture.filter(ImageFilter.GaussianBlur(radius / 30))


class TestThePictures:
    def test_paintings_are_cut_and_never_squeezed(self):
        ruler = Image.fromarray(np.broadcast_to(np.arange(250, dtype=np.uint8)[None, :, None], (50, 250, 3)).copy())
        assert short_side(ruler, 100).size == (160, 100)
        seen = np.asarray(for_encoder(ruler))
        assert seen.shape == (256, 256, 3)
        assert seen[128, -1, 0].astype(int) - seen[128, 0, 0] == pytest.approx(50, abs=2)

    def test_every_kind_of_crop_is_a_picture(self, corpus, monkeypatch):
        from scripts.training.corpus import load_corpus
        from scripts.training.paintings import crops
        from scripts.training.paintings.crops import CropMaker

        monkeypatch.setattr(crops, "LOOKED_AT", 2)  # nobody is in these pictures
        maker = CropMaker(load_corpus(corpus), seed=1)
        made = [maker.make() for _ in range(200)]
        assert {(crop.pixels.shape, crop.pixels.dtype.name) for crop in made} == {
            ((PAINTED_SIDE, PAINTED_SIDE, 3), "uint8")
        }
        assert any(crop.pixels.std((0, 1)).max() < 8 for crop in made), "no flat sky"

    def test_faces_are_looked_for_and_cut_out_with_some_room(self, monkeypatch):
        from scripts.training.corpus import Corpus
        from scripts.training.paintings import crops
        from scripts.training.paintings.crops import CropMaker

        class People:
            def draw(self, rng):
                return self.picture

        people = People()
        people.picture = drawn_face(640, 420, (430, 150), 90)
        maker = CropMaker(Corpus(people, people, people), seed=1)
        monkeypatch.setattr(crops, "KINDS", {"face": 1.0})
        made = [maker.make() for _ in range(20)]
        assert all(crop.face for crop in made)
        skin = [np.mean(np.abs(crop.pixels.astype(int) - FACE_COLOUR).max(-1) < 12) for crop in made]
        assert min(skin) > 0.03
        assert max(skin) > 0.25, "never from near by"

    def test_features_are_those_of_the_judged_part(self, loss):
        from scripts.training.paintings.contents import Contents, inner

        noise = np.random.default_rng(2).integers(0, 256, (2, PAINTED_SIDE, PAINTED_SIDE, 3)).astype(np.uint8)
        contents = Contents([Crop(noise[0], face=True), Crop(noise[1])], loss)
        for side in (224, 160):
            contents.judge_on(side)
            photos, features, _ = contents.draw(1, random.Random(1))
            assert inner(photos).shape == (1, 3, side, side)
            assert torch.equal(features, loss.content(inner(photos)))
            assert contents.ordinary > 0
        assert sorted(contents.draw(2, random.Random(1)).faces.tolist()) == [0, 1]

    def test_the_catalogue_names_every_look_once(self):
        looks = look_sources()
        assert len({look.name for look in looks}) == len(looks) >= 18
        assert {look.picture.partition("/")[0] for look in looks} <= {"paintings", "corpus", "styles"}

    def test_a_missing_picture_is_named(self, tmp_path):
        look = look_sources()[0]
        with pytest.raises(FileNotFoundError, match=f"the picture of the look {look.name}, is missing"):
            look.open(tmp_path, tmp_path)

    def test_no_look_is_among_the_held_out_pictures(self):
        from scripts.training.corpus import holdout_pairs

        held = {f"corpus/{name}" for pair in holdout_pairs() for name in pair}
        assert held.isdisjoint(look.picture for look in look_sources())


@pytest.fixture
def corpus(tmp_path):
    """Three photos and three paintings that anybody may use, and a catalogue of two looks."""
    lines, rng = ["path,kind,source,licence,width,height"], np.random.default_rng(7)
    for kind in ("photo", "style"):
        (tmp_path / f"{kind}s").mkdir()
        for k in range(3):
            coarse = rng.integers(0, 256, (6 + 9 * k, 7 + 9 * k, 3)).astype(np.uint8)
            name = f"{kind}s/{k}.png"
            Image.fromarray(coarse).resize((360, 330), Image.Resampling.BICUBIC).save(tmp_path / name)
            lines.append(f"{name},{kind},PeopleArt,A,360,330")
    (tmp_path / "index.csv").write_text("\n".join(lines) + "\n", "utf-8")
    looks = "".join(f'[[looks]]\nname = "look-{k}"\npicture = "corpus/styles/{k}.png"\n' for k in range(2))
    (tmp_path / "looks.toml").write_text(looks, "utf-8")
    return tmp_path


def begun(
    corpus: Path,
    out: Path,
    hours: float = 1.0,
    only: tuple[str, ...] = (),
    steep_from: str | None = None,
    **shares: float,
) -> TrainState:
    """A new run of 32 channels with two looks from the shipped pack, or the one in `out`."""
    from scripts.training.paintings.setup import Places, begin

    out.mkdir(exist_ok=True)
    config = TrainConfig.of_stage(
        "paintings",
        hours=hours,
        only=only,
        steep_from=steep_from,
        channels=32,
        warmup_steps=1,
        painting=PaintingNumbers(crops=4, styles=3, **{"any_share": 0.5, "between_share": 0.0, **shares}),
    )
    start = corpus / "start" / "checkpoint.pt"
    if not start.exists():
        start.parent.mkdir()
        TrainState(TrainConfig(stage="joint"), CPU).save(start.parent)
    return begin(config, CPU, look_sources(corpus / "looks.toml"), Places(corpus, corpus), out, [start])


def taught(state: TrainState, corpus: Path):
    from scripts.training.paintings.setup import Places, lessons_of

    return lessons_of(state, look_sources(corpus / "looks.toml"), Places(corpus, corpus))


class TestARun:
    def test_begins_with_the_encoders_view_of_every_painting(self, corpus, tmp_path):
        from scripts.training.paintings.contents import tensor

        state = begun(corpus, tmp_path / "run")
        assert state.config.looks == ("look-0", "look-1")
        with torch.no_grad():
            seen = state.encoder.eval()(tensor(for_encoder(Image.open(corpus / "styles" / "1.png"))))
            look = torch.zeros(1, 102)
            look[0, 101] = 1
            through_encoder = state.transformer(PHOTO, torch.cat([seen, torch.zeros(1, 2)], 1))
            assert torch.allclose(state.average[0](PHOTO, look), through_encoder, atol=1e-4)

    def test_needs_something_to_start_from(self, corpus):
        from scripts.training.paintings.setup import Places, begin

        config = TrainConfig.of_stage("paintings")
        with pytest.raises(ValueError, match="needs --start"):
            begin(config, CPU, look_sources(corpus / "looks.toml"), Places(corpus, corpus), corpus, [])

    def test_refuses_a_run_with_other_looks(self, corpus, tmp_path):
        small_state("stars").save(tmp_path)
        with pytest.raises(ValueError, match="was taught other looks"):
            begun(corpus, tmp_path)

    def test_learns_its_lessons(self, corpus, tmp_path, loss):
        """The same lessons, looks and paintings through the encoder, before and after one step on all of them."""
        state = begun(corpus, tmp_path / "run")
        lessons = taught(state, corpus)
        lessons.begin()

        def error() -> torch.Tensor:
            found = []
            for state.step in range(4):
                found.append(lessons.loss())
            state.step = 0
            return torch.stack(found).sum()

        before = error()
        before.backward()
        torch.nn.utils.clip_grad_norm_(state.parameters, 1.0)
        state.optimizer.step()
        terms = ("style", "content", "regular", "invented", "inverted", "dull", "wrinkled")
        names = {f"{kind} {term}" for kind in ("look", "any") for term in terms}
        assert set(lessons.terms.means()) == names
        with torch.no_grad():
            assert float(error()) < float(before)

    def test_teaches_that_half_of_the_way_shows_half_of_both_ends(self, corpus, tmp_path, loss):
        state = begun(corpus, tmp_path / "run", any_share=0.0, between_share=1.0)
        with torch.no_grad():
            for name, values in state.transformer.named_parameters():
                if ".looks." in name:  # two looks that differ
                    values.normal_()
        lessons = taught(state, corpus)
        lessons.begin()
        losses = []
        for _ in range(8):
            loss_now = lessons.loss()
            state.optimizer.zero_grad()
            loss_now.backward()
            state.optimizer.step()
            losses.append(float(loss_now.detach()))
        assert set(lessons.terms.means()) == {"between"}
        assert losses[-1] < 0.8 * losses[0]

    def test_teaches_the_steep_way_most_of_all_where_there_is_one(self):
        from scripts.training.paintings.lessons import way

        looks = tuple("abcde")
        ways = [
            Counter(way(TrainConfig.of_stage("paintings", looks=looks, only=("d",), **steep), rng) for _ in range(400))
            for steep, rng in (({}, random.Random(1)), ({"steep_from": "b"}, random.Random(1)))
        ]
        for found in ways:
            assert set(found) == {(first, 3) for first in (0, 1, 2, 4)}
        usual, steep = (found[1, 3] for found in ways)
        assert usual < 140
        assert steep > 240
        itself = TrainConfig.of_stage("paintings", looks=looks, only=("b",), steep_from="b")
        assert {way(itself, random.Random(seed))[0] for seed in range(40)} == {0, 2, 3, 4}

    @pytest.mark.parametrize(("told", "term"), [("invention", "look invented"), ("inversion", "look inverted")])
    def test_minds_less_of_what_a_look_may_do_where_its_row_says_so(self, corpus, tmp_path, loss, told, term):
        """One look, the same lesson at weights 0, 1 and 3: what is added is the term times its weight."""
        row = (corpus / "looks.toml").read_text("utf-8").split("[[looks]]")[1]
        losses = []
        for weight in (0.0, 1.0, 3.0):
            (corpus / "looks.toml").write_text(f"[[looks]]{row}{told} = {weight}\n", "utf-8")
            state = begun(corpus, tmp_path / f"run-{weight}", any_share=0.0)
            lessons = taught(state, corpus)
            lessons.begin()
            with torch.no_grad():
                losses.append(float(lessons.loss()))
            minded = lessons.terms.means()[term] * getattr(state.config.painting, told)
        assert losses[1] - losses[0] == pytest.approx(minded / 3, rel=1e-2)
        assert losses[2] - losses[0] == pytest.approx(minded, rel=1e-2)

    def test_minds_lines_on_the_skin_of_faces_alone(self, corpus, tmp_path, loss):
        """The same two crops, all skin: as faces they cost their lines, else nothing of the kind."""
        from scripts.training.paintings.contents import Contents

        state = begun(corpus, tmp_path / "run", any_share=0.0)
        lessons = taught(state, corpus)
        lessons.begin()
        grain = np.random.default_rng(3).integers(-9, 10, (PAINTED_SIDE, PAINTED_SIDE, 1))
        skin, losses, lines = (np.array(FACE_COLOUR) + grain).astype(np.uint8), [], []
        for face in (False, True):
            lessons._contents = Contents([Crop(skin, face)] * 2, loss)
            with torch.no_grad():
                losses.append(float(lessons.loss()))
            lines.append(lessons.terms.means()["look wrinkled"])
        assert lines[0] == 0 < lines[1]
        assert losses[1] - losses[0] == pytest.approx(lines[1] * state.config.painting.wrinkles, rel=1e-2)

    def test_teaches_fine_octaves_later_on(self, corpus, tmp_path, loss):
        state = begun(corpus, tmp_path / "run", any_share=0.0, fine_share=1.0)
        lessons = taught(state, corpus)
        state.seconds = 3000.0
        with torch.no_grad():
            for state.step in range(4):
                lessons.loss()
        assert "fine style" in lessons.terms.means()

    def test_goes_on_as_if_it_had_not_stopped(self, corpus, tmp_path, loss):
        """Steps of 100 seconds in a run of 400: the first checkpoint is written after two of them."""

        class Stopped(Exception):
            pass

        def go_on(out: Path, judge) -> TrainState:
            state, ticks = begun(corpus, out, hours=400 / 3600), count()
            Trainer(state, out, taught(state, corpus), judge, clock=lambda: 100.0 * next(ticks)).run(lambda *_: None)
            return state

        def stop(checkpoint: Path) -> None:
            raise Stopped

        whole = go_on(tmp_path / "whole", lambda checkpoint: None)
        with pytest.raises(Stopped):
            go_on(tmp_path / "parts", stop)
        parts = go_on(tmp_path / "parts", lambda checkpoint: None)
        assert (parts.step, parts.seconds) == (whole.step, whole.seconds) == (4, 400.0)
        assert '"step": 4, "seconds": 400, "progress": 1.0' in (tmp_path / "parts" / "log.jsonl").read_text("utf-8")
        for one, other in ((whole.transformer, parts.transformer), (whole.average[0], parts.average[0])):
            for a, b in zip(one.parameters(), other.parameters(), strict=True):
                assert torch.equal(a, b)

    def test_teaches_one_look_and_changes_nothing_else(self, corpus, tmp_path, loss):
        state = begun(corpus, tmp_path / "run", hours=1.1, only=("look-1",), between_share=0.3)
        before = {name: value.clone() for name, value in state.transformer.state_dict().items()}
        ticks = count()
        Trainer(state, tmp_path / "run", taught(state, corpus), lambda _: None, lambda: 300.0 * next(ticks)).run(
            lambda *_: None
        )
        assert state.step > 3
        changed = {
            name for name, value in state.transformer.state_dict().items() if not torch.equal(value, before[name])
        }
        assert changed == {name for name in before if name.endswith(".looks.weight")}
        for name in changed:
            moved = (state.transformer.state_dict()[name] - before[name]).abs().amax(0)
            assert moved[0] == 0
            assert moved[1] > 0

    @pytest.mark.parametrize("named", [{"only": ("sunflowers",)}, {"steep_from": "sunflowers"}])
    def test_refuses_to_teach_a_look_that_is_none(self, corpus, tmp_path, named):
        with pytest.raises(ValueError, match="sunflowers is none of the looks: look-0, look-1"):
            begun(corpus, tmp_path / "run", **named)

    def test_leaves_the_encoder_as_it_is(self, corpus, tmp_path):
        state = begun(corpus, tmp_path / "run")
        trained = {id(p) for p in state.parameters}
        assert not trained & {id(p) for p in state.encoder.parameters()}
        shares = [group["share"] for group in state.optimizer.param_groups]
        assert shares == [1.0, state.config.look_share]


class TestTheTerms:
    def test_are_means_since_they_were_last_asked_for(self):
        terms = Terms()
        for value in (1.0, 2.0):
            assert terms.note("style", torch.tensor(value)) == value
        assert terms.means() == {"style": 1.5}
        assert terms.means() == {}
