"""Draws the starter styles: fields and brushes, one module per family of techniques, and the list of all."""
