"""What can be known of the Mac's program on another system: its description, its rights, its libraries, its signing."""

from __future__ import annotations

import json
import plistlib
import re
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
pytestmark = pytest.mark.packaging
needs_bash = pytest.mark.skipif(shutil.which("bash") is None or sys.platform == "win32", reason="no bash here")

NUMBER = "c00fe84b-95f2-4890-b7ea-019a7f546abd"
ACCEPTED = json.dumps({"message": "Processing complete", "id": NUMBER, "status": "Accepted"})
INVALID = json.dumps({"message": "Processing complete", "id": NUMBER, "status": "Invalid"})
LOG = json.dumps({
    "logFormatVersion": 1, "jobId": NUMBER, "status": "Invalid",
    "statusSummary": "Archive contains critical validation errors", "statusCode": 4000,
    "issues": [{"severity": "error", "message": "The signature of the binary is invalid.", "architecture": "arm64"}],
})  # fmt: skip
"""What notarytool answers; it ends with 0 also when Apple refuses."""


def tool(folder: Path, name: str, code: str = "") -> None:
    """A stand-in for a tool of another system: writes down how it was called."""
    folder.mkdir(exist_ok=True)
    script = folder / name
    script.write_text(f'#!/bin/bash\nprintf "%s\\n" "{name} $*" >>"$CALLS"\n{code}\n')
    script.chmod(0o755)


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A bundle with a program, a library, and a text."""
    app = tmp_path / "Stylizer.app"
    for name in ("MacOS/stylizer", "Frameworks/libone.dylib", "Frameworks/Q.framework/Q", "Resources/words.txt"):
        (app / "Contents" / name).parent.mkdir(parents=True, exist_ok=True)
        (app / "Contents" / name).write_text("x")
    (app / "Contents/MacOS/stylizer").chmod(0o755)
    (app / "Contents/Frameworks/Q.framework/Q").chmod(0o755)
    return app


def sign(bundle: Path, xcrun: str, **secrets: str) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """Sign a bundle with stand-ins; ``xcrun``: what that one does. Return the end of it, and what was called."""
    tools, calls = bundle.parent / "tools", bundle.parent / "calls"
    for name in ("codesign", "ditto"):
        tool(tools, name)
    tool(tools, "xcrun", xcrun)
    tool(tools, "file", 'echo "Mach-O 64-bit"')
    (tools / "python3").symlink_to(sys.executable)
    environment = {"PATH": f"{tools}:/usr/bin:/bin", "CALLS": str(calls), **secrets}
    command = ["bash", str(PACKAGING / "macos" / "sign.sh"), str(bundle)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    return done, calls.read_text().splitlines()


def answers(verdict: str, code: int = 0) -> str:
    """An xcrun that gives this verdict about a submission, and the log of a refused one."""
    return f"case $2 in submit) echo '{verdict}'; exit {code};; log) echo '{LOG}';; esac"


IDENTITY = {"MAC_IDENTITY": "Developer ID"}
ACCOUNT = {**IDENTITY, "APPLE_ID": "a", "APPLE_TEAM_ID": "b", "APPLE_APP_PASSWORD": "c"}


@needs_bash
@pytest.mark.parametrize("secrets", [{}, IDENTITY, ACCOUNT])
def test_a_bundle_is_signed_from_the_inside_out(bundle: Path, secrets: dict[str, str]) -> None:
    done, lines = sign(bundle, answers(ACCEPTED), **secrets)
    assert done.returncode == 0, done.stderr
    signed = [line.rsplit("Stylizer.app", 1)[1] for line in lines if line.startswith("codesign --force")]
    assert set(signed[:3]) == {
        "/Contents/MacOS/stylizer", "/Contents/Frameworks/libone.dylib", "/Contents/Frameworks/Q.framework/Q",
    }  # fmt: skip
    assert signed[3:] == ["/Contents/Frameworks/Q.framework", ""]
    assert any("--sign - " in line for line in lines) == (not secrets)
    assert any(line.startswith("codesign --verify") for line in lines)
    assert all("--options runtime" in line for line in lines if line.startswith("codesign --force")) == bool(secrets)
    asked = [line.split()[1] for line in lines if line.startswith("xcrun")]
    assert asked == (["notarytool", "stapler"] if secrets is ACCOUNT else [])


@needs_bash
@pytest.mark.parametrize(
    ("verdict", "code", "said"),
    [
        (INVALID, 0, "The signature of the binary is invalid."),
        ("Error: HTTP status code: 401. Invalid credentials.", 69, "notarytool submit ended with 69"),
        ("Current status: In Progress", 0, "notarytool gave no verdict"),
    ],
)
def test_what_apple_refuses_is_never_published(bundle: Path, verdict: str, code: int, said: str) -> None:
    done, lines = sign(bundle, answers(verdict, code), **ACCOUNT)
    assert done.returncode != 0
    assert said in done.stderr
    assert not any("stapler" in line for line in lines)


@needs_bash
@pytest.mark.parametrize("certificate", ["", "QUJD"])
def test_a_certificate_is_put_where_codesign_looks(tmp_path: Path, certificate: str) -> None:
    tools, calls = tmp_path / "tools", tmp_path / "calls"
    calls.write_text("")
    tool(tools, "security")
    tool(tools, "uuidgen", "echo word")
    environment = {"PATH": f"{tools}:/usr/bin:/bin", "CALLS": str(calls), "MAC_CERTIFICATE": certificate}
    subprocess.run(["bash", str(PACKAGING / "macos" / "keychain.sh")], check=True, env=environment)
    verbs = [line.split()[1] for line in calls.read_text().splitlines() if line.startswith("security")]
    assert ("import" in verbs) == bool(certificate)
    assert (verbs[-1:] == ["list-keychains"]) == bool(certificate)


def test_the_disk_image_is_described(tmp_path: Path) -> None:
    given = {"defines": {"app": "/somewhere/Stylizer.app"}}
    exec((PACKAGING / "macos" / "dmg.py").read_text("utf-8"), given)
    assert given["files"] == ["/somewhere/Stylizer.app"]
    assert given["symlinks"] == {"Applications": "/Applications"}
    assert set(given["icon_locations"]) == {"Stylizer.app", "Applications"}


def test_what_macos_reads_about_the_program_is_what_it_can_read(making) -> None:
    info = making("names").mac_info("1.2.3rc1")
    assert plistlib.loads(plistlib.dumps(info)) == info
    for key in ("CFBundleShortVersionString", "CFBundleVersion", "LSMinimumSystemVersion"):
        assert re.fullmatch(r"\d+(\.\d+){0,2}", info[key]), key
    assert info["CFBundleVersion"] == "1.2.3"
    assert re.fullmatch(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", making("names").APP_ID)
    assert info["LSApplicationCategoryType"] in {
        "public.app-category.photography",
        "public.app-category.graphics-design",
    }
    assert set(info["CFBundleLocalizations"]) == {"en", "it"}
    (documents,) = info["CFBundleDocumentTypes"]
    assert documents["CFBundleTypeRole"] in {"Editor", "Viewer", "Shell", "None"}
    assert documents["LSHandlerRank"] in {"Owner", "Default", "Alternate", "None"}
    kinds = documents["LSItemContentTypes"]
    assert len(kinds) == len(set(kinds))
    assert all(re.fullmatch(r"(public|com|org)(\.[a-z0-9-]+)+", kind) for kind in kinds)


def test_people_are_told_of_the_macos_that_the_program_asks_for(making) -> None:
    asked = making("names").mac_info()["LSMinimumSystemVersion"].removesuffix(".0")
    for name in ("README.md", "docs/install.md", "docs/devices.md"):
        told = re.findall(r"macOS\W+([\d.]+) (?:and|or) newer", (PACKAGING.parent / name).read_text("utf-8"))
        assert told == [asked], name


def test_the_program_asks_for_rights_that_notarization_grants() -> None:
    rights = plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())
    prefix = "com.apple.security.cs."
    assert rights == {
        f"{prefix}allow-unsigned-executable-memory": True, f"{prefix}disable-library-validation": True,
    }  # fmt: skip


def mach_o(*commands: tuple[int, bytes], cpu: int = 0x0100000C) -> bytes:
    """A library of nothing but a header and load commands, each a number and what follows it."""
    body = b""
    for number, content in commands:
        padded = content + b"\0" * (-len(content) % 8)
        body += struct.pack("<II", number, 8 + len(padded)) + padded
    return struct.pack("<8I", 0xFEEDFACF, cpu, 0, 6, len(commands), len(body), 0, 0) + body


def library(name: str, number: int = 0xC) -> tuple[int, bytes]:
    """A command that asks for a library."""
    return number, struct.pack("<4I", 24, 0, 0, 0) + name.encode() + b"\0"


RPATH, WEAK, BUILT_FOR = 0x8000001C, 0x80000018, 0x32


def test_what_a_library_asks_of_the_loader_is_read(making, tmp_path: Path) -> None:
    pytest.importorskip("macholib")
    mach = making("mach")
    folder = RPATH, struct.pack("<I", 12) + b"@loader_path/../lib\0"
    for_system = BUILT_FOR, struct.pack("<4I", 1, 14 << 16 | 2 << 8, 15 << 16, 0)
    asked = library("@rpath/libone.dylib"), library("/usr/lib/libz.dylib"), library("@rpath/libmaybe.dylib", WEAK)
    (tmp_path / "a.so").write_bytes(mach_o(*asked, folder, for_system))
    (tmp_path / "intel.so").write_bytes(mach_o(*asked, cpu=0x01000007))
    (tmp_path / "a.txt").write_text("words")
    assert [mach.is_binary(tmp_path / name) for name in ("a.so", "intel.so", "a.txt")] == [True, True, False]
    image = mach.read(tmp_path / "a.so")
    assert image == mach.Image(("@rpath/libone.dylib", "/usr/lib/libz.dylib"), ("@loader_path/../lib",), (14, 2))
    assert mach.read(tmp_path / "intel.so") is None


def test_a_library_that_the_loader_does_not_find_is_named_with_who_asks(making) -> None:
    mach = making("mach")
    own = mach.Image((), (), (13, 0))

    def asking(*libraries: str) -> object:
        return mach.Image(libraries, ("@loader_path/../lib", "@loader_path"), (15, 0))

    images = {
        "lib/Qt.framework/Versions/A/Qt": own, "bin/libbeside.dylib": own,
        "bin/a.so": asking("@rpath/Qt.framework/Versions/A/Qt", "@rpath/libbeside.dylib", "/usr/lib/libz.1.dylib"),
        "bin/b.so": asking("@loader_path/../lib/Qt.framework/Versions/A/Qt", "@rpath/libnone.dylib"),
        "c.so": asking("/opt/homebrew/lib/libpq.dylib", "@loader_path/bin/libbeside.dylib"),
    }  # fmt: skip
    assert mach.missing(images) == {"@rpath/libnone.dylib": ["bin/b.so"], "/opt/homebrew/lib/libpq.dylib": ["c.so"]}
    assert mach.newer(images, (14, 0)) == ["bin/a.so", "bin/b.so", "c.so"]


def test_of_other_systems_wheels_only_what_is_imported_counts(making, tmp_path: Path) -> None:
    expected = {"PySide6/QtCore.abi3.so", "PySide6/Qt/lib/QtCore", "numpy/a.so", "imagecodecs/_png.pyd"}
    others = {"PySide6/QtSql.abi3.so", "PySide6/Qt/qml/x.dylib", "imagecodecs/_jpegxl.pyd", "numpy/f2py/a.so"}
    for name in expected - {"numpy/a.so"} | others | {"numpy-2.data/platlib/numpy/a.so"}:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert set(making("wheels").named(tmp_path)) == expected
