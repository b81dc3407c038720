"""What each device is told beyond its name, and the sizes that some of them want to know beforehand."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from stylizer_app.devices import DEVICES
from stylizer_app.system.files import followed
from stylizer_app.system.paths import cache_dir

Sizes = tuple[tuple[str, int], ...]
"""Names of free dimensions and the numbers that they stand for."""


def provider_options(device: str, network: Path, sizes: Sizes) -> dict[str, str]:
    """The options of a device's provider for a network whose free dimensions have these sizes."""
    row = DEVICES[device]
    options = dict(row.options)
    if row.compiles_into and sizes:
        options[row.compiles_into] = str(compiled_dir(device, network, sizes))
    return options


def compiled_dir(device: str, network: Path, sizes: Sizes) -> Path:
    """The existing folder for what a device compiles: Core ML tells neither sizes nor newer files apart itself."""
    status = network.stat()
    told = f"{followed(network)} {status.st_size} {status.st_mtime_ns} {sizes}"
    folder = cache_dir() / device / hashlib.sha256(told.encode()).hexdigest()[:16]
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def free_sizes(device: str, signatures: Iterable[Any], inputs: Mapping[str, Any]) -> Sizes:
    """The sizes to compile for, as these inputs have them; none if the device does not care or they contradict."""
    if not DEVICES[device].fixed_sizes:
        return ()
    found: dict[str, int] = {}
    for node in signatures:
        for name, size in zip(node.shape, inputs[node.name].shape, strict=False):
            if isinstance(name, str) and found.setdefault(name, size) != size:
                return ()
    return tuple(sorted(found.items()))
