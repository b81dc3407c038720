"""Style: packs of networks, style vectors, exact tiles, octaves; numpy in, numpy out."""
