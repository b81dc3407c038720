"""A pack's networks, loaded on a device: style vectors in, painted tiles out."""
