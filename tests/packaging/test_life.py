"""The program as people get it: frozen, made into a package, installed in a bare Debian, started, upgraded, removed.

Takes some minutes, so only where everything for it is there; what was frozen before is used again if nothing changed.
"""

from __future__ import annotations

import importlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
SUITE = "bookworm"


def obstacle() -> str:
    """Why none of this can be done here; "" if it can."""
    if not sys.platform.startswith("linux"):
        return "Debian packages are made on Linux"
    sys.path.insert(0, str(PACKAGING))
    try:
        trial = importlib.import_module("making.deb_trial")
    finally:
        sys.path.remove(str(PACKAGING))
    lacking = [tool for tool in ("readelf", "strip", "cc", "dpkg-shlibdeps") if shutil.which(tool) is None]
    return str(trial.obstacle()) or (f"{', '.join(lacking)} is not installed" if lacking else "")


pytestmark = [
    pytest.mark.packaging,
    pytest.mark.slow,
    pytest.mark.skipif(bool(obstacle()), reason=obstacle()),
]


@pytest.fixture(scope="module")
def build(making) -> ModuleType:
    """packaging/build.py."""
    return importlib.import_module("build")


@pytest.fixture(scope="module")
def frozen(build: ModuleType) -> Path:
    """The frozen tree; its own self-test has passed."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("COV_", "COVERAGE"))}
    command = [sys.executable, str(ROOT / "scripts" / "dev.py"), "package", "--only", "freeze", "--reuse"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=900)
    said = done.stdout + done.stderr
    if done.returncode == 2 and "pip could not" in said:
        pytest.skip("what freezes cannot be installed here")
    assert done.returncode == 0, said[-3000:]
    return Path(build.TREE)


def test_the_frozen_program_keeps_its_limits(frozen: Path, build: ModuleType, making) -> None:
    assert making("tree").faults(frozen) == []
    report = json.loads((build.WORK / "selftest" / "report.json").read_text("utf-8"))
    assert report["ok"]
    assert report["frozen"]
    assert report["golden"]["mean_difference"] == 0
    system = {path.stem for path in (frozen / "_internal" / "licenses" / "system").iterdir()}
    assert "libxcb-cursor0" in system


def test_the_package_lives_in_a_bare_system(
    frozen: Path, build: ModuleType, making, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    from PIL import Image

    work = tmp_path / "work"
    work.mkdir()
    (work / "icons").symlink_to(build.WORK / "icons")
    package = making("deb").make(frozen, work, tmp_path)  # stops above 75 MB
    trial = making("deb_trial")
    try:
        trial.root_of(SUITE)
    except subprocess.CalledProcessError as error:
        pytest.skip(f"no bare system can be made here: {error}")
    trial.run(package, [SUITE], tmp_path / "results")
    said = capfd.readouterr().out
    assert "removed without leftovers" in said
    assert f"upgraded from {making('names').VERSION} to {making('names').VERSION}+newer" in said
    report = json.loads((tmp_path / "results" / SUITE / "report.json").read_text("utf-8"))
    assert report["ok"]
    assert report["qt"]["platform"] == "offscreen"
    picture = tmp_path / "results" / SUITE / "screen.png"
    if picture.is_file():  # where there is an X server
        with Image.open(picture) as screen:
            assert len(screen.resize((64, 40)).getcolors(10_000) or []) > 100
        report = json.loads((tmp_path / "results" / SUITE / "screen.json").read_text("utf-8"))
        assert (report["ok"], report["qt"]["platform"]) == (True, "xcb")
