"""Names of packs of networks: the pack that comes with the program, and what an id looks like."""

from __future__ import annotations

import re

BUILTIN = "builtin"
"""The id of the pack that comes with the program."""

ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
"""What an id looks like; maps and stages of a pack are named in the same way."""
