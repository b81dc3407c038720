"""A training run's memory: networks, their moving average, optimizer and position; saved and taken up again."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import torch
from torch import nn

from scripts.training.config import TRAINED, TrainConfig
from scripts.training.networks import StyleEncoder, Transformer

CHECKPOINT = "checkpoint.pt"


class TrainState:
    """Transformer T and encoder E, what is averaged of them, and how far the run is."""

    def __init__(self, config: TrainConfig, device: torch.device) -> None:
        torch.manual_seed(config.seed)
        self.config, self.device = config, device
        self.transformer = Transformer().to(device, memory_format=torch.channels_last)
        self.encoder = StyleEncoder().to(device, memory_format=torch.channels_last)
        self.step, self.seconds = 0, 0.0
        self._forget_average()

    @property
    def trained(self) -> list[nn.Module]:
        """The networks that this stage changes."""
        networks: dict[str, nn.Module] = {"T": self.transformer, "E": self.encoder}
        return [networks[name] for name in TRAINED[self.config.stage]]

    @property
    def parameters(self) -> list[nn.Parameter]:
        """What the optimizer changes."""
        return [p for network in self.trained for p in network.parameters()]

    def start_from(self, path: Path) -> None:
        """Take over the weights that a checkpoint's own stage trained, not its position."""
        stored = torch.load(path, map_location=self.device, weights_only=True)
        networks = {"T": self.transformer, "E": self.encoder}
        for name in TRAINED[stored["config"]["stage"]]:
            networks[name].load_state_dict(stored[name])
        self._forget_average()

    def resume(self, folder: Path) -> bool:
        """Go on where the run in `folder` stopped; False if there is none."""
        path = folder / CHECKPOINT
        if not path.is_file():
            return False
        stored = torch.load(path, map_location=self.device, weights_only=True)
        self.transformer.load_state_dict(stored["raw"]["T"])
        self.encoder.load_state_dict(stored["raw"]["E"])
        self.average[0].load_state_dict(stored["T"])
        self.average[1].load_state_dict(stored["E"])
        self.optimizer.load_state_dict(stored["optimizer"])
        self.step, self.seconds = stored["step"], stored["seconds"]
        return True

    def save(self, folder: Path) -> Path:
        """Write checkpoint.pt: T and E are the averaged networks, `raw` those in training."""
        content: dict[str, Any] = {
            "T": self.average[0].state_dict(),
            "E": self.average[1].state_dict(),
            "raw": {"T": self.transformer.state_dict(), "E": self.encoder.state_dict()},
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "seconds": self.seconds,
            "config": self.config.to_dict(),
        }
        path, temporary = folder / CHECKPOINT, folder / f"{CHECKPOINT}.part"
        torch.save(content, temporary)
        temporary.replace(path)
        return path

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def update_average(self) -> None:
        """Move the averaged networks a little towards those in training."""
        decay = min(self.config.ema, (1 + self.step) / (10 + self.step))
        for average, network in zip(self.average, (self.transformer, self.encoder), strict=True):
            for a, b in zip(average.state_dict().values(), network.state_dict().values(), strict=True):
                if a.is_floating_point():
                    a.lerp_(b, 1 - decay)
                else:
                    a.copy_(b)

    def _forget_average(self) -> None:
        self.average = [copy.deepcopy(self.transformer).eval(), copy.deepcopy(self.encoder).eval()]
        for network in self.average:
            network.requires_grad_(False)
        self.optimizer = torch.optim.AdamW(
            [{"params": list(network.parameters()), "share": self._rate_share(network)} for network in self.trained],
            lr=self.config.learning_rate,
            weight_decay=1e-4,
            betas=(0.9, 0.98),
        )

    def _rate_share(self, network: nn.Module) -> float:
        """What `network` gets of the learning rate: in the joint stage the encoder only a little."""
        return self.config.encoder_share if self.config.stage == "joint" and network is self.encoder else 1.0


def load_networks(path: Path) -> tuple[Transformer, StyleEncoder]:
    """The networks of a checkpoint, on the CPU, ready to be used."""
    stored = torch.load(path, map_location="cpu", weights_only=True)
    transformer, encoder = Transformer(), StyleEncoder()
    transformer.load_state_dict(stored["T"])
    encoder.load_state_dict(stored["E"])
    return transformer.eval(), encoder.eval()
