"""The canvas in the middle of the window: what lies on it, how it is drawn, what mouse and keys do to it."""
