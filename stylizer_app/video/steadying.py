"""Strokes that stay on what they paint: a frame takes over the one before, moved along, where the photo is the same."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from stylizer_app.imaging.samples import Floats, Samples
from stylizer_app.video import packages

KEPT = 0.85
"""Of the frame before, what is taken over where nothing but the place has changed; the rest is painted anew."""

ALIKE = 0.04
"""Difference of photos, of 1 for white, at which a place counts as half the same."""

FLOW_SIDE = 640
"""Long side in pixels of the pictures that motion is measured on."""

LEAST_SIDE = 16
"""Short side in pixels below which no motion can be measured."""


@dataclass(frozen=True, slots=True, eq=False)
class Painted:
    """A frame of the photo and its painting, (H, W, 3) uint8 both, not always of one size."""

    photo: Samples
    painting: Samples


def steadied(before: Painted | None, now: Painted) -> Samples:
    """The painting of a frame with what remains of the one before, (H, W, 3) uint8.

    Motion is dense optical flow by inverse search (Kroeger et al. 2016); a place is the same as far as the photos agree
    once one is moved onto the other (as in Ruder et al. 2016, where that is a yes or no).
    """
    height, width = now.painting.shape[:2]
    scale = FLOW_SIDE / max(height, width)
    small = max(1, round(width * scale)), max(1, round(height * scale))
    if before is None or before.painting.shape != now.painting.shape or min(small) < LEAST_SIDE:
        return now.painting
    cv2 = packages.cv2()
    photos = [cv2.resize(photo, small, interpolation=cv2.INTER_AREA) for photo in (now.photo, before.photo)]
    grey = [cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY) for photo in photos]
    flow = cv2.DISOpticalFlow_create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM).calc(*grey, None)
    same = _same(photos[0], _moved(photos[1], flow), flow)
    large = cv2.resize(flow, (width, height)) * np.array([width / small[0], height / small[1]], np.float32)
    moved = _moved(before.painting, large)
    share = KEPT * cv2.resize(same, (width, height))[..., np.newaxis]
    mixed = now.painting + share * (moved.astype(np.float32) - now.painting)
    result: Samples = np.clip(mixed + 0.5, 0, 255).astype(np.uint8)
    return result


def _moved(picture: Samples, flow: Floats) -> Samples:
    """A picture (h, w, 3) moved onto the next one; ``flow`` (h, w, 2) leads from there to here, in pixels."""
    cv2 = packages.cv2()
    height, width = flow.shape[:2]
    places = flow + np.stack(np.meshgrid(np.arange(width), np.arange(height)), axis=-1).astype(np.float32)
    moved: Samples = cv2.remap(picture, places, None, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return moved


def _same(now: Samples, moved: Samples, flow: Floats) -> Floats:
    """How far each place (h, w) is the same as before: 1 fully, 0 not at all or outside the picture."""
    cv2 = packages.cv2()
    height, width = flow.shape[:2]
    apart = cv2.blur(cv2.absdiff(now, moved), (3, 3)).max(axis=-1).astype(np.float32) / 255
    columns, rows = flow[..., 0] + np.arange(width), flow[..., 1] + np.arange(height)[:, np.newaxis]
    inside = (columns >= 0) & (columns <= width - 1) & (rows >= 0) & (rows <= height - 1)
    same: Floats = (np.exp2(-np.square(apart / ALIKE)) * inside).astype(np.float32)
    return same
