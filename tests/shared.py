"""Finds the photos, paintings and networks that lie beside the checkout; tests without them are skipped."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def shared(*parts: str) -> Path:
    """The path ``shared/parts...`` beside or inside the checkout; skips the test if it does not exist."""
    for base in (ROOT.parent, ROOT):
        path = base.joinpath("shared", *parts)
        if path.exists():
            return path
    pytest.skip(f"shared/{'/'.join(parts)} does not lie beside the checkout")
