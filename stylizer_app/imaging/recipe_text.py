"""The recipe in a picture file: how it is put into the metadata and found again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from stylizer_app.imaging.picture import Metadata, Picture
from stylizer_app.imaging.xmp import recipe_in_xmp, xmp_with_recipe

RECIPE_KEY = "Stylizer recipe"
"""Keyword of the PNG text entry."""


def embed_recipe(metadata: Metadata, json_text: str) -> Metadata:
    """Return metadata that carry a recipe: PNG files get it as a text entry, other formats in their XMP packet."""
    others = tuple(entry for entry in metadata.text if entry[0] != RECIPE_KEY)
    return replace(metadata, text=(*others, (RECIPE_KEY, json_text)))


def extract_recipe(picture: Picture | Metadata | Path | str) -> str | None:
    """Return the recipe that a picture, its metadata or its file carries, or None.

    Raises PictureError when a file is named that cannot be read. The text comes from a file: the caller must check it.
    """
    metadata = _metadata(picture)
    entries = dict(metadata.text)
    return entries.get(RECIPE_KEY) or recipe_in_xmp(metadata.xmp)


def xmp_to_write(metadata: Metadata) -> bytes | None:
    """Return the XMP packet for a format without text entries: the recipe moves into it."""
    recipe = dict(metadata.text).get(RECIPE_KEY)
    return xmp_with_recipe(metadata.xmp, recipe) if recipe is not None else metadata.xmp


def _metadata(picture: Picture | Metadata | Path | str) -> Metadata:
    """Return the metadata of whatever was given."""
    if isinstance(picture, Metadata):
        return picture
    if isinstance(picture, Picture):
        return picture.metadata
    from stylizer_app.imaging.decode import read_metadata

    return read_metadata(picture)
