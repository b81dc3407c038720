"""The scripts that other machines run, as far as they can be run here."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

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


def test_the_flatpak_gets_its_files(tmp_path: Path, making, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making("names"), "ROOT", tmp_path)
    code = compile((PACKAGING / "flatpak" / "prepare.py").read_text("utf-8"), "prepare.py", "exec")
    given = {"__file__": str(PACKAGING / "flatpak" / "prepare.py"), "__name__": "prepare"}
    exec(code, given)
    given["main"]()
    made = tmp_path / "build" / "package" / "flatpak"
    assert '"kind": "flatpak"' in (made / "build.json").read_text("utf-8")
    manifest = (PACKAGING / "flatpak" / "org.stylizer.Stylizer.yml").read_text("utf-8")
    for path in made.iterdir():
        assert path.name in manifest


@pytest.mark.gui
def test_the_icons_are_drawn_in_every_size(making, qapp, tmp_path: Path) -> None:
    from PIL import Image

    making("icons").draw(tmp_path)
    with Image.open(tmp_path / "stylizer-512.png") as drawn, Image.open(tmp_path / "stylizer.ico") as windows:
        assert drawn.size == (512, 512)
        assert drawn.convert("RGBA").getpixel((0, 0))[3] == 0
        assert {16, 32, 48, 256} <= {size[0] for size in windows.info["sizes"]}
    content = (tmp_path / "stylizer.icns").read_bytes()
    assert content[:4] == b"icns"
    assert int.from_bytes(content[4:8], "big") == len(content)
    with Image.open(tmp_path / "stylizer.icns") as mac:
        assert (512, 512, 2) in mac.info["sizes"]
    at = content.index(b"\xfd\xd9\x2f\xa8")  # the same sizes for the dark look, without a head of their own
    dark = content[at + 8 :]
    (tmp_path / "dark.icns").write_bytes(b"icns" + (len(dark) + 8).to_bytes(4, "big") + dark)
    with Image.open(tmp_path / "dark.icns") as mac:
        assert mac.convert("RGBA").resize((64, 64)).getpixel((8, 32)) < (80, 80, 80, 256)


@pytest.mark.gui
def test_a_document_has_the_programs_icon_on_a_sheet(making, qapp, tmp_path: Path) -> None:
    from PIL import Image

    making("icons").draw(tmp_path)
    with Image.open(tmp_path / "document.ico") as document, Image.open(tmp_path / "stylizer.ico") as program:
        assert document.info["sizes"] == program.info["sizes"]
        drawn = document.convert("RGBA")
        assert drawn.getpixel((2, 128))[3] == 0  # narrower than the program's
        assert min(drawn.getpixel((64, 30))[:3]) > 240  # paper above
        assert min(drawn.getpixel((128, 150))[:3]) < 200  # and the picture


SETTINGS = "{http://schemas.microsoft.com/SMI/%d/WindowsSettings}%s"


def test_windows_is_told_of_long_paths_and_of_screens_that_differ() -> None:
    manifest = pytest.importorskip("PyInstaller.utils.win32.winmanifest")
    source = (PACKAGING / "windows" / "stylizer.manifest").read_bytes()
    embedded = ET.fromstring(manifest.create_application_manifest(source))
    assert embedded.find(f".//{SETTINGS % (2016, 'longPathAware')}").text == "true"
    assert embedded.find(f".//{SETTINGS % (2016, 'dpiAwareness')}").text.split(",")[0] == "PerMonitorV2"
    assert embedded.find(f".//{SETTINGS % (2005, 'dpiAware')}").text == "true/pm"
    rights = embedded.find(".//{urn:schemas-microsoft-com:asm.v3}requestedExecutionLevel")
    assert rights.get("level") == "asInvoker"


def test_open_with_is_taken_back_without_what_others_wrote(making) -> None:
    add, remove = making("setup").opened_types()
    assert r'WriteRegStr HKCU "Software\Classes\.heic\OpenWithProgids" "${DOCUMENT}" ""' in add.splitlines()
    assert [line for line in remove.splitlines() if r"\.heic" in line] == [
        r'DeleteRegValue HKCU "Software\Classes\.heic\OpenWithProgids" "${DOCUMENT}"',
        r'DeleteRegKey /ifempty HKCU "Software\Classes\.heic\OpenWithProgids"',
        r'DeleteRegKey /ifempty HKCU "Software\Classes\.heic"',
    ]


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
