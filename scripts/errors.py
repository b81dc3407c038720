"""The error of everything that makes packs, for the developer who runs it."""

from __future__ import annotations


class ModelError(Exception):
    """A network cannot be converted, or not be cut into a pack; the text is one English sentence."""
