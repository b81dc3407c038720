"""Makes the Debian package of a frozen Linux tree, with what it depends on worked out from the tree itself."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import time
from pathlib import Path

from making import desktop, man_and_completions, names, tree

PACKAGE = "stylizer"
HOME = f"usr/lib/{PACKAGE}"
MAINTAINER = "Stylizer contributors <stylizer@users.noreply.github.com>"
MEGABYTES_AT_MOST = 75
ARCHITECTURES = {"x64": "amd64", "arm64": "arm64"}

OWNERS = {
    "ld-linux-x86-64.so.2": "libc6", "ld-linux-aarch64.so.1": "libc6", "libc.so.6": "libc6", "libm.so.6": "libc6",
    "libdl.so.2": "libc6", "libpthread.so.0": "libc6", "librt.so.1": "libc6",
    "libutil.so.1": "libc6", "libresolv.so.2": "libc6",
    "libstdc++.so.6": "libstdc++6", "libgcc_s.so.1": "libgcc-s1", "libz.so.1": "zlib1g", "liblzma.so.5": "liblzma5",
    "libexpat.so.1": "libexpat1", "libzstd.so.1": "libzstd1", "libuuid.so.1": "libuuid1",
    "libGL.so.1": "libgl1", "libEGL.so.1": "libegl1", "libGLX.so.0": "libglx0", "libOpenGL.so.0": "libopengl0",
    "libdbus-1.so.3": "libdbus-1-3", "libfontconfig.so.1": "libfontconfig1", "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0", "libgthread-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0",
    "libgobject-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0", "libgio-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0",
    "libX11.so.6": "libx11-6", "libX11-xcb.so.1": "libx11-xcb1", "libXau.so.6": "libxau6", "libXext.so.6": "libxext6",
    "libxcb.so.1": "libxcb1", "libxcb-glx.so.0": "libxcb-glx0", "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0", "libxcb-shape.so.0": "libxcb-shape0", "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1", "libxcb-xfixes.so.0": "libxcb-xfixes0", "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-xinput.so.0": "libxcb-xinput0", "libxcb-dri3.so.0": "libxcb-dri3-0",
    "libxcb-present.so.0": "libxcb-present0",
    "libwayland-client.so.0": "libwayland-client0", "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1", "libwayland-server.so.0": "libwayland-server0",
}  # fmt: skip
"""Which Debian package brings a library; the second name is the one before the 64-bit time change."""

_VERSIONED = {"libc6": "GLIBC", "libstdc++6": "GLIBCXX"}
_GLIBCXX = {(3, 4, 26): "9", (3, 4, 28): "9.3", (3, 4, 29): "11", (3, 4, 30): "12", (3, 4, 32): "13", (3, 4, 33): "14"}
RECOMMENDS = "libgl1-mesa-dri, fonts-dejavu-core | fonts-liberation | fonts-freefont-ttf, xdg-desktop-portal, xdg-utils"

_CONTROL = """\
Package: {package}
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: {recommends}
Section: graphics
Priority: optional
{homepage}Description: paint photographs in the style of paintings
 Drop a photograph and a painting, and Stylizer paints the photograph as that
 painter might have done: in a window with a live preview, or on the command
 line. Everything is computed on this computer; no picture leaves it.
 .
 The networks, twelve starter styles and two example photographs are inside.
"""

_COPYRIGHT = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Stylizer
Comment: The package carries Python, Qt and other libraries as their makers publish them. Their licences lie in
 /{home}/_internal/licenses, one folder for each.

Files: *
Copyright: 2026 Stylizer contributors
License: Apache-2.0
 On Debian systems the text of the Apache License 2.0 is in /usr/share/common-licenses/Apache-2.0.

Files: {home}/_internal/PySide6/* {home}/_internal/shiboken6/*
Copyright: The Qt Company Ltd. and other contributors
License: LGPL-3
 On Debian systems the text of the LGPL 3 is in /usr/share/common-licenses/LGPL-3.
"""

OVERRIDES = """\
# A program frozen with its own interpreter and the libraries that it was tested with, as their makers built them.
stylizer: embedded-library *
stylizer: unstripped-binary-or-object *
stylizer: custom-library-search-path *
stylizer: hardening-no-relro *
stylizer: hardening-no-pie *
stylizer: hardening-no-bindnow *
stylizer: hardening-no-fortify-functions *
stylizer: shared-library-lacks-prerequisites *
stylizer: shared-library-lacks-version *
stylizer: package-has-long-file-name *
stylizer: extra-license-file *
stylizer: package-installs-python-bytecode *
stylizer: library-not-linked-against-libc *
stylizer: executable-stack-in-shared-library *
# Built outside of Debian: there is no bug to close, and no source package.
stylizer: initial-upload-closes-no-bugs *
stylizer: no-code-sections *
stylizer: statically-linked-binary *
"""


def depends(root: Path) -> list[str]:
    """The packages that the tree needs, in the versions that its symbols ask for; SystemExit if one is unknown."""
    needs = tree.needs(root)
    unknown = {library: users[:3] for library, users in needs.libraries.items() if library not in OWNERS}
    if unknown:
        raise SystemExit(f"No package is known for {unknown}: add it to OWNERS in packaging/making/deb.py.")
    packages = {OWNERS[library] for library in needs.libraries} | {"libc6", "libstdc++6", "libgcc-s1"}
    if any(package.startswith("libxcb") for package in packages):
        packages.add("xkb-data")
    return sorted(package + _at_least(package, needs.symbols) for package in packages)


def _at_least(package: str, symbols: dict[str, tuple[int, ...]]) -> str:
    """The version of the C or C++ library that the newest symbol came with."""
    newest = symbols.get(_VERSIONED.get(package, ""))
    if not newest:
        return ""
    if package == "libc6":
        return f" (>= {'.'.join(str(part) for part in newest[:2])})"
    return f" (>= {next((name for known, name in _GLIBCXX.items() if known >= newest), '14')})"


def make(frozen: Path, work: Path, out: Path, version: str = names.VERSION, *, level: int = 6) -> Path:
    """Build the package of a frozen tree into the folder ``out``, compressed by xz's ``level``; return the file."""
    root = work / "deb"
    shutil.rmtree(root, ignore_errors=True)
    _tree(frozen, root)
    _documents(root, version)
    _desktop(root, work)
    _control(root, frozen, version)
    _modes(root)
    made = out / names.file_name(".deb").replace(names.VERSION, version)
    began = time.monotonic()
    pack = ["dpkg-deb", "--root-owner-group", "-Zxz", f"-z{level}", "--build", str(root), str(made)]
    subprocess.run(pack, check=True)
    megabytes = made.stat().st_size / 1e6
    print(f"{made.name}: {megabytes:.1f} MB in {time.monotonic() - began:.0f} s")
    if megabytes > MEGABYTES_AT_MOST:
        raise SystemExit(f"The package has more than {MEGABYTES_AT_MOST} MB.")
    return made


def _tree(frozen: Path, root: Path) -> None:
    """The frozen program in its place, told that apt keeps it up to date."""
    home = root / HOME
    shutil.copytree(frozen, home, symlinks=True)
    facts = home / "_internal" / "stylizer_app" / "resources" / "build.json"
    facts.write_text(json.dumps({**json.loads(facts.read_text("utf-8")), "kind": "deb"}, indent=2) + "\n", "utf-8")
    (root / "usr" / "bin").mkdir(parents=True)
    (root / "usr" / "bin" / names.PROGRAM).symlink_to(f"../lib/{PACKAGE}/{names.PROGRAM}")


def _documents(root: Path, version: str) -> None:
    """Copyright, changes, manual page, completions, and the exceptions for lintian."""
    share = root / "usr" / "share"
    _write(share / "doc" / PACKAGE / "copyright", _COPYRIGHT.format(home=HOME))
    stamp = time.strftime(
        "%a, %d %b %Y %H:%M:%S +0000", time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH", time.time())))
    )
    changes = f"{PACKAGE} ({version}) stable; urgency=medium\n\n  * Release {version}.\n\n -- {MAINTAINER}  {stamp}\n"
    _zipped(share / "doc" / PACKAGE / "changelog.gz", changes)
    _zipped(share / "man" / "man1" / f"{names.PROGRAM}.1.gz", man_and_completions.manual(desktop.build_date()))
    _write(share / "bash-completion" / "completions" / names.PROGRAM, man_and_completions.bash())
    _write(share / "zsh" / "vendor-completions" / f"_{names.PROGRAM}", man_and_completions.zsh())
    _write(share / "fish" / "vendor_completions.d" / f"{names.PROGRAM}.fish", man_and_completions.fish())
    _write(share / "lintian" / "overrides" / PACKAGE, OVERRIDES)


def _desktop(root: Path, work: Path) -> None:
    """Desktop entry, metainfo and icons."""
    share = root / "usr" / "share"
    _write(share / "applications" / f"{names.APP_ID}.desktop", desktop.entry(f"/{HOME}"))
    repository = os.environ.get("GITHUB_REPOSITORY", "")
    _write(share / "metainfo" / f"{names.APP_ID}.metainfo.xml", desktop.metainfo(repository))
    icons = share / "icons" / "hicolor"
    for size in (16, 24, 32, 48, 64, 128, 256, 512):
        _copy(work / "icons" / f"stylizer-{size}.png", icons / f"{size}x{size}" / "apps" / f"{names.APP_ID}.png")
    source = names.ROOT / "stylizer_app" / "resources" / "icons" / "stylizer.svg"
    _copy(source, icons / "scalable" / "apps" / f"{names.APP_ID}.svg")


def _control(root: Path, frozen: Path, version: str) -> None:
    """What apt reads; no maintainer scripts, since the desktop's caches are renewed by triggers."""
    repository = os.environ.get("GITHUB_REPOSITORY", "")
    text = _CONTROL.format(
        package=PACKAGE,
        version=version,
        architecture=ARCHITECTURES[names.architecture()],
        maintainer=MAINTAINER,
        kilobytes=-(-tree.size(root) // 1024),
        depends=", ".join(depends(frozen)),
        recommends=RECOMMENDS,
        homepage=f"Homepage: https://github.com/{repository}\n" if repository else "",
    )
    _write(root / "DEBIAN" / "control", text)
    sums = [
        f"{subprocess.run(['md5sum', str(path)], capture_output=True, text=True, check=True).stdout.split()[0]}  "
        f"{path.relative_to(root)}\n"
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.is_symlink() and "DEBIAN" not in path.relative_to(root).parts
    ]
    _write(root / "DEBIAN" / "md5sums", "".join(sums))


def _modes(root: Path) -> None:
    """Rights that do not depend on who builds: only the program may be started."""
    for path in root.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == root / HOME / names.PROGRAM else 0o644)
    root.chmod(0o755)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


def _zipped(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)
