"""What the other widgets are made of: buttons, thumbnails, focus rings, dropped data."""
