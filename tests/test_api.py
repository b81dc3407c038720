"""Stylizer from Python: three words to a painting, the flags as keyword arguments, and documentation that runs."""

from __future__ import annotations

import doctest
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from stylizer_app import Stylizer
from stylizer_app.adjustments import Adjustments
from stylizer_app.choices.recipe import read_recipe
from stylizer_app.choices.styles import starter_styles
from stylizer_app.engine.progress import Progress
from stylizer_app.engine.request import PaintRequest, StyleVector, WeightedStyle
from stylizer_app.errors import PackError, PictureError, SaveError, StyleError, UsageError
from stylizer_app.imaging.decode import decode
from stylizer_app.imaging.picture import Picture
from tests.fake_painter import FakeLibrary, FakePainter

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def painter() -> FakePainter:
    """The painter underneath."""
    return FakePainter()


@pytest.fixture
def stylizer(painter: FakePainter) -> Iterator[Stylizer]:
    """A Stylizer without networks."""
    with Stylizer(painter=painter, library=FakeLibrary()) as stylizer:  # type: ignore[arg-type]
        yield stylizer
    assert painter.closed


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with photo.jpg in it."""
    monkeypatch.chdir(tmp_path)
    ramp = np.linspace(0, 255, 96 * 64 * 3).reshape(64, 96, 3).astype(np.uint8)
    Image.fromarray(ramp).save("photo.jpg")
    return tmp_path


def test_three_words_paint_a_photo(stylizer: Stylizer, here: Path) -> None:
    saved = stylizer.paint("photo.jpg", "woodcut").save("out.png")
    assert saved.resolve() == (here / "out.png").resolve()
    assert np.array_equal(decode(saved).rgb, 255 - decode("photo.jpg").rgb)


def test_keyword_arguments_are_the_flags(stylizer: Stylizer, here: Path, painter: FakePainter) -> None:
    stylizer.paint("photo.jpg", "woodcut", strength=70, brush=300, brushwork=15, colors=20, vividness=5, size="50%")
    stylizer.paint("photo.jpg", "woodcut", brush="fine", size=30)
    first, second = painter.requests
    assert first.adjustments == Adjustments(strength=70, brush=300, brushwork=15, colors=20, vividness=5)
    assert (str(first.size), str(second.size), second.adjustments.brush) == ("48 x 32", "30 x 20", 1280)


def test_pictures_vectors_lists_and_shares_are_all_styles(stylizer: Stylizer, here: Path, painter: FakePainter) -> None:
    picture = Picture(np.zeros((8, 8, 3), np.uint8))
    vector = StyleVector(np.ones(3, np.float32), "c0ffee")
    stylizer.paint(picture, [picture, vector, WeightedStyle(vector, 2, "mine"), Path("photo.jpg")])
    stylizer.paint(picture, {"woodcut": 2, "charcoal": 0.5})
    first, second = painter.requests
    assert [style.weight for style in first.styles] == [1, 1, 2, 1]
    assert [(style.name, style.weight) for style in second.styles] == [("woodcut", 2), ("charcoal", 0.5)]


def test_a_saved_painting_is_a_recipe(stylizer: Stylizer, here: Path, painter: FakePainter) -> None:
    painted = stylizer.paint("photo.jpg", "woodcut", strength=70, size="50%")
    painted.save("out.jpg")
    recipe = read_recipe("out.jpg")
    assert recipe == painted.recipe
    stylizer.paint("photo.jpg", recipe=recipe)
    stylizer.paint("photo.jpg", recipe=recipe, strength=120, size="original")
    stylizer.paint("photo.jpg", "charcoal", recipe=recipe)
    _, same, changed, restyled = painter.requests
    assert isinstance(same.styles[0].style, StyleVector)
    assert (same.adjustments.strength, str(same.size)) == (70, "48 x 32")
    assert (changed.adjustments.strength, changed.size) == (120, None)
    assert (restyled.adjustments.strength, restyled.styles[0].name) == (70, "charcoal")


@pytest.mark.parametrize("kind", ["uint8", "uint16", "float32", "float64"])
def test_arrays_go_in_and_come_out(stylizer: Stylizer, kind: str) -> None:
    photo = np.random.default_rng(5).integers(0, 256, (8, 12, 4)).astype(np.uint8)
    scaled = {"uint8": photo, "uint16": photo.astype(np.uint16) * 257}.get(kind, (photo / 255).astype(kind))
    painted = stylizer.paint(scaled, "woodcut").array
    peak = 255 if kind == "uint8" else 65535
    assert painted.dtype == (np.uint8 if kind == "uint8" else np.uint16)
    assert np.array_equal(painted[..., 3], photo[..., 3].astype(int) * (peak // 255))
    opaque = stylizer.paint(scaled[..., :3], "woodcut").array
    assert np.abs(opaque / peak - (1 - photo[..., :3] / 255)).max() < 1e-4
    opaque[:] = 0  # it is the caller's


def test_what_is_no_picture_is_refused(stylizer: Stylizer) -> None:
    for array in (np.zeros((4, 5, 2), np.uint8), np.zeros(9), np.full((4, 4), 1.5), np.zeros((4, 4), np.int64)):
        with pytest.raises(UsageError, match="no picture"):
            stylizer.paint(array, "woodcut")


@pytest.mark.parametrize(
    "mode", ["1", "L", "LA", "La", "P", "PA", "RGB", "RGBA", "RGBa", "CMYK", "I;16", "HSV", "YCbCr"]
)
def test_pictures_of_pillow_of_every_mode_are_painted(stylizer: Stylizer, mode: str) -> None:
    ramp = Image.linear_gradient("L").resize((24, 16))
    ways = {"I;16": ("I", "I;16"), "La": ("LA", "La"), "RGBa": ("RGBA", "RGBa"), "PA": ("RGBA", "P", "PA")}
    image = ramp.convert("RGB")
    for step in ways.get(mode, (mode,)):
        image = image.convert(step)
    painted = stylizer.paint(image, "woodcut")
    assert painted.image.size == (24, 16)
    assert painted.image.mode == ("RGBA" if "a" in mode.lower() else "RGB")


def test_a_picture_of_pillow_that_cannot_be_read_is_said_and_stops_no_other(stylizer: Stylizer, here: Path) -> None:
    Path("cut.jpg").write_bytes(Path("photo.jpg").read_bytes()[:900])
    closed = Image.open("photo.jpg")
    closed.close()
    with Image.open("cut.jpg") as cut:
        done = list(stylizer.paint_many([cut, closed, "photo.jpg"], "woodcut"))
    assert [type(one.error) for one in done] == [PictureError, PictureError, type(None)]
    assert str(done[0].error).startswith('"cut.jpg" is incomplete')


def test_pictures_of_pillow_keep_profile_and_are_upright(stylizer: Stylizer, here: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.open("photo.jpg").save("turned.jpg", exif=exif, icc_profile=profile)
    painted = stylizer.paint(Image.open("turned.jpg"), "woodcut")
    assert painted.image.size == (64, 96)
    assert painted.image.info["icc_profile"] == profile
    assert np.array_equal(painted.array, stylizer.paint("turned.jpg", "woodcut").array)


def test_many_come_as_they_are_painted_and_a_failure_stops_no_other(stylizer: Stylizer, here: Path) -> None:
    photos = ["photo.jpg", "missing.jpg", np.zeros((4, 4), np.int64), Picture(np.zeros((8, 8, 3), np.uint8))]
    done = list(stylizer.paint_many(photos, "woodcut", strength=70))
    assert [one.photo is photo for one, photo in zip(done, photos, strict=True)] == [True] * 4
    assert [type(one.error) for one in done] == [type(None), PictureError, UsageError, type(None)]
    assert done[3].painted is not None
    assert done[3].painted.recipe.adjustments.strength == 70
    with pytest.raises(StyleError):
        next(stylizer.paint_many(photos, "no-such-style"))


def test_closing_the_iterator_ends_the_painting(stylizer: Stylizer, here: Path, painter: FakePainter) -> None:
    def endless():  # type: ignore[no-untyped-def]
        while True:
            yield "photo.jpg"

    with closing(stylizer.paint_many(endless(), "woodcut")) as results:
        next(results)
    count = len(painter.requests)
    assert 1 <= count <= 4


def test_several_threads_paint_one_after_the_other(stylizer: Stylizer, here: Path, painter: FakePainter) -> None:
    inside: list[int] = []
    most: list[int] = []

    def before(_request: PaintRequest, _progress: Progress) -> None:
        inside.append(1)
        most.append(len(inside))
        time.sleep(0.01)
        inside.pop()

    painter.before = before
    with ThreadPoolExecutor(4) as threads:
        results = list(threads.map(lambda _: stylizer.paint("photo.jpg", "woodcut").array, range(8)))
    assert max(most) == 1
    assert all(np.array_equal(result, results[0]) for result in results)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_forked_process_paints_the_same_picture(here: Path) -> None:
    code = """
import os, sys, threading, warnings
warnings.simplefilter("ignore", DeprecationWarning)
import numpy as np
from stylizer_app import Stylizer
photo = np.linspace(0, 1, 96 * 64 * 3).reshape(64, 96, 3)
stylizer = Stylizer(device="cpu")
first = stylizer.paint(photo, "woodcut", brush=96).array
busy = threading.Thread(target=lambda: [stylizer.paint(photo, "woodcut", brush=96) for _ in range(3)])
busy.start()
child = os.fork()
if not child:
    same = np.array_equal(first, stylizer.paint(photo, "woodcut", brush=96).array)
    os._exit(0 if same else 3)
_, status = os.waitpid(child, 0)
busy.join()
sys.exit(os.waitstatus_to_exitcode(status))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_existing_files_are_refused_unless_told_otherwise(stylizer: Stylizer, here: Path) -> None:
    painted = stylizer.paint("photo.jpg", "woodcut")
    painted.save("out.jpg")
    with pytest.raises(SaveError, match="already exists"):
        painted.save("out.jpg")
    assert painted.save("out.jpg", overwrite="rename").name == "out (2).jpg"
    assert painted.save("out.jpg", overwrite="replace").name == "out.jpg"


def test_what_makes_no_sense_is_a_typed_error(stylizer: Stylizer, here: Path) -> None:
    with pytest.raises(UsageError, match="No painting"):
        stylizer.paint("photo.jpg")
    with pytest.raises(UsageError, match="No painting"):
        stylizer.paint("photo.jpg", [])
    with pytest.raises(UsageError, match="Strength"):
        stylizer.paint("photo.jpg", "woodcut", strength=200)
    with pytest.raises(UsageError, match="Brush"):
        stylizer.paint("photo.jpg", "woodcut", brush="thick")
    with pytest.raises(UsageError, match="Choose one of these: strength, brush"):
        stylizer.paint("photo.jpg", "woodcut", strenght=80)  # type: ignore[call-arg]
    with pytest.raises(UsageError, match="memory"):
        Stylizer(memory="plenty")
    with pytest.raises(StyleError):
        stylizer.paint("photo.jpg", "no-such-style")
    with pytest.raises(PackError):
        Stylizer(pack="nowhere", library=FakeLibrary()).paint(  # type: ignore[arg-type]
            "photo.jpg", recipe=stylizer.paint("photo.jpg", "woodcut").recipe
        )


def test_styles_and_packs_can_be_listed(stylizer: Stylizer) -> None:
    assert stylizer.styles() == starter_styles()
    assert [pack.id for pack in stylizer.packs()] == ["builtin", "other"]


def test_the_documentation_runs_as_it_is_written(here: Path) -> None:
    results = doctest.testfile(str(ROOT / "docs" / "python.md"), module_relative=False, encoding="utf-8")
    assert results.attempted > 10
    assert results.failed == 0


def test_importing_the_package_loads_neither_networks_nor_numbers() -> None:
    code = "import sys, stylizer_app; print(*{'numpy', 'onnxruntime', 'PIL', 'PySide6'} & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True, cwd=ROOT).strip() == ""


def test_an_unknown_name_in_the_package_is_an_attribute_error() -> None:
    import stylizer_app

    with pytest.raises(AttributeError, match="Nonsense"):
        _ = stylizer_app.Nonsense
