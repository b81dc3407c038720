"""The teacher as batched torch modules read from its own files: on a GPU, and inside a loss."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor

from scripts.training.config import STYLE_SIZE
from scripts.training.onnx_module import OnnxModule
from scripts.training.prepare import PAINTER_FILE, PREDICTOR_FILE


class TorchTeacher:
    """Batches on any torch device; differentiable with respect to the pictures."""

    def __init__(self, folder: Path, device: torch.device) -> None:
        self._predictor = OnnxModule(folder / PREDICTOR_FILE, quantized=False).to(device)
        self._painter = OnnxModule(folder / PAINTER_FILE).to(device)

    def vector(self, painting: Tensor) -> Tensor:
        """(n, 3, H, W) in 0..1 -> (n, 100)."""
        result: Tensor = self._predictor(painting.permute(0, 2, 3, 1))
        return result.reshape(-1, STYLE_SIZE)

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def paint(self, photo: Tensor, vector: Tensor) -> Tensor:
        """(n, 3, H, W) in 0..1 and (n, 100) -> (n, 3, H, W) in 0..1."""
        result: Tensor = self._painter(photo.permute(0, 2, 3, 1), vector[:, None, None])
        return result.permute(0, 3, 1, 2).float()
