"""The frozen tree: it is measured, made smaller, and refused when something is in it that must not be."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.systems import need_links

pytestmark = pytest.mark.packaging
compiler = shutil.which("cc") or shutil.which("gcc")
needs_a_compiler = pytest.mark.skipif(
    not sys.platform.startswith("linux") or compiler is None or shutil.which("readelf") is None,
    reason="no C compiler for Linux here",
)
SOURCE = (
    "int answer(void) { return 42; }\nstatic int more(int x) { return x + 1; }\nint two(void) { return more(1); }\n"
)


def library(folder: Path, name: str, *flags: str, source: str = SOURCE) -> Path:
    (folder / "source.c").write_text(source)
    made = folder / name
    subprocess.run([compiler, "-g", "-shared", "-fPIC", *flags, "-o", str(made), str(folder / "source.c")], check=True)
    (folder / "source.c").unlink()
    return made


def test_what_must_not_be_inside_is_said(making, tmp_path: Path) -> None:
    for name in ("libstdc++.so.6", "libX11.so.6", "libxcb-cursor.so.0", "libGL.so.1"):
        (tmp_path / name).write_bytes(b"x")
    faults = "\n".join(making("tree").faults(tmp_path))
    for name in ("libstdc++.so.6", "libX11.so.6", "libGL.so.1"):
        assert name in faults
    assert "cursor" not in faults


def test_a_link_to_nothing_is_said(making, tmp_path: Path) -> None:
    need_links(tmp_path)
    (tmp_path / "libgone.so").symlink_to("nowhere.so")
    assert making("tree").faults(tmp_path) == ["libgone.so is a link to nothing."]


@needs_a_compiler
def test_stripped_libraries_still_work(making, tmp_path: Path) -> None:
    made = library(tmp_path, "libanswer.so.1")
    before = made.stat().st_size
    assert making("tree").strip(tmp_path) == before - made.stat().st_size > 0
    code = f"import ctypes; assert ctypes.CDLL({str(made)!r}).answer() == 42"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@needs_a_compiler
def test_the_encoder_is_replaced_by_nothing_that_loads(making, tmp_path: Path) -> None:
    reader = tmp_path / "libheif-1.so"
    reader.write_bytes(b"\0x265_api_get_217\0")
    entries = [
        ("heif.libs/libheif-1.so", str(reader), "BINARY"), ("heif.libs/libx265-2.so.217", "/big", "BINARY"),
        ("libx265-2.so.217", "heif.libs/libx265-2.so.217", "SYMLINK"),
    ]  # fmt: skip
    changed = making("heif").without_encoder(entries, tmp_path, str(compiler))
    assert [entry[0] for entry in changed] == [entry[0] for entry in entries]
    assert changed[2] == entries[2]
    code = (
        f"import ctypes; library = ctypes.CDLL({changed[1][1]!r}); library.x265_api_get_217(8); library.x265_cleanup()"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    assert Path(changed[1][1]).stat().st_size < 20_000
