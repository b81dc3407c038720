"""The libraries that the program brings along: named in About, in crash reports, and in what is packaged."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Library:
    """A library inside the program: how it is called, its licence, and the packages that may bring it."""

    title: str
    licence: str
    home: str
    packages: tuple[str, ...]

    @property
    def version(self) -> str:
        """The installed version, or "" where it is not there."""
        return next((version for _, version in _installed(self.packages)), "")


LIBRARIES = (
    Library(
        "Qt for Python (PySide6), Qt", "LGPL-3.0", "https://www.qt.io/licensing",
        ("PySide6-Essentials", "PySide6", "shiboken6"),
    ),
    Library(
        "ONNX Runtime", "MIT", "https://onnxruntime.ai",
        ("onnxruntime", "onnxruntime-windowsml", "onnxruntime-directml", "onnxruntime-gpu"),
    ),
    Library("NumPy", "BSD-3-Clause", "https://numpy.org", ("numpy",)),
    Library("Pillow", "MIT-CMU", "https://python-pillow.org", ("Pillow",)),
    Library(
        "pillow-heif, libheif", "BSD-3-Clause, LGPL-3.0", "https://github.com/bigcat88/pillow_heif", ("pillow-heif",)
    ),
    Library("tifffile", "BSD-3-Clause", "https://github.com/cgohlke/tifffile", ("tifffile",)),
    Library("imagecodecs", "BSD-3-Clause", "https://github.com/cgohlke/imagecodecs", ("imagecodecs",)),
    Library("platformdirs", "MIT", "https://github.com/tox-dev/platformdirs", ("platformdirs",)),
    Library("psutil", "BSD-3-Clause", "https://github.com/giampaolo/psutil", ("psutil",)),
    Library("Rich", "MIT", "https://github.com/Textualize/rich", ("rich",)),
)  # fmt: skip

NETWORKS = next(library for library in LIBRARIES if library.title == "ONNX Runtime")
"""What runs the networks."""

PACKAGES = tuple(package for library in LIBRARIES for package in library.packages)
"""Every package that may be inside; which are depends on the system."""


def installed() -> Iterator[tuple[str, str]]:
    """Name and version of every package that is here."""
    return _installed(PACKAGES)


def networks_package() -> str:
    """The package that brings, or ought to bring, what runs the networks here."""
    ours = "onnxruntime-windowsml" if (sys.platform, platform.machine()) == ("win32", "AMD64") else "onnxruntime"
    return next((package for package, _ in _installed(NETWORKS.packages)), ours)


def _installed(packages: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    import importlib.metadata

    for package in packages:
        try:
            yield package, importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            continue
