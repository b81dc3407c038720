"""What can paint, one row each: a new execution provider of onnxruntime is a new row here.

Flags, preferences, lists and the engine walk the rows; which of the devices paints is decided in `engine/devices`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

AUTO = "auto"
"""What a person types for the fastest device that has proven itself."""

CPU, CUDA, WEBGPU, OPENVINO = "cpu", "cuda", "webgpu", "openvino"
"""The devices that some code is about: the reference for all others, and those with files of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A row: what a person types, what lists call it in English, its short name, and how it is to be treated.

    ``provider``: onnxruntime's name of what computes; "" where another library does.
    ``options``: what the provider is told; ``compiles_into``: its option that takes a folder for what it compiles.
    ``fixed_sizes``: it compiles a network for one size, which is much faster than free sizes or all that it takes.
    ``memory_pattern``: onnxruntime plans the memory of a run in one piece.
    ``page_locked``: it fetches from and stores into page-locked memory by itself.
    ``on_cpu``: several threads of the CPU work on tiles at a time, always in float32.
    ``core``: cells per core of a tile, where nothing better is known and memory allows it.
    ``whole_bytes``: it paints a picture in one piece if that takes no more memory.
    ``overlaps``: it may be given two tiles at a time; the others want one caller.
    """

    name: str
    title: str
    short: str
    provider: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    compiles_into: str = ""
    fixed_sizes: bool = False
    memory_pattern: bool = True
    page_locked: bool = False
    on_cpu: bool = False
    core: int = 256  # larger tiles repeat less halo
    whole_bytes: int = 0
    overlaps: bool = False


_ROWS = (
    Device(
        name=CPU,
        title="CPU",
        short="CPU",
        provider="CPUExecutionProvider",
        memory_pattern=False,  # to keep its memory small
        on_cpu=True,
        core=128,  # 512 pixels: such a tile stays in the caches. From 96 to 192 it makes 4 % or less, with two threads
        whole_bytes=125_000_000,  # a picture about as large as the brush: its tiles would be small, and mostly halo
    ),
    Device(
        name=CUDA,
        title="NVIDIA graphics card (CUDA)",
        short="NVIDIA CUDA",
        provider="CUDAExecutionProvider",
        # trying every way to convolve costs up to a second for each new size, and tiles at borders have their own;
        # float32 means float32: what may be rounded to ten digits is in a form of its own, proven before it is used
        options={"cudnn_conv_algo_search": "HEURISTIC", "use_tf32": "0"},
        page_locked=True,
        overlaps=True,
    ),
    Device(
        name="directml",
        title="Graphics card (DirectML)",
        short="DirectML",
        provider="DmlExecutionProvider",
        options={"performance_preference": "high_performance"},  # on laptops the first card is often the slow one
        fixed_sizes=True,
        memory_pattern=False,  # it cannot
    ),
    Device(
        name="coreml",
        title="Apple graphics and neural engine (Core ML)",
        short="Core ML",
        provider="CoreMLExecutionProvider",
        options={"ModelFormat": "MLProgram", "MLComputeUnits": "ALL", "RequireStaticInputShapes": "1"},
        compiles_into="ModelCacheDirectory",
        fixed_sizes=True,
    ),
    Device(
        name=WEBGPU,
        title="Graphics card (WebGPU)",
        short="WebGPU",
        provider="WebGpuExecutionProvider",
        options={"powerPreference": "high-performance"},
    ),
    Device(
        name=OPENVINO,
        title="CPU, through Intel’s OpenVINO",
        short="OpenVINO",
        on_cpu=True,
        core=124,  # it writes channel by channel, and a power of two between them would empty the caches
        whole_bytes=2_500_000_000,  # between stages it would turn maps around and back
    ),
)

DEVICES: Mapping[str, Device] = {row.name: row for row in _ROWS}
"""The table, in the order shown."""
