"""What the tests of the scripts need to run in one process with the program's own tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session", autouse=True)
def one_thread_pool() -> Iterator[None]:
    """onnxruntime has a thread pool per session or one per process, not both: here the program's one serves all."""
    from stylizer_app.engine import session

    onnxruntime = session._onnxruntime()

    class Session(onnxruntime.InferenceSession):  # type: ignore[misc, name-defined]
        def __init__(self, model: str | bytes | Path, options: Any = None, **others: Any) -> None:
            options = options or onnxruntime.SessionOptions()
            options.use_per_session_threads = False
            super().__init__(model, options, **others)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(onnxruntime, "InferenceSession", Session)
        yield
