"""Choosing the device that paints: whether it is right, how fast it is, and how large its tiles are."""
