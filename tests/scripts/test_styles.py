"""The starter styles and the examples: drawn alike every time, complete, and no two of them alike."""

from __future__ import annotations

import io
import itertools
import tomllib
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from scripts.paint_styles import TARGET, jpeg_bytes, list_text, main
from scripts.render_examples import EXAMPLES, LIMIT
from scripts.render_examples import TARGET as EXAMPLE_FOLDER
from scripts.styles.registry import STYLES

QUICK = [style for style in STYLES if style.name in {"blueprint", "marble"}]


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


@pytest.mark.parametrize("style", QUICK, ids=lambda style: style.name)
def test_a_style_is_drawn_alike_every_time(style):
    first = jpeg_bytes(style)
    assert jpeg_bytes(style) == first


@pytest.mark.parametrize("style", QUICK, ids=lambda style: style.name)
def test_the_shipped_picture_is_what_the_script_draws(style):
    drawn = np.asarray(Image.open(io.BytesIO(jpeg_bytes(style))), np.float64) / 255
    assert np.abs(drawn - read(TARGET / f"{style.name}.jpg")).mean() < 0.01


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_every_style_is_a_square_jpeg_rich_in_tones(style):
    with Image.open(TARGET / f"{style.name}.jpg") as picture:
        assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (512, 512))
    assert read(TARGET / f"{style.name}.jpg").std() > 0.1


def test_the_list_names_exactly_the_pictures():
    entries = tomllib.loads((TARGET / "styles.toml").read_text("utf-8"))["styles"]
    assert [entry["name"] for entry in entries] == [style.name for style in STYLES]
    assert {f"{entry['name']}.jpg" for entry in entries} == {path.name for path in TARGET.glob("*.jpg")}
    assert (TARGET / "styles.toml").read_text("utf-8") == list_text()


def test_every_style_has_titles_and_one_plain_sentence():
    for style in STYLES:
        assert style.title
        assert style.title_it
        for sentence in (style.description, style.description_it):
            assert sentence[0].isupper()
            assert sentence.index(".") == len(sentence) - 1
    assert len({style.title for style in STYLES}) == len({style.title_it for style in STYLES}) == len(STYLES) == 12


def test_no_two_styles_are_alike():
    seen = {style.name: statistics(read(TARGET / f"{style.name}.jpg")) for style in STYLES}
    distances = {pair: np.linalg.norm(seen[pair[0]] - seen[pair[1]]) for pair in itertools.combinations(seen, 2)}
    nearest = min(distances, key=distances.__getitem__)
    assert distances[nearest] > 0.2, f"{nearest}: {distances[nearest]:.3f}"


def test_together_the_pictures_stay_small():
    assert sum(path.stat().st_size for path in TARGET.glob("*.jpg")) < 2_000_000


def test_naming_one_style_draws_only_that_one(tmp_path):
    assert main(["marble", "--target", str(tmp_path)]) == 0
    assert {path.name for path in tmp_path.iterdir()} == {"marble.jpg", "styles.toml"}


def test_an_unknown_style_is_refused(tmp_path, capsys):
    with pytest.raises(SystemExit):
        main(["fresco", "--target", str(tmp_path)])
    assert "no such style: fresco" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("name", "size"), [("landscape", (1600, 1066)), ("still-life", (1400, 1050))])
def test_the_examples_lie_ready(name, size):
    path = EXAMPLE_FOLDER / f"{name}.jpg"
    with Image.open(path) as picture:
        assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", size)
    assert path.stat().st_size < LIMIT
    assert name in EXAMPLES
