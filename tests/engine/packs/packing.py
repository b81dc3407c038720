"""Packs that a test changes: their descriptions, their networks, and the archives that they come in."""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

import tomli_w

from tests.systems import WINDOWS


def edit(folder: Path, old: str, new: str) -> None:
    """Replace text in the pack's description."""
    manifest = folder / "pack.toml"
    text = manifest.read_text("utf-8")
    assert old in text
    manifest.write_text(text.replace(old, new), "utf-8")


def rewritten(folder: Path, change: Callable[[dict], object]) -> None:
    """Change the values of the pack's description."""
    manifest = folder / "pack.toml"
    values = tomllib.loads(manifest.read_text("utf-8"))
    change(values)
    manifest.write_text(tomli_w.dumps(values), "utf-8")


def replaced(folder: Path, name: str, data: bytes) -> None:
    """Replace one of the pack's files and make its size and checksum right again."""
    (folder / name).write_bytes(data)
    facts = {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    rewritten(folder, lambda values: values["files"].update({name: facts}))


def zipped(folder: Path, target: Path, prefix: str = "") -> Path:
    with zipfile.ZipFile(target, "w") as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, prefix + file.name)
    return target


def is_one_line(sentence: str) -> bool:
    return sentence.endswith(".") and not re.search(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]", sentence)


def largest_child() -> int:
    """Peak memory, in bytes, of the largest process that this one started so far: other tests' are among them.

    0 on Windows, which does not tell it of processes that have ended.
    """
    if WINDOWS:
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


def processor_seconds() -> float:
    """What this process took so far and, but for Windows, those that it started."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
