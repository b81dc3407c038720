"""Pins the wheels that ``stylizer devices add cuda`` fetches: asks pip what it would install, writes cuda.toml."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tomli_w

TARGET = Path(__file__).resolve().parents[1] / "stylizer_app" / "resources" / "cuda.toml"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
PLATFORMS = {
    "linux_x86_64": ("manylinux_2_28_x86_64", "manylinux_2_27_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"),
    "win_amd64": ("win_amd64",),
}
HEAD = """\
# Made by scripts/lock_cuda.py: what `stylizer devices add cuda` fetches.
# NVIDIA's libraries come from NVIDIA's own wheels and stay under NVIDIA's licences.

"""


def report(requirement: str, python: str, platforms: tuple[str, ...], *, dependencies: bool) -> list[dict[str, Any]]:
    """What pip would install on another system, without installing it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.json"
        words = ["install", "--dry-run", "--quiet", "--ignore-installed", "--only-binary", ":all:", "--target", folder]
        words += ["--python-version", python, *(word for name in platforms for word in ("--platform", name))]
        words += [] if dependencies else ["--no-deps"]
        subprocess.run([sys.executable, "-m", "pip", *words, "--report", str(file), requirement], check=True)
        installed: list[dict[str, Any]] = json.loads(file.read_text("utf-8"))["install"]
    return installed


def wheels(installed: list[dict[str, Any]], platform: str, python: str) -> Iterator[dict[str, str]]:
    """The entries for onnxruntime-gpu, built for one Python, and NVIDIA's packages, good for any."""
    for package in installed:
        name = package["metadata"]["name"]
        if name.startswith("nvidia-") or name == "onnxruntime-gpu":
            built_for = "cp" + python.replace(".", "") if name == "onnxruntime-gpu" else ""
            found = package["download_info"]
            sha256 = found["archive_info"]["hashes"]["sha256"]
            yield {"url": found["url"], "sha256": sha256, "platform": platform, "python": built_for}


def main() -> None:
    """Ask pip for every Python and system; the first Python's answer gives NVIDIA's packages too."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("version", help="version of onnxruntime-gpu")
    version = parser.parse_args().version
    entries: list[dict[str, str]] = []
    for platform, names in PLATFORMS.items():
        for python in PYTHONS:
            first = python == PYTHONS[0]
            requirement = f"onnxruntime-gpu{'[cuda,cudnn]' if first else ''}=={version}"
            entries += wheels(report(requirement, python, names, dependencies=first), platform, python)
    TARGET.write_text(HEAD + tomli_w.dumps({"wheels": entries}), "utf-8")
    print(f"{len(entries)} wheels in {TARGET}")


if __name__ == "__main__":
    main()
