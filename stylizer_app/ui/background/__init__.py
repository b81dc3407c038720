"""The work that leaves the window's thread: tasks, their order, the one thread that carries them out."""
