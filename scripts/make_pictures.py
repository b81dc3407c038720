"""Makes every picture anew that shows what the shipped networks paint: `python scripts/make_pictures.py`.

Run it after the networks or the catalogue of looks have changed, then look at the pictures before they are committed.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parent
STEPS = ("paint_styles.py", "golden.py", "welcome_pictures.py", "docs_images.py")
"""List and tiles of the looks, then what the tests compare with, then the first start, README and user guide."""


def main() -> int:
    """Run one after the other, each in a process of its own: the list of looks is read once in a process."""
    for step in STEPS:
        print(step, flush=True)
        subprocess.run([sys.executable, str(SCRIPTS / step)], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
