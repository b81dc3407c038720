"""The self-test of an installed program, run from the source: it passes, and it notices what is wrong."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from stylizer_app import selftest
from stylizer_app.__main__ import main
from stylizer_app.imaging.encode import encode
from stylizer_app.imaging.picture import Picture
from stylizer_app.system import paths

ROOT = Path(__file__).resolve().parents[1]


def picture(folder: Path, name: str, change: int = 0) -> Path:
    samples = np.full((40, 60, 3), 100 + change, np.uint8)
    return encode(Picture(samples), folder / name)


@pytest.fixture
def golden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation with a golden picture."""
    (tmp_path / "selftest").mkdir()
    monkeypatch.setattr(paths, "resources_dir", lambda: tmp_path)
    return picture(tmp_path / "selftest", "golden.png")


@pytest.mark.parametrize(("change", "faults"), [(0, 0), (1, 0), (40, 1)])
def test_a_painting_is_compared_with_the_golden_picture(golden: Path, tmp_path: Path, change: int, faults: int) -> None:
    found = selftest.Findings()
    selftest._compare(picture(tmp_path, "mine.png", change), found)
    assert len(found.faults) == faults
    assert found.facts["golden"]["mean_difference"] == change


def test_another_size_is_a_fault(golden: Path, tmp_path: Path) -> None:
    found = selftest.Findings()
    selftest._compare(encode(Picture(np.zeros((10, 10, 3), np.uint8)), tmp_path / "small.png"), found)
    assert "size" in found.faults[0]


def test_an_installed_program_without_a_golden_picture_is_at_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "resources_dir", lambda: tmp_path)
    monkeypatch.setattr(paths, "is_frozen", lambda: True)
    found = selftest.Findings()
    selftest._compare(picture(tmp_path, "mine.png"), found)
    assert found.faults == ["The golden picture is missing."]


def test_a_library_that_only_some_modules_import_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert selftest.import_everything() > 200
    monkeypatch.setitem(sys.modules, "sqlite3", None)
    monkeypatch.delitem(sys.modules, "stylizer_app.many.journal")
    with pytest.raises(ImportError, match="sqlite3"):
        selftest.import_everything()


def test_what_breaks_off_is_in_the_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_home: Path) -> None:
    def broken(folder: Path, found: selftest.Findings) -> None:
        raise OSError("no such plugin")

    monkeypatch.setattr(selftest.log, "exception", lambda *words: None)
    report = tmp_path / "new folder" / "report.json"
    assert selftest.run(report, broken) == 1
    content = json.loads(report.read_text("utf-8"))
    assert not content["ok"]
    assert content["faults"] == ["OSError: no such plugin"]
    assert paths.data_dir().is_relative_to(own_home)


def test_the_age_of_this_process_is_told_from_its_start(tmp_path: Path) -> None:
    code = "from stylizer_app.selftest import seconds_since_start as age; print(age())"
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert 0 < float(done.stdout) < time.monotonic() - began + 0.05  # ticks of the clock are hundredths of a second


@pytest.mark.gui
@pytest.mark.slow
def test_the_whole_self_test(qapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from stylizer_app.ui import app

    monkeypatch.setattr(app, "make_app", lambda words: qapp)
    report = tmp_path / "report.json"
    assert main(["--selftest", str(report)]) == 0, report.read_text("utf-8")
    content = json.loads(report.read_text("utf-8"))
    assert content["ok"]
    assert {"png16", "tiff16", "jpeg8", "avif8"} <= set(content["formats"])
