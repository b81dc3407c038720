"""The build's own modules, which lie beside the program and are not part of it."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"


@pytest.fixture(scope="session")
def making() -> Iterator[Callable[[str], ModuleType]]:
    """Import one module of packaging/making by its name."""
    sys.path.insert(0, str(PACKAGING))
    yield lambda name: importlib.import_module(f"making.{name}")
    sys.path.remove(str(PACKAGING))
