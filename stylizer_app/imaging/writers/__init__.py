"""One file for each format that can be written, named as the format's row: ``encode`` makes the bytes of a file."""
