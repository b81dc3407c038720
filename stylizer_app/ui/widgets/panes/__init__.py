"""Places that take a picture: dropped, pasted or opened by a click."""
