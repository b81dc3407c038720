"""The scripts that other machines run, as far as they can be run here."""

from __future__ import annotations

import plistlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
pytestmark = pytest.mark.packaging
needs_bash = pytest.mark.skipif(shutil.which("bash") is None or sys.platform == "win32", reason="no bash here")


@needs_bash
@pytest.mark.parametrize("script", sorted(path.relative_to(PACKAGING).as_posix() for path in PACKAGING.rglob("*.sh")))
def test_shell_scripts_parse(script: str) -> None:
    subprocess.run(["bash", "-n", str(PACKAGING / script)], check=True)


@needs_bash
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="AppImages are for Linux")
def test_the_appimage_gets_a_whole_folder(tmp_path: Path, making) -> None:
    tree, work, tool = tmp_path / "tree", tmp_path / "work", tmp_path / "tool"
    tree.mkdir()
    (work / "icons").mkdir(parents=True)
    (tree / "stylizer").write_text("#!/bin/sh\n")
    (work / "icons" / "stylizer-256.png").write_bytes(b"\x89PNG")
    tool.write_text('#!/bin/sh\ntouch "$3"\n')
    tool.chmod(0o755)
    script = PACKAGING / "linux" / "appimage.sh"
    subprocess.run(["bash", str(script), str(tree), str(work), str(tmp_path), str(tool)], check=True)
    assert (tmp_path / f"stylizer-{making('names').VERSION}-linux-x64.AppImage").exists()
    entry = (work / "AppDir" / "org.stylizer.Stylizer.desktop").read_text("utf-8")
    assert "image/heic" in entry
    assert "@" not in entry
    assert "Actions" not in entry
    assert (work / "AppDir" / "AppRun").resolve() == (work / "AppDir" / "usr/lib/stylizer/stylizer").resolve()


def test_macos_finds_what_it_reads(making) -> None:
    plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())
    info = making("names").mac_info()
    assert plistlib.loads(plistlib.dumps(info)) == info


@pytest.mark.gui
def test_the_icons_are_drawn_in_every_size(making, qapp, tmp_path: Path) -> None:
    from PIL import Image

    making("icons").draw(tmp_path)
    with Image.open(tmp_path / "stylizer-512.png") as drawn, Image.open(tmp_path / "stylizer.ico") as windows:
        assert drawn.size == (512, 512)
        assert drawn.convert("RGBA").getpixel((0, 0))[3] == 0
        assert {16, 32, 48, 256} <= {size[0] for size in windows.info["sizes"]}
    assert (tmp_path / "stylizer.icns").read_bytes()[:4] == b"icns"


def test_every_part_has_a_licence(making, tmp_path: Path) -> None:
    missing = making("licences").collect(tmp_path / "licenses", encoder_replaced=True)
    assert missing in ([], ["Python"])
    assert "LGPL" in (tmp_path / "licenses" / "pyside6-essentials" / "QT.txt").read_text("utf-8")
    assert any("THIRDPARTY" in path.name.upper() for path in (tmp_path / "licenses").rglob("*"))


def test_checksums_are_those_of_the_files(tmp_path: Path) -> None:
    (tmp_path / "stylizer-1-linux-x64.deb").write_bytes(b"abc")
    code = f"import sys; sys.path.insert(0, {str(PACKAGING)!r}); import build, pathlib; "
    code += f"build.checksums(pathlib.Path({str(tmp_path)!r}))"
    subprocess.run(
        [sys.executable, "-c", code], check=True, env={"PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"}
    )
    line = (tmp_path / "SHA256SUMS").read_text("utf-8")
    assert line == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  stylizer-1-linux-x64.deb\n"


def test_the_flatpak_never_looks_for_updates() -> None:
    manifest = (PACKAGING / "flatpak" / "org.stylizer.Stylizer.yml").read_text("utf-8")
    assert "build.json" in manifest
    assert '"flatpak"' in (PACKAGING / "flatpak" / "prepare.py").read_text("utf-8")
