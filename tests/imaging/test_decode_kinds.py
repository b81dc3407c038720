"""Every kind of picture file becomes the picture that it shows."""

from __future__ import annotations

import io
from pathlib import Path

import imagecodecs
import numpy as np
import pillow_heif
import pytest
from PIL import Image

from stylizer_app.errors import PictureError
from stylizer_app.imaging.decode import decode, decode_draft, read_size
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.readers import pillow
from stylizer_app.imaging.readers.tiff_samples import integers

from .files import difference, gradient, noise, saved, tiff, with_png_chunk


@pytest.mark.parametrize(
    ("form", "options", "tolerance"),
    [
        ("JPEG", {"quality": 95, "subsampling": 0}, 8),
        ("MPO", {"quality": 95, "subsampling": 0}, 8),
        ("PNG", {}, 0),
        ("WEBP", {"lossless": True}, 0),
        ("TIFF", {}, 0),
        ("TIFF", {"compression": "tiff_lzw"}, 0),
        ("TIFF", {"compression": "jpeg", "quality": 95}, 20),
        ("BMP", {}, 0),
        ("DIB", {}, None),
        ("AVIF", {"quality": 100, "subsampling": "4:4:4"}, 3),
        ("JPEG2000", {"irreversible": False}, 0),
        ("JPEG2000", {"no_jp2": True}, 0),
    ],
)
def test_colour_files_show_their_colours(form: str, options: dict[str, object], tolerance: int | None) -> None:
    rgb = gradient()
    data = saved(rgb, form, **options)
    if tolerance is None:
        with pytest.raises(PictureError):
            decode(data)
        return
    picture = decode(data)
    assert picture.depth == 8
    assert picture.alpha is None
    assert difference(picture.samples, rgb) <= tolerance
    assert read_size(data) == Size(32, 24)


def test_gif_shows_its_first_frame() -> None:
    first = Image.fromarray(gradient()).quantize(64)
    data = saved(first, "GIF", save_all=True, append_images=[Image.new("P", (32, 24))])
    assert difference(decode(data).samples, np.asarray(first.convert("RGB"))) == 0


def test_gif_transparency_becomes_alpha() -> None:
    image = Image.new("P", (8, 8), 1)
    image.putpalette([0, 0, 0, 250, 10, 20])
    image.putpixel((3, 4), 0)
    picture = decode(saved(image, "GIF", transparency=0))
    assert picture.alpha is not None
    assert picture.alpha[4, 3] == 0
    assert picture.alpha[0, 0] == 255
    assert picture.samples[0, 0].tolist() == [250, 10, 20]


@pytest.mark.parametrize("form", ["PNG", "TIFF", "WEBP", "AVIF"])
def test_alpha_is_kept_apart_and_straight(form: str) -> None:
    rgba = np.dstack([gradient(), gradient()[..., 0]])
    rgba[..., 3] |= 1
    options = {"WEBP": {"lossless": True, "exact": True}, "AVIF": {"quality": 100, "subsampling": "4:4:4"}}.get(
        form, {}
    )
    picture = decode(saved(rgba, form, **options))
    assert picture.alpha is not None
    assert difference(picture.alpha, rgba[..., 3]) <= (3 if form == "AVIF" else 0)
    assert difference(picture.samples, rgba[..., :3]) <= (6 if form == "AVIF" else 0)


def test_grey_with_and_without_alpha() -> None:
    grey = gradient()[..., 0]
    assert difference(decode(saved(grey, "PNG")).samples, np.repeat(grey[..., None], 3, axis=2)) == 0
    both = decode(saved(Image.merge("LA", [Image.fromarray(grey), Image.fromarray(grey[::-1].copy())]), "PNG"))
    assert both.alpha is not None
    assert difference(both.alpha, grey[::-1]) == 0
    assert difference(both.samples[..., 1], grey) == 0


def test_one_bit_pictures_are_black_and_white() -> None:
    bits = gradient()[..., 0] > 100
    for form in ("PNG", "TIFF", "BMP"):
        assert difference(decode(saved(Image.fromarray(bits), form)).samples[..., 2], bits * 255) == 0


def test_palettes_with_transparency() -> None:
    image = Image.fromarray(gradient()).quantize(16)
    alpha = bytes(range(0, 256, 16))
    picture = decode(saved(image, "PNG", transparency=alpha))
    assert picture.alpha is not None
    assert set(np.unique(picture.alpha)) <= set(alpha)
    assert difference(picture.samples, np.asarray(image.convert("RGB"))) == 0


def test_a_colour_key_is_transparent() -> None:
    rgb = gradient()
    picture = decode(saved(rgb, "PNG", transparency=tuple(int(v) for v in rgb[5, 7])))
    assert picture.alpha is not None
    assert picture.alpha[5, 7] == 0
    assert picture.alpha[0, 0] == 255
    grey = decode(saved(rgb[..., 0].copy(), "PNG", transparency=0))
    assert grey.alpha is not None
    assert grey.alpha[0, 0] == 0


def test_cmyk_jpeg_as_photo_programs_write_it() -> None:
    cmyk = Image.fromarray(gradient()).convert("CMYK")
    picture = decode(saved(cmyk, "JPEG", quality=98, subsampling=0))
    assert difference(picture.samples, gradient()) < 24


def test_cmyk_tiff_of_8_and_16_bits() -> None:
    inks = noise(channels=4)
    shallow = decode(saved(Image.fromarray(inks, "CMYK"), "TIFF"))
    expected = np.round((255 - inks[..., :3].astype(float)) * (255 - inks[..., 3:].astype(float)) / 255)
    assert difference(shallow.samples, expected) <= 1
    deep = decode(tiff(inks.astype(np.uint16) * 257, photometric="separated"))
    assert deep.depth == 16
    assert difference(deep.samples, shallow.samples.astype(np.uint16) * 257) <= 257


def test_lab_tiff_is_close_to_its_colours() -> None:
    lab = np.zeros((4, 4, 3), np.uint8)
    lab[..., 0] = 255
    image = Image.frombytes("LAB", (4, 4), lab.tobytes())
    assert int(decode(saved(image, "TIFF")).samples.min()) >= 250


@pytest.mark.parametrize("channels", [1, 2, 3, 4])
def test_16_bit_png_keeps_every_bit(channels: int) -> None:
    samples = noise(channels=channels, dtype=np.uint16)
    data = imagecodecs.png_encode(np.ascontiguousarray(samples))
    picture = decode(data)
    assert picture.depth == 16
    colours = samples if channels == 1 else samples[..., 0] if channels == 2 else samples[..., :3]
    assert difference(picture.samples, colours if colours.ndim == 3 else np.repeat(colours[..., None], 3, axis=2)) == 0
    assert (picture.alpha is None) == (channels in (1, 3))
    if picture.alpha is not None:
        assert difference(picture.alpha, samples[..., -1]) == 0


def test_16_bit_png_turns_upright_by_its_exif() -> None:
    from .files import exif

    samples = gradient(dtype=np.uint16)
    picture = decode(with_png_chunk(imagecodecs.png_encode(samples), b"eXIf", exif(orientation=6)))
    assert difference(picture.samples, np.rot90(samples, -1)) == 0


@pytest.mark.parametrize("planar", ["contig", "separate"])
@pytest.mark.parametrize("order", ["<", ">"])
def test_16_bit_tiff_keeps_every_bit(planar: str, order: str) -> None:
    samples = noise(dtype=np.uint16)
    stored = np.moveaxis(samples, -1, 0) if planar == "separate" else samples
    data = tiff(
        np.ascontiguousarray(stored), photometric="rgb", planarconfig=planar, byteorder=order, compression="zlib"
    )
    picture = decode(data)
    assert picture.depth == 16
    assert difference(picture.samples, samples) == 0
    assert read_size(data) == picture.size


def test_16_bit_tiff_with_straight_and_with_premultiplied_alpha() -> None:
    samples = noise(channels=4, dtype=np.uint16)
    samples[..., 3] |= 0x8000
    straight = decode(tiff(samples, photometric="rgb", extrasamples=["unassalpha"]))
    assert straight.alpha is not None
    assert difference(np.dstack([straight.samples, straight.alpha]), samples) == 0
    multiplied = samples.copy()
    multiplied[..., :3] = (samples[..., :3].astype(np.uint64) * samples[..., 3:] // 65535).astype(np.uint16)
    multiplied[0, 0] = 0
    divided = decode(tiff(multiplied, photometric="rgb", extrasamples=["assocalpha"]))
    assert difference(divided.samples[1:], samples[1:, :, :3]) <= 2
    assert divided.samples[0, 0].tolist() == [0, 0, 0]


def test_tiff_with_more_channels_than_colours_shows_the_colours() -> None:
    samples = noise(channels=5, dtype=np.uint16)
    picture = decode(tiff(samples, photometric="rgb", extrasamples=["unspecified", "unspecified"]))
    assert picture.alpha is None
    assert difference(picture.samples, samples[..., :3]) == 0


def test_grey_tiff_of_16_bits_and_its_negative() -> None:
    grey = noise(channels=1, dtype=np.uint16)
    assert difference(decode(tiff(grey, photometric="minisblack")).samples[..., 0], grey) == 0
    assert difference(decode(tiff(grey, photometric="miniswhite")).samples[..., 0], 65535 - grey) == 0


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_floating_point_tiff(dtype: type) -> None:
    values = (gradient() / 255).astype(dtype)
    assert difference(decode(tiff(values, photometric="rgb")).samples, gradient().astype(np.uint16) * 257) <= 40
    values[0, 0] = (np.nan, np.inf, -1)
    assert decode(tiff(values, photometric="rgb")).samples[0, 0].tolist() == [0, 65535, 0]


def test_highlights_of_a_floating_point_tiff_do_not_darken_it() -> None:
    values = (gradient() / 255).astype(np.float32)
    plain = decode(tiff(values, photometric="rgb")).samples
    values[3, 4] = 50.0
    values[0, 0] = np.inf
    brighter = decode(tiff(values, photometric="rgb")).samples
    assert brighter[3, 4].tolist() == brighter[0, 0].tolist() == [65535] * 3
    brighter = brighter.copy()
    brighter[3, 4], brighter[0, 0] = plain[3, 4], plain[0, 0]
    assert difference(brighter, plain) == 0


@pytest.mark.parametrize("white", [255.0, 65535.0, 1e6])
def test_floating_point_tiff_of_larger_numbers_counts_to_its_own_white(white: float) -> None:
    values = (gradient() / 255 * white).astype(np.float32)
    assert difference(decode(tiff(values, photometric="rgb")).samples, gradient().astype(np.uint16) * 257) <= 40


@pytest.mark.parametrize(("dtype", "white"), [(np.uint32, 2**32 - 1), (np.int16, 2**15 - 1), (np.int8, 127)])
def test_integer_tiff_of_other_widths(dtype: type, white: int) -> None:
    grey = np.array([[0, white], [white // 2, 1]], dtype=dtype)
    picture = decode(tiff(grey, photometric="minisblack"))
    shown = picture.samples[..., 0] / picture.peak
    assert shown[0].tolist() == [0, 1]
    assert abs(shown[1, 0] - 0.5) < 0.006


def test_tiff_that_is_no_flat_picture_is_refused_with_a_sentence() -> None:
    values = np.zeros((4, 4), np.complex64)
    with pytest.raises(PictureError, match="not plain numbers"):
        decode(tiff(values, photometric="minisblack"))


def test_tiff_of_unknown_colours_is_refused_with_a_sentence() -> None:
    data = tiff(noise(dtype=np.uint16), photometric="cielab")
    with pytest.raises(PictureError, match="Export it as RGB"):
        decode(data)


def test_tiff_shows_its_first_page() -> None:
    pages = np.stack([noise(dtype=np.uint16, seed=1), noise(dtype=np.uint16, seed=2)])
    assert difference(decode(tiff(pages, photometric="rgb")).samples, pages[0]) == 0


def test_16_bit_jpeg_2000() -> None:
    samples = noise(dtype=np.uint16)
    picture = decode(imagecodecs.jpeg2k_encode(samples, level=0))
    assert difference(picture.samples, samples) == 0
    twelve = imagecodecs.jpeg2k_encode(samples >> 4, level=0, bitspersample=12)
    assert difference(decode(twelve).samples, samples) <= 16


def test_10_bit_avif_keeps_its_bits() -> None:
    samples = gradient(dtype=np.uint16)
    data = imagecodecs.avif_encode(samples >> 6, level=100, bitspersample=10)
    picture = decode(data)
    assert picture.depth == 16
    assert difference(picture.samples, samples) <= 64


def heic(samples: np.ndarray, **options: object) -> bytes:  # type: ignore[type-arg]
    buffer = io.BytesIO()
    mode = {3: "RGB", 4: "RGBA"}[samples.shape[2]] + (";16" if samples.dtype == np.uint16 else "")
    size = samples.shape[1], samples.shape[0]
    pillow_heif.encode(mode, size, samples.tobytes(), buffer, quality=-1, **options)
    return buffer.getvalue()


def test_heic_of_8_and_10_bits_and_with_alpha() -> None:
    rgb = gradient(64, 64)
    picture = decode(heic(rgb, chroma=444))
    assert picture.depth == 8
    assert difference(picture.samples, rgb) <= 6
    deep = decode(heic(gradient(64, 64, np.uint16), chroma=444))
    assert deep.depth == 16
    assert difference(deep.samples, gradient(64, 64, np.uint16)) <= 1500
    alpha = np.dstack([rgb, rgb[..., 0]])
    transparent = decode(heic(alpha, chroma=444))
    assert transparent.alpha is not None
    assert difference(transparent.alpha, rgb[..., 0]) <= 4
    assert read_size(heic(rgb)) == Size(64, 64)


def test_heic_without_its_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    data = heic(gradient(64, 64))
    monkeypatch.setitem(__import__("sys").modules, "pillow_heif", None)
    with pytest.raises(PictureError, match="Install it"):
        decode(data)


def test_boolean_samples_are_black_and_white() -> None:
    assert integers(np.array([[True, False]])).tolist() == [[255, 0]]


KINDS = {"JPEG": "RGB L CMYK", "PNG": "RGB L P RGBA LA", "TIFF": "RGB L P RGBA CMYK", "WEBP": "RGB RGBA"}


@pytest.mark.parametrize(("form", "mode"), [(form, mode) for form, modes in KINDS.items() for mode in modes.split()])
def test_a_draft_is_a_small_copy_of_the_picture(form: str, mode: str) -> None:
    image = Image.fromarray(gradient(400, 600))
    data = saved(image.quantize(64) if mode == "P" else image.convert(mode), form)
    whole, draft = decode(data), decode_draft(data, 150)
    assert draft.size == Size(150, 100)
    assert difference(draft.samples[10:-10, 10:-10], whole.samples[2::4, 2::4][10:-10, 10:-10]) <= (
        40 if mode == "P" else 12
    )
    assert (draft.alpha is None) == (whole.alpha is None)
    assert decode_draft(data, 5000).size == whole.size


def test_a_draft_of_a_16_bit_picture_has_8_bits() -> None:
    deep = gradient(100, 200, np.uint16)
    for data in (imagecodecs.png_encode(deep), tiff(deep, photometric="rgb")):
        draft = decode_draft(data, 50)
        assert draft.depth == 8
        assert draft.size == Size(50, 25)
    assert decode_draft(tiff(deep[..., 0].copy()), 5000).size == Size(200, 100)


def test_pictures_come_from_paths_bytes_and_open_files(tmp_path: Path) -> None:
    data = saved(gradient(), "PNG")
    path = tmp_path / "a.png"
    path.write_bytes(data)
    with path.open("rb") as file:
        from_file = decode(file)
        assert not file.closed
    assert from_file.source == path
    assert decode(str(path)).digest == decode(data).digest == decode(memoryview(data)).digest == from_file.digest
    assert decode(data).source is None


def test_a_stream_that_cannot_seek_is_read_whole() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    assert decode(Pipe(saved(gradient(), "PNG"))).size == Size(32, 24)


def test_deep_grey_from_pillow_alone_keeps_its_bits() -> None:
    grey = noise(channels=1, dtype=np.uint16)
    assert difference(pillow.raster_from(Image.fromarray(grey)).samples, grey) == 0


def test_a_kind_that_cannot_be_painted_is_named() -> None:
    with pytest.raises(PictureError, match="kind F"):
        pillow.raster_from(Image.fromarray(np.zeros((2, 2), np.float32)))


@pytest.mark.parametrize(
    ("unit", "value", "dpi"), [("inch", (300, 1), 300.0), ("centimeter", (100, 1), 254.0), ("none", (1, 1), None)]
)
def test_the_resolution_of_a_tiff_is_in_dots_per_inch(unit: str, value: tuple[int, int], dpi: float | None) -> None:
    data = tiff(gradient(dtype=np.uint16), photometric="rgb", resolution=(value, value), resolutionunit=unit)
    assert decode(data).metadata.dpi == (None if dpi is None else pytest.approx((dpi, dpi)))


@pytest.mark.parametrize("dpi", [None, (0, 0), (float("nan"), 1), ("x", 2), (1,), 5])
def test_a_senseless_resolution_is_none(dpi: object) -> None:
    assert pillow.sane_dpi(dpi) is None
