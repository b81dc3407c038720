"""Rows of thumbnails: the album's photos and the last results."""
