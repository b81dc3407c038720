"""The recipe in a picture's metadata: how it is put there and found again."""

from __future__ import annotations

from dataclasses import replace

from stylizer_app.imaging.metadata.xmp import recipe_in_xmp, xmp_with_recipe
from stylizer_app.imaging.picture import Metadata

RECIPE_KEY = "Stylizer recipe"
"""Keyword of the PNG text entry."""


def embed_recipe(metadata: Metadata, json_text: str) -> Metadata:
    """Return metadata that carry a recipe: PNG files get it as a text entry, other formats in their XMP packet."""
    others = tuple(entry for entry in metadata.text if entry[0] != RECIPE_KEY)
    return replace(metadata, text=(*others, (RECIPE_KEY, json_text)))


def extract_recipe(metadata: Metadata) -> str | None:
    """Return the recipe in a picture's metadata, or None. The text comes from a file: the caller must check it."""
    return dict(metadata.text).get(RECIPE_KEY) or recipe_in_xmp(metadata.xmp)


def xmp_to_write(metadata: Metadata) -> bytes | None:
    """Return the XMP packet for a format without text entries: the recipe moves into it."""
    recipe = dict(metadata.text).get(RECIPE_KEY)
    return xmp_with_recipe(metadata.xmp, recipe) if recipe is not None else metadata.xmp
