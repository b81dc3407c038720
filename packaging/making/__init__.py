"""The parts of the build: what goes into the frozen program, and what is made of it."""
