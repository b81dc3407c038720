"""Makes the looks that come with the program: their catalogue, drawings of techniques, and tiles for the shelf."""
