"""The file formats that pictures come in, one row each: what it can hold, and how a file shows which one it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from stylizer_app.errors import SaveError
from stylizer_app.errors.save import NotWritable


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A file format.

    ``name`` is also that of its file in ``imaging/writers``, if it can be written. ``suffixes`` are in lower case, the
    one for new files first; ``rare_suffixes`` are understood as well. ``signature`` matches the beginning of a file,
    ``brands`` are those of an ISO base media file. ``offered``: whether menus and flags name it as a format to save
    as. ``profile``: whether it can hold a colour profile, ``texts``: text entries, the recipe's among them,
    ``comment``: one text, ``iptc``: IPTC records.
    ``longest_side`` is its limit in pixels; ``saved_as`` the format of what is painted from it where it cannot be
    written itself. ``painted_bytes``: about what a pixel of a painting takes, at the usual quality. ``media_types`` are
    those of the internet, ``uniform_type`` is Apple's.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    rare_suffixes: tuple[str, ...] = ()
    media_types: tuple[str, ...]
    uniform_types: tuple[str, ...]
    signature: bytes = b"(?!)"
    brands: frozenset[bytes] = frozenset()
    writable: bool = False
    offered: bool = False
    sixteen_bit: bool = False
    alpha: bool = False
    lossy: bool = False
    profile: bool = True
    texts: bool = False
    comment: bool = False
    iptc: bool = False
    longest_side: int = 2**31 - 1
    saved_as: str = "jpeg"
    painted_bytes: float = 1.0

    def begins(self, head: bytes) -> bool:
        """Whether a file with these first bytes is of this format."""
        return re.match(self.signature, head, re.DOTALL) is not None or not self.brands.isdisjoint(_brands(head))


FORMATS = (
    Format(
        name="jpeg", title="JPEG", suffixes=(".jpg", ".jpeg", ".jfif"), rare_suffixes=(".jpe", ".mpo"),
        media_types=("image/jpeg",), uniform_types=("public.jpeg",), signature=rb"\xff\xd8\xff",
        writable=True, painted_bytes=0.6, offered=True, lossy=True, comment=True, iptc=True, longest_side=65_500,
    ),
    Format(
        name="png", title="PNG", suffixes=(".png",), rare_suffixes=(".apng",),
        media_types=("image/png",), uniform_types=("public.png",), signature=rb"\x89PNG\r\n\x1a\n",
        writable=True, painted_bytes=2.1, offered=True, sixteen_bit=True, alpha=True, texts=True, iptc=True,
    ),
    Format(
        name="webp", title="WebP", suffixes=(".webp",),
        media_types=("image/webp",), uniform_types=("org.webmproject.webp",), signature=rb"RIFF.{4}WEBP",
        writable=True, painted_bytes=0.45, offered=True, alpha=True, lossy=True, longest_side=16_383,
    ),
    Format(
        name="tiff", title="TIFF", suffixes=(".tif", ".tiff"),
        media_types=("image/tiff",), uniform_types=("public.tiff",), signature=rb"II[*+]\0|MM\0[*+]",
        writable=True, painted_bytes=2.3, offered=True, sixteen_bit=True, alpha=True, iptc=True,
    ),
    Format(
        name="avif", title="AVIF", suffixes=(".avif",), rare_suffixes=(".avifs",),
        media_types=("image/avif",), uniform_types=("public.avif",), brands=frozenset({b"avif", b"avis"}),
        writable=True, painted_bytes=0.7, offered=True, alpha=True, lossy=True, longest_side=65_536,
    ),
    Format(
        name="bmp", title="BMP", suffixes=(".bmp",), rare_suffixes=(".dib",),
        media_types=("image/bmp",), uniform_types=("com.microsoft.bmp",), signature=rb"BM.{24}",
        writable=True, painted_bytes=3, profile=False,
    ),
    Format(
        name="gif", title="GIF", suffixes=(".gif",),
        media_types=("image/gif",), uniform_types=("com.compuserve.gif",), signature=rb"GIF8[79]a",
        alpha=True, saved_as="png",
    ),
    Format(
        name="jpeg2000", title="JPEG 2000", suffixes=(".jp2",),
        rare_suffixes=(".j2k", ".jpx", ".j2c", ".jpf", ".jpc"), media_types=("image/jp2",),
        uniform_types=("public.jpeg-2000",), signature=rb"\0\0\0\x0cjP  \r\n\x87\n|\xff\x4f\xff\x51",
        sixteen_bit=True, alpha=True,
    ),
    Format(
        name="heic", title="HEIC", suffixes=(".heic", ".heif"), rare_suffixes=(".hif", ".heics", ".heifs"),
        media_types=("image/heif", "image/heic"), uniform_types=("public.heic", "public.heif"),
        brands=frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}),
        sixteen_bit=True, alpha=True,
    ),
)  # fmt: skip
"""Everything that can be read, those that can be written first; AVIF before HEIC, with which it shares brands."""

WRITABLE_FORMATS = tuple(form for form in FORMATS if form.writable)
OFFERED_FORMATS = tuple(form for form in FORMATS if form.offered)
"""The formats that a person can choose to save as, the usual one first."""

_BY_NAME = {form.name: form for form in FORMATS}
_BY_SUFFIX = {suffix: form for form in FORMATS for suffix in (*form.suffixes, *form.rare_suffixes)}

READABLE_SUFFIXES = tuple(_BY_SUFFIX)
"""For file dialogs: the suffixes of all pictures that can be opened."""


CLIP_SUFFIXES = (
    ".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".mts", ".m2ts", ".mpg", ".mpeg", ".3gp", ".wmv", ".ogv",
)  # fmt: skip
"""By which a file is taken for a video clip, which is no picture."""

WRITABLE_CLIP_SUFFIXES = (".mp4", ".m4v", ".mov", ".mkv", ".webm")
"""Those of clips that can be written, the usual one first."""


def lossy_titles() -> str:
    """The formats for which the quality counts, as a sentence lists them."""
    return ", ".join(form.title for form in OFFERED_FORMATS if form.lossy)


def format_named(name: str) -> Format | None:
    """Return the format of a name such as ``"jpeg"`` or a suffix such as ``"jpg"`` in any case, or None."""
    lowered = name.lower().lstrip(".")
    return _BY_NAME.get(lowered) or _BY_SUFFIX.get("." + lowered)


def is_clip(path: Path) -> bool:
    """Whether a file is a video clip, by its suffix."""
    return path.suffix.lower() in CLIP_SUFFIXES


def format_for(path: Path | str) -> Format | None:
    """Return the format that a file's suffix stands for, or None."""
    return _BY_SUFFIX.get(Path(path).suffix.lower())


def writable_format(path: Path | str, name: str | None = None) -> Format:
    """Return the format to save as: the one named, else the one of the suffix. Raises SaveError when there is none."""
    form = format_named(name) if name else format_for(path)
    if form is not None and form.writable:
        return form
    known = tuple(form.suffixes[0] for form in WRITABLE_FORMATS)
    raise SaveError(NotWritable(name or Path(path).suffix, known))


def result_suffix(photo: Path) -> str:
    """Return the suffix of what is painted from a photo if nobody chose a format: its own where that can be written.

    So it is for a clip, which becomes a clip.
    """
    if is_clip(photo):
        own = photo.suffix.lower()
        return own if own in WRITABLE_CLIP_SUFFIXES else WRITABLE_CLIP_SUFFIXES[0]
    form = format_for(photo)
    if form is None:
        return _BY_NAME["jpeg"].suffixes[0]
    if not form.writable:
        return _BY_NAME[form.saved_as].suffixes[0]
    return photo.suffix if photo.suffix.lower() in form.suffixes else form.suffixes[0]


def sniff(head: bytes) -> Format | None:
    """Return the format of a file that begins with these bytes (64 are enough), or None."""
    return next((form for form in FORMATS if form.begins(head)), None)


def _brands(head: bytes) -> set[bytes]:
    """Return the brands that an ISO base media file names in its first box; none for any other file."""
    if head[4:8] != b"ftyp":
        return set()
    length = min(int.from_bytes(head[:4], "big"), len(head))
    return {head[8:12], *(head[at : at + 4] for at in range(16, length - 3, 4))}
