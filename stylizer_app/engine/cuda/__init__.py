"""Fetching and keeping CUDA's libraries, which are too large to come with the program."""
