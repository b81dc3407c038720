"""The student's networks used as the program uses them: a mirrored border, paintings never squeezed."""

from __future__ import annotations

import numpy as np
from PIL import Image

from scripts.training.config import BORDER
from scripts.training.corpus import unit
from scripts.training.paintings.crops import ENCODER_SIDE, short_side
from scripts.training.student import Array, OnnxStudent


def painted(student: OnnxStudent, photo: Array, vector: Array) -> Array:
    """(H, W, 3) in 0..1, sides multiples of 4, and a style vector -> the painted photo."""
    framed = np.pad(photo, ((BORDER, BORDER), (BORDER, BORDER), (0, 0)), "reflect")
    return student.paint(framed, vector)[BORDER:-BORDER, BORDER:-BORDER]


def painting_vector(student: OnnxStudent, painting: Image.Image) -> Array:
    """The style vector of a painting: the mean over squares of 256 px that cover its longer side."""
    small = short_side(painting, ENCODER_SIDE)
    longer = max(small.size)
    starts = np.linspace(0, longer - ENCODER_SIDE, -(-longer // ENCODER_SIDE)).round().astype(int)
    corners = [(s, 0) if small.width == longer else (0, s) for s in map(int, starts)]
    squares = [small.crop((x, y, x + ENCODER_SIDE, y + ENCODER_SIDE)) for x, y in corners]
    mean: Array = np.mean([student.vector(unit(square)) for square in squares], axis=0, dtype=np.float32)
    return mean
