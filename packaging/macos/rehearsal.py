"""Says what the pinned wheels for Apple silicon lack on a Mac, on any machine: rehearsal.py; needs macholib and pip.

Of the wheels stays what the program gets. A library that is missing is an error, and so is a file that was made for a
newer macOS than the program promises to start on.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

sys.path[:0] = [str(folder) for folder in Path(__file__).resolve().parents[1:3]]

from making import mach, names, pinned, prune, wheels  # noqa: E402


def kept(files: Mapping[str, Path]) -> dict[str, mach.Image]:
    """What the program would get, with what each file asks of the loader. SystemExit for one without Apple's CPU."""
    images = {}
    for name, path in files.items():
        if mach.is_binary(path):
            image = mach.read(path)
            if image is None:
                raise SystemExit(f"{name} is not for Apple silicon.")
            images[name] = image
    needs = {name: [library.rsplit("/", 1)[-1] for library in image.libraries] for name, image in images.items()}
    stays = prune.prune([(name, name, "BINARY") for name in images], lambda name: needs[name], linux=False)
    return {name: images[name] for name, _, _ in stays.entries}


def main() -> int:
    """Fetch, unpack, look."""
    with tempfile.TemporaryDirectory(prefix="stylizer-wheels-") as temporary:
        images = kept(wheels.unpacked(pinned.MACOS, Path(temporary)))
    lacking = mach.missing(images)
    for library, users in lacking.items():
        print(f"{library} is missing; {', '.join(users[:5])} asks for it.")
    young = mach.newer(images, names.MAC_MINIMUM)
    for name in young:
        print(f"{name} was made for macOS {'.'.join(map(str, images[name].minimum))}.")
    print(f"{len(images)} files, {len(lacking)} libraries missing, {len(young)} files made for a newer macOS")
    return 1 if lacking or young else 0


if __name__ == "__main__":
    sys.exit(main())
