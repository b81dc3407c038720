"""Takes the HEVC encoder (23 MB, GPL) out of the HEIC reader: Stylizer only reads HEIC files."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from making.lean import Entry

_SOURCE = Path(__file__).resolve().parents[1] / "linux" / "no_encoder.c"
_LOOKED_UP = re.compile(rb"x265_api_get_(\d+)")


def without_encoder(entries: list[Entry], work: Path) -> list[Entry]:
    """The same files, with a library of two empty functions in the encoder's place; unchanged without a C compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    files = [(place, entry) for place, entry in enumerate(entries) if entry[2] != "SYMLINK"]
    reader = next((entry[1] for _, entry in files if re.search(r"libheif-[^/]*$", entry[0])), None)
    at = next((place for place, entry in files if re.search(r"libx265-[^/]*$", entry[0])), None)
    found = _LOOKED_UP.search(Path(reader).read_bytes()) if reader else None
    if compiler is None or at is None or found is None:
        return entries
    name, _, kind = entries[at]
    made = work / "empty" / Path(name).name
    made.parent.mkdir(parents=True, exist_ok=True)
    flags = ["-shared", "-fPIC", "-Os", "-s", f"-Wl,-soname,{made.name}", f"-DVERSION={int(found[1])}"]
    subprocess.run([compiler, *flags, "-o", str(made), str(_SOURCE)], check=True)
    return [*entries[:at], (name, str(made), kind), *entries[at + 1 :]]
