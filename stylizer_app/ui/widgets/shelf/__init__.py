"""The shelf of paintings to choose a style from."""
