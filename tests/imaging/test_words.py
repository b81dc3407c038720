"""What people wrote about a photo comes along, into whatever format; what the photo's file promised does not."""

from __future__ import annotations

import struct
import time
import zlib

import imagecodecs
import numpy as np
import pytest

from stylizer_app.imaging.decode import decode, read_metadata
from stylizer_app.imaging.encode import encode_bytes
from stylizer_app.imaging.geometry import Size
from stylizer_app.imaging.metadata.iptc import PHOTOSHOP, cleaned_iptc, datasets, iptc_in_resources, resources_with
from stylizer_app.imaging.metadata.words import xmp_with_iptc, xmp_with_texts
from stylizer_app.imaging.metadata.xmp_promises import without_promises, xmp_for_size
from stylizer_app.imaging.picture import Metadata, Picture

from .files import adobe_rgb, exif, gradient, saved, tiff, with_png_chunk, xmp
from .test_jpeg import with_segment


def dataset(number: int, text: bytes, record: int = 2) -> bytes:
    return struct.pack(">BBBH", 0x1C, record, number, len(text)) + text


WORDS = (
    dataset(90, b"\x1b%G", 1) + dataset(0, b"\0\4") + dataset(120, "Hafen im Morgengrauen – „früh“".encode())
    + dataset(25, b"boats") + dataset(25, b"dawn") + dataset(80, b"A. Photographer") + dataset(116, b"(c) someone")
)  # fmt: skip


def photo(metadata: Metadata | None = None) -> Picture:
    return Picture(gradient(), metadata=metadata or Metadata(iptc=WORDS, text=(("Comment", "from the boat"),)))


@pytest.mark.parametrize("name", ["jpeg", "tiff", "png"])
def test_iptc_records_come_back_byte_for_byte(name: str) -> None:
    assert read_metadata(encode_bytes(photo(), name)).iptc == WORDS


@pytest.mark.parametrize("name", ["webp", "avif"])
def test_a_format_without_iptc_says_it_in_xmp(name: str) -> None:
    packet = (read_metadata(encode_bytes(photo(), name)).xmp or b"").decode()
    for words in ("Hafen im Morgengrauen – „früh“", "A. Photographer", "(c) someone", "from the boat"):
        assert words in packet
    assert "<rdf:Bag><rdf:li>boats</rdf:li><rdf:li>dawn</rdf:li></rdf:Bag>" in packet


@pytest.mark.parametrize("name", ["jpeg", "png"])
def test_a_comment_stays_a_comment(name: str) -> None:
    metadata = read_metadata(encode_bytes(photo(), name))
    assert metadata.text == (("Comment", "from the boat"),)
    assert metadata.xmp is None


@pytest.mark.parametrize("name", ["jpeg", "tiff", "webp", "avif"])
def test_the_texts_of_a_png_file_find_a_place_in_other_formats(name: str) -> None:
    texts = (("Title", "Öl & <Wasser>"), ("Author", "Ada"), ("Copyright", "(c) Ada"), ("Software", "a program"))
    packet = (read_metadata(encode_bytes(photo(Metadata(text=texts)), name)).xmp or b"").decode()
    assert "Öl &amp; &lt;Wasser&gt;" in packet
    assert "<dc:creator><rdf:Seq><rdf:li>Ada</rdf:li></rdf:Seq></dc:creator>" in packet
    assert "a program" not in packet


def test_what_the_packet_says_already_is_not_said_again() -> None:
    packet = xmp('<dc:rights xmlns:dc="http://purl.org/dc/elements/1.1/">mine</dc:rights>')
    assert xmp_with_texts(packet, [("Copyright", "other")]) == packet
    assert xmp_with_iptc(packet, dataset(116, b"other")) == packet
    assert xmp_with_iptc(None, None) is None
    assert xmp_with_iptc(b"not xml", dataset(116, b"mine")) is not None


@pytest.mark.parametrize("parts", [1, 3])
def test_records_may_be_spread_over_segments_among_other_resources(parts: int) -> None:
    other = b"8BIM\x03\xed\0\0" + struct.pack(">I", 16) + bytes(16)
    named = b"8BIM\x04\x0b\x05title" + struct.pack(">I", 3) + b"url\0"
    block = other + named + resources_with(WORDS)
    data, step = saved(gradient(), "JPEG"), -(-len(block) // parts)
    for part in reversed(range(parts)):
        data = with_segment(data, 0xED, PHOTOSHOP + block[part * step : part * step + step])
    assert read_metadata(data).iptc == WORDS


def test_large_records_are_split() -> None:
    large = WORDS + b"".join(dataset(25, b"x" * 30_000) for _ in range(5))
    assert read_metadata(encode_bytes(photo(Metadata(iptc=large)), "jpeg")).iptc == large


@pytest.mark.parametrize("tag", ["bytes", "longs", "photoshop"])
def test_records_in_a_tiff_file(tag: str) -> None:
    padded = WORDS + bytes(-len(WORDS) % 4)
    entry = {
        "bytes": (33723, "B", len(WORDS), WORDS, True),
        "longs": (33723, "I", len(padded) // 4, struct.unpack(f"<{len(padded) // 4}I", padded), True),
        "photoshop": (34377, "B", len(resources_with(WORDS)), resources_with(WORDS), True),
    }[tag]
    assert read_metadata(tiff(gradient(), photometric="rgb", byteorder="<", extratags=[entry])).iptc == WORDS


def test_records_in_a_png_file_as_other_programs_write_them() -> None:
    for name, content in ((b"iptc", WORDS), (b"8bim", resources_with(WORDS))):
        text = f"\n{name.decode()}\n{len(content):8}\n{content.hex()}\n".encode()
        chunk = b"Raw profile type " + name + b"\0\0" + zlib.compress(text)
        assert read_metadata(with_png_chunk(imagecodecs.png_encode(gradient()), b"zTXt", chunk)).iptc == WORDS


def test_a_preview_of_the_photo_goes() -> None:
    preview = dataset(200, b"\0\1") + dataset(202, b"jpeg bytes")
    assert cleaned_iptc(WORDS + preview) == WORDS
    long = struct.pack(">BBBHI", 0x1C, 2, 202, 0x8004, 5) + b"large"
    assert cleaned_iptc(WORDS + long + dataset(5, b"end")) == WORDS + dataset(5, b"end")
    assert cleaned_iptc(preview) is None


def test_texts_in_either_encoding() -> None:
    assert dict(datasets(dataset(120, b"Caf\xe9"))) == {120: "Café"}
    assert dict(datasets(dataset(120, "Café".encode()))) == {120: "Café"}
    assert list(datasets(None)) == []


@pytest.mark.parametrize("cut", range(0, 90, 5))
def test_damaged_records_do_no_harm(cut: int) -> None:
    block = resources_with(WORDS)
    iptc_in_resources(block[:cut])
    assert isinstance(list(datasets(WORDS[:cut] + b"\x1c\2\x78\xff\xff")), list)


GOOGLE = "http://ns.google.com/photos/1.0"
PROMISES = {
    "motion photo": xmp(
        attributes=f'xmlns:GCamera="{GOOGLE}/camera/" GCamera:MotionPhoto="1" GCamera:MotionPhotoVersion="1" dc:x="y"'
    ),
    "micro video": xmp(
        f'<g:MicroVideo xmlns:g="{GOOGLE}/camera/">1</g:MicroVideo><g:MicroVideoOffset>99</g:MicroVideoOffset>'
    ),
    "gain map": xmp(
        attributes='xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" hdrgm:Version="1.0" hdrgm:GainMapMax="2"'
    ),
    "directory": xmp(
        f'<Container:Directory xmlns:Container="{GOOGLE}/container/" xmlns:Item="{GOOGLE}/container/item/"><rdf:Seq>'
        '<rdf:li rdf:parseType="Resource"><Container:Item Item:Semantic="GainMap" Item:Length="5"/></rdf:li>'
        "<rdf:li><Container:Directory><Item:Mime>GainMap</Item:Mime></Container:Directory></rdf:li>"
        "</rdf:Seq></Container:Directory>"
    ),
    "extension": xmp(
        attributes="xmlns:xmpNote='http://ns.adobe.com/xmp/note/' xmpNote:HasExtendedXMP='C1F7F09C6B9007A9'"
    ),
    "depth": xmp(attributes=f'xmlns:GDepth="{GOOGLE}/depthmap/" GDepth:Format="RangeInverse" GDepth:Mime="image/jpeg"'),
    "apple": xmp(
        '<HDRGainMap:HDRGainMapVersion xmlns:HDRGainMap="http://ns.apple.com/HDRGainMap/1.0/">65536'
        "</HDRGainMap:HDRGainMapVersion>"
    ),
    "thumbnail": xmp(
        '<xmp:Thumbnails xmlns:xmp="http://ns.adobe.com/xap/1.0/"><rdf:Alt><rdf:li xmpGImg:image="AAAA"/></rdf:Alt>'
        "</xmp:Thumbnails><xmp:Rating>5</xmp:Rating>"
    ),
}
WORDS_OF_PROMISES = (
    b"MotionPhoto=", b"MotionPhotoVersion", b"MicroVideo", b"hdrgm:Version", b"GainMapMax", b"Container:Item",
    b"GainMap<", b"Item:", b"HasExtendedXMP", b"GDepth:Format", b"HDRGainMapVersion", b"AAAA",
)  # fmt: skip


@pytest.mark.parametrize("packet", PROMISES.values(), ids=PROMISES)
def test_what_is_said_of_other_parts_of_the_file_goes_with_them(packet: bytes) -> None:
    cleaned = without_promises(packet)
    assert cleaned is not None
    for words in WORDS_OF_PROMISES:
        assert words not in cleaned.replace(b"xmlns:", b"")
    assert cleaned.startswith(packet[:60])
    assert cleaned.endswith(b"</rdf:Description></rdf:RDF></x:xmpmeta>")
    data = saved(gradient(), "JPEG", xmp=packet)
    assert read_metadata(encode_bytes(decode(data), "jpeg")).xmp == cleaned
    from xml.etree import ElementTree as ET

    if b"dc:x" not in packet and b"xmpGImg" not in packet:
        ET.fromstring(cleaned)


def test_everything_else_in_a_packet_stays_byte_for_byte() -> None:
    packet = xmp("<dc:title>a &lt; b</dc:title>", 'xmp:Rating="5" GPano:ProjectionType="equirectangular"')
    assert without_promises(packet) == packet
    assert b"<xmp:Rating>5</xmp:Rating>" in (without_promises(PROMISES["thumbnail"]) or b"")
    assert b'dc:x="y"' in (without_promises(PROMISES["motion photo"]) or b"")


def test_a_malformed_packet_is_dropped_and_a_nasty_one_takes_no_time() -> None:
    start = f'<a xmlns:G="{GOOGLE}/camera/">'
    assert without_promises(f"{start}<G:Open>never closed".encode()) is None
    begun = time.perf_counter()
    for nasty in (
        "<G:a>" * 200_000,
        "<x:y " + " " * 1_000_000,
        '<G:a "' * 200_000,
        "xmlns:" * 200_000,
        " G:" * 300_000,
    ):
        without_promises((start + nasty).encode())
    assert time.perf_counter() - begun < 20
    assert without_promises(bytes(5 << 20)) is None


def test_sizes_in_a_packet_are_those_of_the_result() -> None:
    packet = xmp("<exif:PixelYDimension>24</exif:PixelYDimension>", "tiff:ImageWidth='32' exif:PixelXDimension=\"32\"")
    smaller = xmp_for_size(packet, Size(16, 12))
    assert b"<exif:PixelYDimension>12</exif:PixelYDimension>" in smaller
    assert b"tiff:ImageWidth='16' exif:PixelXDimension=\"16\"" in smaller
    written = read_metadata(encode_bytes(Picture(gradient(12, 16), metadata=Metadata(xmp=packet)), "png")).xmp
    assert written == smaller


def test_gif_files_say_more_than_pillow_hears() -> None:
    plain = saved(gradient(), "GIF", comment=b"from the boat")
    at = 13 + (3 << (plain[10] & 7) + 1 if plain[10] & 0x80 else 0)
    packet = b"\x21\xff\x0bXMP DataXMP" + xmp() + b"\1" + bytes(range(255, -1, -1)) + b"\0"
    profile = b"\x21\xff\x0bICCRGBG1012"
    for begin in range(0, len(adobe_rgb()), 255):
        part = adobe_rgb()[begin : begin + 255]
        profile += bytes([len(part)]) + part
    picture = decode(plain[:at] + packet + profile + b"\0" + plain[at:])
    assert picture.metadata.xmp == xmp()
    assert picture.metadata.icc == adobe_rgb()
    assert picture.metadata.text == (("Comment", "from the boat"),)
    assert np.array_equal(picture.samples, decode(plain).samples)


def test_the_exif_block_of_a_tiff_file_is_taken_byte_for_byte() -> None:
    first = saved(gradient(), "TIFF", exif=exif(gps=True, order=">"))
    block = read_metadata(first).exif or b""
    assert b"maker note bytes" in block
    again = read_metadata(encode_bytes(decode(first), "jpeg")).exif or b""
    assert b"maker note bytes" in again
    assert b"2024:05:06 07:08:09" in again
