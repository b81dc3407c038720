"""A recipe travels in the picture's file and is found again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stylizer_app.errors import PictureError
from stylizer_app.imaging.decode import decode, read_metadata
from stylizer_app.imaging.encode import encode, encode_bytes
from stylizer_app.imaging.metadata.xmp import recipe_in_xmp, xmp_with_recipe
from stylizer_app.imaging.picture import Metadata, Picture
from stylizer_app.imaging.recipe_text import embed_recipe, extract_recipe

from .files import gradient, xmp

RECIPE = json.dumps({"style": "<wood & \"cut\"> 'Öl' 絵画 ]]>", "vector": [0.1] * 100, "lines": "a\nb"})


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".tif", ".avif"])
def test_a_recipe_comes_back_from_every_format(tmp_path: Path, suffix: str) -> None:
    picture = Picture(gradient(), metadata=Metadata(xmp=xmp()))
    path = encode(picture, tmp_path / f"a{suffix}", recipe=RECIPE)
    assert extract_recipe(read_metadata(path)) == RECIPE
    assert extract_recipe(decode(path).metadata) == RECIPE
    assert extract_recipe(read_metadata(str(encode(decode(path), tmp_path / "copy.png")))) == RECIPE
    assert extract_recipe(read_metadata(encode(picture, tmp_path / f"plain{suffix}"))) is None
    assert extract_recipe(read_metadata(encode(decode(path), tmp_path / f"bare{suffix}", strip_metadata=True))) is None


def test_a_new_recipe_takes_the_place_of_the_old(tmp_path: Path) -> None:
    picture = Picture(gradient())
    for suffix in (".png", ".jpg"):
        first = encode(picture, tmp_path / f"first{suffix}", recipe="old recipe")
        for second in (".png", ".jpg"):
            path = encode(decode(first), tmp_path / f"second{suffix}{second}", recipe="new recipe")
            assert extract_recipe(read_metadata(path)) == "new recipe"
            assert second == ".png" or b"old recipe" not in path.read_bytes()


def test_a_recipe_lives_in_metadata() -> None:
    metadata = embed_recipe(embed_recipe(Metadata(text=(("Title", "x"),)), "one"), "two")
    assert extract_recipe(metadata) == "two"
    assert metadata.text[0] == ("Title", "x")
    assert len(metadata.text) == 2
    assert extract_recipe(Metadata()) is None


def test_the_packet_of_another_program_stays_around_the_recipe() -> None:
    packet = xmp_with_recipe(xmp(attributes='tiff:Make="Kamera"'), RECIPE)
    assert b'tiff:Make="Kamera"' in packet
    assert recipe_in_xmp(packet) == RECIPE
    again = xmp_with_recipe(packet, "shorter")
    assert recipe_in_xmp(again) == "shorter"
    assert again.count(b"stylizer:recipe>") == 2


@pytest.mark.parametrize("packet", [None, b"", b"not xml at all", b"\xff\xfe\x00"])
def test_a_packet_that_cannot_be_read_is_replaced(packet: bytes | None) -> None:
    assert recipe_in_xmp(xmp_with_recipe(packet, RECIPE)) == RECIPE
    assert recipe_in_xmp(packet) is None


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(PictureError):
        extract_recipe(read_metadata(tmp_path / "none.png"))


def test_a_recipe_with_every_sign_fits_into_xml() -> None:
    text = "".join(chr(code) for code in range(32, 1000))
    assert extract_recipe(decode(encode_bytes(Picture(gradient()), "jpeg", recipe=text)).metadata) == text
