"""Tells PyInstaller which codecs of imagecodecs the program needs: they are loaded when first called."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from making.prune import CODECS

hiddenimports = [f"imagecodecs.{codec}" for codec in CODECS]
