"""What a network is to the engine, whichever library runs it, and the error for one that fails."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from numpy.typing import NDArray

from stylizer_app.engine.progress import CancelToken
from stylizer_app.errors import DeviceError
from stylizer_app.errors.device import DeviceFault, Failed

Array = NDArray[Any]

CONTENT, RESULT = "content_image", "stylized_image"
"""What a transformer calls the picture that it takes and the one that it gives."""

LONG = 150
"""At most this many characters of a library's message are quoted."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Name, shape and element type of one input or output; a free dimension is None."""

    name: str
    shape: tuple[int | None, ...]
    type: str


class Network(Protocol):
    """One graph on one device."""

    @property
    def lends(self) -> bool:
        """Whether what ``run`` returns is good only until the calling thread's next run."""

    def run(
        self, token: CancelToken | None = None, into: Mapping[str, Array] | None = None, /, **inputs: Array
    ) -> dict[str, Array]:
        """Compute every output from the inputs, given by name. Raises Cancelled, DeviceError.

        ``into``: memory for some of the outputs; those are not returned. Only where nothing is lent.
        """

    def release(self) -> None:
        """Give back the working memory that is kept from one run to the next."""


def run_error(device: str, error: Exception) -> DeviceError:
    """The typed error for a failed run, told apart by what every allocator says when it is full."""
    text = str(error).lower()
    if isinstance(error, MemoryError) or any(s in text for s in ("alloc", "out of memory", "bad_alloc")):
        return DeviceError(DeviceFault.OUT_OF_MEMORY, device)
    return DeviceError(Failed(first_line(error)), device)


def first_line(error: Exception) -> str:
    """The first line of an error's text; of a long one the end, where onnxruntime says what matters."""
    lines = str(error).strip().splitlines()
    if not lines:
        return type(error).__name__
    return lines[0] if len(lines[0]) <= LONG else "… " + lines[0][-LONG:].partition(" ")[2]
