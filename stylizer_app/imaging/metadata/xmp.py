"""XMP packets, handled as text: orientation reset, one value of our own put in and taken out."""

from __future__ import annotations

import re
from html import escape, unescape

_NAMESPACE = "https://stylizer.invalid/ns/1.0/"
_EMPTY = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
)
_ORIENTATION = re.compile(rb"(tiff:Orientation\s*(?:=\s*[\"']|>)\s*)([0-9])")
_OURS = re.compile(r"<stylizer:recipe>(.*?)</stylizer:recipe>", re.DOTALL)
_DESCRIPTION = re.compile(
    r"<rdf:Description[^>]*xmlns:stylizer=[^>]*><stylizer:recipe>.*?</stylizer:recipe></rdf:Description>", re.DOTALL
)


def upright_xmp(xmp: bytes | None) -> bytes | None:
    """Return the packet with the orientation it states, if any, set to 1."""
    return _ORIENTATION.sub(rb"\g<1>1", xmp) if xmp else None


def xmp_orientation(xmp: bytes | None) -> int | None:
    """Return the orientation 1..8 that the packet states, or None."""
    found = _ORIENTATION.search(xmp) if xmp else None
    return int(found[2]) if found and int(found[2]) in range(1, 9) else None


def xmp_with(xmp: bytes | None, description: str) -> bytes:
    """Return the packet (a new one where there is none or it cannot be read) with one more rdf:Description."""
    head, end, tail = _text(xmp).rpartition("</rdf:RDF>")
    if not end:
        head, end, tail = _EMPTY.rpartition("</rdf:RDF>")
    return (head + description + end + tail).encode("utf-8")


def describes(xmp: bytes | None, name: str) -> bool:
    """Return whether the packet has a property of a name such as ``"dc:title"``."""
    return re.search(rf"[<\s]{re.escape(name)}[\s=>/]", _text(xmp)) is not None


def xmp_with_recipe(xmp: bytes | None, recipe: str) -> bytes:
    """Return the packet (a new one where there is none or it cannot be read) that carries a recipe as its only one."""
    ours = (
        f'<rdf:Description rdf:about="" xmlns:stylizer="{_NAMESPACE}">'
        f"<stylizer:recipe>{escape(recipe, quote=False)}</stylizer:recipe></rdf:Description>"
    )
    return xmp_with(_DESCRIPTION.sub("", _text(xmp)).encode("utf-8"), ours)


def recipe_in_xmp(xmp: bytes | None) -> str | None:
    """Return the recipe that a packet carries, or None."""
    found = _OURS.search(_text(xmp))
    return unescape(found[1]) if found else None


def _text(xmp: bytes | None) -> str:
    """Return a packet as text, empty where there is none or it is not UTF-8."""
    try:
        return (xmp or b"").decode("utf-8").rstrip("\0")
    except UnicodeDecodeError:
        return ""
