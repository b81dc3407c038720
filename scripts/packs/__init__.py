"""Makes packs: cuts a transformer at its normalizations and writes the folder that docs/pack-format.md describes."""
