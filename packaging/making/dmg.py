"""Makes the disk image of Stylizer.app; needs macOS."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from making import names

HERE = Path(__file__).resolve().parents[1] / "macos"
TRIES = 5


def make(app: Path, out: Path) -> Path:
    """Sign the bundle and put it into a disk image in the folder ``out``; return the file."""
    subprocess.run(["bash", str(HERE / "sign.sh"), str(app)], check=True)
    made = out / names.file_name(".dmg")
    command = [sys.executable, "-m", "dmgbuild", "-s", str(HERE / "dmg.py"), "-D", f"app={app}", "Stylizer", str(made)]
    for attempt in range(1, TRIES + 1):
        made.unlink(missing_ok=True)
        if subprocess.run(command, check=False).returncode == 0:
            return made
        time.sleep(5 * attempt)  # "Resource busy": the system is still looking at the files
    raise SystemExit("The disk image could not be made.")
