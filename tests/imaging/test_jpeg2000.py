"""JPEG 2000 files: every depth, palettes, colours and metadata in boxes."""

from __future__ import annotations

import struct

import imagecodecs
import numpy as np
import pytest

from stylizer_app.errors import PictureError
from stylizer_app.errors.picture import PictureFault
from stylizer_app.imaging.decode import decode, decode_draft, read_metadata
from stylizer_app.imaging.geometry import Size

from .files import Array, adobe_rgb, difference, exif, gradient, noise, xmp
from .test_profiles import in_adobe_rgb, pastel


def jp2(samples: Array, bits: int | None = None) -> bytes:
    return bytes(imagecodecs.jpeg2k_encode(samples, level=0, bitspersample=bits))


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content) + 8, kind) + content


def with_header(data: bytes, colours: bytes, *more: bytes) -> bytes:
    """A file whose header says these colours, and more."""
    at = data.index(b"jp2h") - 4
    (length,) = struct.unpack_from(">I", data, at)
    size = data[at + 8 : at + 8 + 22]
    return data[:at] + box(b"jp2h", size + box(b"colr", colours) + b"".join(more)) + data[at + length :]


@pytest.mark.parametrize("bits", [1, 2, 4, 5, 7, 8, 10, 12, 16])
@pytest.mark.parametrize("channels", [1, 3])
def test_white_is_white_at_every_depth(bits: int, channels: int) -> None:
    values = np.random.default_rng(bits).integers(0, 2**bits, (20, 24, channels))
    values[0, 0], values[0, 1] = 0, 2**bits - 1
    samples = values.astype(np.uint8 if bits <= 8 else np.uint16)
    picture = decode(jp2(samples if channels == 3 else samples[..., 0], bits))
    assert picture.depth == (8 if bits <= 8 else 16)
    assert np.abs(picture.samples / picture.peak - values / (2**bits - 1)).max() <= 0.6 / picture.peak
    draft = decode_draft(jp2(samples if channels == 3 else samples[..., 0], bits), 12)
    assert draft.size == Size(12, 10)


def test_a_palette_with_equal_colours() -> None:
    index = noise(channels=1) % 4
    colours = np.array([[9, 9, 9], [9, 9, 9], [250, 10, 20], [5, 240, 30]], np.uint8)
    palette = box(b"pclr", struct.pack(">HB", 4, 3) + b"\7\7\7" + colours.tobytes())
    mapping = box(b"cmap", b"".join(struct.pack(">HBB", 0, 1, column) for column in range(3)))
    picture = decode(with_header(jp2(index), b"\1\0\0\0\0\0\x10", palette, mapping))
    assert difference(picture.samples, colours[index]) == 0


def test_a_profile_and_an_enumerated_wide_space() -> None:
    data = with_header(jp2(in_adobe_rgb(pastel())), b"\2\0\0" + adobe_rgb())
    assert difference(decode(data).rgb, pastel()) <= 2
    wide = decode(with_header(jp2(pastel()), b"\1\0\0\0\0\0\x15"))
    assert int(wide.rgb[0, -1, 0]) > int(pastel()[0, -1, 0]) + 20
    assert wide.metadata.icc is not None


def test_colours_of_an_unknown_kind_are_not_shown_as_others() -> None:
    with pytest.raises(PictureError) as caught:
        decode(with_header(jp2(gradient()), b"\1\0\0\0\0\0\x0e"))
    assert caught.value.reason is PictureFault.UNKNOWN_COLOURS


def test_metadata_in_boxes() -> None:
    packet = bytes.fromhex("be7acfcb97a942e89c71999491e3afac") + xmp()
    block = b"JpgTiffExif->JP2" + exif(orientation=6)
    words = bytes.fromhex("33c7a4d2b81d4723a0baf1a3e097ad38") + b"\x1c\x02\x78\0\7Harbour"
    data = jp2(gradient()) + b"".join(box(b"uuid", content) for content in (packet, block, words))
    metadata = read_metadata(data)
    assert metadata.xmp == xmp()
    assert metadata.iptc == b"\x1c\x02\x78\0\7Harbour"
    assert b"Kamera" in (metadata.exif or b"")
    assert difference(decode(data).samples, np.rot90(gradient(), -1)) == 0


@pytest.mark.parametrize("bare", [False, True])
def test_a_file_without_its_end_mark_is_whole_and_one_without_pixels_is_not(bare: bool) -> None:
    data = jp2(noise())
    data = data[data.index(b"\xff\x4f\xff\x51") :] if bare else data
    assert difference(decode(data[:-2]).samples, noise()) == 0
    with pytest.raises(PictureError):
        decode(data[:-40])
