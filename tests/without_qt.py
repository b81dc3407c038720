"""The tests where Qt's system libraries are missing and may not be installed: those that need none of them.

A plugin of pytest, for ``scripts/dev.py test``; whatever imports Qt, or asks for what pytest-qt gives, is skipped.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import pytest

REASON = "needs Qt, whose system libraries are missing here"
_OPTIONS_OF_PYTEST_QT = ("qt_api", "qt_default_raising", "qt_log_level_fail", "qt_log_ignore")


class _NoQt(MetaPathFinder):
    """Skips the test, or the file of tests, that imports Qt."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        del path, target
        if fullname.partition(".")[0] in {"PySide6", "shiboken6"}:
            pytest.skip(REASON, allow_module_level=True)
        return None


def pytest_addoption(parser: pytest.Parser) -> None:
    for name in _OPTIONS_OF_PYTEST_QT:
        parser.addini(name, "an option of pytest-qt, which is left out", type="linelist")


def pytest_configure() -> None:
    sys.meta_path.insert(0, _NoQt())


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    return True if collection_path == Path(__file__).resolve().parent / "ui" else None


@pytest.fixture(scope="session")
def qapp() -> None:
    pytest.skip(REASON)


@pytest.fixture
def qtbot() -> None:
    pytest.skip(REASON)
