"""Finds out what the person named: a known network, an address, an archive, a folder, or two TFLite files."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from scripts.convert.savedmodel import is_saved_model
from scripts.convert.sources import SOURCES, Source
from scripts.errors import ModelError
from stylizer_app.fetching.archives import Limits, unpack
from stylizer_app.fetching.downloads import RemoteFile, Watcher, download, sha256

ARCHIVE_LIMITS = Limits(2 << 30, ratio=20)
"""Weights hardly compress at all."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The networks' files on this computer: a SavedModel folder, or two TFLite files; and where they came from.

    ``checksums`` are those of the files that were named or downloaded.
    """

    source: Source
    saved_model: Path | None
    tflite: tuple[Path, Path] | None
    checksums: tuple[str, ...]


def obtain(named: list[str], work: Path, watch: Watcher) -> Origin:
    """Download and unpack what is needed, into ``work``.

    Raises ModelError if nothing fits the names, DownloadError and ArchiveError.
    """
    source = SOURCES.get(named[0]) if len(named) == 1 else None
    if named[0].startswith("hub:") and source is None:
        raise ModelError(f"There is no network named {named[0]}; known are {', '.join(SOURCES)}.")
    source = source or _unknown(named)
    files = [download(file, work, watch) for file in source.files] if source.files else [Path(name) for name in named]
    for path in files:
        if not path.exists():
            raise ModelError(f"{path} does not exist.")
    checksums = tuple(sha256(path) for path in files if path.is_file())
    if len(files) == 1 and files[0].is_file() and files[0].suffix != ".tflite":
        shutil.rmtree(work / "unpacked", ignore_errors=True)
        unpack(files[0], work / "unpacked", ARCHIVE_LIMITS)
        files = [work / "unpacked"]
    return _networks(_recognized(checksums) or source, files, checksums)


def _recognized(checksums: tuple[str, ...]) -> Source | None:
    """The published network whose files these are, however they came here."""
    for source in SOURCES.values():
        if all(file.sha256 in checksums for file in source.files):
            return source
    return None


def slug(text: str) -> str:
    """Lower case letters, digits, '-' and '_' made of any text, for a pack's id."""
    return re.sub(r"[^a-z0-9_-]+", "-", text.lower()).strip("-_")[:64] or "network"


def _unknown(named: list[str]) -> Source:
    """A description of networks that nobody here knows."""
    address = named[0] if urlsplit(named[0]).scheme in {"http", "https"} else ""
    name = Path(urlsplit(address).path).name if address else Path(named[0]).name
    if len(named) > 2 or (address and len(named) > 1):
        raise ModelError("Name one source, or two .tflite files.")
    files = (RemoteFile(name or "network.tar.gz", (address,)),) if address else ()
    stem = re.sub(r"\.(tar\.gz|tgz|zip|tflite|tar)$", "", name)
    text = "A network converted on this computer; who made it and under which terms is not known here."
    return Source(slug(stem), stem, text, "unknown", address or name, files)


def _networks(source: Source, files: list[Path], checksums: tuple[str, ...]) -> Origin:
    """Look for a SavedModel or a pair of TFLite files in what there is."""
    if len(files) == 1 and files[0].is_dir():
        found = [path.parent for path in sorted(files[0].rglob("saved_model.pb")) if is_saved_model(path.parent)]
        if found:
            return Origin(source, found[0], None, checksums or (sha256(found[0] / "saved_model.pb"),))
        files = sorted(files[0].rglob("*.tflite"))
    if len(files) == 2 and all(path.suffix == ".tflite" for path in files):
        return Origin(source, None, (files[0], files[1]), checksums or tuple(sha256(path) for path in files))
    raise ModelError("Found neither a SavedModel nor two .tflite files (style prediction and style transfer).")
