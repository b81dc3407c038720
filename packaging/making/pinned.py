"""The constraints as they are for another system, without their conditions, for pips that run elsewhere: pinned.py."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

CONSTRAINTS = Path(__file__).resolve().parents[1] / "constraints.txt"
PYTHON = "3.12"


_OF_PYTHON = {"python_version": PYTHON, "python_full_version": f"{PYTHON}.0"}


@dataclass(frozen=True, slots=True)
class System:
    """A system as pip knows it: its wheels' tag, and what the conditions ask of it."""

    tag: str
    conditions: dict[str, str]


WINDOWS = System(
    "win_amd64",
    {"sys_platform": "win32", "platform_machine": "AMD64", "platform_system": "Windows", "os_name": "nt"},
)
MACOS = System(
    "macosx_14_0_arm64",
    {"sys_platform": "darwin", "platform_machine": "arm64", "platform_system": "Darwin", "os_name": "posix"},
)


def lines(system: System, only: Collection[str] = ()) -> str:
    """The lines of what a system needs, with their hashes; ``only``: of these packages, by names in small letters."""
    from packaging.markers import Marker

    conditions, kept = {**system.conditions, **_OF_PYTHON}, []
    for block in re.split(r"\n(?=[A-Za-z])", CONSTRAINTS.read_text("utf-8")):
        first, _, hashes = block.partition("\n")
        if first.startswith("#"):
            continue
        pin, _, condition = first.removesuffix("\\").partition(";")
        wanted = not only or pin.split("==")[0].strip().lower() in only
        if wanted and (not condition.strip() or Marker(condition.strip()).evaluate(conditions)):
            kept.append(f"{pin.strip()} \\\n{hashes}")
    return "\n".join(kept) + "\n"


if __name__ == "__main__":
    print(lines(WINDOWS))
