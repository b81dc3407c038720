"""Rewrites of a transformer's graph that keep its numbers: one small function each, all used by ``optimize``."""
