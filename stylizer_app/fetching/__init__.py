"""What comes from the internet: downloads, archives, the question whether there is a newer version."""
