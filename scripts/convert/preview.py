"""The before and after picture of a pack: one of the example photos, half of it painted."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scripts.convert.pictures import read_picture, real_pictures
from scripts.packs.execute import session
from stylizer_app.system import paths

HEIGHT, WIDTH = 320, 480
SEAM = 3


def preview_jpeg(folder: Path) -> bytes | None:
    """A JPEG of 480 x 320 pixels, the photo on the left and painted on the right; None if no pictures come along."""
    photos, paintings = real_pictures(paths.examples_dir(), 1), real_pictures(paths.styles_dir(), 1)
    if not photos or not paintings:
        return None
    photo = read_picture(photos[0], HEIGHT, WIDTH)
    style = read_picture(paintings[0], 256, 256)
    vector = session(folder / "style_predictor.onnx").run(None, {"style_image": style})[0]
    painted = session(folder / "transformer.onnx").run(None, {"content_image": photo, "style_vector": vector})[0]
    both = np.concatenate([photo[0, :, : WIDTH // 2], painted[0, :, WIDTH // 2 :]], axis=1)
    both[:, WIDTH // 2 - SEAM // 2 : WIDTH // 2 + SEAM // 2 + 1] = 1
    return _jpeg(both)


def _jpeg(picture: NDArray[np.float32]) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.fromarray(np.rint(picture * 255).clip(0, 255).astype(np.uint8)).save(out, "JPEG", quality=88)
    return out.getvalue()
