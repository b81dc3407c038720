"""What things are called: the program, its files, the packages that are told apart inside it."""

from __future__ import annotations

import platform
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from stylizer_app import APP_ID  # noqa: E402
from stylizer_app import __version__ as VERSION  # noqa: E402, N812
from stylizer_app.imaging.formats import FORMATS  # noqa: E402

__all__ = ["APP_ID", "ROOT", "VERSION"]

PROGRAM = "stylizer"
WINDOW = "stylizer-window"
"""The second executable on Windows: the one without a console."""

DOCUMENT_ICON = "document.ico"
"""Pictures that Stylizer opens by default have it on Windows; it is the second icon inside the programs."""

RESOURCE_SUFFIXES = (".svg", ".png", ".jpg", ".qss", ".qm", ".toml", ".json", ".ttf")
"""What of the resources is read at run time; sources of translations stay at home."""

SYSTEMS = {"linux": "linux", "win32": "windows", "darwin": "macos"}
_ARCHITECTURES = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}

OPENED_TYPES = tuple(kind for form in FORMATS for kind in form.media_types)
OPENED_SUFFIXES = tuple(suffix for form in FORMATS for suffix in form.suffixes)
"""What "Open with" offers the program for."""


def system() -> str:
    """The system that this machine has, as file names say it."""
    return SYSTEMS["linux" if sys.platform.startswith("linux") else sys.platform]


def architecture() -> str:
    """The CPU that this machine has, as file names say it."""
    machine = platform.machine().lower()
    return _ARCHITECTURES.get(machine, machine)


def file_name(suffix: str, on: str = "", arch: str = "") -> str:
    """The name of a file to publish: stylizer-VERSION-SYSTEM-ARCH, and the suffix."""
    return f"{PROGRAM}-{VERSION}-{on or system()}-{arch or architecture()}{suffix}"


def numbers(version: str = VERSION) -> tuple[int, ...]:
    """The numbers of a version; a suffix such as rc1 does not count."""
    found = [re.match(r"\d+", part) for part in version.split(".")]
    return tuple(int(number[0]) if number else 0 for number in found)


MAC_MINIMUM = (15, 0)
"""The oldest macOS that all of the program's libraries were made for, by what they themselves say."""


def mac_info(version: str = VERSION) -> dict[str, object]:
    """What macOS reads about the program: pictures can be opened with it, it does not claim them."""
    kinds = [kind for form in FORMATS for kind in form.uniform_types]
    plain = ".".join(map(str, numbers(version)[:3]))
    return {
        "CFBundleDisplayName": "Stylizer",
        "CFBundleShortVersionString": plain,
        "CFBundleVersion": plain,
        "LSApplicationCategoryType": "public.app-category.photography",
        "LSMinimumSystemVersion": ".".join(map(str, MAC_MINIMUM)),
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
