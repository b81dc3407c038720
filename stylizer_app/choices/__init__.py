"""What a person chooses, and how it is kept: preferences, the window's document, a run's settings, recipes."""
