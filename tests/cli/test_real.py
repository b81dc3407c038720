"""The command line with the shipped networks: what a person gets who paints with nothing but this program."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from stylizer_app.__main__ import main
from stylizer_app.choices.own_looks import named, write_look
from stylizer_app.choices.recipe import read_recipe
from stylizer_app.imaging.decode import decode
from stylizer_app.imaging.encode import encode
from stylizer_app.imaging.picture import Metadata, Picture
from stylizer_app.imaging.spaces import by_code_points
from stylizer_app.system import paths
from tests.cli.conftest import names
from tests.shared import shared

ROOT = Path(__file__).resolve().parents[2]
QUICK = ("--brush", "64", "--device", "cpu", "--quiet")


def paint(*words: object) -> None:
    """Paint; everything must go well."""
    assert main(["paint", *map(str, words)]) == 0


def pixels(path: Path | str) -> np.ndarray:
    """The pixels of a file as whole numbers."""
    return decode(path).rgb.astype(int)


def psnr(a: np.ndarray, b: np.ndarray) -> float:
    """Peak signal to noise ratio in decibels."""
    return float(10 * np.log10(255**2 / np.mean((a - b) ** 2)))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a photo that has metadata, a painting, and a 16-bit photo with transparency."""
    monkeypatch.chdir(tmp_path)
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Camera", 6
    exif.get_ifd(0x8825)[1] = "N"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    ramp = np.linspace(0, 255, 150 * 101 * 3).reshape(101, 150, 3) + np.sin(np.arange(150) / 4)[:, None] * 20
    picture = Image.fromarray(ramp.clip(0, 255).astype(np.uint8))
    picture.save("photo.jpg", exif=exif, icc_profile=profile, dpi=(240, 240), quality=95)
    picture.save("photo.png")
    return tmp_path


def test_the_result_has_the_size_of_the_photo_and_its_metadata(here: Path) -> None:
    paint("photo.jpg", "--style", "woodcut", "-o", "out.jpg", *QUICK)
    with Image.open("photo.jpg") as photo, Image.open("out.jpg") as out:
        assert out.size == (photo.height, photo.width)  # the photo is stored on its side
        assert out.info["icc_profile"] == photo.info["icc_profile"]
        assert out.getexif()[0x010F] == "Camera"
        assert out.getexif().get(0x0112, 1) == 1
        assert out.getexif().get_ifd(0x8825)[1] == "N"
        assert tuple(map(round, out.info["dpi"])) == (240, 240)
    paint("photo.jpg", "--style", "woodcut", "-o", "bare.jpg", "--strip-metadata", *QUICK)
    with Image.open("bare.jpg") as bare:
        assert not bare.getexif()
        assert not {"icc_profile", "exif", "xmp", "comment"} & set(bare.info)


def test_strength_0_is_the_photo_exactly(here: Path) -> None:
    for name in ("photo.png", "photo.jpg"):
        paint(name, "--style", "charcoal", "--strength", "0", "--colors", "50", "-o", f"{name}-0.png", *QUICK)
        assert np.array_equal(pixels(f"{name}-0.png"), pixels(name))


def test_weights_of_1_and_0_are_the_single_style_byte_for_byte(here: Path) -> None:
    options = ("--strip-metadata", *QUICK)
    paint("photo.png", "--style", "charcoal", "-o", "single.png", *options)
    paint("photo.png", "--style", "charcoal=1", "--style", "woodcut=0", "-o", "mixed.png", *options)
    paint("photo.png", "--style", "charcoal", "--style", "woodcut", "-o", "both.png", *options)
    assert (here / "single.png").read_bytes() == (here / "mixed.png").read_bytes()
    assert np.abs(pixels("both.png") - pixels("single.png")).mean() > 2


def test_the_same_request_gives_the_same_bytes_and_so_does_its_recipe(here: Path) -> None:
    styles = ("--style", "charcoal=2", "--style", "ink-wash")
    look = (*styles, "--strength", "80", "--colors", "40", "--size", "80%", *QUICK)
    for name in ("first.jpg", "second.jpg"):
        paint("photo.jpg", *look, "-o", name)
    paint("photo.jpg", "--recipe", "first.jpg", "--device", "cpu", "-o", "third.jpg")
    assert (here / "first.jpg").read_bytes() == (here / "second.jpg").read_bytes() == (here / "third.jpg").read_bytes()


def test_more_strength_is_farther_from_the_photo(here: Path) -> None:
    distances = []
    for strength in (0, 15, 50, 100):
        paint("photo.png", "--style", "woodcut", "--strength", strength, "-o", f"{strength}.png", *QUICK)
        distances.append(np.abs(pixels(f"{strength}.png") - pixels("photo.png")).mean())
    assert distances == sorted(distances)
    assert distances[0] == 0 < distances[1] < distances[3]


def test_a_damaged_pack_is_refused_in_one_sentence(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = paths.user_packs_dir() / "mine"
    shutil.copytree(paths.bundled_packs_dir() / "builtin", mine)
    described = (mine / "pack.toml").read_text("utf-8").replace('id = "builtin"', 'id = "mine"')
    (mine / "pack.toml").write_text(described, "utf-8")
    paint("photo.png", "--style", "charcoal", "--pack", "mine", "-o", "good.png", *QUICK)
    network = bytearray((mine / "transformer.onnx").read_bytes())
    for file in ("transformer.onnx", "stage_00.onnx"):
        network = bytearray((mine / file).read_bytes())
        network[len(network) // 2] ^= 255
        (mine / file).write_bytes(network)
    assert main(["packs", "verify", "mine"]) == 1
    capsys.readouterr()
    assert main(["paint", "photo.png", "--style", "charcoal", "--pack", "mine", "-o", "bad.png", *QUICK]) == 2
    complaints = capsys.readouterr().err.splitlines()
    assert len(complaints) == 1
    assert "mine" in complaints[0]
    assert names(here) == ["good.png", "photo.jpg", "photo.png"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_ctrl_c_in_the_middle_of_a_large_painting_stops_soon_and_leaves_nothing(here: Path) -> None:
    Image.fromarray(np.zeros((3000, 4000, 3), np.uint8)).save("large.png")
    words = ("paint", "photo.png", "large.png", "--style", "charcoal", "--device", "cpu", "-o", "out/")
    program = subprocess.Popen(
        [sys.executable, "-m", "stylizer_app", *words],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    assert program.stdout.readline().startswith(str(Path("out/photo.png")))
    program.send_signal(signal.SIGINT)
    _, err = program.communicate(timeout=30)
    assert (program.returncode, err.splitlines()[1:]) == (130, ["Interrupted: 1 of 2 painted."])
    assert names("out") == ["photo.png"]


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "style"),
    [("coast_cliff", "woodcut"), ("snowy_mountains", "starry_night"), ("rooster", "composition_vii")],
)
def test_a_large_and_a_small_copy_of_a_photo_give_the_same_painting(here: Path, name: str, style: str) -> None:
    """12 megapixels painted and reduced to 1, against 1 megapixel painted; black lines on white are the hardest."""
    painting = style if style == "woodcut" else str(shared("paintings", f"{style}.jpg"))
    with Image.open(shared("photos", f"{name}.jpg")) as photo:
        proportion = photo.height / photo.width
        large, small = (photo.convert("RGB").resize((side, round(side * proportion))) for side in (4240, 1224))
    large.save("large.png")
    small.save("small.png")
    for copy in ("large", "small"):
        paint(f"{copy}.png", "--style", painting, "-o", f"{copy}-painted.png", "--quiet")
    with Image.open("large-painted.png") as painted:
        reduced = np.asarray(painted.resize(small.size, Image.Resampling.LANCZOS)).astype(int)
    assert psnr(reduced, pixels("small-painted.png")) >= 28


@pytest.mark.parametrize("depth", [8, 16])
@pytest.mark.parametrize("suffix", ["png", "tif"])
def test_what_is_masked_out_is_the_photo_in_the_file(here: Path, depth: int, suffix: str) -> None:
    kind, wide = (np.uint8 if depth == 8 else np.uint16), by_code_points(12, 13)
    assert wide is not None
    samples = np.random.default_rng(7).integers(0, np.iinfo(kind).max, (60, 90, 4), kind, endpoint=True)
    photo = Picture(samples[..., :3], samples[..., 3], Metadata(icc=wide.profile()))
    encode(photo, Path(f"wide.{suffix}"), depth=depth)
    Image.fromarray(np.tile(np.array([[0, 255]], np.uint8), (3, 1))).resize((900, 600), 0).save("mask.png")
    paint(f"wide.{suffix}", "--style", "woodcut", "--mask", "mask.png", "-o", f"out.{suffix}", *QUICK)
    out = decode(f"out.{suffix}")
    assert (out.depth, out.metadata.icc) == (depth, wide.profile())
    assert np.array_equal(out.samples[:, :45], photo.samples[:, :45])
    assert np.array_equal(out.alpha, photo.alpha)
    assert (out.samples[:, 45:] != photo.samples[:, 45:]).mean() > 0.9
    paint(f"wide.{suffix}", "--recipe", f"out.{suffix}", "-o", f"again.{suffix}", *QUICK)
    assert np.array_equal(decode(f"again.{suffix}").samples, out.samples)


def test_a_look_of_ones_own_and_a_folder_of_paintings_are_styles(here: Path) -> None:
    Path("hand").mkdir()
    for name in ("photo.jpg", "photo.png"):
        shutil.copy(name, Path("hand") / name)
    paint("photo.png", "--style", "hand", "-o", "hand.png", *QUICK)
    recipe = read_recipe("hand.png")
    assert [(style.name, len(style.vector) > 0) for style in recipe.styles] == [("hand", True)]
    look = replace(recipe, adjustments=recipe.adjustments.with_(strength=60))
    write_look(named("Evening", look), Path("evening.stylizer-look"))
    paint("photo.png", "--style", "evening.stylizer-look", "-o", "look.png", *QUICK)
    assert read_recipe("look.png").adjustments.strength == 60
    paint("photo.png", "--style", "hand", "--strength", "60", "-o", "same.png", *QUICK)
    assert np.abs(pixels("look.png") - pixels("same.png")).max() <= 1
