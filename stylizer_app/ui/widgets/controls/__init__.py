"""The column on the right: sliders, the brush and the mixture of paintings."""
