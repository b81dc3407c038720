"""One reader for each format: what a file says of its picture, and the picture's samples."""
