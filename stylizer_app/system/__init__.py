"""What the program meets on every system: folders, files and their names, JSON in them, errors, the log."""
