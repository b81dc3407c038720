"""The file formats that pictures come in: what each can hold, and how a file shows which one it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from stylizer_app.errors import SaveError
from stylizer_app.errors.save import NotWritable


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: ``suffixes`` in lower case, the usual one first; ``longest_side`` is its limit in pixels."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    writable: bool = False
    sixteen_bit: bool = False
    alpha: bool = False
    lossy: bool = False
    longest_side: int = 2**31 - 1


FORMATS = (
    Format("jpeg", "JPEG", (".jpg", ".jpeg", ".jpe", ".jfif", ".mpo"), writable=True, lossy=True, longest_side=65_500),
    Format("png", "PNG", (".png", ".apng"), writable=True, sixteen_bit=True, alpha=True),
    Format("webp", "WebP", (".webp",), writable=True, alpha=True, lossy=True, longest_side=16_383),
    Format("tiff", "TIFF", (".tif", ".tiff"), writable=True, sixteen_bit=True, alpha=True),
    Format("avif", "AVIF", (".avif", ".avifs"), writable=True, alpha=True, lossy=True, longest_side=65_536),
    Format("bmp", "BMP", (".bmp", ".dib"), writable=True),
    Format("gif", "GIF", (".gif",), alpha=True),
    Format("jpeg2000", "JPEG 2000", (".jp2", ".j2k", ".jpx", ".j2c", ".jpf", ".jpc"), sixteen_bit=True, alpha=True),
    Format("heic", "HEIC", (".heic", ".heif", ".hif", ".heics", ".heifs"), sixteen_bit=True, alpha=True),
)
"""Everything that can be read; what can be written is marked so."""

_BY_NAME = {form.name: form for form in FORMATS}
_BY_SUFFIX = {suffix: form for form in FORMATS for suffix in form.suffixes}
_ALIASES = {"jpg": "jpeg", "tif": "tiff", "jp2": "jpeg2000", "heif": "heic"}

READABLE_SUFFIXES = tuple(suffix for form in FORMATS for suffix in form.suffixes)
"""For file dialogs: the suffixes of all pictures that can be opened."""

WRITABLE_FORMATS = tuple(form for form in FORMATS if form.writable)
"""For file dialogs: the formats that can be saved, the usual one first."""


def format_named(name: str) -> Format | None:
    """Return the format of a name such as ``"jpeg"`` or ``"jpg"`` in any case, or None."""
    lowered = name.lower().lstrip(".")
    return _BY_NAME.get(_ALIASES.get(lowered, lowered)) or _BY_SUFFIX.get("." + lowered)


def format_for(path: Path | str) -> Format | None:
    """Return the format that a file's suffix stands for, or None."""
    return _BY_SUFFIX.get(Path(path).suffix.lower())


def writable_format(path: Path | str, name: str | None = None) -> Format:
    """Return the format to save as: the one named, else the one of the suffix. Raises SaveError when there is none."""
    form = format_named(name) if name else format_for(path)
    if form is not None and form.writable:
        return form
    asked = name or Path(path).suffix
    raise SaveError(NotWritable(asked, tuple(form.suffixes[0] for form in WRITABLE_FORMATS)))


def sniff(head: bytes) -> Format | None:
    """Return the format of a file that begins with these bytes (64 are enough), or None."""
    if head.startswith(b"\xff\xd8\xff"):
        return _BY_NAME["jpeg"]
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return _BY_NAME["png"]
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return _BY_NAME["webp"]
    if head[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        return _BY_NAME["tiff"]
    return _sniff_rarer(head)


def _sniff_rarer(head: bytes) -> Format | None:
    """Go on with the formats that are met less often."""
    if head[:6] in (b"GIF87a", b"GIF89a"):
        return _BY_NAME["gif"]
    if head.startswith((b"\0\0\0\x0cjP  \r\n\x87\n", b"\xff\x4f\xff\x51")):
        return _BY_NAME["jpeg2000"]
    if head[4:8] == b"ftyp":
        return _sniff_brands(head)
    if head.startswith(b"BM") and len(head) >= 26:
        return _BY_NAME["bmp"]
    return None


def _sniff_brands(head: bytes) -> Format | None:
    """Return the format of an ISO base media file by the brands it names."""
    length = min(int.from_bytes(head[:4], "big"), len(head))
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, length - 3, 4))}
    if brands & {b"avif", b"avis"}:
        return _BY_NAME["avif"]
    if brands & {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}:
        return _BY_NAME["heic"]
    return None
