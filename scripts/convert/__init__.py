"""Makes packs of the networks that others publish: download, convert with tf2onnx, optimize, verify, write."""
