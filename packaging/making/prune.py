"""What stays in the frozen program: what is used, and nothing that the target's own system has to bring."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

Entry = tuple[str, str, str]
"""As PyInstaller lists files: the name in the program, the source, the kind."""

Needs = Callable[[str], Iterable[str]]
"""The file names of the libraries that a binary asks the loader for."""

EXCLUDED_MODULES = (
    # parts of Python that no one calls
    "tkinter", "unittest", "pydoc", "doctest", "test", "lib2to3", "distutils", "ensurepip", "idlelib", "turtledemo",
    "curses", "readline", "xmlrpc", "pdb", "asyncio", "multiprocessing", "ftplib", "smtplib", "_pydecimal",
    # tools that the build environment has, and optional companions that the libraries look for
    "setuptools", "pkg_resources", "pip", "wheel", "PyInstaller", "pytest", "IPython", "matplotlib", "scipy", "sympy",
    "pandas", "zarr", "fsspec", "torch", "tensorflow", "onnx", "google", "pygments", "markdown_it", "mdurl",
    "numba", "dask", "lxml", "av", "cv2", "defusedxml", "openvino", "openvino_telemetry",
    "onnxruntime.transformers", "onnxruntime.quantization", "onnxruntime.tools", "onnxruntime.datasets",
    "numpy.f2py", "numpy.testing", "numpy.distutils", "numpy.random", "numpy.fft",
    "PIL.ImageTk", "PIL.ImageQt", "PIL.ImageShow", "PIL.ImageGrab",
    *(f"PySide6.Qt{name}" for name in ("Network", "DBus", "Qml", "Quick", "Test", "Sql", "Xml", "OpenGL")),
)  # fmt: skip

CODECS = (
    "_shared", "_shared_cython", "_imcd", "_png", "_cms", "_deflate", "_zlib", "_avif", "_jpeg2k", "_jpeg8", "_lzma",
    "_zstd", "_webp",
)  # fmt: skip
"""The codecs of imagecodecs that the program calls itself, and those that TIFF files are compressed with."""

_UNWANTED = tuple(
    re.compile(pattern)
    for pattern in (
        r"PySide6/(Qt/)?plugins/(designer|egldeviceintegrations|generic|networkinformation|qmllint|qmltooling)/",
        r"PySide6/(Qt/)?plugins/(sqldrivers|tls|vectorimageformats|wayland-graphics-integration-server)/",
        r"PySide6/(Qt/)?plugins/platforms/(lib)?q(eglfs|linuxfb|minimal|minimalegl|vkkhrdisplay|vnc|direct2d)\.",
        r"PySide6/(Qt/)?plugins/platforminputcontexts/(lib)?qtvirtualkeyboard",
        r"PySide6/(Qt/)?plugins/platformthemes/libqgtk3",
        r"PySide6/(Qt/)?plugins/imageformats/(lib)?q(pdf|wbmp|tga|icns|tiff|webp|gif)\.",
        r"PySide6/(Qt/)?plugins/wayland-shell-integration/lib(fullscreen|ivi|wl-shell|qt-shell)",
        r"PySide6/(Qt/)?plugins/wayland-graphics-integration-client/lib(drm-egl|dmabuf|vulkan|shm)",
        r"PySide6/(Qt/)?translations/(?!qtbase_it\.qm)",
        r"PySide6/(opengl32sw|vcamp140)\.dll$",
        r"onnxruntime/capi/onnxruntime\.dll$",  # for programs in C; Python has a .pyd with all of it
        r"lib-dynload/(_codecs_(jp|cn|tw|kr|hk|iso2022)|_curses|_curses_panel|readline|_tkinter|_test|_xx|_crypt|nis|ossaudiodev)",
        r"PIL/_(imagingtk|imagingmorph)\b",
        r"numpy/.*/(tests|examples)/|numpy/_core/_multiarray_tests\.",
    )
)

FROM_THE_SYSTEM = re.compile(r"^/(usr/)?lib(64)?/")
"""Where a library comes from that belongs to the machine that builds."""

_BROUGHT_ALONG = re.compile(
    r"^lib(xcb-(cursor|icccm|image|keysyms|render-util|util)|xkbcommon(-x11)?|ffi|bz2|sqlite3|ssl|crypto|python3[.\d]*)\.so"
)
"""Libraries of the building machine that go along: small helpers that desktops lack, and what Python is bound to.

Everything else that comes from there (the C++ runtime, X11, GL, GLib, fonts) must be the target's own: its graphics
drivers are loaded into the same process and need theirs, not older ones.
"""

_LIBRARY = re.compile(r"(^|/)([^/]+\.so(\.\d+)*|[^/]+\.dll|[^/]+\.dylib|Qt\w+)$", re.IGNORECASE)
_LOADED_BY_NAME = re.compile(
    r"plugins/|onnxruntime/capi/|\.(abi3|cpython-[\w-]+)\.so$|lib-dynload/|(^|/)python3\d*\.dll$|(vcruntime|msvcp)\d",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Kept:
    """What stays, and the names of what was left out."""

    entries: list[Entry]
    dropped: list[str]


def _name(entry: Entry) -> str:
    """An entry's name with forward slashes."""
    return entry[0].replace("\\", "/")


def wanted(entry: Entry, *, linux: bool) -> bool:
    """Whether a file is of any use in the program."""
    if any(pattern.search(_name(entry)) for pattern in _UNWANTED):
        return False
    foreign = linux and entry[2] == "BINARY" and FROM_THE_SYSTEM.match(entry[1]) is not None
    return not foreign or _BROUGHT_ALONG.match(posixpath.basename(_name(entry))) is not None


def prune(binaries: Iterable[Entry], needs: Needs, *, linux: bool) -> Kept:
    """Keep what is wanted, and of the libraries only those that something kept asks for."""
    everything = list(binaries)
    useful = [entry for entry in everything if wanted(entry, linux=linux)]
    files = [entry for entry in useful if entry[2] != "SYMLINK"]
    reached = _reached(files, needs)
    kept = [entry for entry in files if _name(entry) in reached]
    names = {_name(entry) for entry in kept}
    kept += [link for link in useful if link[2] == "SYMLINK" and _target(link) in names]
    final = {_name(entry) for entry in kept}
    return Kept(kept, sorted(_name(entry) for entry in everything if _name(entry) not in final))


def _target(link: Entry) -> str:
    """The name of the file that a symbolic link inside the program points to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(_name(link)), link[1].replace("\\", "/")))


def _reached(files: list[Entry], needs: Needs) -> set[str]:
    """The names of everything that is loaded by name, and what that needs, and so on."""
    by_file = defaultdict[str, list[Entry]](list)  # a package finds its own copy, or the one that was loaded before
    for entry in files:
        by_file[posixpath.basename(_name(entry)).lower()].append(entry)
    waiting = [entry for entry in files if not _LIBRARY.search(_name(entry)) or _LOADED_BY_NAME.search(_name(entry))]
    waiting += [entry for entry in files if posixpath.basename(_name(entry)).startswith("libpython")]
    reached: set[str] = set()
    while waiting:
        entry = waiting.pop()
        if _name(entry) in reached:
            continue
        reached.add(_name(entry))
        for name in needs(entry[1]):
            waiting += by_file.get(name.lower(), [])
    return reached
