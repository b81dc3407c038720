"""Takes the HEVC encoder (23 MB, GPL) out of the HEIC reader: Stylizer only reads HEIC files."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from making.prune import Entry

_SOURCE = Path(__file__).resolve().parents[1] / "no_encoder.c"
_LOOKED_UP = re.compile(rb"x265_api_get_(\d+)")


def compiler() -> str:
    """The C compiler that makes the replacement; "" where there is none, or none that we know how to use."""
    if sys.platform == "darwin":
        return ""
    return shutil.which("gcc") or ("" if sys.platform == "win32" else shutil.which("cc") or "")


def without_encoder(entries: list[Entry], work: Path, tool: str) -> list[Entry]:
    """The same files, with a library of two empty functions in the encoder's place; unchanged without a compiler."""
    files = [(place, entry) for place, entry in enumerate(entries) if entry[2] != "SYMLINK"]
    reader = next((entry[1] for _, entry in files if re.search(r"libheif-[^/\\]*$", entry[0])), None)
    at = next((place for place, entry in files if re.search(r"libx265-[^/\\]*$", entry[0])), None)
    found = _LOOKED_UP.search(Path(reader).read_bytes()) if reader else None
    if not tool or at is None or found is None:
        return entries
    name, _, kind = entries[at]
    made = work / "empty" / re.split(r"[/\\]", name)[-1]
    made.parent.mkdir(parents=True, exist_ok=True)
    called = [] if made.suffix == ".dll" else ["-fPIC", f"-Wl,-soname,{made.name}"]
    flags = ["-shared", "-Os", "-s", *called, f"-DVERSION={int(found[1])}"]
    subprocess.run([tool, *flags, "-o", str(made), str(_SOURCE)], check=True)
    return [*entries[:at], (name, str(made), kind), *entries[at + 1 :]]
