"""Makes setup.exe of a frozen Windows tree, on Linux too: make.py TREE WORK OUT."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from making import setup

if __name__ == "__main__":
    Path(sys.argv[3]).mkdir(parents=True, exist_ok=True)
    print(setup.make(*(Path(argument) for argument in sys.argv[1:4])))
