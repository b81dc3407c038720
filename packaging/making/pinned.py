"""The constraints as they are for Windows, without their conditions, for pips that run elsewhere: pinned.py."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

CONSTRAINTS = Path(__file__).resolve().parents[1] / "constraints.txt"
PYTHON = "3.12"
_WINDOWS = {
    "sys_platform": "win32", "platform_machine": "AMD64", "platform_system": "Windows", "os_name": "nt",
    "python_version": PYTHON, "python_full_version": f"{PYTHON}.0",
}  # fmt: skip


def for_windows(only: Collection[str] = ()) -> str:
    """The lines of what Windows needs, with their hashes; ``only``: of these packages, by names in small letters."""
    from packaging.markers import Marker

    kept = []
    for block in re.split(r"\n(?=[A-Za-z])", CONSTRAINTS.read_text("utf-8")):
        first, _, hashes = block.partition("\n")
        if first.startswith("#"):
            continue
        pin, _, condition = first.removesuffix("\\").partition(";")
        wanted = not only or pin.split("==")[0].strip().lower() in only
        if wanted and (not condition.strip() or Marker(condition.strip()).evaluate(_WINDOWS)):
            kept.append(f"{pin.strip()} \\\n{hashes}")
    return "\n".join(kept) + "\n"


if __name__ == "__main__":
    print(for_windows())
