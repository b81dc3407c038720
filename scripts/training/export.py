"""From a checkpoint to the shipped pack, with half-precision weights and a check against torch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch

from scripts.packs.manifest import PackInfo
from scripts.packs.write import write_pack
from scripts.training.config import BORDER, STYLE_SIZE
from scripts.training.easing import easings, pulls
from scripts.training.paintings.looks import look_sources
from scripts.training.state import Networks, load_networks
from scripts.training.student import Array, OnnxStudent, load_student
from scripts.training.student_graphs import encoder_model, transformer_model

LARGEST_DIFFERENCE = 1 / 255
SIZE_LIMIT = 10_000_000
INFO = PackInfo(
    id="builtin",
    title="Built-in",
    description="Small and fast; trained for this program, looks and strokes learned from paintings.",
    licence="Apache-2.0",
    origin="https://arxiv.org/abs/1705.06830",
    version="2",
    border=BORDER,
)


@dataclass(frozen=True, slots=True)
class Exported:
    """What the check of a pack found: largest differences to torch, and the size of all files."""

    picture_difference: float
    vector_difference: float
    size: int


def export(
    checkpoint: Path,
    folder: Path,
    leave_out: Sequence[str] = (),
    average: Sequence[tuple[Path, float]] = (),
    photos: Sequence[Array] = (),
) -> Exported:
    """Write the pack in `folder`, without the looks to leave out, and check it.

    ``average``: other checkpoints, or packs, and their shares in the transformer's weights; the rest is this one's.
    ``photos``: (H, W, 3) in 0..1, sides multiples of 4, on which strength and mixtures are made even, if any.
    Raises RuntimeError if its pictures differ from the checkpoint's by more than 1/255, or it is larger than 10 MB.
    """
    networks = load_networks(checkpoint).without(leave_out)
    taken = 1 - sum(share for _, share in average)
    for path, share in average:
        taken += share
        networks = networks.averaged(load_networks(path), share / taken)
    models = encoder_model(networks.encoder), transformer_model(networks.transformer)
    encoder, transformer = (model.SerializeToString() for model in models)
    student = OnnxStudent(encoder, transformer, networks.looks)
    easing, pull = (easings(student, photos), pulls(student, photos)) if photos else ({}, {})
    movement = {look.name: look.movement for look in look_sources() if look.movement and look.name in networks.looks}
    info = replace(INFO, looks=networks.looks, easing=easing, pull=pull, movement=movement)
    write_pack(folder, *models, info, fp16_weights=True)
    found = compare(folder, networks)
    if found.picture_difference > LARGEST_DIFFERENCE:
        raise RuntimeError(f"the pack's pictures differ by {found.picture_difference:.4f} from the checkpoint's")
    if found.size > SIZE_LIMIT:
        raise RuntimeError(f"the pack has {found.size} bytes; at most {SIZE_LIMIT} are allowed")
    return found


def compare(folder: Path, networks: Networks, pictures: int = 4) -> Exported:
    """Run the pack and the torch networks on the same smooth random pictures, and on every look."""
    student, rng = load_student(folder), np.random.default_rng(5)
    differences = [_difference(student, networks, rng) for _ in range(pictures)]
    photo = _smooth_noise(rng, (64, 64))
    looks = [_painted_difference(student, networks, photo, (student.look(n),) * 2) for n in networks.looks]
    size = sum(path.stat().st_size for path in folder.iterdir())
    return Exported(max([d[0] for d in differences] + looks), max(d[1] for d in differences), size)


def _difference(student: OnnxStudent, networks: Networks, rng: np.random.Generator) -> tuple[float, float]:
    """Largest differences of a painted picture, from the style picture on, and of its style vector."""
    photo, style = (_smooth_noise(rng, side) for side in ((128, 192), (256, 256)))
    vector = student.vector(style)
    wanted = np.zeros_like(vector)
    with torch.no_grad():
        wanted[:STYLE_SIZE] = networks.encoder(_batch(style))[0].numpy()
    return _painted_difference(student, networks, photo, (vector, wanted)), float(np.abs(vector - wanted).max())


@torch.no_grad()  # type: ignore[untyped-decorator]
def _painted_difference(student: OnnxStudent, networks: Networks, photo: Array, vectors: tuple[Array, Array]) -> float:
    """The largest difference of a picture painted by the pack and by torch, each with its own vector."""
    wanted = torch.sigmoid(networks.transformer(_batch(photo), torch.from_numpy(vectors[1])[None]))
    return float(np.abs(student.paint(photo, vectors[0]) - wanted[0].permute(1, 2, 0).numpy()).max())


def _batch(picture: Array) -> torch.Tensor:
    return torch.from_numpy(picture).permute(2, 0, 1)[None]


def _smooth_noise(rng: np.random.Generator, sides: tuple[int, int]) -> Array:
    """Blobs of several sizes, (height, width, 3) in 0..1."""
    total = np.zeros((*sides, 3))
    for cell in (4, 16, 64):
        coarse = rng.random((sides[0] // cell, sides[1] // cell, 3))
        total += np.kron(coarse, np.ones((cell, cell, 1)))
    return (total / 3).astype(np.float32)
