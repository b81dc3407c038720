#!/usr/bin/env python3
"""Makes a pack of a published network: ``python scripts/dev.py convert hub:magenta --install`` runs this."""

from __future__ import annotations

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from scripts.convert.command import main

    sys.exit(main())
