"""A training run's memory: networks, their moving average, optimizer and position; saved and taken up again."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn

from scripts.training.config import TRAINED, TrainConfig
from scripts.training.networks import StyleEncoder, Transformer
from scripts.training.start import from_checkpoint, from_pack, take_over, trunk_channels, widened

CHECKPOINT = "checkpoint.pt"


class TrainState:
    """Transformer T and encoder E, what is averaged of them, and how far the run is."""

    def __init__(self, config: TrainConfig, device: torch.device) -> None:
        torch.manual_seed(config.seed)
        self.config, self.device = config, device
        self.transformer = Transformer(config.channels, len(config.looks)).to(device, memory_format=torch.channels_last)
        self.encoder = StyleEncoder().to(device, memory_format=torch.channels_last)
        self.step, self.seconds = 0, 0.0
        if config.only:
            self._leave_all_but(config.taught)
        self.begin_anew()

    @property
    def progress(self) -> float:
        """0 at the start, 1 when the hours are over."""
        return min(1.0, self.seconds / (self.config.hours * 3600))

    @property
    def trained(self) -> list[nn.Module]:
        """The networks that this stage changes."""
        networks: dict[str, nn.Module] = {"T": self.transformer, "E": self.encoder}
        return [networks[name] for name in TRAINED[self.config.stage]]

    @property
    def parameters(self) -> list[nn.Parameter]:
        """What the optimizer changes."""
        return [p for group in self.optimizer.param_groups for p in group["params"]]

    def start_from(self, path: Path) -> set[str]:
        """Take over the weights of a pack, or those that a checkpoint's own stage trained; not the position.

        A narrower transformer is widened. Looks are taken over by name; returns those that were found. The others, and
        what else there are no weights for, stay as they are.
        """
        start = from_pack(path) if path.is_dir() else from_checkpoint(path)
        if start.transformer:
            take_over(self.transformer, start, self.config.looks)
        if start.encoder:
            self.encoder.load_state_dict(start.encoder)
        self.begin_anew()
        return set(start.looks) & set(self.config.looks)

    def resume(self, folder: Path) -> bool:
        """Go on where the run in `folder` stopped; False if there is none. ValueError: its looks are not these."""
        path = folder / CHECKPOINT
        if not path.is_file():
            return False
        stored = torch.load(path, map_location=self.device, weights_only=True)
        if tuple(stored["config"]["looks"]) != self.config.looks:
            raise ValueError(f"{path} was taught other looks; start a new run from it, in another folder.")
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

    def begin_anew(self) -> None:
        """Let average and optimizer begin at the networks as they are now."""
        self.average = [copy.deepcopy(self.transformer).eval(), copy.deepcopy(self.encoder).eval()]
        for network in self.average:
            network.requires_grad_(False)
        self.optimizer = torch.optim.AdamW(
            self._groups(),
            lr=self.config.learning_rate,
            weight_decay=1e-4,
            betas=(0.9, 0.98),
        )

    def _leave_all_but(self, looks: Sequence[int]) -> None:
        """Let nothing learn but the gains and biases of some looks."""
        for name, parameter in self.transformer.named_parameters():
            parameter.requires_grad_(".looks." in name)
            if parameter.requires_grad:
                theirs = torch.zeros_like(parameter).index_fill_(1, torch.tensor(looks, device=self.device), 1.0)
                parameter.register_hook(theirs.mul)

    def _groups(self) -> list[dict[str, Any]]:
        """The parameters with their shares of the learning rate: looks learn faster than what all of them share."""
        groups: list[dict[str, Any]] = []
        for network in self.trained:
            named, share = list(network.named_parameters()), self._rate_share(network)
            looks = [p for name, p in named if ".looks." in name]
            if not self.config.only:
                groups.append({"params": [p for name, p in named if ".looks." not in name], "share": share})
            if looks:
                groups.append({"params": looks, "share": share * self.config.look_share, "weight_decay": 0.0})
        return groups

    def _rate_share(self, network: nn.Module) -> float:
        """What `network` gets of the learning rate: in the joint stage the encoder only a little."""
        return self.config.encoder_share if self.config.stage == "joint" and network is self.encoder else 1.0


@dataclass(frozen=True)
class Networks:
    """What a checkpoint holds, ready to be used on the CPU."""

    transformer: Transformer
    encoder: StyleEncoder
    looks: tuple[str, ...]

    def without(self, names: Sequence[str]) -> Networks:
        """The same without some of the looks. Raises ValueError where one of them is none."""
        if unknown := [name for name in names if name not in self.looks]:
            raise ValueError(f"{unknown[0]} is none of the looks: {', '.join(self.looks)}")
        kept = [number for number, name in enumerate(self.looks) if name not in names]
        fewer = Transformer(self.transformer.channels, len(kept))
        weights = {
            name: value[:, kept] if name.endswith(".looks.weight") else value
            for name, value in self.transformer.state_dict().items()
        }
        fewer.load_state_dict({name: weights[name] for name in fewer.state_dict()})
        return Networks(fewer.eval(), self.encoder, tuple(self.looks[number] for number in kept))

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def averaged(self, other: Networks, share: float) -> Networks:
        """The transformer's weights and a share of another's (Wortsman et al. 2022); what only one was taught stays.

        A narrower one is widened, as when this one began with it. What two runs of one start found lies so near that
        the mean of both paints as well, between them.
        """
        both = [(number, other.looks.index(name)) for number, name in enumerate(self.looks) if name in other.looks]
        ours, theirs = ([pair[k] for pair in both] for k in (0, 1))
        weights = {name: value.clone() for name, value in self.transformer.state_dict().items()}
        for name, value in widened(other.transformer.state_dict(), self.transformer.channels).items():
            if name.endswith(".looks.weight"):
                weights[name][:, ours] = torch.lerp(weights[name][:, ours], value[:, theirs], share)
            else:
                weights[name] = torch.lerp(weights[name], value, share)
        mean = Transformer(self.transformer.channels, len(self.looks))
        mean.load_state_dict(weights)
        return Networks(mean.eval(), self.encoder, self.looks)


def load_networks(path: Path) -> Networks:
    """The averaged networks of a checkpoint, or those of a pack's folder."""
    if path.is_dir():
        return _networks_of_pack(path)
    stored = torch.load(path, map_location="cpu", weights_only=True)
    config = TrainConfig.from_dict(stored["config"])
    transformer, encoder = Transformer(config.channels, len(config.looks)), StyleEncoder()
    transformer.load_state_dict(stored["T"])
    encoder.load_state_dict(stored["E"])
    return Networks(transformer.eval(), encoder.eval(), config.looks)


def _networks_of_pack(folder: Path) -> Networks:
    start = from_pack(folder)
    transformer, encoder = Transformer(trunk_channels(start.transformer), len(start.looks)), StyleEncoder()
    take_over(transformer, start, start.looks)
    encoder.load_state_dict(start.encoder)
    return Networks(transformer.eval(), encoder.eval(), start.looks)
