"""Pixels: decoding, encoding, geometry, resizing and colour; no network, no Qt."""
