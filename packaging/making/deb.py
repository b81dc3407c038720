"""Makes the Debian package of a frozen Linux tree, with what it depends on worked out by dpkg-shlibdeps."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from making import desktop, man_and_completions, names, tree

PACKAGE = "stylizer"
HOME = f"usr/lib/{PACKAGE}"
MAINTAINER = "Stylizer contributors <stylizer@users.noreply.github.com>"
MEGABYTES_AT_MOST = 75
ARCHITECTURES = {"x64": "amd64", "arm64": "arm64"}

ALWAYS = ("libgcc-s1", "xkb-data")
"""Packages that no binary is linked with: the unwinder that Python loads when a thread ends, and keyboard layouts."""

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
 The networks, looks learned from well-known paintings and two example photographs are inside.
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
    """The packages that the binaries under a package's ``root`` need, in the versions that their symbols ask for.

    SystemExit names a library that belongs to no package that is installed here.
    """
    (root / "DEBIAN").mkdir(exist_ok=True)  # how dpkg-shlibdeps knows where a package begins
    binaries = [path.resolve() for path in tree.elf_files(root / HOME)]
    with tempfile.TemporaryDirectory() as source:
        _write(Path(source) / "debian" / "control", f"Source: {PACKAGE}\n\nPackage: {PACKAGE}\nArchitecture: any\n")
        command = ["dpkg-shlibdeps", "-O", "--warnings=0", f"-S{root.resolve()}", f"-l/{HOME}/_internal", *binaries]
        done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"The package's dependencies are not known.\n{done.stderr}")
    found = done.stdout.strip().removeprefix("shlibs:Depends=").split(", ")
    named = {line.split(" ")[0] for line in found}
    return sorted([*found, *(package for package in ALWAYS if package not in named)])


def make(frozen: Path, work: Path, out: Path, version: str = names.VERSION) -> Path:
    """Build the package of a frozen tree into the folder ``out``; return the file."""
    root = work / "deb"
    shutil.rmtree(root, ignore_errors=True)
    _tree(frozen, root)
    _documents(root, version)
    _desktop(root, work)
    _control(root, version)
    _modes(root)
    made = out / names.file_name(".deb").replace(names.VERSION, version)
    began = time.monotonic()
    pack = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(made)]
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
    _write(share / "bash-completion" / "completions" / names.PROGRAM, man_and_completions.completion("bash"))
    _write(share / "zsh" / "vendor-completions" / f"_{names.PROGRAM}", man_and_completions.completion("zsh"))
    _write(share / "fish" / "vendor_completions.d" / f"{names.PROGRAM}.fish", man_and_completions.completion("fish"))
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


def _control(root: Path, version: str) -> None:
    """What apt reads; no maintainer scripts, since the desktop's caches are renewed by triggers."""
    repository = os.environ.get("GITHUB_REPOSITORY", "")
    text = _CONTROL.format(
        package=PACKAGE,
        version=version,
        architecture=ARCHITECTURES[names.architecture()],
        maintainer=MAINTAINER,
        kilobytes=-(-tree.size(root) // 1024),
        depends=", ".join(depends(root)),
        recommends=RECOMMENDS,
        homepage=f"Homepage: https://github.com/{repository}\n" if repository else "",
    )
    _write(root / "DEBIAN" / "control", text)
    sums = [
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(root)}\n"
        for path in sorted((root / "usr").rglob("*"))
        if path.is_file() and not path.is_symlink()
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
