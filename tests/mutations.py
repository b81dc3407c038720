"""JSON that somebody has tampered with: a value anywhere in it exchanged, taken out, or put where none belongs."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import strategies as st

_ODD = st.sampled_from(
    [
        None, True, "", "auto", "1٣٣", "9999%", "9" * 400, "\ud800", "a\0b", -1, 0, 0.001, 10**400, -(10**400),
        -50_000_000_000, float("inf"), float("-inf"), float("nan"), [], {}, [[]], {"path": 3}, {"left": "x"}, [None],
    ]
)  # fmt: skip
_DEEP = "[" * 50_000


@st.composite
def mutated(draw: st.DrawFn, whole: Any) -> str:
    """The text of a JSON value after up to four changes; now and then one of them is a pit of brackets."""
    content = copy.deepcopy(whole)
    for _ in range(draw(st.integers(1, 4))):
        place, key = draw(st.sampled_from(list(_places(content))))
        if draw(st.booleans()):
            place[key] = copy.deepcopy(draw(_ODD))
        elif isinstance(place, dict):
            del place[key]
        if not list(_places(content)):
            break
    text = json.dumps(content)
    return text.replace("null", _DEEP, 1) if draw(st.integers(0, 9)) == 0 else text


def _places(content: Any) -> list[tuple[Any, Any]]:
    """Every place in it: a table or list, and a key or number."""
    keys = content.keys() if isinstance(content, dict) else range(len(content)) if isinstance(content, list) else ()
    here = [(content, key) for key in keys]
    return here + [place for key in keys for place in _places(content[key])]
