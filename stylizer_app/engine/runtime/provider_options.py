"""What each device is told beyond its name, and the sizes that some of them want to know beforehand."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from stylizer_app.paths import cache_dir

Sizes = tuple[tuple[str, int], ...]
"""Names of free dimensions and the numbers that they stand for."""

FIXED_SIZES = frozenset({"coreml", "directml"})
"""Devices that compile a network for one size: much faster than free sizes, and Core ML takes nothing else."""

NO_MEMORY_PATTERN = frozenset({"cpu", "directml"})
"""The processor, to keep its memory small; DirectML, because it cannot."""

_OPTIONS: dict[str, dict[str, str]] = {
    # trying every way to convolve costs up to a second for each new size, and tiles at borders have their own;
    # float32 means float32: what may be rounded to ten digits is in a form of its own, proven before it is used
    "cuda": {"cudnn_conv_algo_search": "HEURISTIC", "use_tf32": "0"},
    "directml": {"performance_preference": "high_performance"},  # on laptops the first card is often the slow one
    "webgpu": {"powerPreference": "high-performance"},
    "coreml": {"ModelFormat": "MLProgram", "MLComputeUnits": "ALL", "RequireStaticInputShapes": "1"},
}


def provider_options(device: str, network: Path, sizes: Sizes) -> dict[str, str]:
    """The options of a device's provider for a network whose free dimensions have these sizes."""
    options = dict(_OPTIONS.get(device, {}))
    if device == "coreml" and sizes:
        options["ModelCacheDirectory"] = str(compiled_dir(network, sizes))
    return options


def compiled_dir(network: Path, sizes: Sizes) -> Path:
    """The existing folder for what Core ML compiles: it cannot tell sizes or newer files apart, so each has its own."""
    status = network.stat()
    told = f"{network.resolve()} {status.st_size} {status.st_mtime_ns} {sizes}"
    folder = cache_dir() / "coreml" / hashlib.sha256(told.encode()).hexdigest()[:16]
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def free_sizes(device: str, signatures: Iterable[Any], inputs: Mapping[str, Any]) -> Sizes:
    """The sizes to compile for, as these inputs have them; none if the device does not care or they contradict."""
    if device not in FIXED_SIZES:
        return ()
    found: dict[str, int] = {}
    for node in signatures:
        for name, size in zip(node.shape, inputs[node.name].shape, strict=False):
            if isinstance(name, str) and found.setdefault(name, size) != size:
                return ()
    return tuple(sorted(found.items()))
