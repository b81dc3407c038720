"""A small catalogue of looks for tests: one with an artist and adjustments of its own, two without."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from stylizer_app.choices import styles
from stylizer_app.system import paths

LOOKS = """
[[styles]]
name = "night"
title = "The Night"
title_it = "La notte"
artist = "Ann Other"
year = "c. 1890"
year_it = "1890 circa"
description = "Whirls of blue."
description_it = "Vortici di blu."
former = ["dusk"]
adjustments = { strength = 80, brush = "broad" }

[[styles]]
name = "ink"
title = "Ink"
title_it = "Inchiostro"
description = "Black on white."
description_it = "Nero su bianco."

[[styles]]
name = "glass"
title = "Glass"
title_it = "Vetro"
description = "Panes in lead."
description_it = "Lastre nel piombo."
adjustments = { colors = 30 }
"""
"""``night`` has a tile and no drawing, ``ink`` a drawing and no tile, ``glass`` both."""


@contextmanager
def catalogue(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the program find these looks, in ``folder``, instead of its own."""
    (folder / "tiles").mkdir(parents=True)
    (folder / "styles.toml").write_text(LOOKS, "utf-8")
    for name in ("tiles/night", "ink", "tiles/glass", "glass"):
        Image.fromarray(np.full((32, 32, 3), 90, np.uint8)).save(folder / f"{name}.jpg")
    monkeypatch.setattr(paths, "styles_dir", lambda: folder)
    styles.starter_styles.cache_clear()
    yield
    styles.starter_styles.cache_clear()
