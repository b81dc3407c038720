"""Measurements that anyone can repeat, called through scripts/bench.py."""
