"""Proves a pack: the same pictures through the original networks and through the pack's files, compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from scripts.convert.pictures import random_picture, read_picture, real_pictures
from scripts.convert.reference import Reference, version_of
from scripts.errors import ModelError
from scripts.packs.execute import run_staged, session
from stylizer_app.imaging.samples import Floats
from stylizer_app.system import paths

MOST, MEAN = 2 / 255, 0.1 / 255
"""Largest and mean difference, on the scale 0..1, with which a pack still counts as the network it was made of."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Differences on the scale 0..1, and over how many random and real pairs they were found.

    ``staged``: largest difference between the pack's stages run in tiles and its transformer run whole.
    """

    largest: float
    mean: float
    staged: float
    random_pairs: int
    real_pairs: int

    def __str__(self) -> str:
        return (
            f"largest difference {self.largest * 255:.3f}/255, mean {self.mean * 255:.4f}/255 over {self.random_pairs} "
            f"random and {self.real_pairs} real pairs; in tiles {self.staged * 255:.4f}/255"
        )

    def require(self) -> None:
        """Raise ModelError if the pack differs too much from the original."""
        if self.largest > MOST or self.mean > MEAN or self.staged > MOST:
            raise ModelError(
                f"The converted network differs from the original: {self}. Allowed are {MOST * 255:g}/255 and on "
                f"average {MEAN * 255:g}/255. Nothing was installed."
            )

    def table(self, reference: Reference, source: str, checksum: str) -> dict[str, str | float]:
        """What pack.toml says under [verification]."""
        tools = ", ".join(f"{name} {version_of(name)}" for name in ("tf2onnx", "onnx", "onnxruntime"))
        return {
            "against": reference.name,
            "max_difference": round(self.largest, 6),
            "mean_difference": round(self.mean, 7),
            "random_pairs": self.random_pairs,
            "real_pairs": self.real_pairs,
            "made_with": tools,
            "source": source,
            "source_sha256": checksum,
        }


def verify(folder: Path, reference: Reference, count: int) -> Figures:
    """Compare a pack with the original on ``count`` random pairs and up to as many real ones."""
    predictor, transformer = session(folder / "style_predictor.onnx"), session(folder / "transformer.onnx")
    differences, real = [], 0
    for content, style, is_real in _pairs(reference, count):
        vector = predictor.run(None, {"style_image": style})[0]
        painted = transformer.run(None, {"content_image": content, "style_vector": vector})[0]
        differences.append(np.abs(painted - reference.paint(content, style)))
        real += is_real
    largest = max((float(d.max()) for d in differences), default=0.0)
    mean = max((float(d.mean()) for d in differences), default=0.0)
    return Figures(largest, mean, staged_difference(folder), len(differences) - real, real)


def staged_difference(folder: Path) -> float:
    """The largest difference between runs in tiles, in both forms, and a whole run, on one random picture."""
    content = random_picture(160, 224, 99)
    vector = np.random.default_rng(99).normal(0, 1, (1, 100)).astype(np.float32)
    whole = session(folder / "transformer.onnx").run(None, {"content_image": content, "style_vector": vector})[0]
    staged = [run_staged(folder, content, vector, 16, form=form) for form in ("", "cpu")]
    return max(float(np.abs(painted - whole).max()) for painted in staged)


def _pairs(reference: Reference, count: int) -> Iterator[tuple[Floats, Floats, bool]]:
    """Photo, painting and whether they are real, in the sizes that the original takes."""
    photos, paintings = real_pictures(paths.examples_dir(), count), real_pictures(paths.styles_dir(), count)
    for k in range(count):
        size, style_size = _turn(reference.content_sizes, k), _turn(reference.style_sizes, k)
        yield random_picture(*size, seed=2 * k), random_picture(*style_size, seed=2 * k + 1), False
        if k < len(photos) and k < len(paintings):
            yield read_picture(photos[k], *size), read_picture(paintings[k], *style_size), True


def _turn(sizes: tuple[tuple[int, int], ...], k: int) -> tuple[int, int]:
    return sizes[k % len(sizes)]
