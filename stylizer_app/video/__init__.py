"""Clips: every frame is painted in one hand and steadied by the one before; sound and times stay as they are."""
