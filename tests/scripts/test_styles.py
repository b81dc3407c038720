"""The looks and the examples: listed, drawn alike every time, complete, and no two of them alike."""

from __future__ import annotations

import io
import itertools
import re
import tomllib
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from scripts.paint_styles import TARGET, catalogue, drawing_bytes, list_text, main
from scripts.render_examples import EXAMPLES, LIMIT
from scripts.render_examples import TARGET as EXAMPLE_FOLDER
from scripts.styles.drawings import DRAWINGS
from scripts.styles.tiles import SIDE
from stylizer_app.engine.packs.library import PackLibrary

QUICK = ["charcoal", "ink-wash"]


def read(path: Path) -> NDArray[np.float64]:
    """The picture's pixels, 0..1."""
    with Image.open(path) as picture:
        return np.asarray(picture.convert("RGB"), np.float64) / 255


def statistics(pixels: NDArray[np.float64]) -> NDArray[np.float64]:
    """What a style network looks at, roughly: the colours, their spread, and the texture's strength."""
    flat = pixels.reshape(-1, 3)
    texture = [np.abs(pixels[step:] - pixels[:-step]).mean() for step in (1, 4, 16)]
    grain = [np.abs(pixels[:, step:] - pixels[:, :-step]).mean() for step in (1, 4, 16)]
    histogram = np.histogramdd(flat, bins=4, range=[(0, 1)] * 3)[0].ravel() / len(flat)
    return np.concatenate([flat.mean(axis=0), flat.std(axis=0), texture, grain, histogram])


@pytest.mark.parametrize("name", QUICK)
def test_a_drawing_is_alike_every_time_and_is_the_one_that_is_shipped(name):
    first = drawing_bytes(name)
    assert drawing_bytes(name) == first
    drawn = np.asarray(Image.open(io.BytesIO(first)), np.float64) / 255
    assert np.abs(drawn - read(TARGET / f"{name}.jpg")).mean() < 0.01


@pytest.mark.parametrize("name", DRAWINGS)
def test_every_drawing_is_a_square_jpeg_rich_in_tones(name):
    with Image.open(TARGET / f"{name}.jpg") as picture:
        assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (512, 512))
    assert read(TARGET / f"{name}.jpg").std() > 0.1


def test_no_two_drawings_are_alike():
    seen = {name: statistics(read(TARGET / f"{name}.jpg")) for name in DRAWINGS}
    distances = {pair: np.linalg.norm(seen[pair[0]] - seen[pair[1]]) for pair in itertools.combinations(seen, 2)}
    nearest = min(distances, key=distances.__getitem__)
    assert distances[nearest] > 0.2, f"{nearest}: {distances[nearest]:.3f}"


def test_the_list_holds_the_looks_of_the_catalogue_that_can_be_painted():
    entries = tomllib.loads((TARGET / "styles.toml").read_text("utf-8"))["styles"]
    taught = PackLibrary().get("builtin").looks
    assert [entry["name"] for entry in entries] == [
        entry["name"] for entry in catalogue() if entry["name"] in {*taught, *DRAWINGS}
    ]
    assert (TARGET / "styles.toml").read_text("utf-8") == list_text(taught)
    assert {*taught} <= {entry["name"] for entry in catalogue()}


def test_looks_that_are_neither_taught_nor_drawn_are_left_out():
    names = [entry["name"] for entry in tomllib.loads(list_text(["great-wave"]))["styles"]]
    assert set(names) == {"great-wave", *DRAWINGS}


def test_the_list_names_exactly_the_pictures():
    names = {entry["name"] for entry in tomllib.loads((TARGET / "styles.toml").read_text("utf-8"))["styles"]}
    assert {path.stem for path in TARGET.glob("*.jpg")} == {*DRAWINGS} <= names
    assert {path.stem for path in (TARGET / "tiles").glob("*.jpg")} == names


def test_every_look_has_titles_and_one_plain_sentence():
    for entry in catalogue():
        assert re.fullmatch(r"[a-z0-9-]+", entry["name"])
        assert len(entry["title"]) <= len("Impression, Sunrise") + 10
        assert ("artist" in entry) == ("year" in entry)
        for sentence in (entry["description"], entry["description_it"]):
            assert sentence[0].isupper()
            assert sentence.index(".") == len(sentence) - 1
    for key in ("name", "title", "title_it", "description", "description_it"):
        assert len({entry[key] for entry in catalogue()}) == len(catalogue())


def test_former_names_lead_to_one_look_each_and_are_no_present_names():
    former = [name for entry in catalogue() for name in entry.get("former", ())]
    gone = {
        "autumn-oil",
        "impasto",
        "impression-sunrise",
        "irises",
        "juan-gris",
        "plum-garden",
        "pointillism",
        "popova",
    }
    gone |= {"bewitched-mill", "himalaya", "lake-suwa", "phoenix", "redon", "sisley", "stained-glass", "yellow-sail"}
    assert sorted(former) == sorted(gone)
    assert not set(former) & {entry["name"] for entry in catalogue()}


def test_together_the_pictures_stay_small():
    assert sum(path.stat().st_size for path in TARGET.glob("*.jpg")) < 1_000_000
    assert sum(path.stat().st_size for path in (TARGET / "tiles").glob("*.jpg")) < 400_000
    for path in (TARGET / "tiles").glob("*.jpg"):
        with Image.open(path) as picture:
            assert picture.size == (SIDE, SIDE)


def test_only_what_is_asked_for_is_drawn(tmp_path):
    assert main(["--draw", "charcoal", "--no-tiles", "--target", str(tmp_path)]) == 0
    assert {path.name for path in tmp_path.iterdir()} == {"charcoal.jpg", "styles.toml"}


def test_an_unknown_drawing_is_refused(tmp_path, capsys):
    with pytest.raises(SystemExit):
        main(["--draw", "fresco", "--target", str(tmp_path)])
    assert "no such drawing: fresco" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("name", "size"), [("landscape", (1600, 1066)), ("still-life", (1400, 1050))])
def test_the_examples_lie_ready(name, size):
    path = EXAMPLE_FOLDER / f"{name}.jpg"
    with Image.open(path) as picture:
        assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", size)
    assert path.stat().st_size < LIMIT
    assert name in EXAMPLES
