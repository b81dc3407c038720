"""What a pack of networks is, where packs lie, and whether one is safe to open."""
