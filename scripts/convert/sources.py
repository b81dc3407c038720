"""Where the published networks are found: one table with every known address of the same file."""

from __future__ import annotations

from dataclasses import dataclass

from stylizer_app.fetching.downloads import RemoteFile


@dataclass(frozen=True, slots=True)
class Source:
    """A published network: its files, and what the pack made of it says about itself."""

    id: str
    title: str
    description: str
    licence: str
    origin: str
    files: tuple[RemoteFile, ...]


_HUB = "https://tfhub.dev/google"
_KAGGLE = "https://www.kaggle.com/api/v1/models/google/arbitrary-image-stylization-v1"
_BUCKET = "https://storage.googleapis.com"
_TFLITE = f"{_BUCKET}/download.tensorflow.org/models/tflite"
_LITE_MODEL = "lite-model/magenta/arbitrary-image-stylization-v1-256"
_TASK = f"{_TFLITE}/task_library/style_transfer/android/magenta_arbitrary-image-stylization-v1-256"

MAGENTA = Source(
    id="magenta",
    title="Magenta",
    description="Google Magenta's arbitrary stylization in full size: the richest strokes, and the slowest.",
    licence="Apache-2.0",
    origin=f"{_HUB}/magenta/arbitrary-image-stylization-v1-256/2",
    files=(
        RemoteFile(
            "arbitrary-image-stylization-v1-256.tar.gz",
            (
                f"{_HUB}/magenta/arbitrary-image-stylization-v1-256/2?tf-hub-format=compressed",
                f"{_BUCKET}/tfhub-modules/google/magenta/arbitrary-image-stylization-v1-256/2.tar.gz",
                f"{_KAGGLE}/tensorFlow1/256/2/download",
                f"{_KAGGLE}/tensorFlow1/256/1/download",
            ),
        ),
    ),
)

MAGENTA_MOBILE = Source(
    id="magenta-mobile",
    title="Magenta (mobile)",
    description="Google Magenta's arbitrary stylization made small for phones: fast, with simpler strokes.",
    licence="Apache-2.0",
    origin=f"{_HUB}/{_LITE_MODEL}/int8/prediction/1",
    files=(
        RemoteFile(
            "style_predict_quantized_256.tflite",
            (
                f"{_TFLITE}/arbitrary_style_transfer/style_predict_quantized_256.tflite",
                f"{_TASK}_int8_prediction_1.tflite",
                f"{_HUB}/{_LITE_MODEL}/int8/prediction/1?lite-format=tflite",
            ),
            2828838,
            "af6ad4b2e7aeba0675f32636082ab915ced5375229a3f8aff7e714c6213f5ed2",
        ),
        RemoteFile(
            "style_transfer_f16_384.tflite",
            (
                f"{_TFLITE}/arbitrary_style_transfer/style_transfer_f16_384.tflite",
                f"{_TASK}_fp16_transfer_1.tflite",
                f"{_HUB}/{_LITE_MODEL}/fp16/transfer/1?lite-format=tflite",
            ),
            422086,
            "53b5243ed5aa33e408db7976c8a8e51a90a0f7708fd122a31428cd00fbdf6aa6",
        ),
    ),
)

SOURCES = {f"hub:{source.id}": source for source in (MAGENTA, MAGENTA_MOBILE)}
"""The names that the command line takes in place of an address."""
