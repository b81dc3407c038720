"""Which device paints: whether it is right, how fast it is, and how its work is cut."""
