"""Builds a SavedModel with the exact shape of Magenta's arbitrary stylization and seeded random weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import tensorflow as tf

BOTTLENECK = 100


class Stylization(tf.Module):
    """InceptionV3 to Mixed_6e, a bottleneck of 100, and the transformer with 32, 64 and 128 channels.

    ``widths`` and ``blocks`` make smaller ones; ``style_first`` swaps the order of the inputs in the signature.
    """

    def __init__(self, seed: int = 7, widths: tuple[int, int, int] = (32, 64, 128), blocks: int = 5) -> None:
        super().__init__()
        self.random = np.random.default_rng(seed)
        self.blocks = blocks
        tf.keras.utils.set_random_seed(seed)
        trunk = tf.keras.applications.InceptionV3(include_top=False, weights=None, input_shape=(None, None, 3))
        self.trunk = tf.keras.Model(trunk.input, trunk.get_layer("mixed7").output)
        self._randomize_batch_norms(self.trunk)
        self.store: dict[str, tf.Variable] = {}
        self.widths = widths
        self._center_bottleneck()
        self(tf.zeros((1, 64, 64, 3)), tf.zeros((1, 128, 128, 3)))

    def _center_bottleneck(self) -> None:
        """Make style vectors differ from picture to picture, which random weights alone hardly do."""
        grey, noise = np.full((1, 128, 128, 3), 0.5, np.float32), self.random.random((1, 128, 128, 3), np.float32)
        first, second = self.style_vector(grey), self.style_vector(noise)
        strength = 1 / float(tf.math.reduce_std(first - second))
        self.store["bottleneck"].assign(self.store["bottleneck"] * strength)
        bias = self.store["bottleneck/bias"]
        bias.assign(-strength * (tf.reshape(first, [-1]) - bias))

    def _randomize_batch_norms(self, model: tf.keras.Model) -> None:
        for layer in model.layers:
            if isinstance(layer, tf.keras.layers.BatchNormalization):
                channels = layer.moving_mean.shape[0]
                layer.beta.assign(self.random.normal(0, 0.3, channels))
                layer.moving_mean.assign(self.random.normal(0, 0.2, channels))
                layer.moving_variance.assign(self.random.uniform(0.3, 1.5, channels))

    def _variable(self, name: str, *shape: int, spread: float = 1.0, around: float = 0.0) -> tf.Variable:
        if name not in self.store:
            fan_in = int(np.prod(shape[:-1])) if len(shape) > 1 else 25
            values = around + self.random.normal(0, spread * fan_in**-0.5, shape)
            self.store[name] = tf.Variable(values.astype(np.float32), name=name.replace("/", "_"))
        return self.store[name]

    def style_vector(self, style: tf.Tensor) -> tf.Tensor:
        features = tf.reduce_mean(self.trunk(style, training=False), axis=[1, 2], keepdims=True)
        kernel = self._variable("bottleneck", 1, 1, 768, BOTTLENECK, spread=6.0)
        return tf.nn.bias_add(tf.nn.conv2d(features, kernel, 1, "VALID"), self._variable("bottleneck/bias", BOTTLENECK))

    def _conv(self, x: tf.Tensor, name: str, out: int, size: int, stride: int = 1) -> tf.Tensor:
        pad = (size - 1) // 2
        x = tf.pad(x, [[0, 0], [pad, pad], [pad, pad], [0, 0]], mode="REFLECT")
        return tf.nn.conv2d(x, self._variable(name, size, size, x.shape[-1], out), stride, "VALID")

    def _contract(self, x: tf.Tensor, name: str, out: int, size: int, stride: int) -> tf.Tensor:
        x = self._conv(x, name, out, size, stride)
        mean, variance = self._variable(f"{name}/mean", out), self._variable(f"{name}/variance", out, around=1.0)
        gain, bias = self._variable(f"{name}/gain", out, around=1.0), self._variable(f"{name}/beta", out)
        x, *_ = tf.compat.v1.nn.fused_batch_norm(x, gain, bias, mean, tf.abs(variance), epsilon=1e-3, is_training=False)
        return tf.nn.relu(x)

    def _styled(self, x: tf.Tensor, name: str, vector: tf.Tensor) -> tf.Tensor:
        mean, variance = tf.nn.moments(x, [1, 2], keepdims=True)
        offset, scale = (self._modulation(vector, f"{name}/{kind}", x.shape[-1], kind) for kind in ("beta", "gamma"))
        return tf.nn.batch_normalization(x, mean, variance, offset, scale, 1e-5)

    def _modulation(self, vector: tf.Tensor, name: str, out: int, kind: str) -> tf.Tensor:
        kernel = self._variable(name, 1, 1, BOTTLENECK, out, spread=0.3)
        bias = self._variable(f"{name}/bias", out, around=float(kind == "gamma"))
        numbers = tf.squeeze(tf.nn.bias_add(tf.nn.conv2d(vector, kernel, 1, "VALID"), bias), [1, 2])
        return tf.expand_dims(tf.expand_dims(numbers, 1), 1)

    def _expand(self, x: tf.Tensor, name: str, out: int, size: int, stride: int, vector: tf.Tensor) -> tf.Tensor:
        shape = tf.shape(x)
        x = tf.compat.v1.image.resize_nearest_neighbor(x, [shape[1] * stride, shape[2] * stride])
        return self._styled(self._conv(x, name, out, size), name, vector)

    def transform(self, x: tf.Tensor, vector: tf.Tensor) -> tf.Tensor:
        a, b, c = self.widths
        x = self._contract(x, "contract1", a, 9, 1)
        x = self._contract(self._contract(x, "contract2", b, 3, 2), "contract3", c, 3, 2)
        for k in range(self.blocks):
            y = tf.nn.relu(self._styled(self._conv(x, f"residual{k}a", c, 3), f"residual{k}a", vector))
            x += self._styled(self._conv(y, f"residual{k}b", c, 3), f"residual{k}b", vector)
        x = tf.nn.relu(self._expand(x, "expand1", b, 3, 2, vector))
        x = tf.nn.relu(self._expand(x, "expand2", a, 3, 2, vector))
        return tf.sigmoid(self._expand(x, "expand3", 3, 9, 1, vector))

    def __call__(self, content: tf.Tensor, style: tf.Tensor) -> tf.Tensor:
        return self.transform(content, self.style_vector(style))


def save(model: Stylization, folder: Path, names: tuple[str, str] = ("placeholder", "placeholder_1")) -> Path:
    """Save with one signature ``serving_default``; ``names`` are those of the content and of the style input."""
    specs = [tf.TensorSpec((None, None, None, 3), tf.float32, name=name) for name in sorted(names)]
    swapped = sorted(names) != list(names)

    @tf.function(input_signature=specs)
    def serve(first: tf.Tensor, second: tf.Tensor) -> dict[str, tf.Tensor]:
        content, style = (second, first) if swapped else (first, second)
        return {"output_0": model(content, style)}

    tf.saved_model.save(model, str(folder), signatures={"serving_default": serve})
    return folder
