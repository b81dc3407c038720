"""From a checkpoint to the shipped pack, with half-precision weights and a check against torch."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from scripts.packs.manifest import PackInfo
from scripts.packs.write import write_pack
from scripts.training.networks import StyleEncoder, Transformer
from scripts.training.state import load_networks
from scripts.training.student import OnnxStudent, load_student
from scripts.training.student_graphs import encoder_model, transformer_model

LARGEST_DIFFERENCE = 1 / 255
SIZE_LIMIT = 6_500_000
INFO = PackInfo(
    id="builtin",
    title="Built-in",
    description="Small and fast; trained for this program to paint what Magenta's arbitrary stylization paints.",
    licence="Apache-2.0",
    origin="https://arxiv.org/abs/1705.06830",
    border=32,  # the zeros that the networks pad with are seen so far into the picture
)


@dataclass(frozen=True, slots=True)
class Exported:
    """What the check of a pack found: largest differences to torch, and the size of all files."""

    picture_difference: float
    vector_difference: float
    size: int


def export(checkpoint: Path, folder: Path) -> Exported:
    """Write the pack in `folder` and check it.

    Raises RuntimeError if its pictures differ from the checkpoint's by more than 1/255, or it is larger than 6.5 MB.
    """
    transformer, encoder = load_networks(checkpoint)
    write_pack(folder, encoder_model(encoder), transformer_model(transformer), INFO, fp16_weights=True)
    found = compare(folder, transformer, encoder)
    if found.picture_difference > LARGEST_DIFFERENCE:
        raise RuntimeError(f"the pack's pictures differ by {found.picture_difference:.4f} from the checkpoint's")
    if found.size > SIZE_LIMIT:
        raise RuntimeError(f"the pack has {found.size} bytes; at most {SIZE_LIMIT} are allowed")
    return found


def compare(folder: Path, transformer: Transformer, encoder: StyleEncoder, pictures: int = 4) -> Exported:
    """Run the pack and the torch networks on the same smooth random pictures."""
    student, rng = load_student(folder), np.random.default_rng(5)
    differences = [_difference(student, transformer, encoder, rng) for _ in range(pictures)]
    size = sum(path.stat().st_size for path in folder.iterdir())
    return Exported(max(d[0] for d in differences), max(d[1] for d in differences), size)


@torch.no_grad()  # type: ignore[untyped-decorator]
def _difference(
    student: OnnxStudent, transformer: Transformer, encoder: StyleEncoder, rng: np.random.Generator
) -> tuple[float, float]:
    """Largest differences of a painted picture, from the style picture on, and of its style vector."""
    photo, style = (_smooth_noise(rng, side) for side in ((128, 192), (256, 256)))
    vector = student.vector(style)
    painted = student.paint(photo, vector)
    wanted_vector = encoder(torch.from_numpy(style).permute(2, 0, 1)[None])
    wanted = torch.sigmoid(transformer(torch.from_numpy(photo).permute(2, 0, 1)[None], wanted_vector))
    picture = np.abs(painted - wanted[0].permute(1, 2, 0).numpy()).max()
    return float(picture), float(np.abs(vector - wanted_vector[0].numpy()).max())


def _smooth_noise(
    rng: np.random.Generator, sides: tuple[int, int]
) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """Blobs of several sizes, (height, width, 3) in 0..1."""
    total = np.zeros((*sides, 3))
    for cell in (4, 16, 64):
        coarse = rng.random((sides[0] // cell, sides[1] // cell, 3))
        total += np.kron(coarse, np.ones((cell, cell, 1)))
    return (total / 3).astype(np.float32)
