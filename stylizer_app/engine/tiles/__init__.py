"""Cutting pictures and maps into tiles, keeping them within the memory budget, and working on several at a time."""
