"""The teacher as batched torch modules read from its own files: on a GPU, and inside a loss."""

from __future__ import annotations

from pathlib import Path

import onnx
import torch
from torch import Tensor

from scripts.training.config import STYLE_SIZE
from scripts.training.distillation.onnx_module import OnnxModule
from scripts.training.distillation.prepare import PAINTER_FILE, PREDICTOR_FILE
from scripts.training.distillation.teacher import layer_maps, trunk_maps


class TorchTeacher:
    """Batches on any torch device; differentiable with respect to the pictures."""

    def __init__(self, folder: Path, device: torch.device) -> None:
        self._predictor = OnnxModule(folder / PREDICTOR_FILE, quantized=False).to(device)
        self._painter = OnnxModule(folder / PAINTER_FILE).to(device)
        self._layers = [*self._predictor.output_names[:1], *layer_maps(onnx.load(str(folder / PREDICTOR_FILE)).graph)]
        self._maps = [*self._painter.output_names[:1], *trunk_maps(onnx.load(str(folder / PAINTER_FILE)).graph)]

    def vector(self, painting: Tensor) -> Tensor:
        """(n, 3, H, W) in 0..1 -> (n, 100)."""
        result: Tensor = self._predictor(painting.permute(0, 2, 3, 1))
        return result.reshape(-1, STYLE_SIZE)

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def layers(self, painting: Tensor) -> tuple[Tensor, list[Tensor]]:
        """As `vector`, with the maps (n, C, h, w) that come out of the predictor's blocks."""
        vector, *maps = self._predictor.values(painting.permute(0, 2, 3, 1), names=self._layers)
        return vector.reshape(-1, STYLE_SIZE), maps

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def lesson(self, photo: Tensor, vector: Tensor) -> tuple[Tensor, Tensor]:
        """(n, 3, H, W) in 0..1 and (n, 100) -> (n, 3, H, W) in 0..1, and (n, blocks + 1, C, H / 4, W / 4)."""
        picture, *maps = self._painter.values(photo.permute(0, 2, 3, 1), vector[:, None, None], names=self._maps)
        return picture.permute(0, 3, 1, 2).float(), torch.stack(maps, dim=1).float()
