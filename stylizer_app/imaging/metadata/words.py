"""A photo's words (title, caption, author, rights) as XMP, for formats that have no place for the way they came in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from stylizer_app.imaging.metadata.iptc import datasets
from stylizer_app.imaging.metadata.xmp import describes, xmp_with

_NAMESPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" '
    'xmlns:exif="http://ns.adobe.com/exif/1.0/"'
)
_LISTS = {
    "dc:title": "Alt",
    "dc:description": "Alt",
    "dc:rights": "Alt",
    "exif:UserComment": "Alt",
    "dc:creator": "Seq",
    "dc:subject": "Bag",
}
# Datasets of the application record (IPTC-IIM 4.2) and their properties (IPTC Photo Metadata Standard).
_IPTC = {
    5: "dc:title",
    25: "dc:subject",
    80: "dc:creator",
    85: "photoshop:AuthorsPosition",
    90: "photoshop:City",
    95: "photoshop:State",
    101: "photoshop:Country",
    103: "photoshop:TransmissionReference",
    105: "photoshop:Headline",
    110: "photoshop:Credit",
    115: "photoshop:Source",
    116: "dc:rights",
    120: "dc:description",
    122: "photoshop:CaptionWriter",
}
# Keywords of PNG's texts (PNG, third edition, 11.3.3.2).
_TEXTS = {
    "Title": "dc:title",
    "Author": "dc:creator",
    "Description": "dc:description",
    "Copyright": "dc:rights",
    "Comment": "exif:UserComment",
}


def xmp_with_texts(xmp: bytes | None, texts: Iterable[tuple[str, str]]) -> bytes | None:
    """Return the packet with the texts that have a place in it and are not there yet."""
    return _with(xmp, ((_TEXTS[key], text) for key, text in texts if key in _TEXTS))


def xmp_with_iptc(xmp: bytes | None, iptc: bytes | None) -> bytes | None:
    """Return the packet with the words of IPTC records that have a place in it and are not there yet."""
    return _with(xmp, ((_IPTC[number], text) for number, text in datasets(iptc) if number in _IPTC))


def _with(xmp: bytes | None, words: Iterable[tuple[str, str]]) -> bytes | None:
    """Add words to a packet, those of one property together."""
    found: dict[str, list[str]] = {}
    for name, text in words:
        if text and not describes(xmp, name):
            found.setdefault(name, []).append(text)
    if not found:
        return xmp
    return xmp_with(xmp, f'<rdf:Description rdf:about="" {_NAMESPACES}>{"".join(_elements(found))}</rdf:Description>')


def _elements(words: dict[str, list[str]]) -> Iterator[str]:
    """Yield each property as an element."""
    for name, texts in words.items():
        kind = _LISTS.get(name)
        quoted = [escape("".join(letter for letter in text if letter >= " " or letter in "\n\t")) for text in texts]
        if kind is None:
            yield f"<{name}>{quoted[0]}</{name}>"
        else:
            language = ' xml:lang="x-default"' if kind == "Alt" else ""
            items = "".join(f"<rdf:li{language}>{text}</rdf:li>" for text in (quoted[:1] if kind == "Alt" else quoted))
            yield f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>"
