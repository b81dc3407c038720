"""Damaged packs paint their test picture or are refused with a sentence, in no time and little memory.

STYLIZER_MUTATIONS=2000 damages as many; without it there are a few of each kind.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from stylizer_app.engine.packs.library import PackLibrary
from stylizer_app.errors import PackError

from .packing import is_one_line, largest_child, processor_seconds, replaced, zipped

MUTATIONS = int(os.environ.get("STYLIZER_MUTATIONS", "45"))
MOST_SECONDS, MOST_BYTES = 2.0, 1_000_000_000


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Bytes changed, taken out or put in, at up to five places."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(max(1, len(changed)))
        kind = chance.randrange(5)
        if kind == 0:
            changed[at : at + 1] = chance.randbytes(1)
        elif kind == 1:
            changed[at : at + 1] = bytes([changed[at] ^ 1 << chance.randrange(8)]) if at < len(changed) else b""
        elif kind == 2:
            del changed[at : at + chance.randint(1, 20)]
        elif kind == 3:
            changed[at:at] = chance.randbytes(chance.randint(1, 20))
        else:
            changed[at : at + 4] = chance.choice((b"\xff" * 4, b"\0" * 4, b"9999", b"inf ", b"-1  "))
    return bytes(changed)


def attack(kind: str, folder: Path, chance: random.Random) -> Path:
    """Damage a pack in one way; returns what is to be installed."""
    if kind == "description":
        file = folder / "pack.toml"
        file.write_bytes(mutated(file.read_bytes(), chance))
        return folder
    if kind == "archive":
        archive = zipped(folder, folder.parent / "copy.zip")
        archive.write_bytes(mutated(archive.read_bytes(), chance))
        return archive
    name = chance.choice(sorted(path.name for path in folder.glob("*.onnx")))
    replaced(folder, name, mutated((folder / name).read_bytes(), chance))
    return folder


@pytest.mark.parametrize("kind", ["description", "archive", "network"])
def test_damaged_packs_paint_or_are_refused(library: PackLibrary, pack_folder: Path, tmp_path: Path, kind: str) -> None:
    good = {path.name: path.read_bytes() for path in pack_folder.iterdir()}
    outcomes, largest_before = {"installed": 0, "refused": 0, "babble": 0}, largest_child()
    for number in range(MUTATIONS // 3):
        for name, data in good.items():
            (pack_folder / name).write_bytes(data)
        source = attack(kind, pack_folder, random.Random(f"{kind} {number}"))
        begun = processor_seconds()
        try:
            pack = library.add(source)
        except PackError as error:
            outcomes["refused" if is_one_line(str(error)) else "babble"] += 1
        else:
            outcomes["installed"] += 1
            library.remove(pack.id)
        assert processor_seconds() - begun < MOST_SECONDS, number
        assert {path.name for path in tmp_path.iterdir()} <= {"copy", "copy.zip", "installed"}
        assert not (tmp_path / "installed").exists() or not list((tmp_path / "installed").iterdir())
    assert outcomes["refused"] > 0
    assert outcomes["babble"] == 0
    assert largest_child() < max(1.3 * MOST_BYTES, largest_before + 1)
    print(kind, outcomes)
