"""What an XMP packet says about other parts of the photo's file: not true of a file that has no such parts."""

from __future__ import annotations

import re

from stylizer_app.imaging.geometry import Size

# Gain maps, videos, depth and sound behind the photo, extensions of the packet elsewhere in the file.
_ELSEWHERE = (
    "http://ns.adobe.com/hdr-gain-map/",
    "http://ns.adobe.com/xmp/note/",
    "http://ns.apple.com/HDRGainMap/",
    "http://ns.apple.com/pixeldatainfo/",
    "http://ns.apple.com/depth",
    "http://ns.google.com/photos/1.0/audio/",
    "http://ns.google.com/photos/1.0/camera/",
    "http://ns.google.com/photos/1.0/container/",
    "http://ns.google.com/photos/1.0/depthmap/",
    "http://ns.google.com/photos/1.0/focus/",
    "http://ns.google.com/photos/1.0/image/",
    "http://ns.google.com/photos/dd/",
    "http://ns.oplus.com/photos/",
    "http://ns.oppo.com/photos/",
    "http://ns.vivo.com/photos/",
    "http://ns.xiaomi.com/photos/",
)
_BASIC = "http://ns.adobe.com/xap/1.0/"
_THUMBNAILS = "Thumbnails"  # of the photo, in a file that holds a painting
_PREFIX = re.compile(r"xmlns:([\w.-]+)\s?=\s?[\"']([^\"'<>]*)[\"']")
_TAG = re.compile(r"<(/?)([\w.-]+):([\w.-]+)([^<>]*)>")
_ATTRIBUTE = re.compile(r"\s([\w.-]+):([\w.-]+)\s?=\s?(?:\"[^\"]*\"|'[^']*')")
_SIZES = re.compile(
    rb"((?:tiff:Image|exif:Pixel)(Width|XDimension|Length|YDimension)\s?(?:=\s?[\"']|>))[0-9]{1,9}(?=[\"'<])"
)
_LARGEST = 1 << 22  # bytes: larger packets hold other files


def without_promises(xmp: bytes | None) -> bytes | None:
    """Return the packet without what it says about other parts of its file; None if it is too large or malformed."""
    if not xmp or len(xmp) > _LARGEST:
        return None
    text = xmp.decode("latin-1")  # names are ASCII, and every byte comes back
    spaces = {found[1]: found[2] for found in _PREFIX.finditer(text)}
    told = {prefix for prefix, space in spaces.items() if space.startswith(_ELSEWHERE)}
    basic = {prefix for prefix, space in spaces.items() if space == _BASIC}

    def is_promise(prefix: str, name: str) -> bool:
        return prefix in told or (prefix in basic and name == _THUMBNAILS)

    kept, at, inside, depth = [], 0, ("", ""), 0
    for tag in _TAG.finditer(text):
        closes, prefix, name, rest = tag.groups()
        if depth:
            depth += 0 if (prefix, name) != inside or rest.endswith("/") else -1 if closes else 1
            at = tag.end()
        elif is_promise(prefix, name):
            kept.append(text[at : tag.start()])
            inside, depth, at = (prefix, name), 0 if closes or rest.endswith("/") else 1, tag.end()
        elif any(is_promise(found[1], found[2]) for found in _ATTRIBUTE.finditer(rest)):
            cleaned = _ATTRIBUTE.sub(lambda found: "" if is_promise(found[1], found[2]) else found[0], rest)
            kept.append(f"{text[at : tag.start()]}<{closes}{prefix}:{name}{cleaned}>")
            at = tag.end()
    return None if depth else "".join((*kept, text[at:])).encode("latin-1")


def xmp_for_size(xmp: bytes, size: Size) -> bytes:
    """Return the packet with what it says about the picture's width and height, if anything, brought up to date."""

    def current(found: re.Match[bytes]) -> bytes:
        side = size.width if found[2] in (b"Width", b"XDimension") else size.height
        return found[1] + str(side).encode()

    return _SIZES.sub(current, xmp)
