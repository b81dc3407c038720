"""The shape of the program: import contracts hold, nothing heavy is loaded for nothing, the wheel is complete."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from scripts.devtools import requirements

ROOT = Path(__file__).resolve().parent.parent
OPTIONAL = ("onnxruntime_ep_webgpu", "openvino", "watchdog", "distributed", "av", "cv2")
HEAVY = ("PySide6", "onnxruntime", "PIL", "imagecodecs", "tifffile")


def python(*words: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run Python with the checkout importable."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": ""}
    return subprocess.run(
        [sys.executable, *words], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


def test_the_import_contracts_hold() -> None:
    done = python("-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-cache")
    assert done.returncode == 0, done.stdout
    assert "12 kept, 0 broken" in done.stdout


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["paint", "--help"], ["sheet", "--help"]], ids=" ".join)
def test_asking_for_help_loads_nothing_heavy(words: list[str]) -> None:
    code = (
        "import sys\n"
        "from stylizer_app.__main__ import main\n"
        f"try: main({words!r})\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        f"print('LOADED', sorted(set(sys.modules) & set({HEAVY!r})))\n"
    )
    done = python("-c", code)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "LOADED []"


def test_everything_the_program_imports_is_a_dependency() -> None:
    packages = {"PIL": "Pillow", "PySide6": "PySide6-Essentials", "shiboken6": "PySide6-Essentials"}
    declared = {re.match(r"[\w-]+", line).group().lower() for line in requirements.of("base")}  # type: ignore[union-attr]
    trees = [ast.parse(file.read_text("utf-8")) for file in (ROOT / "stylizer_app").rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    roots = {name.partition(".")[0] for name in names} - sys.stdlib_module_names - {"stylizer_app", *OPTIONAL}
    assert {packages.get(root, root).lower().replace("_", "-") for root in roots} <= declared


def test_every_module_can_be_imported() -> None:
    code = (
        "import importlib, pkgutil, stylizer_app\n"
        "names = [module.name for module in pkgutil.walk_packages(stylizer_app.__path__, 'stylizer_app.')]\n"
        "print(sum(bool(importlib.import_module(name)) for name in names))"
    )
    done = python("-c", code)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 200


def test_the_program_starts_as_a_module() -> None:
    done = python("-P", "-m", "stylizer_app", "--version")
    assert done.stdout.strip() == "stylizer 0.1.0"


@pytest.mark.packaging
@pytest.mark.slow
def test_the_wheel_holds_everything_the_program_needs(tmp_path: Path) -> None:
    done = python(
        "-c",
        "import os, sys; from setuptools import build_meta; os.chdir(sys.argv[1]); build_meta.build_wheel(sys.argv[2])",
        str(_copy_of_the_sources(tmp_path / "sources")),
        str(tmp_path),
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = [
        path.relative_to(ROOT)
        for pattern in ("stylizer_app/**/*.py", "stylizer_app/resources/**/*.*", "stylizer_app/py.typed")
        for path in ROOT.glob(pattern)
    ]
    beside = [Path("stylizer_app") / path.relative_to(ROOT) for path in ROOT.glob("models/builtin/*")]
    beside += [Path("stylizer_app") / path.relative_to(ROOT) for path in ROOT.glob("examples/*.jpg")]
    missing = [path.as_posix() for path in [*wanted, *beside] if path.is_file() and path.as_posix() not in names]
    assert [name for name in missing if "__pycache__" not in name] == []
    assert not [name for name in names if name.startswith(("tests", "scripts", "packaging"))]


def _copy_of_the_sources(target: Path) -> Path:
    """What setuptools reads, in a folder of its own, so that building leaves nothing in the checkout."""
    import shutil

    target.mkdir()
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, target / name)
    for name in ("stylizer_app", "models", "examples"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    return target


@pytest.mark.parametrize("method", ["is_file", "is_dir", "exists", "expanduser", "resolve", "samefile"])
def test_the_disk_is_asked_only_in_ways_that_always_answer(method: str) -> None:
    """Path's own questions raise where a drive is gone; those of stylizer_app/system/files.py do not."""
    asked = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in sorted((ROOT / "stylizer_app").rglob("*.py"))
        if file.name != "paths.py"  # of the program's own folders
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1)
        if f".{method}(" in line.replace("os.path.", "")
    ]
    assert asked == []
