"""ONNX graphs: made, read, changed and observed."""
