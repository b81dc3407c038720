"""Tests of the stage that learns from paintings: where it starts, what it is corrected for, how it goes on and ends."""

from __future__ import annotations

import random
import tomllib
from itertools import count
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

pytest.importorskip("onnx", reason="the training tests need the onnx package (extra dev)")
pytest.importorskip("torch", reason="torch is not installed (extra `train`)")

import torch

from scripts.training.config import PaintingNumbers, TrainConfig
from scripts.training.networks import StyleEncoder, Transformer
from scripts.training.paintings.crops import PAINTED_SIDE, for_encoder, short_side
from scripts.training.paintings.looks import look_sources
from scripts.training.start import from_checkpoint, from_pack, start_looks, take_over, widened
from scripts.training.state import TrainState
from scripts.training.trainer import Terms, Trainer

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "models" / "builtin"
CPU = torch.device("cpu")
PHOTO = torch.rand(1, 3, 48, 64, generator=torch.Generator().manual_seed(3))


@pytest.fixture
def loss():
    """The loss network, if its weights are there."""
    from scripts.training.paintings.vgg import LossNetwork, weights_file

    try:
        weights_file()
    except FileNotFoundError as missing:
        pytest.skip(str(missing))
    return LossNetwork()


def small_state(*looks: str, channels: int = 32, hours: float = 1.0) -> TrainState:
    """A run whose optimizer reaches its full rate at once."""
    numbers = PaintingNumbers(crops=4, styles=3)
    return TrainState(
        TrainConfig.of_stage(
            "paintings", hours=hours, looks=looks, channels=channels, warmup_steps=1, painting=numbers
        ),
        CPU,
    )


def stripes(period: int, side: int = 96) -> np.ndarray:
    """Upright black and white stripes, (side, side, 3) uint8."""
    row = (np.arange(side) // (period // 2) % 2 * 255).astype(np.uint8)
    return np.broadcast_to(row[None, :, None], (side, side, 3)).copy()


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

    def test_the_shipped_pack_can_be_trained_on(self):
        shipped = from_pack(PACK)
        take_over(Transformer(64, len(shipped.looks)), shipped, shipped.looks)
        StyleEncoder().load_state_dict(shipped.encoder)

    def test_a_checkpoint_brings_what_its_stage_trained(self, tmp_path):
        path = TrainState(TrainConfig(stage="encoder"), CPU).save(tmp_path)
        start = from_checkpoint(path)
        assert not start.transformer
        assert "fc.weight" in start.encoder


class TestTheLosses:
    def test_a_gram_matrix_holds_mean_products(self):
        from scripts.training.paintings.vgg import gram

        features = torch.tensor([[[[1.0, 2.0]], [[3.0, -1.0]]]])
        assert gram(features).tolist() == [[[2.5, 0.5], [0.5, 5.0]]]

    def test_style_distance_is_relative_to_the_painting(self):
        from scripts.training.paintings.perceptual import style_distances
        from scripts.training.paintings.vgg import STYLE_LAYERS

        wanted = {layer: torch.tensor([[[3.0, 0.0], [0.0, 4.0]]]) for layer in STYLE_LAYERS}
        found = {layer: torch.zeros(1, 2, 2) for layer in STYLE_LAYERS} | {STYLE_LAYERS[0]: wanted[STYLE_LAYERS[0]]}
        assert style_distances(found, wanted).tolist() == [0.75]
        assert style_distances(wanted, wanted).tolist() == [0]

    def test_content_distance_is_relative_to_the_photo_or_an_ordinary_one(self):
        from scripts.training.paintings.perceptual import content_distances
        from scripts.training.paintings.vgg import CONTENT_LAYER

        photos = torch.tensor([2.0, 0.1]).view(2, 1, 1, 1).expand(2, 4, 3, 3)
        found = content_distances({CONTENT_LAYER: photos + 1}, photos, least=1.0)
        assert found.tolist() == pytest.approx([0.25, 1.0])

    def test_roughness_is_the_mean_step_between_neighbours(self):
        from scripts.training.paintings.perceptual import roughness

        ramp = (torch.arange(5) / 10).expand(1, 3, 4, 5)
        assert float(roughness(ramp)) == pytest.approx(0.1)

    def test_a_weave_is_regular_and_noise_is_not(self):
        from scripts.training.paintings.contents import tensor
        from scripts.training.paintings.perceptual import regularity

        noise = np.random.default_rng(1).integers(0, 256, (96, 96, 3)).astype(np.uint8)
        woven = (noise // 2 + stripes(4) // 2).astype(np.uint8)
        values = regularity(torch.cat([tensor(p) for p in (noise, woven)])).tolist()
        assert 1 <= values[0] < 1.5
        assert values[1] > 5

    def test_a_cloud_in_a_flat_sky_is_invented_and_a_painted_ridge_is_not(self):
        from scripts.training.paintings.perceptual import invention

        sky, ridge = torch.full((1, 3, 64, 64), 0.5), torch.full((1, 3, 64, 64), 0.5)
        ridge[:, :, 32:] = 0.1
        assert float(invention(sky, sky)) == 0
        assert float(invention(ridge, sky)) > 0.02
        assert float(invention(ridge, ridge)) < 1e-6

    def test_what_crops_have_in_common_is_their_mean(self):
        from scripts.training.paintings.perceptual import averaged, stacked
        from scripts.training.paintings.vgg import STYLE_LAYERS

        two = stacked([{layer: torch.full((1, 2, 2), k) for layer in STYLE_LAYERS} for k in (1.0, 4.0)])
        assert averaged(two, 1)["2_1"].tolist() == [[[2.5, 2.5], [2.5, 2.5]]]
        assert torch.equal(averaged(two, 2)["2_1"], two["2_1"])

    def test_a_fine_octave_that_paints_nothing_is_given_the_photo(self):
        from scripts.training.paintings.fine import fine_task

        photo = torch.nn.functional.interpolate(torch.rand(1, 3, 12, 12), size=(96, 96), mode="bicubic").clamp(0, 1)
        grey = photo.mean(1, keepdim=True).expand(-1, 3, -1, -1)
        assert (fine_task(grey, lambda small: small) - grey).abs().mean() < 0.005
        negative = fine_task(grey, lambda small: 1 - small)
        assert (negative - (1 - grey)).abs().mean() < 0.02


class TestThePictures:
    def test_paintings_are_cut_and_never_squeezed(self):
        ruler = Image.fromarray(np.broadcast_to(np.arange(250, dtype=np.uint8)[None, :, None], (50, 250, 3)).copy())
        assert short_side(ruler, 100).size == (160, 100)
        seen = np.asarray(for_encoder(ruler))
        assert seen.shape == (256, 256, 3)
        assert seen[128, -1, 0].astype(int) - seen[128, 0, 0] == pytest.approx(50, abs=2)

    def test_every_kind_of_crop_is_a_picture(self, corpus):
        from scripts.training.corpus import load_corpus
        from scripts.training.paintings.crops import CropMaker

        maker = CropMaker(load_corpus(corpus), seed=1)
        made = [maker.make() for _ in range(60)]
        assert {(crop.shape, crop.dtype.name) for crop in made} == {((PAINTED_SIDE, PAINTED_SIDE, 3), "uint8")}
        assert any(crop.std((0, 1)).max() < 8 for crop in made), "no flat sky"

    def test_features_are_those_of_the_judged_part(self, loss):
        from scripts.training.paintings.contents import Contents, inner

        crops = np.random.default_rng(2).integers(0, 256, (2, PAINTED_SIDE, PAINTED_SIDE, 3)).astype(np.uint8)
        contents = Contents(crops, loss)
        for side in (224, 160):
            contents.judge_on(side)
            photos, features = contents.draw(1, random.Random(1))
            assert inner(photos).shape == (1, 3, side, side)
            assert torch.equal(features, loss.content(inner(photos)))
            assert contents.ordinary > 0

    def test_the_catalogue_names_every_look_once(self):
        looks = look_sources()
        assert len({look.name for look in looks}) == len(looks) >= 20
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


def begun(corpus: Path, out: Path, hours: float = 1.0) -> TrainState:
    """A new run of 32 channels with two looks from the shipped pack, or the one in `out`."""
    from scripts.training.paintings.setup import Places, begin

    out.mkdir(exist_ok=True)
    config = TrainConfig.of_stage(
        "paintings",
        hours=hours,
        channels=32,
        warmup_steps=1,
        painting=PaintingNumbers(crops=4, styles=3, any_share=0.5),
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
        names = {f"{kind} {term}" for kind in ("look", "any") for term in ("style", "content", "regular", "invented")}
        assert set(lessons.terms.means()) == names
        with torch.no_grad():
            assert float(error()) < float(before)

    def test_teaches_fine_octaves_later_on(self, corpus, tmp_path, loss):
        state = begun(corpus, tmp_path / "run")
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

    def test_refuses_a_pack_that_is_too_large(self, tmp_path, monkeypatch):
        from scripts.training import export

        monkeypatch.setattr(export, "SIZE_LIMIT", 1000)
        with pytest.raises(RuntimeError, match="at most 1000 are allowed"):
            export.export(small_state("waves").save(tmp_path), tmp_path / "pack")
