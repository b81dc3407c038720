"""Looks: numbers of the style vector that a pack was taught; other packs paint them by their drawings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from stylizer_app.adjustments import Adjustments
from stylizer_app.choices.recipe import Recipe, recipe_of
from stylizer_app.choices.style_settings import settings_of
from stylizer_app.devices import CPU
from stylizer_app.engine.model.style_vectors import easing_of, movement_of, pull_of
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.packs.pack import Easing
from stylizer_app.engine.pipeline import Painter
from stylizer_app.engine.request import Look, Mixture, Painting, PaintRequest, Style, StyleVector, WeightedStyle
from stylizer_app.errors import PackError, StyleError
from stylizer_app.imaging.decode import decode
from tests.engine.conftest import noise

PHOTO, PAINTING = noise(60, 90, 1), noise(64, 64, 2)
LOOKS = ("ink", "oil", "glass")


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the pack ``taught``, which knows three looks, ``eased``, which eases one of them, ``pulling``, in
    whose mixtures one counts three times, and ``plain``, which knows none.
    """
    pytest.importorskip("onnx", reason="making a pack needs the onnx package (extra dev)")
    from scripts.packs.manifest import PackInfo
    from scripts.packs.write import write_pack
    from tests.scripts import cutter_networks as networks

    folder = tmp_path_factory.mktemp("packs")
    plain = PackInfo("plain", "Plain", "Random numbers.", "CC0-1.0", "https://example.org")
    taught = replace(plain, id="taught", looks=LOOKS)
    eased = replace(taught, id="eased", easing={"oil": Easing(0.4, 0.16)})
    for info in (plain, taught, eased, replace(taught, id="pulling", pull={"oil": 3.0})):
        transformer = networks.builtin_like(style=100 + len(info.looks))
        write_pack(folder / info.id, networks.predictor(), transformer, info)
    return folder


@pytest.fixture
def painter(packs: Path, tmp_path: Path) -> Painter:
    return Painter(PackLibrary(packs, tmp_path / "installed"))


@pytest.fixture
def drawing(tmp_path: Path) -> Path:
    """A picture file in the manner of a look."""
    Image.fromarray(PAINTING.rgb).save(tmp_path / "drawing.png")
    return tmp_path / "drawing.png"


def paint(
    painter: Painter, *styles: Style, pack: str = "taught", weights: tuple[float, ...] = (), strength: int = 100
) -> Painting:
    shares = weights or (1.0,) * len(styles)
    weighted = tuple(WeightedStyle(s, w, f"style {s}") for s, w in zip(styles, shares, strict=True))
    adjustments = Adjustments(brush=64, strength=strength, vividness=0)  # only the network's strength is eased
    return painter.paint(PaintRequest(PHOTO, weighted, adjustments, pack=pack, device=CPU))


def test_a_packs_looks_survive_its_description_and_its_networks_fit(painter: Painter) -> None:
    pack = painter.library.verify("taught")
    assert (pack.looks, pack.style_length) == (LOOKS, 103)
    assert painter.library.verify("plain").style_length == 100


def test_looks_that_the_networks_were_not_made_for_are_refused(packs: Path, tmp_path: Path) -> None:
    manifest = (packs / "plain" / "pack.toml").read_text("utf-8")
    for file in (packs / "plain").iterdir():
        (tmp_path / "claims").mkdir(exist_ok=True)
        (tmp_path / "claims" / file.name).write_bytes(file.read_bytes())
    text = manifest.replace('id = "plain"', 'id = "claims"\nlooks = ["ink"]')
    (tmp_path / "claims" / "pack.toml").write_text(text, "utf-8")
    with pytest.raises(PackError, match="style_vector"):
        PackLibrary(packs, tmp_path / "installed").add(tmp_path / "claims")


def test_a_look_is_one_number_after_the_predictors(painter: Painter) -> None:
    [vector] = paint(painter, Look("oil")).style_vectors
    assert vector.pack == painter.library.get("taught").checksum
    assert list(vector.values) == [0] * 100 + [0, 1, 0]


def test_a_painting_leaves_the_looks_numbers_at_zero(painter: Painter) -> None:
    [long], [short] = (paint(painter, PAINTING, pack=pack).style_vectors for pack in ("taught", "plain"))
    assert np.array_equal(long.values[:100], short.values)
    assert list(long.values[100:]) == [0, 0, 0]


def test_every_look_paints_something_else_and_nothing_needs_a_drawing(painter: Painter, tmp_path: Path) -> None:
    pictures = {paint(painter, Look(name, tmp_path / "missing.png")).picture.digest for name in LOOKS}
    assert len(pictures) == 3


def test_a_look_and_a_painting_mix_by_weight(painter: Painter) -> None:
    mixture = paint(painter, Look("ink"), PAINTING, weights=(1, 3))
    own = mixture.style_vectors[1].values
    same = np.float32(0.75) * own + np.float32(0.25) * mixture.style_vectors[0].values
    by_vector = paint(painter, StyleVector(same, painter.library.get("taught").checksum))
    assert np.abs(mixture.picture.rgb.astype(int) - by_vector.picture.rgb).max() <= 1
    alone = [paint(painter, style).picture.rgb for style in (Look("ink"), PAINTING)]
    assert all(np.abs(mixture.picture.rgb.astype(int) - one).mean() > 1 for one in alone)


def test_a_pack_without_the_look_paints_by_its_drawing(painter: Painter, drawing: Path) -> None:
    by_drawing = paint(painter, Look("ink", drawing), pack="plain").picture
    assert by_drawing.digest == paint(painter, decode(drawing), pack="plain").picture.digest


def test_a_pack_without_the_look_says_so_where_there_is_no_drawing(painter: Painter) -> None:
    with pytest.raises(StyleError, match=r"networks Plain were not taught the look ink\. Choose"):
        paint(painter, Look("ink"), pack="plain")


def test_the_recipe_of_a_look_paints_the_same_picture(painter: Painter) -> None:
    glass = (WeightedStyle(Look("glass"), 1, "glass"),)
    request = PaintRequest(PHOTO, glass, Adjustments(brush=64), pack="taught", device=CPU)
    painting, pack = painter.paint(request), painter.library.get("taught")
    written = recipe_of(request, painting.style_vectors, pack_checksum=pack.checksum).to_json()
    settings = settings_of(Recipe.from_json(written), pack)
    assert settings.styles[0].name == "glass"
    assert painter.paint(replace(settings.request(PHOTO), device=CPU)).picture.digest == painting.picture.digest


def test_a_style_vector_of_another_length_is_refused(painter: Painter) -> None:
    short = StyleVector(np.zeros(100, np.float32), painter.library.get("taught").checksum)
    with pytest.raises(PackError, match="other networks"):
        paint(painter, short)


@pytest.mark.parametrize(("strength", "evenly"), [(50, 60), (75, 81), (100, 100), (150, 150)])
def test_the_strength_of_a_look_is_eased_as_the_pack_says(painter: Painter, strength: int, evenly: int) -> None:
    eased = paint(painter, Look("oil"), pack="eased", strength=strength)
    assert np.array_equal(eased.picture.rgb, paint(painter, Look("oil"), strength=evenly).picture.rgb)


def test_an_easing_leans_on_the_length_of_the_photos_own_style_vector(painter: Painter) -> None:
    leaning = Easing(0.2, -0.1, 0.05)
    assert leaning.leant(9.0) == pytest.approx((0.3, -0.1, 0.0))
    assert leaning.leant(1000.0) == pytest.approx((0.8, -0.1, 0.0))
    pack, own = painter.library.get("eased"), np.zeros((1, 103), np.float32)
    own[0, :2] = 3.0, 4.0
    oil = np.eye(103, dtype=np.float32)[[100 + LOOKS.index("oil")]]
    eased = replace(pack, easing=tuple(leaning if look == "oil" else Easing() for look in LOOKS))
    assert easing_of(eased, own, oil) == pytest.approx((0.1, -0.1, 0.0))


def test_the_brushwork_of_a_mixture_moves_as_that_of_its_looks_by_their_shares(painter: Painter) -> None:
    pack = replace(painter.library.get("taught"), movement=(1.0, -0.8, 0.0))
    one, two, three = (np.eye(103, dtype=np.float32)[[100 + number]] for number in range(3))
    assert movement_of(pack, one) == 1
    assert movement_of(pack, 0.75 * one + 0.25 * two) == pytest.approx(0.6)
    assert movement_of(pack, three) == movement_of(pack, np.ones((1, 103), np.float32) * (np.arange(103) < 100)) == 0
    assert movement_of(pack, 1.5 * one) == 1


def test_the_movement_of_a_look_is_no_part_of_what_the_networks_are(painter: Painter) -> None:
    """Recipes of the same networks go on being read when only strokes were given another way to go."""
    pack = painter.library.get("taught")
    assert replace(pack, movement=(0.5,) * len(LOOKS)).checksum == pack.checksum


def test_only_what_a_mixture_has_of_an_eased_look_is_eased(painter: Painter) -> None:
    half = paint(painter, Look("oil"), Look("ink"), pack="eased", strength=50)
    assert np.array_equal(half.picture.rgb, paint(painter, Look("oil"), Look("ink"), strength=55).picture.rgb)
    for style in (Look("ink"), PAINTING):
        found = [paint(painter, style, pack=pack, strength=50).picture.rgb for pack in ("eased", "taught")]
        assert np.array_equal(*found)


def test_what_pulls_counts_more_in_a_mixture(painter: Painter) -> None:
    for others in ((Look("ink"),), (Look("ink"), Look("glass")), (PAINTING,)):
        pulling = paint(painter, Look("oil"), *others, pack="pulling")
        counted = paint(painter, Look("oil"), *others, weights=(3.0, *(1.0 for _ in others)))
        assert np.array_equal(pulling.picture.rgb, counted.picture.rgb)
    assert np.array_equal(
        paint(painter, Look("oil"), pack="pulling").picture.rgb, paint(painter, Look("oil")).picture.rgb
    )


def test_a_mixture_mixed_further_is_its_parts_mixed_at_once(painter: Painter) -> None:
    oil, ink, glass = (WeightedStyle(Look(name), weight, name) for name, weight in zip(LOOKS, (1, 3, 2), strict=True))
    further = paint(painter, Mixture((oil, ink)), PAINTING, Look("glass"), pack="pulling", weights=(4, 1, 2))
    at_once = paint(painter, oil.style, ink.style, PAINTING, glass.style, pack="pulling", weights=(1, 3, 1, 2))
    assert np.allclose(further.picture.rgb, at_once.picture.rgb, atol=1)


def test_a_pull_is_part_of_what_a_pack_paints(painter: Painter) -> None:
    taught, pulling = (painter.library.get(name) for name in ("taught", "pulling"))
    assert pulling.pull == (1.0, 3.0, 1.0)
    assert replace(taught, pull=pulling.pull).checksum != taught.checksum
    painting = np.ones((1, 103), np.float32) * (np.arange(103) < 100)
    assert pull_of(pulling, painting) == pull_of(painter.library.get("plain"), painting[:, :100]) == 1
