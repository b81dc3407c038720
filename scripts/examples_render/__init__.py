"""Renders the two example photographs: a mountain lake from a height field and a still life by ray marching."""
