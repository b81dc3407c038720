"""Training of the built-in networks: data, teacher, student, losses, evaluation and export, one job per file."""
