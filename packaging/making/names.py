"""What things are called: the program, its files, the packages that are told apart inside it."""

from __future__ import annotations

import platform
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = "stylizer"
WINDOW = "stylizer-window"
"""The second executable on Windows: the one without a console."""

APP_ID = "org.stylizer.Stylizer"
_SOURCE = (ROOT / "stylizer_app" / "__init__.py").read_text("utf-8")
VERSION = re.findall(r'^__version__ = "([^"]+)"$', _SOURCE, re.MULTILINE)[0]

RESOURCE_SUFFIXES = (".svg", ".png", ".jpg", ".qss", ".qm", ".toml", ".json", ".ttf")
"""What of the resources is read at run time; sources of translations stay at home."""

SYSTEMS = {"linux": "linux", "win32": "windows", "darwin": "macos"}
_ARCHITECTURES = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}

OPENED_TYPES = (
    "image/jpeg", "image/png", "image/webp", "image/tiff", "image/avif", "image/heif", "image/heic", "image/jp2",
    "image/bmp", "image/gif",
)  # fmt: skip
OPENED_SUFFIXES = (
    ".jpg", ".jpeg", ".jfif", ".png", ".webp", ".tif", ".tiff", ".avif", ".heic", ".heif", ".jp2", ".bmp", ".gif",
)  # fmt: skip


def system() -> str:
    """The system that this machine has, as file names say it."""
    return SYSTEMS["linux" if sys.platform.startswith("linux") else sys.platform]


def architecture() -> str:
    """The processor that this machine has, as file names say it."""
    machine = platform.machine().lower()
    return _ARCHITECTURES.get(machine, machine)


def file_name(suffix: str, on: str = "", processor: str = "") -> str:
    """The name of a file to publish: stylizer-VERSION-SYSTEM-ARCH, and the suffix."""
    return f"{PROGRAM}-{VERSION}-{on or system()}-{processor or architecture()}{suffix}"


def mac_info() -> dict[str, object]:
    """What macOS reads about the program: pictures can be opened with it, it does not claim them."""
    kinds = ["public.jpeg", "public.png", "public.tiff", "public.heic", "public.heif",
             "public.avif", "org.webmproject.webp",
             "public.jpeg-2000", "com.microsoft.bmp", "com.compuserve.gif"]  # fmt: skip
    return {
        "CFBundleDisplayName": "Stylizer",
        "CFBundleShortVersionString": VERSION,
        "LSApplicationCategoryType": "public.app-category.photography",
        "LSMinimumSystemVersion": "14.0",
        "NSHighResolutionCapable": True,
        "NSSupportsAutomaticGraphicsSwitching": True,
        "NSRequiresAquaSystemAppearance": False,
        "CFBundleLocalizations": ["en", "it"],
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Picture",
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Alternate",
                "LSItemContentTypes": kinds,
            }
        ],
    }
