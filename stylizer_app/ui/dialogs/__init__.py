"""The windows over the window, one per file: they ask, and hand back a plain value."""
