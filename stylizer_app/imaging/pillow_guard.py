"""Pillow's global switches, set for as long as somebody decodes and put back afterwards, whatever thread that is."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageFile

_change = threading.Condition()
_users = {False: 0, True: 0}
_saved: list[tuple[int | None, bool, warnings.catch_warnings[None]]] = []


@contextmanager
def pillow_ready(*, tolerant: bool = False) -> Iterator[None]:
    """Keep Pillow from limiting sizes by itself and from warning; ``tolerant`` makes it accept truncated files.

    The caller checks sizes itself. Any number of threads may be inside at once if they want the same tolerance;
    the others wait.
    """
    with _change:
        _change.wait_for(lambda: _users[not tolerant] == 0)
        if _users[tolerant] == 0:
            _switch(tolerant)
        _users[tolerant] += 1
    try:
        yield
    finally:
        with _change:
            _users[tolerant] -= 1
            if _users[tolerant] == 0:
                _switch_back()
            _change.notify_all()


def _switch(tolerant: bool) -> None:
    """Remember Pillow's switches and set them as decoding needs them."""
    quiet = warnings.catch_warnings()
    _saved.append((Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES, quiet))
    quiet.__enter__()
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = None
    ImageFile.LOAD_TRUNCATED_IMAGES = tolerant


def _switch_back() -> None:
    """Put Pillow's switches back."""
    limit, truncated, quiet = _saved.pop()
    Image.MAX_IMAGE_PIXELS = limit
    ImageFile.LOAD_TRUNCATED_IMAGES = truncated
    quiet.__exit__(None, None, None)
