"""The real setup.exe, installed on a Windows that lacks the Visual C++ redistributable: Wine 10 in its own Debian.

What makes both is `python3 scripts/dev.py windows setup` and `freeze`.
"""

from __future__ import annotations

import sys

import pytest

from scripts.devtools import windows, wine_setup, wine_trial
from scripts.devtools.process import TroubleError
from scripts.devtools.wine import Wine


def obstacle() -> str:
    """Why it cannot be tried here; "" if it can."""
    if not sys.platform.startswith("linux"):
        return "setup.exe is tried on Linux"
    wine = Wine(windows.PLACE)
    if not wine_setup.is_made(wine):
        return "python3 scripts/dev.py windows setup was not done here"
    try:
        windows.copy_source(wine)
        wine_trial.setup_file(wine)
    except TroubleError as error:
        return str(error)
    return ""


@pytest.mark.packaging
@pytest.mark.slow
def test_the_real_setup_installs_works_is_upgraded_and_leaves_nothing() -> None:
    reason = obstacle()
    if reason:
        pytest.skip(reason)
    assert wine_trial.run(Wine(windows.PLACE)) == []
