"""Layers in 16 bits where the hardware is faster so."""

from __future__ import annotations

import torch


def autocast(device: torch.device) -> torch.autocast:
    """bfloat16 on a GPU, and on a CPU that multiplies it (AVX-512 BF16 or AMX); imitating it would be slower."""
    half = device.type == "cuda" or any(
        getattr(torch.cpu, name, bool)() for name in ("_is_avx512_bf16_supported", "_is_amx_tile_supported")
    )
    return torch.autocast(device.type, torch.bfloat16, enabled=half)
