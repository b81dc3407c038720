"""A TIFF directory's samples, of whatever number type and bits, as what they mean: from black to white."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from stylizer_app.errors import PictureError
from stylizer_app.errors.picture import PictureFault
from stylizer_app.imaging.raster import Raster, full_range, raster_of
from stylizer_app.imaging.samples import Samples

_WHITE_IS_ZERO, _BLACK_IS_ZERO, _RGB, _PALETTE, _SEPARATED, _YCBCR = 0, 1, 2, 3, 5, 6
_ASSOCIATED_ALPHA, _STRAIGHT_ALPHA = 1, 2
_MOST_CHANNELS = 64
# More than three stops above white: no exposure puts half of a picture there, so these are not values of 0 to 1.
_BEYOND_EXPOSURE = 8.0
_SCALES = (255.0, 65535.0)


def directory_raster(directory: Any) -> Raster:
    """Decode a directory (tifffile's page) to 8 or 16 bits.

    Raises PictureError for what is no flat picture or has colours of an unknown kind.
    """
    if directory.imagedepth != 1 or directory.samplesperpixel > _MOST_CHANNELS:
        raise PictureError(PictureFault.NOT_FLAT)
    photometric, extra = int(directory.photometric), tuple(int(kind) for kind in directory.extrasamples)
    if photometric not in (_WHITE_IS_ZERO, _BLACK_IS_ZERO, _RGB, _PALETTE, _SEPARATED, _YCBCR):
        raise PictureError(PictureFault.UNKNOWN_COLOURS)
    samples = _channels_last(directory.asarray(maxworkers=1), directory)
    if photometric == _PALETTE:
        return raster_of(_looked_up(samples, np.asarray(directory.colormap)))
    bits = directory.bitspersample
    return _in_colours(integers(samples, bits if isinstance(bits, int) else None), photometric, extra)


def integers(samples: NDArray[Any], bits: int | None = None) -> Samples:
    """Return samples of any number type as uint8 or uint16 from black to white.

    ``bits`` says how many of them count, where they lie in a larger type. Negative values and NaN are black. Floating
    point counts from 0 to 1; what is brighter is white, unless most of the picture is: then it counts to 255 or 65535.
    """
    kind, whole = samples.dtype.kind, 8 * samples.dtype.itemsize
    if kind == "f":
        values = np.nan_to_num(samples.astype(np.float32), nan=0.0, posinf=np.inf, neginf=0.0)
        values /= np.float32(_white_of(values))
        return (np.clip(values, 0, 1) * np.float32(65535) + np.float32(0.5)).astype(np.uint16)
    if kind == "b":
        return full_range(samples.astype(np.uint8), 1)
    if kind not in "ui":
        raise PictureError(PictureFault.ODD_SAMPLES)
    meant = min(bits or whole, whole)
    return full_range(samples, meant) if kind == "u" else full_range(np.maximum(samples, 0), meant - 1)


def _white_of(values: NDArray[np.float32]) -> float:
    """Return the floating-point value of white."""
    lit = values[values > 0]
    if lit.size == 0 or float(np.median(lit)) <= _BEYOND_EXPOSURE:
        return 1.0
    most = float(lit[np.isfinite(lit)].max(initial=1.0))
    return next((scale for scale in _SCALES if most <= scale), most)


def _channels_last(samples: NDArray[Any], directory: Any) -> NDArray[Any]:
    """Return a directory's samples as (H, W) or (H, W, C)."""
    shape = (directory.imagelength, directory.imagewidth)
    if directory.samplesperpixel == 1:
        return samples.reshape(shape)
    if directory.planarconfig == 2:
        return np.moveaxis(samples.reshape(directory.samplesperpixel, *shape), 0, -1)
    return samples.reshape(*shape, directory.samplesperpixel)


def _looked_up(samples: NDArray[Any], palette: NDArray[Any]) -> NDArray[np.uint8]:
    """Return the colours (H, W, 3) that samples stand for; ``palette`` is (3, entries), of 16 bits or wrongly of 8."""
    eight = palette if palette.max(initial=0) < 256 else palette >> 8
    index = samples if samples.ndim == 2 else samples[..., 0]
    return np.ascontiguousarray(eight.T.astype(np.uint8)[np.minimum(index, palette.shape[1] - 1)])


def _in_colours(samples: NDArray[Any], photometric: int, extra: tuple[int, ...]) -> Raster:
    """Return the raster of a directory's samples, without the extra ones that are not alpha."""
    colours = {_RGB: 3, _YCBCR: 3, _SEPARATED: 4}.get(photometric, 1)
    if samples.ndim == 3:
        has_alpha = extra[:1] in ((_ASSOCIATED_ALPHA,), (_STRAIGHT_ALPHA,))
        samples = samples[..., : colours + has_alpha]
        samples = samples[..., 0] if samples.shape[2] == 1 else samples
    if samples.ndim == 2 and colours > 1:
        raise PictureError(PictureFault.DAMAGED)
    if photometric == _WHITE_IS_ZERO:
        samples = samples.copy()
        light = samples if samples.ndim == 2 else samples[..., 0]
        np.subtract(np.iinfo(samples.dtype).max, light, out=light)
    return raster_of(samples, inks=photometric == _SEPARATED, premultiplied=extra[:1] == (_ASSOCIATED_ALPHA,))
