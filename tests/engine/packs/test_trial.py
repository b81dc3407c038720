"""How the program starts itself to try a pack; what it makes of packs that do harm is tested with the attacks."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.errors import PackError

from .packing import replaced

ENTRY = Path(__file__).parents[3] / "packaging" / "entry.py"


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The program as if it were frozen: its executable starts ``packaging/entry.py``, and knows no ``-m``."""
    started = tmp_path / "started"
    program = tmp_path / "a folder" / "stylizer"
    program.parent.mkdir()
    line = shlex.join([sys.executable, str(ENTRY)])
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >{shlex.quote(str(started))}\nexec {line} "$@"\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    return started


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for the frozen program is a shell script")
def test_a_frozen_program_starts_itself_by_its_own_flag(library: PackLibrary, pack_folder: Path, frozen: Path) -> None:
    assert library.add(pack_folder).id == "copy"
    flag, folder, report = frozen.read_text("utf-8").splitlines()
    assert (flag, Path(folder).name, Path(report).name) == ("--try-pack", "copy", "report.json")


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for the frozen program is a shell script")
def test_a_frozen_program_says_what_is_wrong_with_a_pack(library: PackLibrary, pack_folder: Path, frozen: Path) -> None:
    replaced(pack_folder, "stage_01.onnx", (pack_folder / "stage_00.onnx").read_bytes())
    with pytest.raises(PackError, match=r"stage_01\.onnx"):
        library.add(pack_folder)
    assert frozen.is_file()


def test_a_system_that_starts_no_program_is_a_sentence(
    library: PackLibrary, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "gone"))
    with pytest.raises(PackError, match="The pack builtin does not paint its test picture"):
        library.verify("builtin")
