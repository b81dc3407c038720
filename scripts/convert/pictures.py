"""Pictures to compare networks with: random ones that look like something, and the real ones that come along."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from stylizer_app.imaging.samples import Floats

SUFFIXES = {".jpg", ".jpeg", ".png"}


def random_picture(height: int, width: int, seed: int) -> Floats:
    """A picture (1, h, w, 3) 0..1 of coloured noise at every scale, as natural pictures have it."""
    random = np.random.default_rng(seed)
    total = np.zeros((height, width, 3), np.float32)
    step = max(height, width)
    while step >= 1:
        coarse = random.normal(0, step**0.5, (height // step + 2, width // step + 2, 3)).astype(np.float32)
        total += np.repeat(np.repeat(coarse, step, 0), step, 1)[:height, :width]
        step //= 2
    squeezed: Floats = 1 / (1 + np.exp(-2 * total / total.std()))
    return squeezed[None]


def real_pictures(folder: Path, count: int) -> list[Path]:
    """Up to ``count`` picture files of a folder, in the order of their names; none if there is no such folder."""
    if not folder.is_dir():
        return []
    return [path for path in sorted(folder.iterdir()) if path.suffix.lower() in SUFFIXES][:count]


def read_picture(path: Path, height: int, width: int) -> Floats:
    """A picture file cut to shape and scaled to (1, height, width, 3) 0..1."""
    from PIL import Image, ImageOps

    with Image.open(path) as opened:
        fitted = ImageOps.fit(opened.convert("RGB"), (width, height), Image.Resampling.LANCZOS)
    values: Floats = np.asarray(fitted, np.float32) / np.float32(255)
    return values[None]
