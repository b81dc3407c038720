"""JSON that comes from anywhere: read without surprises, or refused with a ValueError."""

from __future__ import annotations

import json
from typing import Any

_MOST_LEVELS = 32


def parse(text: str) -> Any:
    """Return what the text holds. Raises ValueError where it is no JSON, or nested deeper than anything of ours."""
    try:
        content = json.loads(text)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not _within(content, _MOST_LEVELS):
        raise ValueError("nested too deeply")
    return content


def _within(content: object, levels: int) -> bool:
    """Whether tables and lists are nested no deeper than this."""
    if not isinstance(content, dict | list):
        return True
    inner = content.values() if isinstance(content, dict) else content
    return levels > 0 and all(_within(one, levels - 1) for one in inner)
