"""From a request's paintings and looks to the numbers that the transformer paints by."""

from __future__ import annotations

from collections.abc import Sequence

from stylizer_app.adjustments import fraction
from stylizer_app.engine.model.loaded_pack import LoadedPack
from stylizer_app.engine.model.style_vectors import (
    ZOOMS,
    between,
    eased,
    easing_of,
    look_vector,
    mixed,
    movement_of,
    pull_of,
)
from stylizer_app.engine.progress import CancelToken
from stylizer_app.engine.request import Look, Mixture, PaintRequest, Style, StyleVector, WeightedStyle
from stylizer_app.errors import PackError, StyleError
from stylizer_app.errors.pack import PackFault
from stylizer_app.errors.painting import LookNotTaught
from stylizer_app.imaging.decode import decode
from stylizer_app.imaging.picture import Picture
from stylizer_app.imaging.samples import Floats


def styles_of(
    request: PaintRequest, loaded: LoadedPack, token: CancelToken, *, closer: bool
) -> tuple[tuple[StyleVector, ...], Floats]:
    """The style vectors of a request's paintings and looks, and what to paint by: (zooms, numbers).

    ``closer``: paintings are looked at from closer, too, which finer octaves need. Raises StyleError, PackError and
    what decoding a look's drawing raises.
    """
    zooms = len(ZOOMS) if closer else 1
    vectors = tuple(known_vector(style.style, loaded, zooms, token) for style in request.styles)
    target = _mean(vectors, request.styles, loaded)
    strength = fraction(request.adjustments.strength)
    if strength != 1:
        own = loaded.predictor.vectors_of(request.photo, 1, token) if request.series is None else request.series.own
        target = between(own, target, eased(strength, easing_of(loaded.pack, own, target)))
    return vectors, target


def movement(request: PaintRequest, vectors: Sequence[StyleVector], loaded: LoadedPack) -> float:
    """How the brushwork of a request's paintings and looks goes, whatever its strength; ``vectors`` are theirs."""
    return movement_of(loaded.pack, _mean(vectors, request.styles, loaded))


def known_vector(style: Style, loaded: LoadedPack, zooms: int, token: CancelToken | None = None) -> StyleVector:
    """A style's vector, unless it is one already: a vector belongs to the pack that made it."""
    if isinstance(style, StyleVector):
        if style.pack != loaded.pack.checksum or not style.values.size or style.values.size % loaded.pack.style_length:
            raise PackError(PackFault.OTHER_NETWORKS, loaded.pack.id)
        return style
    if isinstance(style, Mixture):
        parts = [known_vector(part.style, loaded, zooms, token) for part in style.styles]
        values = _mean(parts, style.styles, loaded).ravel()
    elif isinstance(style, Look):
        values = _look(style, loaded, zooms, token)
    else:
        values = _painting(style, loaded, zooms, token)
    return StyleVector(values, loaded.pack.checksum)


def _mean(vectors: Sequence[StyleVector], styles: Sequence[WeightedStyle], loaded: LoadedPack) -> Floats:
    """The mean (zooms, numbers) of the styles' vectors by their shares and how much each pulls."""
    rows = [vector.values.reshape(-1, loaded.pack.style_length) for vector in vectors]
    return mixed(rows, [style.weight * pull_of(loaded.pack, row) for style, row in zip(styles, rows, strict=True)])


def _look(look: Look, loaded: LoadedPack, zooms: int, token: CancelToken | None) -> Floats:
    """The numbers of a look that the pack was taught, else those of its drawing. Raises StyleError without one."""
    if look.name in loaded.pack.looks:
        return look_vector(loaded.pack, look.name)
    if look.drawing is None:
        raise StyleError(LookNotTaught(loaded.pack.title), look.name)
    return _painting(decode(look.drawing), loaded, zooms, token)


def _painting(picture: Picture, loaded: LoadedPack, zooms: int, token: CancelToken | None) -> Floats:
    """The numbers of a painting, one zoom after the other."""
    return loaded.predictor.vectors_of(picture, zooms, token).ravel()
