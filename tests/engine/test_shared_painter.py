"""Tests of the painter that threads and forked processes share."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.shared import ROOT

FORKED_WHILE_PAINTING = """
import os, threading, time, warnings
warnings.simplefilter("ignore", DeprecationWarning)
from stylizer_app.engine.shared_painter import SharedPainter
shared, painting, done = SharedPainter(object), threading.Event(), []

def paint():
    with shared.use():
        painting.set()
        time.sleep(0.3)
        done.append(True)

threading.Thread(target=paint).start()
with_parent = shared._painter
painting.wait()
child = os.fork()
if not child:
    with shared.use() as painter:
        os._exit(0 if done and painter is not with_parent else 3)
_, status = os.waitpid(child, 0)
with shared.use() as painter:
    assert painter is with_parent
raise SystemExit(os.waitstatus_to_exitcode(status))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_fork_waits_for_the_painting_that_is_going_on() -> None:
    """Else the child would inherit locks that a thread holds which it does not have."""
    code = [sys.executable, "-c", FORKED_WHILE_PAINTING]
    done = subprocess.run(code, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
