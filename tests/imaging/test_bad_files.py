"""Every file that cannot be painted is refused with one sentence that names it."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import struct
from pathlib import Path

import imagecodecs
import numpy as np
import pytest
from PIL import Image, ImageFile

from stylizer_app.errors import PictureError
from stylizer_app.errors.names import shown
from stylizer_app.errors.picture import PictureFault, PictureNote
from stylizer_app.imaging import decode as decode_module
from stylizer_app.imaging.decode import decode, decode_draft, read_metadata, read_size
from stylizer_app.imaging.geometry import Size
from tests.systems import STRANGE_NAMES, WINDOWS, need_name

from .files import difference, gradient, huge_png, noise, saved, tiff, with_png_chunk

READERS = [decode, read_size, read_metadata, lambda source: decode_draft(source, 100)]


def sentence(source: object, **options: object) -> str:
    """What every way of reading says about a bad source: always the same one sentence."""
    said = set()
    for reader in READERS if not options else [decode]:
        with pytest.raises(PictureError) as caught:
            reader(source, **options)  # type: ignore[operator]
        said.add(str(caught.value))
    assert len(said) == 1
    text = said.pop()
    assert text.endswith(".")
    assert "\n" not in text
    return text


def is_truncated(error: PictureError) -> bool:
    return error.reason is PictureFault.TRUNCATED


def test_a_missing_file(tmp_path: Path) -> None:
    text = sentence(tmp_path / "none.jpg")
    assert "none.jpg" in text
    assert "does not exist" in text


def test_a_folder(tmp_path: Path) -> None:
    assert "is a folder" in sentence(tmp_path)


def test_a_path_through_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"x")
    assert "does not exist" in sentence(tmp_path / "a.jpg" / "b.jpg")


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "empty.jpg"
    path.touch()
    assert "is empty" in sentence(path)


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.jpg"
    path.write_bytes(saved(gradient(), "JPEG"))

    def refused(*args: object, **kwargs: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refused)
    assert "may not read" in sentence(path)


@pytest.mark.skipif(WINDOWS or os.geteuid() == 0, reason="neither root nor Windows asks a file's mode")
def test_a_file_that_really_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "secret.jpg"
    path.write_bytes(saved(gradient(), "JPEG"))
    path.chmod(0)
    assert "may not read" in sentence(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes exist on POSIX systems only")
def test_a_pipe_and_a_device_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    assert "not an ordinary file" in sentence(tmp_path / "pipe.jpg")
    assert "not an ordinary file" in sentence("/dev/zero")


def test_impossible_names(tmp_path: Path) -> None:
    assert "cannot exist" in sentence(str(tmp_path / "a\0b.jpg"))
    assert "too long" in sentence(tmp_path / ("x" * 300 + ".jpg"))


def test_a_name_that_is_too_long_is_told_where_the_system_calls_the_file_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(path: Path, **_: bool) -> None:
        raise FileNotFoundError(errno.ENOENT, "No such file or directory", str(path))

    monkeypatch.setattr(Path, "stat", missing)
    assert "too long" in sentence(tmp_path / ("x" * 300 + ".jpg"))
    assert "too long" in sentence(tmp_path / ("x" * 300) / "a.jpg")
    assert "does not exist" in sentence(tmp_path / ("x" * 200 + ".jpg"))


def test_an_error_of_another_kind_is_passed_on_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"x")

    def broken(*args: object, **kwargs: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Path, "open", broken)
    assert "Input/output error" in sentence(path)


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7 ...", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"BM", b"\0" * 100, b"II*"]
)
def test_something_else_than_a_picture(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(content)
    assert "is not a picture" in sentence(path)


def test_a_header_that_claims_60000_by_60000() -> None:
    for data in (huge_png(60_000, 60_000), _bmp_claiming(60_000, 60_000), _tiff_claiming(60_000, 60_000)):
        text = sentence(data)
        assert "60000 x 60000" in text
        assert "3,600 million" in text


def test_a_jpeg_header_that_claims_too_much() -> None:
    data = bytearray(saved(gradient(), "JPEG"))
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", 60_000, 60_000)
    assert "too large" in sentence(bytes(data))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF", "AVIF", "JPEG2000"])
def test_the_limit_can_be_set(form: str) -> None:
    data = saved(Image.fromarray(gradient(20, 30)), form)
    assert decode(data, max_pixels=600).size == Size(30, 20)
    assert "too large" in sentence(data, max_pixels=599)


def test_the_limit_holds_for_16_bit_files() -> None:
    deep = noise(20, 30, dtype=np.uint16)
    for data in (imagecodecs.png_encode(deep), tiff(deep, photometric="rgb"), imagecodecs.jpeg2k_encode(deep, level=0)):
        assert decode(data, max_pixels=600).size == Size(30, 20)
        assert "too large" in sentence(data, max_pixels=599)


def test_pillows_own_limit_neither_warns_nor_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)
    assert decode(saved(gradient(), "PNG")).size.pixels == 768
    assert Image.MAX_IMAGE_PIXELS == 100


def test_a_picture_without_pixels() -> None:
    assert "cannot be decoded" in sentence(_bmp_claiming(0, 5))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "AVIF", "JPEG2000", "BMP"])
def test_a_truncated_file(form: str, tmp_path: Path) -> None:
    path = tmp_path / "half.bin"
    data = saved(Image.fromarray(noise(200, 200)), form)
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(PictureError, match=r"half\.bin.*incomplete", check=is_truncated):
        decode(path)


def test_a_truncated_16_bit_png_and_tiff_and_heic() -> None:
    from .test_decode_kinds import heic

    deep = noise(200, 200, dtype=np.uint16)
    for data in (imagecodecs.png_encode(deep), heic(noise(128, 128))):
        with pytest.raises(PictureError, check=is_truncated):
            decode(data[: len(data) // 2])
    data = tiff(deep, photometric="rgb")
    with pytest.raises(PictureError):
        decode(data[: len(data) // 2])


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "BMP"])
def test_a_truncated_file_is_shown_as_far_as_it_goes_when_that_is_allowed(form: str) -> None:
    image = Image.fromarray(gradient(200, 200))
    data = saved(image.quantize() if form == "GIF" else image, form)
    whole = decode(data)
    part = decode(data[: int(len(data) * 0.7)], allow_truncated=True)
    assert part.size == whole.size
    top, bottom = (slice(10, 40), slice(160, 190)) if form != "BMP" else (slice(160, 190), slice(10, 40))
    assert difference(part.rgb[top], whole.rgb[top]) == 0
    assert difference(part.rgb[bottom], whole.rgb[bottom]) > 0
    assert part.notes == (PictureNote.TRUNCATED,)
    assert decode(data, allow_truncated=True).notes == ()


def test_a_truncated_16_bit_png_falls_back_to_8_bits() -> None:
    data = imagecodecs.png_encode(gradient(200, 200, np.uint16))
    part = decode(data[: int(len(data) * 0.8)], allow_truncated=True)
    assert part.size == Size(200, 200)


def test_a_file_that_ends_within_its_header_cannot_be_shown_at_all() -> None:
    data = saved(gradient(), "JPEG")
    with pytest.raises(PictureError) as caught:
        decode(data[:30], allow_truncated=True)
    assert str(caught.value).endswith(".")
    png = imagecodecs.png_encode(gradient())
    with pytest.raises(PictureError, match="so incomplete"):
        decode(png[:36], allow_truncated=True)


def test_a_damaged_file_is_no_truncated_one() -> None:
    data = bytearray(saved(noise(100, 100), "PNG"))
    data[60:90] = bytes(30)
    with pytest.raises(PictureError) as caught:
        decode(bytes(data))
    assert caught.value.reason is PictureFault.DAMAGED


def test_too_little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def greedy(*args: object) -> None:
        raise MemoryError

    monkeypatch.setattr(decode_module, "in_rgb", greedy)
    with pytest.raises(PictureError, match="not enough memory"):
        decode(saved(gradient(), "PNG"))


@pytest.mark.parametrize("name", STRANGE_NAMES)
def test_names_of_every_kind(tmp_path: Path, name: str) -> None:
    path = need_name(tmp_path / name)
    path.write_bytes(saved(gradient(), "PNG"))
    assert decode(path).source == path
    path.write_bytes(b"nonsense")
    text = sentence(path)
    assert shown(path) in text


@pytest.mark.skipif(os.name == "nt", reason="names on Windows are always Unicode")
def test_a_name_that_is_no_unicode(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.png"))
    path.write_bytes(b"nonsense")
    assert sentence(path).isprintable()


def test_without_a_name_it_is_the_picture() -> None:
    assert sentence(io.BytesIO(b"nonsense")).startswith("The picture is not")


def test_a_corrupt_text_or_time_does_not_stop_a_png() -> None:
    data = with_png_chunk(imagecodecs.png_encode(gradient()), b"iTXt", b"key\0\1\0\0\0not deflate")
    assert decode(data).size == Size(32, 24)


def test_pillows_switches_are_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES
    for data in (saved(gradient(), "PNG"), b"nonsense", saved(noise(99, 99), "JPEG")[:2000]):
        with contextlib.suppress(PictureError):
            decode(data, allow_truncated=True)
        assert before == (Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES)


def _bmp_claiming(width: int, height: int) -> bytes:
    header = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, 0, 2835, 2835, 0, 0)
    return b"BM" + struct.pack("<IHHI", 14 + 40 + 100, 0, 0, 54) + header + bytes(100)


def _tiff_claiming(width: int, height: int) -> bytes:
    data = bytearray(tiff(noise(4, 4, dtype=np.uint16), photometric="rgb"))
    for tag, value in ((256, width), (257, height)):
        at = data.index(struct.pack("<HHI", tag, 4, 1)) if struct.pack("<HHI", tag, 4, 1) in data else -1
        at = at if at >= 0 else data.index(struct.pack("<HHI", tag, 3, 1))
        struct.pack_into("<HII", data, at + 2, 4, 1, value)
    return bytes(data)
