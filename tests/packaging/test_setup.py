"""The Windows installer with a stand-in program, under Wine: install, upgrade, remove, all silent.

STYLIZER_WINDOWS_TREE, a folder made by packaging/windows/rehearsal.py, takes the place of the small tree.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WINE = shutil.which("wine64") or next((str(path) for path in Path("/usr/lib").glob("wine*/wine64")), None)
COMPILER = shutil.which("x86_64-w64-mingw32-gcc")
LACKING = [
    name
    for name, found in {
        "makensis": shutil.which("makensis"), "wine64": WINE, "gcc-mingw-w64": COMPILER, "Xvfb": shutil.which("Xvfb"),
    }.items()
    if not found
]  # fmt: skip
pytestmark = [
    pytest.mark.packaging,
    pytest.mark.slow,
    pytest.mark.skipif(bool(LACKING) or sys.platform == "win32", reason=f"not installed: {', '.join(LACKING)}"),
]
REMOVAL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Stylizer"

Wine = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def wine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wine]:
    """Run something under Wine, in a Windows of its own."""
    home = tmp_path_factory.mktemp("wine")
    number = next(free for free in range(200, 300) if not Path(f"/tmp/.X11-unix/X{free}").exists())
    environment = {
        **os.environ, "WINEPREFIX": str(home / "prefix"), "WINEDEBUG": "-all", "DISPLAY": f":{number}",
        "WINEDLLOVERRIDES": "mscoree,mshtml=;winemenubuilder.exe=d", "HOME": str(home),
    }  # fmt: skip
    screen = ["Xvfb", f":{number}", "-screen", "0", "1024x768x24", "-nolisten", "tcp"]
    with subprocess.Popen(screen, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:

        def run(*words: str | Path, check: bool = True) -> subprocess.CompletedProcess[str]:
            command = [str(WINE), *map(str, words)]
            done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=240, check=False)
            assert done.returncode == 0 or not check, f"{words}: {done.stdout}{done.stderr}"
            return done

        try:
            run("wineboot", "-i")
            run.prefix, run.environment = home / "prefix", environment  # type: ignore[attr-defined]
            yield run
        finally:
            run("wineboot", "-k", check=False)
            server.terminate()


@pytest.fixture(scope="module")
def payload(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tree with the real names of the two programs, and files whose names are not simple."""
    folder = tmp_path_factory.mktemp("payload")
    if os.environ.get("STYLIZER_WINDOWS_TREE"):
        shutil.copytree(os.environ["STYLIZER_WINDOWS_TREE"], folder, dirs_exist_ok=True)
    inner = folder / "_internal" / "Größe und Farbe"
    inner.mkdir(parents=True)
    (inner / "ein $zeichen.txt").write_text("x" * 5000)
    (folder / "_internal" / "base_library.zip").write_bytes(bytes(range(256)) * 50)
    source = ROOT / "packaging" / "windows" / "standin.c"
    for name in ("stylizer.exe", "stylizer-window.exe"):
        subprocess.run([str(COMPILER), "-O1", "-s", "-o", str(folder / name), str(source)], check=True)
    return folder


@pytest.fixture(scope="module")
def setups(tmp_path_factory: pytest.TempPathFactory, payload: Path, making) -> list[Path]:
    """Two versions; the second one has a file less and one more."""
    from PIL import Image

    work = tmp_path_factory.mktemp("work")
    (work / "icons").mkdir()
    Image.new("RGBA", (64, 64), "teal").save(work / "icons" / "stylizer.ico")
    first = making("setup").make(payload, work, work, "1.0.0")
    later = tmp_path_factory.mktemp("later") / "tree"
    shutil.copytree(payload, later)
    (later / "_internal" / "base_library.zip").unlink()
    (later / "_internal" / "new.txt").write_text("new")
    return [first, making("setup").make(later, work, work, "1.1.0", quick=True)]


LOADS = """
#include <stdio.h>
#include <windows.h>
int main(int count, char **words)
{
    HMODULE library = LoadLibraryA(words[1]);
    const void *(*get)(int) = (const void *(*)(int))GetProcAddress(library, words[2]);
    printf("%d %d\\n", library != NULL, get != NULL && get(8) != NULL);
    return 0;
}
"""


def test_the_encoder_is_replaced_by_a_library_that_windows_loads(wine: Wine, making, tmp_path: Path) -> None:
    reader, work = tmp_path / "libheif-1.dll", tmp_path / "work"
    reader.write_bytes(b"\0x265_api_get_217\0")
    entries = [("libheif-1.dll", str(reader), "BINARY"), (r"heif.libs\libx265-217-ab.dll", "/big", "BINARY")]
    made = making("heif").without_encoder(entries, work, str(COMPILER))[1][1]
    assert Path(made).name == "libx265-217-ab.dll"
    (tmp_path / "loads.c").write_text(LOADS)
    subprocess.run([str(COMPILER), "-o", str(tmp_path / "loads.exe"), str(tmp_path / "loads.c")], check=True)
    assert wine(tmp_path / "loads.exe", "Z:" + made.replace("/", "\\"), "x265_api_get_217").stdout.split() == ["1", "1"]


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def value(wine: Wine, key: str, name: str) -> str:
    said = wine("reg", "query", key, "/v", name).stdout
    return next(line.split("REG_SZ", 1)[1].strip() for line in said.splitlines() if "REG_SZ" in line)


def windows(place: Path) -> str:
    """What tells an uninstaller to work where it lies, not from a copy that nobody waits for."""
    return "_?=C:" + str(place).split("drive_c")[1].replace("/", "\\")


@contextmanager
def running(wine: Wine, program: Path) -> Iterator[None]:
    """The program, started and still there."""
    environment: dict[str, str] = wine.environment  # type: ignore[attr-defined]
    command = [str(WINE), str(program), "600"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as started:
        assert started.stdout is not None
        assert program.name in started.stdout.readline()
        yield
        started.terminate()


OTHERS = r"HKCU\Software\Classes\.heic\OpenWithProgids"
DOCUMENT = r"HKCU\Software\Classes\Stylizer.Picture"


def test_the_whole_life_of_an_installation(wine: Wine, setups: list[Path], payload: Path) -> None:
    wine("reg", "add", OTHERS, "/v", "Other.Picture", "/t", "REG_SZ")
    wine(setups[0], "/S")
    prefix: Path = wine.prefix  # type: ignore[attr-defined]
    place = next(prefix.glob("drive_c/users/*/AppData/Local/Programs/Stylizer"))
    assert files(place) == files(payload) | {"uninstall.exe"}
    assert all((place / name).read_bytes() == (payload / name).read_bytes() for name in files(payload))
    assert value(wine, REMOVAL, "DisplayVersion") == "1.0.0"
    assert value(wine, REMOVAL, "InstallLocation").endswith(r"\Programs\Stylizer")
    opened = value(wine, r"HKCU\Software\Classes\Applications\stylizer-window.exe\shell\open\command", "")
    assert opened.endswith(r'stylizer-window.exe" -- "%1"')
    wine("reg", "query", r"HKCU\Software\Classes\Applications\stylizer-window.exe\SupportedTypes", "/v", ".heic")
    wine("reg", "query", OTHERS, "/v", "Stylizer.Picture")
    assert value(wine, rf"{DOCUMENT}\DefaultIcon", "").endswith("stylizer-window.exe,1")
    assert value(wine, rf"{DOCUMENT}\shell\open\command", "") == opened
    menu = next(prefix.glob("drive_c/users/*/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Stylizer.lnk"))
    assert "stylizer-window.exe".encode("utf-16-le") in menu.read_bytes() or b"stylizer-window.exe" in menu.read_bytes()
    assert "stylizer.exe" in wine(place / "stylizer.exe").stdout

    (place / "of the person.txt").write_text("mine")
    with running(wine, place / "stylizer-window.exe"):
        assert wine(setups[1], "/S", check=False).returncode == 2
        assert wine(place / "uninstall.exe", "/S", windows(place), check=False).returncode == 2
    assert files(place) == files(payload) | {"uninstall.exe", "of the person.txt"}
    assert value(wine, REMOVAL, "DisplayVersion") == "1.0.0"

    wine(setups[1], "/S")
    assert value(wine, REMOVAL, "DisplayVersion") == "1.1.0"
    expected = files(payload) - {"_internal/base_library.zip"} | {
        "_internal/new.txt",
        "uninstall.exe",
        "of the person.txt",
    }
    assert files(place) == expected

    wine(place / "uninstall.exe", "/S", windows(place))
    assert files(place) <= {"of the person.txt", "uninstall.exe"}
    assert (place / "of the person.txt").read_text() == "mine"
    assert not menu.exists()
    own = (r"HKCU\Software\Stylizer", r"HKCU\Software\Classes\Applications\stylizer-window.exe", DOCUMENT)
    for key in (REMOVAL, *own, r"HKCU\Software\Classes\.jpg"):
        assert wine("reg", "query", key, check=False).returncode != 0
    assert wine("reg", "query", OTHERS, "/v", "Stylizer.Picture", check=False).returncode != 0
    wine("reg", "query", OTHERS, "/v", "Other.Picture")
