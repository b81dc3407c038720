"""What the tests of the training share."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def loss():
    """The loss network, if its weights are there."""
    from scripts.training.paintings.vgg import LossNetwork, weights_file

    try:
        weights_file()
    except FileNotFoundError as missing:
        pytest.skip(str(missing))
    return LossNetwork()
