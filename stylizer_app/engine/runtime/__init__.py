"""The libraries that run networks: the only place that knows onnxruntime and OpenVINO."""
