"""WebP files, and those whose length is not what they say."""

from __future__ import annotations

import struct

import pytest

from stylizer_app.errors import PictureError
from stylizer_app.errors.picture import PictureFault
from stylizer_app.imaging.decode import decode

from .files import difference, gradient, saved


def test_a_wrong_total_length_does_no_harm_where_all_chunks_are_there() -> None:
    data = saved(gradient(), "WEBP", lossless=True)
    for stated in (0, 4, len(data) - 7, len(data) + 90):
        assert difference(decode(data[:4] + struct.pack("<I", stated) + data[8:]).samples, gradient()) == 0


def test_a_missing_filling_byte_does_no_harm() -> None:
    data = saved(gradient(), "WEBP", lossless=True, xmp=b"<x/>")
    assert data.endswith(b"<x/>")
    odd = saved(gradient(), "WEBP", lossless=True, xmp=b"<xx/>")
    assert odd.endswith(b"<xx/>\0")
    assert decode(odd[:-1]).metadata.xmp == b"<xx/>"


def test_a_missing_part_is_missed() -> None:
    data = saved(gradient(), "WEBP", lossless=True)
    with pytest.raises(PictureError) as caught:
        decode(data[:-5])
    assert caught.value.reason is PictureFault.TRUNCATED
