"""Pictures that the installed Windows program and this checkout paint alike: the same pixels, bit for bit."""

from __future__ import annotations

from pathlib import Path, PurePath

from scripts.devtools import environment, process
from scripts.devtools.process import ROOT, TroubleError
from scripts.devtools.requirements import BASE

FORMATS = ("jpeg", "png", "tiff")
_STYLES = ("charcoal", "starry-night", "woodcut")
_SIDE = "200"

_COMPARE = """\
import sys
from pathlib import Path, PurePath
import numpy as np
from stylizer_app.imaging.decode import decode
ours, theirs = map(Path, sys.argv[1:])
for path in sorted(ours.iterdir()):
    other = theirs / path.name
    if not other.is_file() or not np.array_equal(decode(path).samples, decode(other).samples):
        print(path.name)
"""


def words(photo: str | PurePath, form: str, folder: str | PurePath) -> list[str]:
    """The command that paints a photo in three looks, into files of one format in a folder."""
    how = ("--style-each", *_STYLES, "--size", _SIDE, "--device", "cpu", "--format", form, "--quiet")
    return ["paint", str(photo), *how, "-o", f"{folder}/"]


def paint_here(folder: Path) -> None:
    """Paint them with this checkout into a folder. Raises TroubleError."""
    environment.MAIN.ensure(BASE)
    for form in FORMATS:
        command = words(ROOT / "examples" / "landscape.jpg", form, folder)
        _run("-m", "stylizer_app", *command)


def differing(ours: Path, theirs: Path) -> list[str]:
    """The names of pictures in ``ours`` that ``theirs`` lacks or has with other pixels. Raises TroubleError."""
    return _run("-c", _COMPARE, str(ours), str(theirs)).splitlines()


def _run(*words: str) -> str:
    code, output = process.quietly([environment.MAIN.python, *words], cwd=ROOT)
    if code:
        raise TroubleError(f"Painting here ended with {code}:\n{output.strip()[-2000:]}")
    return output
