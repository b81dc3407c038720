"""The pack that is shipped: golden pictures, tiles, brush size, borders; the real networks with the real tiles."""

from __future__ import annotations

import itertools
from dataclasses import replace
from statistics import median

import numpy as np
import pytest

from scripts.golden import GOLDEN, golden_photo, golden_request
from stylizer_app.adjustments import Adjustments
from stylizer_app.choices.styles import StarterStyle, paintable, starter_styles
from stylizer_app.devices import DEVICES
from stylizer_app.engine.devices.plan import tiling_of
from stylizer_app.engine.octaves import calmed
from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.engine.pipeline import Painter, octaves_of
from stylizer_app.engine.reduced import ReducedPhoto
from stylizer_app.engine.request import PaintRequest, WeightedStyle
from stylizer_app.engine.runtime.onnxruntime_backend import OnnxruntimeNetwork
from stylizer_app.imaging.colour import to_samples
from stylizer_app.imaging.decode import decode
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.mirror import mirror_pad
from stylizer_app.imaging.picture import Picture
from stylizer_app.imaging.resize import resize_float
from stylizer_app.system.paths import examples_dir, styles_dir
from tests.shared import shared

LOOKS = starter_styles()
MEAN_TOLERANCE, TOLERANCE = 1.0, 24
"""Golden pictures may differ by rounding between CPUs: mean and largest difference in steps of 255."""


@pytest.fixture(scope="module")
def painter() -> Painter:
    return Painter(PackLibrary())


@pytest.fixture(scope="module")
def style() -> WeightedStyle:
    return WeightedStyle(decode(styles_dir() / "woodcut.jpg"))


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_every_look_paints_its_golden_picture(painter: Painter, look: StarterStyle) -> None:
    painted = painter.paint(golden_request(look)).picture.rgb.astype(int)
    difference = np.abs(painted - decode(GOLDEN / f"{look.name}.png").rgb)
    assert difference.mean() <= MEAN_TOLERANCE
    assert difference.max() <= TOLERANCE


def test_every_look_gives_another_painting() -> None:
    golden = {look.name: decode(GOLDEN / f"{look.name}.png").rgb.astype(int) for look in LOOKS}
    distances = {(a, b): np.abs(golden[a] - golden[b]).mean() for a, b in itertools.combinations(golden, 2)}
    nearest = min(distances, key=distances.__getitem__)
    assert distances[nearest] > 10, f"{nearest}: {distances[nearest]:.1f}"


def test_the_shipped_networks_can_paint_every_look_of_the_list() -> None:
    assert paintable(PackLibrary().get("builtin").looks) == {look.name for look in LOOKS}


def test_the_shipped_pack_is_whole_and_small() -> None:
    pack = PackLibrary().verify("builtin")
    assert pack.bytes < 10_000_000


@pytest.mark.parametrize("core", [16, 50])
def test_tiles_do_not_show(painter: Painter, style: WeightedStyle, core: int) -> None:
    photo = resized(decode(examples_dir() / "landscape.jpg"), Size(600, 400))
    request = PaintRequest(photo, (style,), Adjustments(brush=300, colors=20), device="cpu")
    whole = painter.paint(request).picture.rgb.astype(int)
    tiled = in_tiles_of(core).paint(request)
    assert tiled.report.tiles > 4
    assert np.abs(tiled.picture.rgb - whole).max() <= 1


@pytest.mark.shared
@pytest.mark.slow
def test_tiles_do_not_show_at_four_megapixels(style: WeightedStyle) -> None:
    photo = resized(decode(shared("photos", "coast_cliff.jpg")), Size(2400, 1800))
    request = PaintRequest(photo, (style,), device="cpu")
    whole = in_tiles_of(500).paint(request).picture.rgb.astype(int)
    for core in (40, 97):
        assert np.abs(in_tiles_of(core).paint(request).picture.rgb - whole).max() <= 1


def test_the_stages_paint_what_the_whole_network_paints(painter: Painter, style: WeightedStyle) -> None:
    """One octave through the stages, without drawing and detail, against transformer.onnx in one go."""
    from stylizer_app.engine.tiles.padded_image import PaddedImage
    from stylizer_app.imaging.geometry import Region

    photo = resized(golden_photo(), Size(160, 107))
    way = Adjustments(brush=160, vividness=0, detail=0)
    painted = painter.paint(PaintRequest(photo, (style,), way, device="cpu", drawing=False)).picture.rgb
    pack = painter.library.get("builtin")
    seen = ReducedPhoto.of(resize_float(photo.rgb, photo.size)).adjusted(Adjustments())
    content = PaddedImage(photo.size, seen.read, border=pack.border, min_size=pack.min_size)
    image = content.window(Region(0, 0, content.cells.width, content.cells.height))
    vector = painter.style_vector(style.style).values[: pack.style_length]  # type: ignore[arg-type]
    network = OnnxruntimeNetwork(pack.path("transformer.onnx"))
    whole = network.run(content_image=image, style_vector=vector[np.newaxis])["stylized_image"][0]
    b = pack.border
    even, strokes = (part[b : b + photo.size.height, b : b + photo.size.width] for part in calmed(whole))
    whole_photo = Region(0, 0, photo.size.width, photo.size.height)
    inside = seen.burned(even, seen.strokes(strokes, whole_photo), whole_photo)
    assert np.abs(to_samples(np.ascontiguousarray(inside), 8).astype(int) - painted).max() <= 1


def test_a_copy_of_other_size_gives_the_same_painting(painter: Painter, style: WeightedStyle) -> None:
    """Brush size is a property of the picture: paint and reduce, or reduce and paint."""
    photo = decode(examples_dir() / "landscape.jpg")
    large, small = resized(photo, Size(1200, 800)), resized(photo, Size(480, 320))
    from_large = painter.paint(PaintRequest(large, (style,), Adjustments(brush=320), device="cpu")).picture
    from_small = painter.paint(PaintRequest(small, (style,), Adjustments(brush=320), device="cpu")).picture
    assert psnr(resized(from_large, small.size).rgb, from_small.rgb) >= 21


def test_a_blue_dusk_never_turns_brown(painter: Painter) -> None:
    """Dark blue above and pale blue below: the looks that were taught orange painted its darkness in that."""
    light = np.linspace(0.12, 0.8, 240)[:, np.newaxis, np.newaxis]
    sky = Picture(to_samples((light * (0.7, 0.95, 1.2) * np.ones((240, 360, 1))).astype(np.float32), 8))
    style = (WeightedStyle(next(look for look in LOOKS if look.name == "langlois-bridge").look),)

    def reddest(colors: float) -> float:
        adjustments = Adjustments(brush=360, vividness=0, colors=colors)
        rgb = painter.paint(PaintRequest(sky, style, adjustments, device="cpu")).picture.rgb.astype(float)
        return float((rgb[..., 0] - rgb[..., 2])[20:-20].reshape(40, -1).mean(axis=1).max())

    assert reddest(0) > 20
    assert reddest(15) < 0


def test_no_frame_shows(painter: Painter) -> None:
    """The edges are painted as if the picture went on, mirrored: as in the middle of a larger picture."""
    photo = resized(decode(examples_dir() / "still-life.jpg"), Size(300, 224))
    wide = Picture(mirror_pad(photo.rgb, 64, 64, 64, 64))
    for look in LOOKS[::5]:
        style = (WeightedStyle(look.look),)
        alone = painter.paint(PaintRequest(photo, style, draft=300, device="cpu")).picture.rgb.astype(int)
        within = painter.paint(PaintRequest(wide, style, draft=428, device="cpu")).picture.rgb[64:-64, 64:-64]
        difference = np.abs(alone - within)
        edges = [difference[:6], difference[-6:], difference[:, :6], difference[:, -6:]]
        assert max(e.mean() for e in edges) < 3 * difference[40:-40, 40:-40].mean() + 6, look.name


def test_a_first_forecast_is_near_what_the_whole_picture_takes(painter: Painter) -> None:
    """Judged by the first octave alone, as on a machine that has painted nothing before."""
    small = decode(examples_dir() / "landscape.jpg")
    request = PaintRequest(resized(small, Size(2000, 1333)), (WeightedStyle(LOOKS[0].look),))
    painter.paint(replace(request, draft=384))
    ratios = []
    for _ in range(3):  # other work on the machine comes in bursts
        forecast = octaves_of(request).all_seconds(next(painter.refine(request)).report.octave_seconds)
        assert forecast is not None
        report = painter.paint(request).report
        ratios.append(forecast / (sum(report.octave_seconds) + report.seconds["drawing"]))
    assert 0.5 <= median(ratios) <= 2


def in_tiles_of(core: int) -> Painter:
    """A painter whose tiles have cores of so many cells."""
    row = replace(DEVICES["cpu"], whole_bytes=0)
    return Painter(PackLibrary(), tiling=lambda device: replace(tiling_of(device), device=row, core=core))


def psnr(a: np.ndarray, b: np.ndarray) -> float:
    return float(10 * np.log10(255**2 / np.mean((a.astype(float) - b) ** 2)))


def resized(picture: Picture, size: Size) -> Picture:
    return Picture(to_samples(resize_float(picture.rgb, size), 8))
