"""The parts of the window, one per file: they show values and report what the person does, and decide nothing."""
